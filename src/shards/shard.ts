import type { ReadText } from "../licenses/read-text.ts";
import type { Declaration, LicenseFile, Problem, Result, Stated } from "../model.ts";
import type { PolicySources } from "../policy/policy.ts";
import type { Part } from "./deal.ts";

/**
 * What the result of a shard carries beside the inventory of its own part: everything that was read, so that merging can judge the whole tree. A base model, a
 * license file or a credit may lie in another shard, so a shard by itself has no verdicts.
 */
export interface Shard extends Part {
  readonly common: Common;
  /** Null with `--no-policy`. */
  readonly policy: PolicySources | null;
  /** The text of the lock, carried by the first shard alone; null elsewhere, and where there is none. */
  readonly lock: string | null;
  readonly read: CarriedReading;
}

/** SHA-256 hashes, hexadecimal, of what all shards of one scan must have in common besides their target, commit, date and program version. */
export interface Common {
  /** The compiled knowledge and the index of license texts. */
  readonly knowledge: string;
  /** The paths of the tree; of an owner, the repositories. */
  readonly listing: string;
  readonly policy: string | null;
  readonly lock: string | null;
}

/** A repository of an owner, and the commit at which it was read. */
export interface ReadRepository {
  readonly name: string;
  readonly revision: string;
}

export interface CarriedReading {
  /** Files listed, and files of which bytes were read. What several shards list is counted by the first of them. */
  readonly files: number;
  readonly read: number;
  /** Null where one tree was scanned. */
  readonly repositories: readonly ReadRepository[] | null;
  readonly declarations: readonly Declaration[];
  readonly licenseFiles: readonly CarriedText[];
  readonly credits: readonly Stated[];
  readonly problems: readonly Problem[];
}

/** A license file with what was recognized in it. Its text is left out where nothing after the recognition looks at it. */
export interface CarriedText extends Omit<LicenseFile, "text"> {
  readonly text: string | null;
  readonly recognized: ReadText;
}

export interface ShardResult extends Result {
  readonly shard: Shard;
}
