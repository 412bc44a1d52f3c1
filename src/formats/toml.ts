import { type AST, ParseError, parseTOML } from "toml-eslint-parser";
import { limits } from "../limits.ts";
import type { Location, Problem } from "../model.ts";
import { Lines } from "./lines.ts";
import type { ListNode, MapEntry, MapNode, ValueNode } from "./node.ts";

/** A table or a list while it is built. */
interface Table extends MapNode {
  readonly entries: MapEntry[];
}
interface List extends ListNode {
  readonly items: ValueNode[];
}

/** So many lines that are not understood are left out; a text with more of them is hardly TOML. */
const mostLeftOut = 20;

/** TOML with places. Lines that are not understood are left out, and the first of them is a problem. Never throws. */
export function parseToml(source: string, path: string): { readonly value: MapNode; readonly problems: readonly Problem[] } {
  const lines = new Lines(source, path);
  const problems: Problem[] = [];
  let text = source;
  for (let left = 0; left <= mostLeftOut; left += 1) {
    try {
      const converter = new Converter(text, lines);
      const value = converter.read(parseTOML(text));
      if (converter.deep !== null)
        problems.push({ message: `nested deeper than ${limits.depth}: not read`, location: converter.deep, incomplete: true });
      return { value, problems };
    } catch (error) {
      const at = error instanceof ParseError ? faultAt(text, error.index) : 0;
      if (problems.length === 0) problems.push({ message: `TOML: ${reasonOf(error)}`, location: lines.at(at) });
      text = withoutLine(text, at);
    }
  }
  return { value: { type: "map", entries: [], location: lines.at(0) }, problems };
}

function reasonOf(error: unknown): string {
  return error instanceof ParseError ? error.message.charAt(0).toLowerCase() + error.message.slice(1) : "not understood";
}

/** Where the fault is: what is not closed on its line is noticed at the beginning of the next one. */
function faultAt(text: string, noticed: number): number {
  const before = text.slice(0, noticed).trimEnd();
  const line = before.slice(before.lastIndexOf("\n") + 1);
  const isOpen = before.length < noticed && /=$|^\s*\[[^\]]*$/.test(line) && text.slice(before.length, noticed).includes("\n");
  return Math.max(0, Math.min(isOpen ? before.length - 1 : noticed, text.trimEnd().length - 1));
}

/** The same text with blanks for a line, so that all other places stay. */
function withoutLine(text: string, at: number): string {
  const start = text.lastIndexOf("\n", at - 1) + 1;
  const end = text.indexOf("\n", at);
  const line = text.slice(start, end === -1 ? text.length : end);
  return text.slice(0, start) + line.replace(/[^\r]/g, " ") + text.slice(start + line.length);
}

class Converter {
  /** The first place that lies too deep. */
  deep: Location | null = null;

  constructor(
    private readonly source: string,
    private readonly lines: Lines,
  ) {}

  read({ body: [top] }: AST.TOMLProgram): MapNode {
    const root = this.table(this.at(0));
    for (const part of top.body) {
      if (part.type === "TOMLKeyValue") this.pair(part, root, 0);
      else {
        const table = this.opened(root, part);
        for (const pair of part.body) this.pair(pair, table, 0);
      }
    }
    return root;
  }

  private pair({ key, value }: AST.TOMLKeyValue, table: Table, depth: number): void {
    const keys = key.keys;
    const last = keys.at(-1);
    if (last === undefined || this.isDeep(keys.length + depth, key)) return;
    const parent = keys.slice(0, -1).reduce((inside, one) => this.below(inside, nameOf(one), this.at(one.range[0])), table);
    parent.entries.push({ key: nameOf(last), keyLocation: this.at(last.range[0]), value: this.value(value, depth + 1) });
  }

  /** `[table]`, `[[list.of.tables]]`: the resolved key holds names, and numbers where the part before is a list of tables. */
  private opened(root: Table, { resolvedKey, key, range }: AST.TOMLTable): Table {
    if (this.isDeep(resolvedKey.length, key)) return this.table(this.at(range[0]));
    let current = root;
    for (const [index, part] of resolvedKey.entries()) {
      if (typeof part === "number") continue;
      const number = resolvedKey[index + 1];
      const location = this.at(key.range[0]);
      current = typeof number === "number" ? this.item(current, part, number, this.at(range[0])) : this.below(current, part, location);
    }
    return current;
  }

  private below(table: Table, key: string, location: Location): Table {
    const known = table.entries.findLast((entry) => entry.key === key)?.value;
    if (known?.type === "map") return known as Table;
    const made = this.table(location);
    table.entries.push({ key, keyLocation: location, value: made });
    return made;
  }

  private item(table: Table, key: string, number: number, location: Location): Table {
    const known = table.entries.findLast((entry) => entry.key === key)?.value;
    const list: List = known?.type === "list" ? (known as List) : { type: "list", items: [], location };
    if (known !== list) table.entries.push({ key, keyLocation: location, value: list });
    for (let at = list.items.length; at <= number; at += 1) list.items.push(this.table(location));
    return list.items[number] as Table;
  }

  private value(node: AST.TOMLContentNode, depth: number): ValueNode {
    const location = this.at(node.range[0]);
    if (this.isDeep(depth, node)) return { type: "scalar", text: "", kind: "null", location };
    if (node.type === "TOMLArray") return { type: "list", items: node.elements.map((one) => this.value(one, depth + 1)), location };
    if (node.type === "TOMLInlineTable") {
      const table = this.table(location);
      for (const pair of node.body) this.pair(pair, table, depth);
      return table;
    }
    if (node.kind === "string") return { type: "scalar", text: node.value, kind: "text", location };
    const kind = node.kind === "boolean" ? "boolean" : "number";
    return { type: "scalar", text: this.source.slice(...node.range), kind, location };
  }

  private isDeep(depth: number, { range }: { readonly range: AST.Range }): boolean {
    if (depth <= limits.depth) return false;
    this.deep ??= this.at(range[0]);
    return true;
  }

  private table(location: Location): Table {
    return { type: "map", entries: [], location };
  }

  private at(offset: number): Location {
    return this.lines.at(offset);
  }
}

function nameOf(key: AST.TOMLBare | AST.TOMLQuoted): string {
  return key.type === "TOMLBare" ? key.name : key.value;
}
