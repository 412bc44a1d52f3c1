import { createHash } from "node:crypto";
import { openSync, readFileSync, readSync } from "node:fs";
import { brotliDecompressSync } from "node:zlib";
import type { ValueNode } from "./formats/node.ts";
import type { CompiledClauseRules } from "./licenses/clauses/rules.ts";
import type { Family, Knowledge, LicenseEntry, Meaning, ModelEntry, SpokenFamilies, TermDefinition } from "./licenses/knowledge.ts";
import { namePattern } from "./licenses/models.ts";
import type { TextReader } from "./licenses/read-text.ts";
import { type Block, BlockedLines, type Lines, SortedLines, tableOf } from "./licenses/table.ts";
import type { Clause } from "./model.ts";
import { openTextReader } from "./text-files.ts";

type PackedClause = readonly [term: string, section: string | null, locator: string | null, parameters?: Clause["parameters"]];
type PackedModel = readonly [name: string, license: string | null, source: string, read: string, rest?: Partial<ModelEntry>];
type PackedLicense = readonly [
  rest: Partial<LicenseEntry> & Pick<LicenseEntry, "id" | "name" | "kind" | "classes">,
  clauses: string | readonly PackedClause[],
];

/** Opens the compiled knowledge beside the program (`src/build/knowledge-lines.ts` writes it). A line is parsed when it is first asked for. */
export function openKnowledge(file: string): Knowledge {
  const descriptor = openSync(file, "r");
  const lines = openBlocks((place, length) => {
    const bytes = Buffer.allocUnsafeSlow(length);
    return bytes.subarray(0, readSync(descriptor, bytes, 0, length, place));
  });
  const plain = <Value>(prefix: string) => tableOf(lines, `${prefix}:`, (text) => JSON.parse(text) as Value);
  const meanings = (prefix: string) => tableOf(lines, `${prefix}:`, (text) => meaningOf(JSON.parse(text) as string));
  let placeholders: readonly string[] | undefined;
  let publisherPatterns: readonly string[] | undefined;
  let spoken: SpokenFamilies | undefined;
  const clauses = plain<readonly PackedClause[]>("clauses");
  return {
    terms: plain<TermDefinition>("term"),
    territories: plain<readonly string[]>("territory"),
    policies: plain<{ readonly file: unknown; readonly root: ValueNode | null }>("policy"),
    licenses: tableOf(lines, "license:", (text, key) => {
      const [rest, packed] = JSON.parse(text) as PackedLicense;
      return licenseOf(key, rest, typeof packed === "string" ? (clauses.get(packed) ?? []) : packed);
    }),
    names: {
      hub: meanings("hub"),
      licenseNames: meanings("licensename"),
      aliases: meanings("alias"),
      spdx: plain<string>("spdx"),
      exceptions: plain<string>("exception"),
      catalog: plain<string>("catalog"),
      links: plain<string>("link"),
      families: plain<Family>("family"),
      special: plain<"none" | "noassertion" | "unknown" | "unlicensed" | "other">("special"),
      get placeholders() {
        placeholders ??= JSON.parse(lines.find("list:placeholders") ?? "[]") as string[];
        return placeholders;
      },
    },
    clauseRules: () => JSON.parse(lines.find("list:clause-rules") ?? "null") as CompiledClauseRules,
    models: {
      exact: tableOf(lines, "model:", (text) => modelOf(JSON.parse(text) as PackedModel)),
      patterns: tableOf(lines, "pattern:", (text) =>
        (JSON.parse(text) as PackedModel[]).map(modelOf).map((entry) => ({ pattern: namePattern(entry.name), entry })),
      ),
      named: plain<string>("named"),
      get publisherPatterns() {
        publisherPatterns ??= JSON.parse(lines.find("list:publisher-patterns") ?? "[]") as string[];
        return publisherPatterns;
      },
      get spoken() {
        spoken ??= JSON.parse(lines.find("list:publisher-families") ?? "null") as SpokenFamilies;
        return spoken;
      },
    },
  };
}

/** The lines in a file of blocks, as `src/build/knowledge-blocks.ts` packs them; `part` gives bytes of the file, those of a block when it is asked for. */
export function openBlocks(part: (place: number, length: number) => Buffer): Lines {
  const blocks: Block[] = [];
  const bytes = part(0, part(0, 4).readUInt32LE());
  const [count, often, filter] = [bytes.readUInt32LE(4), bytes.readUInt32LE(8), bytes.readUInt32LE(12)];
  let at = 16;
  while (blocks.length < count) {
    const [place, length, key] = [bytes.readUInt32LE(at), bytes.readUInt32LE(at + 4), bytes.readUInt32LE(at + 8)];
    const first = bytes.subarray(at + 12, at + 12 + key);
    blocks.push({ first, open: () => brotliDecompressSync(part(place, length)) });
    at += 12 + key;
  }
  return new BlockedLines(blocks, new SortedLines(bytes.subarray(at, at + often)), bytes.subarray(at + often, at + often + filter));
}

function licenseOf(expression: string, rest: PackedLicense[0], clauses: readonly PackedClause[]): LicenseEntry {
  return {
    version: null,
    publisher: null,
    family: null,
    previous: null,
    links: [],
    incorporates: [],
    ...rest,
    expression,
    clauses: clauses.map(([term, section, locator, parameters]) => ({ term, section, locator, parameters: parameters ?? {} })),
  };
}

function modelOf([name, license, source, read, rest]: PackedModel): ModelEntry {
  return { name, source, read, ...(license === null ? {} : { license: meaningOf(license) }), ...rest };
}

/** A license, or a family marked by `?`. */
function meaningOf(packed: string): Meaning {
  return packed.startsWith("?") ? { family: packed.slice(1) } : { license: packed };
}

/** SHA-256, hexadecimal, of everything that the program knows: two programs with the same come to the same conclusions. */
export function knowledgeHash(files: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest("hex");
}

/** Reads license texts; what recognizes them is opened with the first, since many scans meet none that is new. */
export function openTexts(index: string, knowledge: Knowledge): TextReader {
  let opened: TextReader | undefined;
  return (file) => {
    opened ??= openTextReader(index, knowledge);
    return opened(file);
  };
}
