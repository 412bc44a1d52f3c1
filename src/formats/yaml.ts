import {
  type Alias,
  Composer,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  Parser,
  visit,
  type Document as YamlDocument,
} from "yaml";
import { limits } from "../limits.ts";
import type { Location, Problem } from "../model.ts";
import { Lines } from "./lines.ts";
import type { MapEntry, ValueNode } from "./node.ts";
import { cutBelow } from "./yaml-depth.ts";

/** Where a YAML text stands in its file: the line before its first one, and the columns before it. */
export interface Offset {
  readonly path: string;
  readonly lines: number;
}

export interface ParsedYaml {
  /** One value a document of the stream; null for an empty one. */
  readonly documents: readonly (ValueNode | null)[];
  readonly problems: readonly Problem[];
}

/**
 * YAML 1.2 (core schema) with places. What can be understood of a malformed text is returned beside the problems. Never throws, resolves no tags
 * to anything but data, and expands aliases only within the limits.
 */
export function parseYaml(source: string, offset: Offset): ParsedYaml {
  if (latest?.source !== source || latest.offset.path !== offset.path || latest.offset.lines !== offset.lines)
    latest = { source, offset, parsed: parseAnew(source, offset) };
  return latest.parsed;
}

/** Several readers look at one file in a row: it is parsed once for them. */
let latest: { readonly source: string; readonly offset: Offset; readonly parsed: ParsedYaml } | undefined;

function parseAnew(source: string, offset: Offset): ParsedYaml {
  // The library's own counter loses lines behind some mistakes.
  const lines = new Lines(source, offset.path, offset.lines);
  const problems: Problem[] = [];
  const at = (position: number): Location => lines.at(position);
  const parsed = documentsOf(source);
  if ("message" in parsed) return { documents: [], problems: [{ ...parsed, location: at(0) }] };
  const values = parsed.documents.map((document) => {
    const converter = new Converter(document, at, source);
    const value = converter.value(document.contents as Node | null, 0);
    const mistakes = [
      ...document.errors.map((error) => ({ message: firstLine(error.message), at: placeOfError(error, source) })),
      ...converter.repeatedKeys.map((position) => ({ message: "Map keys must be unique", at: position })),
    ];
    const first = mistakes.reduce<(typeof mistakes)[number] | null>(
      (least, one) => (least === null || one.at < least.at ? one : least),
      null,
    );
    const others = mistakes.length < 2 ? "" : ` (and ${mistakes.length - 1} more after it)`;
    if (first !== null) problems.push({ message: `YAML: ${first.message}${others}`, location: at(first.at) });
    problems.push(...converter.problems);
    return value;
  });
  if (parsed.tooDeep !== null) problems.push(tooDeep(at(parsed.tooDeep)));
  return { documents: values, problems };
}

function tooDeep(location: Location): Problem {
  return { message: `nested deeper than ${limits.depth}: not read further`, location, incomplete: true };
}

interface Documents {
  readonly documents: readonly YamlDocument[];
  /** Where the first value begins that is nested too deeply and was left out; null where there is none. */
  readonly tooDeep: number | null;
}

