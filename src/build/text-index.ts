import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import * as z from "zod";
import { buildIndex, type NamedWords, type WordLists } from "../licenses/texts/build-index.ts";
import { type KnownParts, type LicenseWords, readLicense } from "../licenses/texts/license-words.ts";
import { unpackTexts } from "../licenses/texts/store.ts";

const wordList = z.string().transform((words) => words.trim().split(/\s+/));
const recognitionSchema = z.strictObject({
  optional: z.array(z.strictObject({ from: z.string(), until: z.string().optional() })),
  variable: z.array(z.string()),
  alternatives: z.array(z.strictObject({ from: z.string(), to: z.string() })),
  equivalent: z.array(z.array(z.string()).min(2)),
  weighty: wordList,
  normative: wordList,
  unnamed: wordList,
});

const sources = z.array(z.string());
const remarksSchema = z
  .strictObject({
    telling: wordList,
    "in-names": wordList,
    "telling-parts": wordList,
    "license-words": wordList,
    "generic-names": wordList,
    "about-license": z.string(),
    "license-heads": wordList,
    thing: z.string().trim(),
    known: sources,
    notices: sources,
    statements: sources,
    titles: sources,
  })
  .transform(
    ({
      "in-names": inNames,
      "telling-parts": tellingParts,
      "license-words": licenseWords,
      "generic-names": genericNames,
      "license-heads": licenseHeads,
      "about-license": aboutLicense,
      ...rest
    }) => ({
      ...rest,
      inNames,
      tellingParts,
      licenseWords,
      genericNames,
      licenseHeads,
      aboutLicense,
    }),
  );

/** What `rules/texts/recognition.yaml` and `rules/texts/remarks.yaml` say. */
export interface Recognition extends WordLists, KnownParts {
  /** Wordings that texts are also known with. */
  readonly alternatives: readonly { readonly from: string; readonly to: string }[];
}

export function readRecognition(root: string): Recognition {
  const read = (name: string): unknown => parse(readFileSync(join(root, "rules/texts", name), "utf8"));
  return { ...recognitionSchema.parse(read("recognition.yaml")), remarks: remarksSchema.parse(read("remarks.yaml")) };
}

/** The texts of the SPDX list, as the package `spdx-license-list` has them. Names that SPDX has given up yield to those that replace them. */
export function readSpdxTexts(root: string, recognition: Recognition): readonly NamedWords[] {
  const list: Record<string, { readonly licenseText: string }> = readJson(join(root, "node_modules/spdx-license-list/spdx-full.json"));
  const kept = new Set<string>(readJson(join(root, "node_modules/spdx-license-ids/index.json")));
  const byWords = new Map<string, { ids: string[]; words: LicenseWords }>();
  const alternatives: [string, string][] = [];
  const read = (id: string, text: string, only: boolean): void => {
    const words = readLicense(text, recognition);
    const key = words.hashes.join();
    const known = byWords.get(key);
    if (known === undefined) byWords.set(key, { ids: [id], words });
    else if (!only) known.ids.push(id);
  };
  for (const [id, { licenseText }] of Object.entries(list)) {
    read(id, licenseText, false);
    alternatives.push(...otherWordings(licenseText, recognition).map((text): [string, string] => [id, text]));
  }
  for (const [id, text] of alternatives) read(id, text, true);
  return [...byWords.values()].map(({ ids, words }) => {
    const current = ids.filter((id) => kept.has(id));
    if (current.length === 0) return { names: ids, ...words };
    return { names: current, withdrawn: ids.filter((id) => !kept.has(id)), ...words };
  });
}

function otherWordings(text: string, { alternatives }: Recognition): readonly string[] {
  return alternatives
    .map(({ from, to }) => text.replace(new RegExp(from.replaceAll(" ", "\\s+"), "i"), to))
    .filter((other) => other !== text);
}

function readJson<Shape>(path: string): Shape {
  return JSON.parse(readFileSync(path, "utf8"));
}

/** The SPDX identifier that the catalog gives for a text. */
export function catalogName(root: string, key: string): string | undefined {
  const path = join(root, "rules/licenses", `${key}.yaml`);
  if (!existsSync(path)) return undefined;
  return z.object({ spdx: z.string().optional() }).parse(parse(readFileSync(path, "utf8"))).spdx;
}

/** The index of all license texts: the SPDX list, and the fingerprints kept in `rules/texts/`. `root` is the project's folder. */
export function buildTextIndex(root: string): Uint8Array {
  const recognition = readRecognition(root);
  const kept = unpackTexts(readFileSync(join(root, keptTexts)));
  return buildIndex([...readSpdxTexts(root, recognition), ...kept], recognition);
}

/** Where the fingerprints of texts are kept that no package ships. */
export const keptTexts = "rules/texts/texts.bin";
