import type { parser } from "@lezer/python";
import { Lines } from "../../formats/lines.ts";
import type { MapEntry, MapNode, ValueNode } from "../../formats/node.ts";
import { limits } from "../../limits.ts";
import type { Location, Problem, Stated } from "../../model.ts";

export type SyntaxNode = ReturnType<typeof parser.parse>["topNode"];
/** A keyword argument or an entry of a dictionary: its key and its value. */
export type Pair = readonly [SyntaxNode, SyntaxNode];

/** Depth of nested expressions that are followed. */
export const DEPTH = limits.depth;
const OPEN = new Set(["ArrayExpression", "TupleExpression", "SetExpression"]);
const COLLECTIONS = new Set(["set", "list", "tuple", "frozenset", "sorted"]);

/** Takes literals, and what is made of them, from a Python syntax tree. What is computed is null. */
export class PythonValues {
  private readonly assigned = new Map<string, SyntaxNode>();
  private readonly lines: Lines;
  private readonly resolving = new Set<string>();
  private steps = 0;
  private stopped: Problem | null = null;

  constructor(
    private readonly source: string,
    path: string,
  ) {
    this.lines = new Lines(source, path);
  }

  /** Keeps the first value of a name. */
  assign(name: string, value: SyntaxNode): void {
    if (!this.assigned.has(name)) this.assigned.set(name, value);
  }

  keywords(list: SyntaxNode): Pair[] {
    const found: Pair[] = [];
    for (let child = list.firstChild; child !== null; child = child.nextSibling) {
      const value = child.nextSibling?.nextSibling ?? null;
      if (child.name === "VariableName" && child.nextSibling?.name === "AssignOp" && value !== null) found.push([child, value]);
    }
    return found;
  }

  pairs(node: SyntaxNode): Pair[] {
    const found: Pair[] = [];
    for (let child = node.firstChild; child !== null; child = child.nextSibling) {
      const value = child.nextSibling?.nextSibling ?? null;
      if (child.nextSibling?.name === ":" && value !== null) found.push([child, value]);
    }
    return found;
  }

  spreadIn(node: SyntaxNode): string[] {
    return node.getChildren("**").flatMap((stars) => (stars.nextSibling?.name === "VariableName" ? [this.text(stars.nextSibling)] : []));
  }

  constant(name: string): ValueNode | undefined {
    const node = this.assigned.get(name);
    // What names itself is computed.
    if (node === undefined || this.resolving.has(name)) return undefined;
    if (this.resolving.size > limits.pythonConstants) {
      this.stop(node, `constants that lead through more than ${limits.pythonConstants} others`);
      return undefined;
    }
    this.resolving.add(name);
    const value = this.valueOf(node, 0);
    this.resolving.delete(name);
    return value.type === "scalar" && value.kind === "null" ? undefined : value;
  }

