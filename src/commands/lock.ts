import { join } from "node:path";
import { ExpectedError } from "../errors.ts";
import { hubAsker } from "../hub/ask.ts";
import { askedNames } from "../hub/asked.ts";
import { changesSince } from "../hub/changes.ts";
import { hubClient } from "../hub/client.ts";
import { LOCK_NAME, type Lock } from "../hub/lock.ts";
import { readLockFile } from "../hub/lock-file.ts";
import { formatLock } from "../hub/lock-text.ts";
import { lockable } from "../hub/lockable.ts";
import { type HubRecord, nameKey } from "../hub/record.ts";
import { resolveNames } from "../hub/resolve.ts";
import { hubSettings } from "../hub/settings.ts";
import { readFiles } from "../reading.ts";
import { worktreeSource } from "../sources/worktree.ts";
import { policyFor } from "./find-policy.ts";
import type { Surroundings } from "./scan.ts";
import { writeWhole } from "./write-whole.ts";

export interface LockFlags {
  readonly check?: boolean;
  readonly policy?: string | boolean;
}

/** What goes to standard output, and the exit code: 0 written or up to date, 1 out of date (`--check`). */
export interface LockOutcome {
  readonly output: string;
  readonly code: 0 | 1;
}

/**
 * `modelterms lock`: resolves every name that a folder uses, and their base models, on the Hub, and writes `modelterms.lock` whole or not at all; with
 * `--check` only compares. Throws ExpectedError when a name could not be looked up: a lock without it would be silent about it.
 */
export async function runLock(target: string, flags: LockFlags, around: Surroundings): Promise<LockOutcome> {
  const settings = hubSettings(around.environment, "modelterms lock");
  const source = worktreeSource(target, target);
  const policy = await policyFor(target, flags, source, around);
  const read = await readFiles(source, (path) => policy?.exclude.some((pattern) => pattern.matches(path)) ?? false);
  const asked = askedNames(read.declarations);
  const path = join(target, LOCK_NAME);
  const before = readLockFile(path, flags.check === true ? null : around.warn);
  const hub = { cached: null, online: hubAsker(hubClient(settings)) };
  const { records, problems } = await resolveNames(asked, null, hub, around);
  if (problems.length > 0) {
    const first = problems.slice(0, 10).map(({ message, location }) => `${location.path}:${location.line ?? 1}: ${message}`);
    throw new ExpectedError([...first, `${problems.length} of ${asked.length} names: ${LOCK_NAME} is left as it was`].join("\n"));
  }
  if (flags.check === true) return compare(before, records);
  const text = formatLock(
    records.map((record) => lockable(record, before?.get(nameKey(record.name, record.kind))?.record, timeOf(around), around.readText)),
  );
  writeWhole(path, text);
  return { output: `${LOCK_NAME}: ${records.length === 1 ? "1 name" : `${records.length} names`} resolved\n${notes(records)}`, code: 0 };
}

function compare(lock: Lock | null, records: readonly HubRecord[]): LockOutcome {
  if (lock === null) return { output: `there is no ${LOCK_NAME}: write it with modelterms lock\n`, code: 1 };
  const now = new Set(records.map(({ name, kind }) => nameKey(name, kind)));
  const lines = records.flatMap((record) => {
    const entry = lock.get(nameKey(record.name, record.kind));
    return entry === undefined ? [`${record.name} is not in the lock`] : changesSince(entry, record).map(({ message }) => message);
  });
  for (const [key, { record }] of lock) if (!now.has(key)) lines.push(`${record.name} is in the lock and not used any more`);
  if (lines.length === 0)
    return { output: `${LOCK_NAME} is up to date: ${records.length === 1 ? "1 name" : `${records.length} names`}\n`, code: 0 };
  return { output: `${lines.sort().join("\n")}\n${LOCK_NAME} is out of date: run modelterms lock and commit it\n`, code: 1 };
}

/** Names of which the lock cannot say all. */
function notes(records: readonly HubRecord[]): string {
  const words = {
    gated: "gated: its license file may not be readable without access",
    private: "private",
    missing: "not on the Hub, or private to others",
  };
  const lines = records.flatMap(({ name, state, renamedTo }) => [
    ...(state === "public" ? [] : [`  ${name}: ${words[state]}\n`]),
    ...(renamedTo === null ? [] : [`  ${name}: renamed, is ${renamedTo} now\n`]),
  ]);
  return lines.sort().join("");
}

/** Now, to the second; `SOURCE_DATE_EPOCH` (seconds, reproducible-builds.org) where it is set. ISO 8601, UTC. */
function timeOf({ environment }: Surroundings): string {
  const epoch = environment["SOURCE_DATE_EPOCH"];
  const time = new Date(epoch === undefined || epoch === "" ? Date.now() : Number(epoch) * 1000);
  if (Number.isNaN(time.getTime())) throw new ExpectedError(`SOURCE_DATE_EPOCH must be a number of seconds, not ${JSON.stringify(epoch)}`);
  return `${time.toISOString().slice(0, 19)}Z`;
}
