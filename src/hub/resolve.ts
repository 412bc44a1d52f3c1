import { ExpectedError } from "../errors.ts";
import type { Knowledge } from "../licenses/knowledge.ts";
import { findModel } from "../licenses/models.ts";
import type { TextReader } from "../licenses/read-text.ts";
import { limits } from "../limits.ts";
import { inferBase } from "../lineage/inferred.ts";
import { baseName } from "../lineage/names.ts";
import type { KnownName, KnownNames, Location, LockChange, Problem } from "../model.ts";
import type { HubAnswer } from "./ask.ts";
import { changesSince } from "./changes.ts";
import { interpretRecord } from "./interpret.ts";
import type { Lock } from "./lock.ts";
import { type AskedName, type HubRecord, isHubName, nameKey } from "./record.ts";

/** Where names are looked up besides the lock. */
export interface HubAnswers {
  /** The local cache; null where there is none. Not asked where there is a lock: two machines with the same lock must come to the same result. */
  readonly cached: ((asked: AskedName) => Promise<HubRecord | null>) | null;
  /** The Hub itself; null when offline. */
  readonly online: ((names: readonly AskedName[]) => Promise<readonly HubAnswer[]>) | null;
}

export const OFFLINE: HubAnswers = { cached: null, online: null };

/** All names that were asked for, and those of their base models, with what is known of each. */
export interface ResolvedNames {
  readonly records: readonly HubRecord[];
  readonly find: KnownNames;
  readonly problems: readonly Problem[];
}

interface Resolved {
  readonly record: HubRecord | null;
  readonly changes: readonly LockChange[];
}

/** Looks up names, then the base models that the answers and the catalog name, until no new ones come. The lock outranks the Hub, the Hub its local cache. */
export async function resolveNames(
  asked: readonly AskedName[],
  lock: Lock | null,
  hub: HubAnswers,
  { knowledge, readText }: { readonly knowledge: Knowledge; readonly readText: TextReader },
): Promise<ResolvedNames> {
  const known = new Map<string, Resolved>();
  const problems: Problem[] = [];
  const isNobodyThere = lock === null && hub.cached === null && hub.online === null;
  let round = isNobodyThere ? [] : asked;
  for (let step = 0; round.length > 0; step += 1) {
    if (step > limits.lineageSteps || known.size + round.length > limits.hubNames) {
      problems.push(tooMany(round[0]?.location, known.size));
      break;
    }
    const answers = await lookUp(round, lock, hub, problems);
    for (const [index, one] of round.entries()) known.set(nameKey(one.name, one.kind), answers[index] ?? { record: null, changes: [] });
    round = nextRound(round, known, knowledge);
  }
  const meanings = new Map<string, KnownName>();
  return {
    records: [...known.values()].flatMap(({ record }) => record ?? []),
    find(name, kind) {
      const key = nameKey(name, kind);
      const { record, changes } = known.get(key) ?? { record: null, changes: [] };
      if (record === null) return null;
      const meaning = meanings.get(key) ?? interpretRecord(record, changes, knowledge, readText);
      meanings.set(key, meaning);
      return meaning;
    },
    problems: problems.sort((a, b) => (a.message < b.message ? -1 : 1)),
  };
}

async function lookUp(
  round: readonly AskedName[],
  lock: Lock | null,
  { cached, online }: HubAnswers,
  problems: Problem[],
): Promise<readonly Resolved[]> {
  const answers = online === null ? [] : await online(round);
  return Promise.all(
    round.map(async (asked, index): Promise<Resolved> => {
      const answer = answers[index];
      const locked = lock?.get(nameKey(asked.name, asked.kind));
      if (answer !== undefined && "failed" in answer)
        problems.push({ message: `could not look up ${asked.name} on the Hub: ${answer.failed}`, location: asked.location });
      const now = answer !== undefined && "record" in answer ? answer.record : null;
      if (locked !== undefined) return { record: locked.record, changes: now === null ? [] : changesSince(locked, now) };
      if (now !== null || lock !== null || cached === null) return { record: now, changes: [] };
      const kept = await cached(asked).catch((error: unknown) => {
        if (!(error instanceof ExpectedError)) throw error;
        problems.push({ message: `could not look up ${asked.name} in the Hub's local cache: ${error.message}`, location: asked.location });
        return null;
      });
      return { record: kept, changes: [] };
    }),
  );
}

/** The base models of what was just resolved that nobody asked for yet. */
function nextRound(round: readonly AskedName[], known: ReadonlyMap<string, Resolved>, knowledge: Knowledge): readonly AskedName[] {
  const next = new Map<string, AskedName>();
  for (const { name, kind, location } of round) {
    if (kind === "dataset") continue;
    const stated = known.get(nameKey(name, kind))?.record?.bases.map((base) => base.name) ?? [];
    const named = [...stated, ...(findModel(name, knowledge)?.bases ?? [])];
    for (const value of named.length > 0 ? named : [inferBase(name, knowledge) ?? ""]) {
      const base = baseName(value, "hub");
      if (base.is !== "hub" || !isHubName(base.name) || known.has(nameKey(base.name, "model"))) continue;
      next.set(nameKey(base.name, "model"), { name: base.name, kind: "model", pin: null, location });
    }
  }
  return [...next.values()];
}

function tooMany(location: Location | undefined, count: number): Problem {
  return {
    message: `base models were followed through ${count} names and not further: the limit is ${limits.hubNames} names, ${limits.lineageSteps} steps`,
    location: location ?? { path: ".", line: null, column: null },
    incomplete: true,
  };
}