  private valueOf(node: SyntaxNode, depth: number): ValueNode {
    const location = this.at(node.from);
    const none: ValueNode = { type: "scalar", text: "", kind: "null", location };
    this.steps += 1;
    if (depth > DEPTH || this.steps > limits.pythonValues) {
      this.stop(
        node,
        depth > DEPTH ? `nested deeper than ${DEPTH}` : `more than ${limits.pythonValues} values, constants that others name counted anew`,
      );
      return none;
    }
    // The parser takes a text that nobody closed to the end of its line.
    if (node.name === "String" && !/(["'])$/.test(this.text(node))) return none;
    if (node.name === "String") return { type: "scalar", text: literal(this.text(node)), kind: "text", location };
    if (node.name === "ContinuedString") {
      const parts = node.getChildren("String");
      return parts[0] === undefined || node.getChild("FormatString") !== null
        ? none
        : { type: "scalar", text: parts.map((part) => literal(this.text(part))).join(""), kind: "text", location };
    }
    if (node.name === "Number") return { type: "scalar", text: this.text(node), kind: "number", location };
    if (node.name === "Boolean") return { type: "scalar", text: this.text(node), kind: "boolean", location };
    if (node.name === "ParenthesizedExpression") {
      const inner = node.firstChild?.nextSibling ?? null;
      return inner === null ? none : this.valueOf(inner, depth + 1);
    }
    if (OPEN.has(node.name)) return { type: "list", items: this.items(node, depth), location };
    if (node.name === "DictionaryExpression") return this.mapOf(this.pairs(node), location, depth);
    if (node.name === "CallExpression") return this.callValue(node, location, depth);
    if (node.name === "BinaryExpression") return this.union(node, none, depth);
    if (node.name === "VariableName") return this.constant(this.text(node)) ?? none;
    // A member of an enumeration of the file: `License.MIT`, `License.MIT.value`.
    if (node.name === "MemberExpression") return this.constant(this.text(node).replace(/\.value$/, "")) ?? none;
    return none;
  }

  private items(node: SyntaxNode, depth: number): ValueNode[] {
    const found: ValueNode[] = [];
    for (let child = node.firstChild; child !== null; child = child.nextSibling) {
      if (/[A-Z]/.test(child.name[0] ?? "") && child.name !== "Comment") found.push(this.valueOf(child, depth + 1));
    }
    return found;
  }

  private callValue(node: SyntaxNode, location: Location, depth: number): ValueNode {
    const list = node.getChild("ArgList");
    if (list === null) return { type: "scalar", text: "", kind: "null", location };
    if (node.firstChild === null || !COLLECTIONS.has(this.text(node.firstChild))) return this.mapOf(this.keywords(list), location, depth);
    const only = this.items(list, depth)[0];
    return only?.type === "scalar" ? { type: "list", items: [only], location } : (only ?? { type: "list", items: [], location });
  }

  /** Two collections joined by `|` or `+`. */
  private union(node: SyntaxNode, none: ValueNode, depth: number): ValueNode {
    const [left, right] = [node.firstChild, node.lastChild].map((side) => (side === null ? none : this.valueOf(side, depth + 1)));
    const items = [left, right].flatMap((side) => (side?.type === "list" ? side.items : []));
    return left?.type === "list" || right?.type === "list" ? { type: "list", items, location: none.location } : none;
  }

  /** Keeps what to say of the first place where a limit was met. */
  stop(node: SyntaxNode, reason: string): void {
    this.stopAt(node.from, reason);
  }

  stopAt(offset: number, reason: string): void {
    this.stopped ??= { message: `Python: ${reason}: not read further`, location: this.at(offset), incomplete: true };
  }

  /** The first limit that was met since the file was opened; null where none was. */
  limit(): Problem | null {
    return this.stopped;
  }

  mapOf(pairs: readonly Pair[], location: Location, depth: number): MapNode {
    const entries = pairs.map(([key, value]): MapEntry => {
      return { key: this.keyText(key), keyLocation: this.at(key.from), value: this.valueOf(value, depth + 1) };
    });
    return { type: "map", entries, location };
  }

  keyText(node: SyntaxNode): string {
    return node.name === "String" ? literal(this.text(node)) : this.text(node);
  }

  /** What an entry stands under: its key, or the text of the constant that is its key. */
  label(key: SyntaxNode): Stated {
    const constant = key.name === "VariableName" ? this.constant(this.text(key)) : undefined;
    return this.stated(key, constant?.type === "scalar" && constant.kind === "text" ? constant.text : this.keyText(key));
  }

  text(node: SyntaxNode): string {
    return this.source.slice(node.from, node.to);
  }

  stated(node: SyntaxNode, value: string): Stated {
    return { value: value.slice(0, limits.valueCharacters + 1), location: this.at(node.from) };
  }

  at(offset: number): Location {
    return this.lines.at(offset);
  }
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", "\n": "" };

/** The text of a Python string literal. */
export function literal(written: string): string {
  const match = /^([A-Za-z]*)("""|'''|"|')([\s\S]*)$/.exec(written);
  if (match === null) return written;
  const [, prefix = "", quote = "", rest = ""] = match;
  const inner = rest.endsWith(quote) ? rest.slice(0, -quote.length) : rest;
  if (/r/i.test(prefix)) return inner;
  return inner.replace(/\\(u[\da-fA-F]{4}|x[\da-fA-F]{2}|[\s\S])/g, (_, code: string) =>
    /^[ux]./.test(code) ? String.fromCharCode(Number.parseInt(code.slice(1), 16)) : (ESCAPES[code] ?? code),
  );
}
