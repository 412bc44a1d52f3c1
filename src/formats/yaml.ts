import {
  type Alias,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseAllDocuments,
  visit,
  type Document as YamlDocument,
} from "yaml";
import { limits } from "../limits.ts";
import type { Location, Problem } from "../model.ts";
import { Lines } from "./lines.ts";
import type { MapEntry, ValueNode } from "./node.ts";

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
  // The library's own counter loses lines behind some mistakes.
  const lines = new Lines(source, offset.path, offset.lines);
  const problems: Problem[] = [];
  const at = (position: number): Location => lines.at(position);
  let documents: readonly YamlDocument[];
  try {
    const parsed = parseAllDocuments(source, {
      prettyErrors: false,
      logLevel: "silent",
      uniqueKeys: true,
      stringKeys: false,
    });
    documents = Array.isArray(parsed) ? parsed : [];
  } catch (error) {
    return { documents: [], problems: [{ message: `not YAML: ${messageOf(error)}`, location: at(0) }] };
  }
  const values = documents.map((document) => {
    const [first, ...more] = document.errors;
    const others = more.length === 0 ? "" : ` (and ${more.length} more after it)`;
    if (first !== undefined)
      problems.push({ message: `YAML: ${firstLine(first.message)}${others}`, location: at(placeOfError(first, source)) });
    const converter = new Converter(document, at, problems, source);
    return converter.value(document.contents as Node | null, 0);
  });
  return { documents: values, problems };
}

class Converter {
  private expanded = 0;
  private inAlias = 0;
  private anchors: Map<string, Node[]> | null = null;

  constructor(
    private readonly document: YamlDocument,
    private readonly at: (position: number) => Location,
    private readonly problems: Problem[],
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
      this.problems.push({ message: `nested deeper than ${limits.depth}: not read further`, location, incomplete: true });
      return null;
    }
    if (isAlias(node)) return this.alias(node, depth);
    if (isScalar(node)) return { type: "scalar", ...scalarText(node), location };
    if (isSeq(node)) {
      const items = node.items.map((item) => this.value(item as Node | null, depth + 1) ?? nullAt(location));
      return { type: "list", items, location, ...(node.tag === undefined ? {} : { tag: node.tag }) };
    }
    if (isMap(node)) return { type: "map", entries: merged(node.items.flatMap((pair) => this.entry(pair, location, depth))), location };
    return null;
  }

  private alias(node: Alias, depth: number): ValueNode | null {
    if (this.expanded > limits.yamlAliasNodes) return null;
    const at = node.range?.[0] ?? 0;
    this.anchors ??= anchorsOf(this.document);
    const target = this.anchors.get(node.source)?.findLast((one) => (one.range?.[0] ?? 0) < at && (one.range?.[1] ?? 0) <= at);
    if (target === undefined) return null;
    this.inAlias += 1;
    const value = this.value(target, depth + 1);
    this.inAlias -= 1;
    return value;
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
      anchors.set(node.anchor, [...(anchors.get(node.anchor) ?? []), node]);
    },
  });
  return anchors;
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
