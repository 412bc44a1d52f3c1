import { createHash } from "node:crypto";
import type { ReadText, TextReader } from "../licenses/read-text.ts";
import type { LicenseFile } from "../model.ts";
import type { Policy } from "../policy/policy.ts";
import type { ReadTree } from "../reading.ts";
import type { Part } from "./deal.ts";
import type { CarriedText, Shard } from "./shard.ts";

/** What one part of a tree was read to, with the paths of the whole tree. */
export interface ReadPart {
  readonly read: ReadTree;
  readonly lock: string | null;
  readonly paths: readonly string[];
}

/** Packs what a shard has read. `knowledge` is the hash of the compiled knowledge. */
export function carry({ read, lock, paths }: ReadPart, part: Part, policy: Policy | null, knowledge: string, readText: TextReader): Shard {
  return {
    ...part,
    common: {
      knowledge,
      listing: hashOf(paths),
      policy: policy === null ? null : hashOf(policy.sources),
      lock: lock === null ? null : hashOf(lock),
    },
    policy: policy?.sources ?? null,
    lock: part.index === 1 ? lock : null,
    read: {
      declarations: read.declarations,
      licenseFiles: read.licenseFiles.map((file) => carriedText(file, readText(file))),
      credits: read.credits,
      problems: read.problems,
    },
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
