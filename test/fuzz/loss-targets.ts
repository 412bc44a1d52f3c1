import { isDeepStrictEqual } from "node:util";
import { XMLValidator } from "fast-xml-parser";
import { parseAllDocuments } from "yaml";
import type { Reader, Reading, Stated } from "../../src/model.ts";
import { readers } from "../../src/readers/registry.ts";
import { FIXTURES } from "../harness/places.ts";
import type { Random } from "./random.ts";
import { readAll, type Seed, seedsIn, wants } from "./reader-targets.ts";
import { demand, type Target } from "./target.ts";

/**
 * Formats that a fault makes unreadable, each with a parser that is not the program's own. Formats of lines (code, prose, environment files, Modelfiles) have
 * none: there a fault spoils its own line only.
 */
const FORMATS: Readonly<Record<string, (text: string, path: string) => boolean>> = {
  // In a file of YAML more is well-formed than JSON alone.
  json: (text, path) => isJson(text) || (/\.ya?ml$/.test(path) && /^\s*[[{]/.test(text) && isYaml(text)),
  xml: (text, path) => path.endsWith(".xml") && XMLValidator.validate(text) === true,
  card: (text, path) => path.endsWith(".md") && isYaml(/^---\n([\s\S]*?)\n---\n/.exec(text)?.[1] ?? ""),
  yaml: (text, path) => !path.endsWith(".md") && /^[\w"'.-]+:(?: |$)/m.test(text) && isYaml(text),
};

/** Readers that take whatever they find in a text, line by line: a fault spoils its own line, and no text is malformed to them. Notebooks are JSON. */
const BY_LINES = new Set(["code-references", "configuration-references", "license-file", "prose-references"]);

/** Lines that no document of any of these formats can hold wherever they stand, or nearly so. */
const FAULTS = ["{", "]", '"', "'", "}: {", "<", "</x>", "\t\t: - [", "- }", ": :", "@@@ ~~~ ???", "&", "%", "[ { (", "!!"];

/**
 * One target a reader: a sound file of its fixtures with one fault in it. Whatever the file states is stated still, or a problem is reported; nothing is lost
 * without a word. Where the fault leaves the file well-formed (inside a text of several lines, say) it means something else, and may state something else.
 */
export function lossTargets(): readonly Target[] {
  return readers.flatMap((reader) => {
    const seeds = seedsIn(`${FIXTURES}readers/${reader.id}/`).filter(
      ({ path, bytes }) => wants(reader, path) && formatOf(path, bytes) !== null && (!BY_LINES.has(reader.id) || path.endsWith(".ipynb")),
    );
    return seeds.length === 0 ? [] : [lossTarget(reader, seeds)];
  });
}

function lossTarget(reader: Reader, seeds: readonly Seed[]): Target {
  const sound = new Map<string, Promise<Reading>>();
  return {
    name: `losses of ${reader.id}`,
    generate(random) {
      const at = random.below(seeds.length);
      const { path, bytes } = seeds[at] ?? { path: "", bytes: new Uint8Array() };
      return { path, bytes: withFault(bytes, formatOf(path, bytes) ?? "", random), seed: at };
    },
    async run({ path, bytes, seed = 0 }) {
      const before = seeds[seed]?.bytes ?? new Uint8Array();
      const key = `${seed}`;
      const known = sound.get(key) ?? readAll(reader, path, before);
      sound.set(key, known);
      const whole = await known;
      if (whole.problems.length > 0 || statementsOf(whole).size === 0) return;
      const format = formatOf(path, before);
      const isSound = FORMATS[format ?? ""];
      if (bytes.length === 0 || isDeepStrictEqual(before, bytes) || isSound === undefined || isSound(textOf(bytes), path)) return;
      const reading = await readAll(reader, path, bytes);
      if (reading.problems.length > 0) {
        demand(
          reading.problems.every(({ location }) => location.line !== null || reader.head !== undefined),
          () => "a problem without a line",
        );
        return;
      }
      const left = statementsOf(reading);
      const lost = [...statementsOf(whole)].filter((statement) => !left.has(statement));
      if (lost.length === 0 || (await isUnclaimed(reader, path, bytes, format))) return;
      demand(false, () => `lost without a word: ${lost.slice(0, 3).join("; ")}`);
    },
  };
}

/** A line put in, or, where the format says where it ends, the end cut off. */
function withFault(bytes: Uint8Array, format: string, random: Random): Uint8Array {
  if (format !== "yaml" && format !== "card" && random.once(2)) return bytes.slice(0, random.below(bytes.length));
  const lines = textOf(bytes).split("\n");
  const at = format === "card" ? 1 + random.below(lines.indexOf("---", 1)) : random.below(lines.length + 1);
  const indent = random.once(2) ? "" : (/^\s*/.exec(lines[at] ?? "")?.[0] ?? "");
  lines.splice(at, 0, indent + random.pick(FAULTS));
  return new TextEncoder().encode(lines.join("\n"));
}

/** Whether the marks by which the reader knows its files were cut off with the rest: the same beginning, closed properly, is another tool's to it. */
async function isUnclaimed(reader: Reader, path: string, bytes: Uint8Array, format: string | null): Promise<boolean> {
  const text = textOf(bytes);
  const closed = format === "json" ? closedJson(text) : format === "xml" ? [closedXml(text)] : [];
  for (const whole of closed) {
    const { declarations, licenseFiles, problems } = await readAll(reader, path, new TextEncoder().encode(whole));
    if (declarations.length + licenseFiles.length + problems.length === 0) return true;
  }
  return false;
}

/** The beginning of a JSON text made whole, with what breaks off at its end and without it (a key before its colon, too): null for what is open and for half a word, brackets closed. */
function closedJson(text: string): readonly string[] {
  const last = text.replaceAll(/"(?:[^"\\]|\\.)*"/g, (found) => "x".repeat(found.length)).lastIndexOf('"');
  const starts = [
    text,
    ...(last === -1 ? [] : [text.slice(0, last)]),
    text.replace(/[\w.+-]+$/, "null"),
    text.replace(/"(?:[^"\\]|\\.)*"\s*$/, ""),
  ].map((start) => start.replace(/[\s,]+$/, ""));
  const endings = ["", ": null", " null", '"', '": null'];
  return starts.flatMap((start) =>
    endings
      .map((ending) => start + ending + openIn(start + ending))
      .filter(isJson)
      .slice(0, 1),
  );
}

function closedXml(text: string): string {
  const start = text.slice(0, text.lastIndexOf(">") + 1);
  const open: string[] = [];
  for (const [, slash, name = "", alone] of start.matchAll(/<(\/?)([\w:.-]+)[^<>]*?(\/?)>/g)) {
    if (slash === "/") open.pop();
    else if (alone !== "/") open.push(`</${name}>`);
  }
  return start + open.reverse().join("");
}

function openIn(text: string): string {
  const open: string[] = [];
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
    if (token === "{") open.push("}");
    else if (token === "[") open.push("]");
    else if (token === "}" || token === "]") open.pop();
  }
  return open.reverse().join("");
}

function formatOf(path: string, bytes: Uint8Array): string | null {
  const text = textOf(bytes);
  return Object.keys(FORMATS).find((format) => FORMATS[format]?.(text, path)) ?? null;
}

function isJson(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null;
  } catch {
    return false;
  }
}

function isYaml(text: string): boolean {
  try {
    const documents = parseAllDocuments(text, { logLevel: "silent" });
    return Array.isArray(documents) && documents.length > 0 && documents.every(({ errors }) => errors.length === 0);
  } catch {
    return false;
  }
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function statementsOf({ declarations, licenseFiles }: Reading): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (what: string, ...all: readonly (Stated | undefined)[]) => {
    for (const stated of all) if (stated !== undefined) found.add(`${what} ${stated.value}`);
  };
  for (const { role, subject, licenses = [], licenseName, licenseLink, bases = [], datasets = [] } of declarations) {
    if (role === "mentioned") continue;
    if (subject.at === "name") found.add(`uses ${subject.name}`);
    add("license", ...licenses);
    add("license_name", licenseName);
    add("license_link", licenseLink);
    add("base", ...bases);
    add("data", ...datasets);
  }
  for (const { type } of licenseFiles) if (type !== "card") found.add(`a ${type}`);
  return found;
}