/** The documents of a stream, or why there are none. Equal keys are looked for afterwards: the library compares each key with all before it. */
function documentsOf(source: string): Documents | Omit<Problem, "location"> {
  const { stackTraceLimit } = Error;
  // A text can hold a mistake a line, and nobody looks at where in the library each was made.
  Error.stackTraceLimit = 0;
  try {
    const tokens = [...new Parser().parse(source)];
    const cuts = tokens.flatMap((token) => (token.type === "document" ? (cutBelow(token, limits.depth) ?? []) : []));
    const composer = new Composer({ prettyErrors: false, logLevel: "silent", uniqueKeys: false, stringKeys: false });
    return { documents: [...composer.compose(tokens)], tooDeep: cuts[0] ?? null };
  } catch (error) {
    return { message: `not YAML: ${messageOf(error)}` };
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

class Converter {
  readonly problems: Problem[] = [];
  /** Where keys stand that the same map holds before. */
  readonly repeatedKeys: number[] = [];
  private expanded = 0;
  private inAlias = 0;
  private anchors: Map<string, Node[]> | null = null;

  constructor(
    private readonly document: YamlDocument,
    private readonly at: (position: number) => Location,
    private readonly source: string,
  ) {}

  value(node: Node | null, depth: number): ValueNode | null {
    if (node === null) return null;
    const location = this.at(node.range?.[0] ?? 0);
    if (this.inAlias > 0 && ++this.expanded > limits.yamlAliasNodes) {
      if (this.expanded === limits.yamlAliasNodes + 1)
        this.problems.push({
          message: `aliases expand to more than ${limits.yamlAliasNodes} values: not expanded further`,
          location,
          incomplete: true,
        });
      return null;
    }
    if (depth > limits.depth) {
      this.problems.push(tooDeep(location));
      return null;
    }
    if (isAlias(node)) return this.alias(node, depth);
    if (isScalar(node)) return { type: "scalar", ...scalarText(node), location };
    if (isSeq(node)) {
      const items = node.items.map((item) => this.value(item as Node | null, depth + 1) ?? nullAt(location));
      return { type: "list", items, location, ...(node.tag === undefined ? {} : { tag: node.tag }) };
    }
    if (!isMap(node)) return null;
    if (this.inAlias === 0) this.noteRepeatedKeys(node.items);
    return { type: "map", entries: merged(node.items.flatMap((pair) => this.entry(pair, location, depth))), location };
  }

  private alias(node: Alias, depth: number): ValueNode | null {
    if (this.expanded > limits.yamlAliasNodes) return null;
    const at = node.range?.[0] ?? 0;
    this.anchors ??= anchorsOf(this.document);
    const target = latestClosed(this.anchors.get(node.source) ?? [], at);
    if (target === undefined) return null;
    this.inAlias += 1;
    const value = this.value(target, depth + 1);
    this.inAlias -= 1;
    return value;
  }

  private noteRepeatedKeys(pairs: readonly Pair[]): void {
    const seen = new Set<unknown>();
    for (const { key } of pairs) {
      if (!isScalar(key)) continue;
      if (seen.has(key.value)) this.repeatedKeys.push((key as Node).range?.[0] ?? 0);
      seen.add(key.value);
    }
  }

  /** A key that is no scalar, as it is written: `{ license }` in a template. */
  private written(node: Node | null): string {
    const [start, end] = node?.range ?? [0, 0];
    return this.source.slice(start, Math.min(end, start + limits.valueCharacters));
  }

  private entry(pair: Pair, mapLocation: Location, depth: number): MapEntry[] {
    if (!isPair(pair)) return [];
    const keyNode = pair.key as Node | null;
    const keyLocation = keyNode?.range === undefined || keyNode === null ? mapLocation : this.at(keyNode.range?.[0] ?? 0);
    const key = isScalar(keyNode) ? scalarText(keyNode).text : this.written(keyNode);
    const value = this.value(pair.value as Node | null, depth + 1) ?? nullAt(keyLocation);
    return [{ key, keyLocation, value }];
  }
}

/** `<<` (YAML merge keys): what it brings in yields to the keys that stand in the map itself. */
function merged(entries: readonly MapEntry[]): readonly MapEntry[] {
  if (!entries.some(({ key }) => key === "<<")) return entries;
  const own = entries.filter(({ key, value }) => key !== "<<" || value.type === "scalar");
  const seen = new Set(own.map(({ key }) => key));
  const brought = entries
    .filter(({ key, value }) => key === "<<" && value.type !== "scalar")
    .flatMap(({ value }) => (value.type === "list" ? value.items : [value]))
    .flatMap((value) => (value.type === "map" ? value.entries : []))
    .filter(({ key }) => !seen.has(key) && seen.add(key) !== undefined);
  return [...brought, ...own];
}

/** All anchors of a document by name, in the order of the text; one name may be set again. */
function anchorsOf(document: YamlDocument): Map<string, Node[]> {
  const anchors = new Map<string, Node[]>();
  visit(document, {
    Node(_key, node) {
      if (isAlias(node) || node.anchor === undefined) return;
      const before = anchors.get(node.anchor);
      if (before === undefined) anchors.set(node.anchor, [node]);
      else before.push(node);
    },
  });
  return anchors;
}

/** The last node that is closed before a place: one that is still open there would hold itself. The nodes stand in the order of the text. */
function latestClosed(nodes: readonly Node[], place: number): Node | undefined {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((nodes[middle]?.range?.[0] ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return nodes.slice(Math.max(0, low - limits.depth), low).findLast((node) => (node.range?.[1] ?? 0) <= place);
}

function nullAt(location: Location): ValueNode {
  return { type: "scalar", text: "", kind: "null", location };
}

type ScalarParts = { readonly text: string; readonly kind: "text" | "number" | "boolean" | "null" };

/** The text of a scalar: as written for plain ones, without quotes and with escapes read for quoted ones. */
function scalarText(node: { value: unknown; source?: string; type?: string }): ScalarParts {
  const { value, source } = node;
  if (typeof value === "string") return { text: value, kind: "text" };
  if (value === null || value === undefined) return { text: source ?? "", kind: "null" };
  const text = source ?? String(value);
  return {
    text,
    kind: typeof value === "boolean" ? "boolean" : typeof value === "number" || typeof value === "bigint" ? "number" : "text",
  };
}

function firstLine(message: string): string {
  return message.split("\n", 1)[0] ?? message;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? firstLine(error.message) : String(error);
}

/** Where an error begins: a quote that is never closed at the quote, not at the end of the text. */
function placeOfError({ code, message, pos }: { code: string; message: string; pos: readonly [number, number] }, source: string): number {
  if (code !== "MISSING_CHAR" || !message.includes("closing")) return pos[0];
  const opening = source.lastIndexOf(message.includes("'") ? "'" : '"', Math.max(0, pos[0] - 1));
  return opening === -1 ? pos[0] : opening;
}
