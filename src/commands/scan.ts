import { existsSync } from "node:fs";
import { resolve, sep } from "node:path";
import { compareWithBaseline, decisive, unreadBefore } from "../baseline.ts";
import { hubAnswers } from "../hub/answers.ts";
import { LOCK_NAME } from "../hub/lock.ts";
import type { HubAnswers } from "../hub/resolve.ts";
import type { HubTarget } from "../hub/target.ts";
import type { Knowledge } from "../licenses/knowledge.ts";
import type { TextReader } from "../licenses/read-text.ts";
import type { Result } from "../model.ts";
import { grouped } from "../numbers.ts";
import type { Policy } from "../policy/policy.ts";
import { forTerminal } from "../reports/parts/escape.ts";
import { type ScanOptions, scan } from "../scan.ts";
import { commitSource, indexSource } from "../sources/git-tree.ts";
import type { Source } from "../sources/source.ts";
import { worktreeSource } from "../sources/worktree.ts";
import type { ScanFlags } from "./arguments.ts";
import { namedPolicy, policyFor } from "./find-policy.ts";
import type { Output } from "./pieces.ts";
import { remembered } from "./remembered.ts";
import { onlyTouched } from "./touched.ts";
import { UsageError } from "./usage.ts";
import { writeReports } from "./write-reports.ts";

export interface Surroundings {
  readonly knowledge: Knowledge;
  readonly readText: TextReader;
  /** SHA-256 of the compiled knowledge and the index of license texts. */
  knowledgeHash(): string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly terminal: { readonly isTerminal: boolean; readonly width: number; readonly errorIsTerminal: boolean };
  warn(message: string): void;
}

/** `modelterms scan`: what goes to standard output, and the exit code. Files named by `--format NAME=FILE` are written whole or not at all. */
export async function runScan(
  target: string,
  flags: ScanFlags,
  around: Surroundings,
): Promise<{ readonly output: Output; readonly code: 0 | 1 | 2 }> {
  const result = await scanTarget(target, flags, around);
  return { output: await writeReports(result, flags, around), code: exitCode(result, flags, around) };
}

/** The result of a scan as the flags ask for it, compared with a revision or a baseline where they name one. */
export async function scanTarget(target: string, flags: ScanFlags, around: Surroundings): Promise<Result> {
  if (flags.staged === true && flags.since !== undefined)
    throw new UsageError("--staged and --since exclude each other: the first reads the index, the second compares with a revision");
  const hub = hubAnswers(around.environment, flags.online === true);
  const shards = flags.shard === undefined ? null : await import("./shard.ts");
  shards?.refuseWithShard(flags);
  const [, owner] = /^github:([^/@]+)\/?$/.exec(target) ?? [];
  if (owner !== undefined) return scanAllOf(target, owner, flags, hub, around);
  for (const flag of ["archived", "forks", "plan"] as const)
    if (flags[flag] !== undefined) throw new UsageError(`--${flag} is for all repositories of an owner: github:OWNER`);
  const onHub = target.startsWith("hf:") ? (await import("../hub/target.ts")).parseHubTarget(target) : null;
  const { source, options } =
    onHub !== null
      ? await openOnHub(target, onHub, flags, hub, around)
      : target.startsWith("github:")
        ? await openOnGithub(target, flags, hub, around)
        : await openFolder(target, flags, hub, around);
  if (shards !== null && flags.shard !== undefined) return shards.scanShard(source, options, flags.shard, around);
  const listing = source.list();
  // Git answers meanwhile; whoever scans waits for it.
  listing.catch(() => {});
  const { save, ...memory } = remembered(
    options.readText,
    around.environment,
    flags.since === undefined ? "one" : "several",
    resolve(target),
  );
  let result = await scan(sparing({ ...source, list: () => listing }), { ...options, ...memory });
  if (flags.since !== undefined) {
    const { onProgress: _, ...quiet } = options;
    const earlier = commitSource(folderOf(target), flags.since, shownTarget(target));
    await earlier.revision();
    // Where nothing is found there is nothing that could be old.
    if (result.findings.length > 0) {
      const before = await scan(earlier, { ...quiet, ...memory, only: null });
      const unread = unreadBefore(result, before);
      if (unread !== null) around.warn(forTerminal(unread));
      result = compareWithBaseline(result, before);
    }
  }
  save();
  if (flags.baseline !== undefined) result = compareWithBaseline(result, (await import("./read-result.ts")).readResult(flags.baseline));
  return result;
}

/** All repositories of an owner, judged by the policy and the lock of the folder where the program runs: what lies in a repository does not judge it. */
async function scanAllOf(target: string, owner: string, flags: ScanFlags, hub: HubAnswers, around: Surroundings): Promise<Result> {
  onlyForFolders(target, flags);
  const { readLockText } = await import("../hub/lock-file.ts");
  const policy = await policyFor(".", flags, worktreeSource(".", "."), around);
  const options = { ...commonOptions(policy, hub, around), only: null, lock: readLockText(LOCK_NAME) };
  const result = await (await import("./owner.ts")).scanOwner(target, owner, flags, options, around);
  return flags.baseline === undefined ? result : compareWithBaseline(result, (await import("./read-result.ts")).readResult(flags.baseline));
}

