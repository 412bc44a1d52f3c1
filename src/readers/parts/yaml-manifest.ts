import type { MapNode } from "../../formats/node.ts";
import { decodeText, rawText } from "../../formats/text.ts";
import { limits } from "../../limits.ts";
import type { FileContent, Location, Problem } from "../../model.ts";

/** A YAML file that may hold manifests of several kinds: decoded and parsed once, whichever readers look at it. */
export interface YamlManifest {
  readonly path: string;
  /** The documents that are mappings, in order. */
  readonly documents: readonly MapNode[];
  readonly problems: readonly Problem[];
  /** Of a malformed file: the keys that begin a line, by which it can be recognized where the parser understood less. */
  readonly brokenKeys: ReadonlySet<string>;
  /** Whether it had to be read around the holes of a template. */
  readonly template: boolean;
  /** Where a text stands that is part of the value at this location; the value's own location where it is not found. */
  place(from: Location, part: string): Location;
}

/** For readers that look into every YAML file: a larger one is not a problem of each of them. */
export const YAML_HEAD = limits.textBytes;
/** Problems of one malformed file that are handed on; the rest follow from the first. */
const MOST_PROBLEMS = 3;
/** Characters of a template's holes are moved here, one to one, while the text around them is parsed. */
const HOLE_BASE = 0xe000;
/** Lines below a value's first one in which parts of it are looked for. */
const BLOCK_LINES = 200;

const parsed = new WeakMap<Uint8Array, Promise<YamlManifest>>();

/** Null where the bytes lack one of the marks: of each list at least one must occur. Nothing is decoded or parsed before. */
export async function readYamlManifest(file: FileContent, ...marks: readonly (readonly string[])[]): Promise<YamlManifest | null> {
  if (!holds(file.bytes, ...marks)) return null;
  const known = parsed.get(file.bytes);
  if (known !== undefined && (await known).path === file.path) return known;
  const fresh = parse(file).catch(() => unread(file.path, "YAML: too intricate to be parsed"));
  parsed.set(file.bytes, fresh);
  return fresh;
}

/** Whether the bytes hold at least one text of every list. */
export function holds(bytes: Uint8Array, ...marks: readonly (readonly string[])[]): boolean {
  const raw = rawText(bytes);
  return marks.every((some) => some.some((mark) => raw.includes(mark)));
}

/** Whether a value is, or holds, a hole of a template (Helm, Jinja). */
export function hasHole(value: string): boolean {
  return value.includes("{{") || value.includes("{%") || /[\ue000-\ue0ff]/.test(value);
}

/** A value with its holes as they are written. */
export function written(value: string): string {
  return value.replace(/[\ue000-\ue0ff]/g, (char) => String.fromCharCode(char.charCodeAt(0) - HOLE_BASE));
}

async function parse(file: FileContent): Promise<YamlManifest> {
  if (file.bytes.length > limits.textBytes || (file.size !== null && file.size > file.bytes.length))
    return unread(file.path, `larger than ${limits.textBytes / 1_000_000} MB: not read for models`);
  const { parseYaml } = await import("../../formats/yaml.ts");
  const source = decodeText(file.bytes).text.replace(/^\uFEFF/, "");
  if (opensTooMuch(source)) return unread(file.path, `brackets nested deeper than ${limits.openBrackets}: not read for models`);
  const lines = source.split("\n");
  const offset = { path: file.path, lines: 0 };
  const plain = parseYaml(source, offset);
  const bare = /(?:^|\n|[:-][ \t])[ \t]*\{\{/.test(source);
  const hole = plain.problems.length > 0 || bare ? firstHole(lines) : null;
  const masked = hole === null ? null : parseYaml(mask(source), offset);
  const isTemplate = masked !== null && (bare || masked.problems.length < plain.problems.length);
  const documents = (isTemplate ? masked : plain).documents;
  const problems = isTemplate && hole !== null ? [templateProblem(file.path, hole)] : plain.problems.slice(0, MOST_PROBLEMS);
  return {
    path: file.path,
    documents: documents.filter((document) => document?.type === "map"),
    problems,
    template: isTemplate,
    brokenKeys: new Set(problems.length === 0 ? [] : lines.flatMap((line) => /^(?:- )?([\w.-]+):(?:\s|$)/.exec(line)?.[1] ?? [])),
    place: (from, part) => place(lines, from, part),
  };
}

/** Too large or too intricate: without documents, which each reader whose marks it bears has to say. */
function unread(path: string, message: string): YamlManifest {
  const location = { path, line: null, column: null };
  const problems: Problem[] = [{ message, location, incomplete: true }];
  return { path, documents: [], problems, brokenKeys: new Set(), template: false, place: (from) => from };
}

function opensTooMuch(source: string): boolean {
  let open = 0;
  for (const [bracket] of source.matchAll(/[{}[\]]/g)) {
    open = bracket === "{" || bracket === "[" ? open + 1 : Math.max(0, open - 1);
    if (open > limits.openBrackets) return true;
  }
  return false;
}

function firstHole(lines: readonly string[]): { line: number; column: number } | null {
  for (const [index, text] of lines.entries()) {
    const column = text.search(/\{\{|\{%/);
    if (column !== -1 && !/^\s*#/.test(text)) return { line: index + 1, column: column + 1 };
  }
  return null;
}

function templateProblem(path: string, { line, column }: { line: number; column: number }): Problem {
  return {
    message: "a template: what its holes will hold is not known; what stands around them is read",
    location: { path, line, column },
  };
}

/** Holes inside a line become a text of the same length, statements on lines of their own white space: lines and columns stay. */
function mask(source: string): string {
  let result = "";
  let at = 0;
  for (;;) {
    const start = nextHole(source, at);
    const end = start === -1 ? -1 : source.indexOf(source[start + 1] === "%" ? "%}" : "}}", start + 2);
    if (start === -1 || end === -1) return result + source.slice(at);
    const hole = source.slice(start, end + 2);
    const alone =
      /(?:^|\n)[ \t]*$/.test(source.slice(Math.max(0, start - 200), start)) && /^[ \t]*(?:\r?\n|$)/.test(source.slice(end + 2, end + 202));
    const blank = alone || hole.includes("\n") || hole.startsWith("{%");
    result += source.slice(at, start) + (blank ? hole.replace(/[^\n]/g, " ") : moved(hole));
    at = end + 2;
  }
}

function nextHole(source: string, from: number): number {
  const braces = source.indexOf("{{", from);
  const percent = source.indexOf("{%", from);
  return braces === -1 || percent === -1 ? Math.max(braces, percent) : Math.min(braces, percent);
}

function moved(hole: string): string {
  return hole.replace(/[\x20-\x7e]/g, (char) => String.fromCharCode(HOLE_BASE + char.charCodeAt(0)));
}

function place(lines: readonly string[], from: Location, part: string): Location {
  if (from.line === null || from.column === null || part === "") return from;
  const first = from.line - 1;
  const isBlock = /^[|>]/.test((lines[first] ?? "").slice(from.column - 1));
  for (let index = first; index < lines.length && index <= first + (isBlock ? BLOCK_LINES : 1); index += 1) {
    const column = (lines[index] ?? "").indexOf(part, index === first ? from.column - 1 : 0);
    if (column !== -1) return { path: from.path, line: index + 1, column: column + 1 };
  }
  return from;
}
