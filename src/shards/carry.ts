import { createHash } from "node:crypto";
import type { ReadText, TextReader } from "../licenses/read-text.ts";
import type { LicenseFile } from "../model.ts";
import type { Policy } from "../policy/policy.ts";
import type { ReadTree } from "../reading.ts";
import type { Part } from "./deal.ts";
import type { CarriedReading, CarriedText, Shard } from "./shard.ts";

/** What was read, packed: license texts are recognized now, and left out where nothing looks at them again. */
export function carryReading(read: ReadTree, readText: TextReader, repositories: CarriedReading["repositories"] = null): CarriedReading {
  return {
    files: read.files,
    read: read.read,
    repositories,
    declarations: read.declarations,
    licenseFiles: read.licenseFiles.map((file) => carriedText(file, readText(file))),
    credits: read.credits,
    problems: read.problems,
  };
}

/** What all shards of one scan know alike. */
export interface ShardFacts {
  readonly policy: Policy | null;
  readonly lock: string | null;
  /** The paths of the tree, or the repositories of an owner. */
  readonly listing: unknown;
  /** The hash of the compiled knowledge. */
  readonly knowledge: string;
}

/** Packs a shard. */
export function carry(part: Part, read: CarriedReading, { policy, lock, listing, knowledge }: ShardFacts): Shard {
  return {
    ...part,
    common: {
      knowledge,
      listing: hashOf(listing),
      policy: policy === null ? null : hashOf(policy.sources),
      lock: lock === null ? null : hashOf(lock),
    },
    policy: policy?.sources ?? null,
    lock: part.index === 1 ? lock : null,
    read,
  };
}

/** Obligations look for their words in notices, and a text that is not recognized may be a short one that points elsewhere; other texts are not looked at again. */
function carriedText(file: LicenseFile, recognized: ReadText): CarriedText {
  const isNeeded = file.type === "notice" || recognized.groups.length === 0;
  return { ...file, text: isNeeded ? file.text : null, recognized };
}

/** The license file as merging sees it. A text that was left out must not be taken for an empty one: whoever asks for it is told. */
export function unpackText({ recognized: _, text, ...file }: CarriedText): LicenseFile {
  if (text !== null) return { ...file, text };
  return {
    ...file,
    get text(): string {
      throw new Error(`the text of ${file.path} was not carried by its shard; please report this`);
    },
  };
}

/** SHA-256, hexadecimal, of anything that JSON can hold. */
export function hashOf(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}