/** Fewer files are read before memory matters; and so many are too many to be listed without care. */
const MANY_FILES = 2_000;
const MANY_ENTRIES = 30_000;

/** The same files, with care for memory where many are listed or read. */
function sparing(source: Source): Source {
  let spare = () => {};
  return {
    ...source,
    async list() {
      const listing = await source.list();
      if (listing.entries.length >= MANY_FILES) spare = (await import("./memory.ts")).spareMemory;
      if (listing.entries.length >= MANY_ENTRIES) spare();
      return listing;
    },
    read(requests) {
      if (requests.length >= MANY_FILES) spare();
      return source.read(requests);
    },
  };
}

interface Opened {
  readonly source: Source;
  readonly options: ScanOptions;
}

async function openFolder(target: string, flags: ScanFlags, hub: HubAnswers, around: Surroundings): Promise<Opened> {
  const source: Source =
    flags.staged === true ? indexSource(folderOf(target), shownTarget(target)) : worktreeSource(target, shownTarget(target));
  // In a large tree git looks around while the policy is read.
  source.list().catch(() => {});
  const policy = await policyFor(flags.staged === true ? null : target, flags, source, around);
  return {
    source,
    options: {
      ...commonOptions(policy, hub, around),
      only: onlyTouched(target, flags, policy, namedPolicy(flags, around) === null ? target : "."),
    },
  };
}

/** A model on the Hub, judged by the policy and the lock of the folder where the program runs, never by those that lie in its own repository. */
async function openOnHub(target: string, onHub: HubTarget, flags: ScanFlags, hub: HubAnswers, around: Surroundings): Promise<Opened> {
  onlyForFolders(target, flags);
  const { readLockText } = await import("../hub/lock-file.ts");
  const policy = await policyFor(".", flags, worktreeSource(".", "."), around);
  const { openHubTarget } = await import("../hub/target.ts");
  const { source, about } = await openHubTarget(target, onHub, around.environment);
  return { source, options: { ...commonOptions(policy, hub, around), about, only: null, lock: readLockText(LOCK_NAME) } };
}

/** A repository on GitHub, judged by the policy that was named, else by the one in its own root, and by the lock there. */
async function openOnGithub(target: string, flags: ScanFlags, hub: HubAnswers, around: Surroundings): Promise<Opened> {
  onlyForFolders(target, flags);
  const { openGithubTarget } = await import("../github/target.ts");
  const source = await openGithubTarget(target, around.environment);
  const policy = await policyFor(null, flags, source, around);
  return { source, options: { ...commonOptions(policy, hub, around), only: null } };
}

function onlyForFolders(target: string, flags: ScanFlags): void {
  for (const flag of ["staged", "since", "files"] as const)
    if (flags[flag] !== undefined) throw new UsageError(`--${flag} is for folders: ${target} has neither index nor history here`);
}

function commonOptions(policy: Policy | null, hub: HubAnswers, around: Surroundings): Omit<ScanOptions, "only"> {
  const { knowledge, readText, environment } = around;
  return { knowledge, policy, date: dateOf(environment), readText, hub, ...progress(around) };
}

/** The exit code (contract, section 1): the same for every format. */
export function exitCode(result: Result, flags: ScanFlags, around: Surroundings): 0 | 1 | 2 {
  const incomplete = result.problems.filter((problem) => problem.incomplete === true);
  if (incomplete.length > 0 && flags.allowIncomplete !== true) {
    for (const { message, location } of incomplete.slice(0, 5)) around.warn(forTerminal(`incomplete: ${location.path}: ${message}`));
    around.warn("the scan is incomplete (exit code 2; --allow-incomplete accepts it)");
    return 2;
  }
  if (flags.failOn === "never") return 0;
  const findings = decisive(result);
  if (findings.some(({ verdict }) => verdict === "fail")) return 1;
  if (flags.failOn !== "review") return 0;
  const isCompared = flags.since !== undefined || flags.baseline !== undefined;
  return findings.length > 0 || (!isCompared && result.components.some(({ verdict }) => verdict === "review")) ? 1 : 0;
}

function progress(around: Surroundings) {
  if (around.environment["CI"] !== undefined) return {};
  let shown = 0;
  return {
    onProgress(done: number, of: number) {
      if (of < MANY_FILES || done - shown < 500 || !around.terminal.errorIsTerminal) return;
      shown = done;
      process.stderr.write(done + 500 > of ? "\r\u001b[K" : `\rread ${grouped(done)} of ${grouped(of)} files`);
    },
  };
}

/** The day that waivers are judged by: `SOURCE_DATE_EPOCH` (seconds, reproducible-builds.org), else today in UTC. */
export function dateOf(environment: Readonly<Record<string, string | undefined>>): string {
  const epoch = environment["SOURCE_DATE_EPOCH"];
  const time = epoch === undefined || epoch === "" ? Date.now() : Number(epoch) * 1000;
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) throw new UsageError(`SOURCE_DATE_EPOCH must be a number of seconds, not ${JSON.stringify(epoch)}`);
  return date.toISOString().slice(0, 10);
}

function shownTarget(target: string): string {
  return target
    .split(sep)
    .join("/")
    .replace(/(.)\/+$/, "$1");
}

function folderOf(target: string): string {
  if (!existsSync(target)) throw new UsageError(`no folder ${JSON.stringify(target)}; name an existing one`);
  return target;
}
