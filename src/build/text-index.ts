import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import * as z from "zod";
import { buildIndex, type NamedWords, type WordLists } from "../licenses/texts/build-index.ts";
import { type LicenseWords, type OptionalPart, readLicense } from "../licenses/texts/license-words.ts";
import { unpackTexts } from "../licenses/texts/store.ts";

const wordList = z.string().transform((words) => words.trim().split(/\s+/));
const recognitionSchema = z.strictObject({
  optional: z.array(z.strictObject({ from: z.string(), until: z.string().optional() })),
  weighty: wordList,
  normative: wordList,
});

/** What `rules/texts/recognition.yaml` says. */
export interface Recognition extends WordLists {
  readonly optional: readonly OptionalPart[];
}

export function readRecognition(root: string): Recognition {
  return recognitionSchema.parse(parse(readFileSync(join(root, "rules/texts/recognition.yaml"), "utf8")));
}

/** The texts of the SPDX list, as the package `spdx-license-list` has them. Names that SPDX has given up yield to those that replace them. */
export function readSpdxTexts(root: string, recognition: Recognition): readonly NamedWords[] {
  const list: Record<string, { readonly licenseText: string }> = readJson(join(root, "node_modules/spdx-license-list/spdx-full.json"));
  const kept = new Set<string>(readJson(join(root, "node_modules/spdx-license-ids/index.json")));
  const byWords = new Map<string, { ids: string[]; words: LicenseWords }>();
  for (const [id, { licenseText }] of Object.entries(list)) {
    const words = readLicense(licenseText, recognition.optional);
    const key = words.hashes.join();
    const known = byWords.get(key);
    if (known === undefined) byWords.set(key, { ids: [id], words });
    else known.ids.push(id);
  }
  return [...byWords.values()].map(({ ids, words }) => {
    const current = ids.filter((id) => kept.has(id));
    if (current.length === 0) return { names: ids, ...words };
    return { names: current, withdrawn: ids.filter((id) => !kept.has(id)), ...words };
  });
}

function readJson<Shape>(path: string): Shape {
  return JSON.parse(readFileSync(path, "utf8"));
}

/** The index of all license texts: the SPDX list, and the fingerprints kept in `rules/texts/`. `root` is the project's folder. */
export function buildTextIndex(root: string): Uint8Array {
  const recognition = readRecognition(root);
  const kept = unpackTexts(readFileSync(join(root, keptTexts)));
  return buildIndex([...readSpdxTexts(root, recognition), ...kept], recognition);
}

/** Where the fingerprints of texts are kept that no package ships. */
export const keptTexts = "rules/texts/texts.bin";
