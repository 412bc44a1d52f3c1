import { ExpectedError } from "../errors.ts";
import type { PolicySources } from "../policy/policy.ts";
import { hashOf } from "./carry.ts";
import { Gathering } from "./gather.ts";
import type { Shard, ShardResult } from "./shard.ts";

/** Shards that do not make one scan. The message names the files and what to do. */
export class ShardError extends ExpectedError {}

/** A whole scan, put together again, with what the shards agree on. */
export interface Joined {
  readonly gathered: Gathering;
  readonly lock: string | null;
  readonly policy: PolicySources | null;
  readonly common: Shard["common"];
  readonly scan: Pick<ShardResult["scan"], "target" | "revision" | "date">;
}

interface Seen {
  readonly file: string;
  readonly hash: string;
}

/** Takes the shards of one scan in any order, one after another, so that no more than one of them is whole in memory. */
export class ShardJoiner {
  readonly #seen = new Map<number, Seen>();
  readonly #gathered = new Gathering();
  #first: { readonly file: string; readonly count: number; readonly facts: Facts } | null = null;
  #policy: PolicySources | null = null;
  #lock: string | null = null;

  /** Throws ShardError for a shard of another scan, and for one that was run twice with different results. */
  add(file: string, { shard, scan, tool }: ShardResult): void {
    const facts = factsOf(shard, scan, tool);
    this.#first ??= { file, count: shard.count, facts };
    requireSameScan(this.#first, { file, facts });
    const hash = hashOf(shard);
    const before = this.#seen.get(shard.index);
    if (before !== undefined && before.hash !== hash)
      throw new ShardError(
        `${before.file} and ${file} are both shard ${shard.index} of ${shard.count}, and differ: the files changed in between; run all shards again`,
      );
    if (before !== undefined) return;
    for (const { name, revision } of shard.read.repositories ?? []) {
      if ((this.#gathered.revisionOf(name) ?? revision) !== revision)
        throw new ShardError(
          `${file}: ${name} was read at another commit than in the shards before: it changed in between; run all shards again`,
        );
    }
    this.#seen.set(shard.index, { file, hash });
    this.#policy = shard.policy;
    this.#lock ??= shard.lock;
    this.#gathered.add(shard.read);
  }

  /** Throws ShardError where shards are missing. */
  finish(): Joined {
    const first = this.#first;
    if (first === null) throw new ShardError("no shards: name the results of modelterms scan --shard I/N --format json=FILE");
    const missing = Array.from({ length: first.count }, (_, at) => at + 1).filter((index) => !this.#seen.has(index));
    if (missing.length > 0)
      throw new ShardError(
        `of ${first.count} shards ${missing.length === 1 ? "one is" : `${missing.length} are`} missing: ${missing.map((index) => `${index}/${first.count}`).join(", ")}; run modelterms scan --shard for ${missing.length === 1 ? "it" : "them"}`,
      );
    const { common, scan } = first.facts;
    if (common.lock !== (this.#lock === null ? null : hashOf(this.#lock)))
      throw new ShardError("the lock that the first shard carries is not the one that the shards were made with; run all shards again");
    if (common.policy !== (this.#policy === null ? null : hashOf(this.#policy)))
      throw new ShardError("the policy that the shards carry is not the one that they were made with; run all shards again");
    return { gathered: this.#gathered, lock: this.#lock, policy: this.#policy, common, scan };
  }
}

/** What all shards of one scan have in common. */
interface Facts {
  readonly count: number;
  readonly scan: Joined["scan"];
  readonly version: string;
  readonly common: Shard["common"];
}

function factsOf({ count, common }: Shard, { target, revision, date }: ShardResult["scan"], { version }: ShardResult["tool"]): Facts {
  return { count, common, scan: { target, revision, date }, version };
}

function requireSameScan(
  first: { readonly file: string; readonly facts: Facts },
  other: { readonly file: string; readonly facts: Facts },
): void {
  const [ours, theirs] = [comparable(first.facts), comparable(other.facts)];
  const different = Object.keys(ours).find((name) => ours[name] !== theirs[name]);
  if (different === undefined) return;
  throw new ShardError(
    `${first.file} and ${other.file} are not shards of one scan: ${different} differs (${shown(ours[different])} and ${shown(theirs[different])}); run all shards with the same`,
  );
}

function comparable({ count, scan, version, common }: Facts): Readonly<Record<string, string | number | null>> {
  return {
    "the number of shards": count,
    "the target": scan.target,
    "the commit": scan.revision,
    "the date": scan.date,
    "the program's version": version,
    "the program's knowledge": common.knowledge,
    "the policy": common.policy,
    "the lock": common.lock,
    "the list of files or repositories": common.listing,
  };
}

function shown(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return "none";
  return typeof value === "string" && /^[0-9a-f]{64}$/.test(value) ? value.slice(0, 12) : String(value);
}
