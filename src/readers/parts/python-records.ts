import { parser } from "@lezer/python";
import type { MapNode, ValueNode } from "../../formats/node.ts";
import { limits } from "../../limits.ts";
import type { Location, Problem, Stated } from "../../model.ts";
import { CountedInput } from "./python-input.ts";
import { DEPTH, literal, type Pair, PythonValues, type SyntaxNode } from "./python-values.ts";

/** A call with keyword arguments, a dictionary, or the fields of a class, as it is written in Python: registries of models are kept in each. */
export interface PythonRecord {
  /** The last part of what is called; empty for a dictionary, `class` for the body of one. */
  readonly callee: string;
  readonly keys: ReadonlySet<string>;
  /** The text that a call begins with; null where there is none. */
  readonly first: Stated | null;
  /** The names behind `**` in it. */
  readonly spread: readonly string[];
  /** What it stands under, outermost first: classes, functions, variables, dictionary keys. */
  readonly labels: readonly Stated[];
  /** The function whose result it is. */
  readonly returnedBy: string | null;
  /** The call or dictionary that it stands in; null where there is none. */
  readonly within: PythonRecord | null;
  readonly location: Location;
  /** The keyword arguments or entries, with constants of the file put in. Computed when asked for. */
  map(): MapNode;
}

export interface PythonModule {
  readonly records: readonly PythonRecord[];
  /** The value of a constant of the file; undefined where there is none, or it is computed. */
  constant(name: string): ValueNode | undefined;
  /** Where the syntax breaks off; null where it does not. */
  readonly cut: Location | null;
  /** What to say where the file is longer than what is parsed; null where it is not. */
  readonly tooLong: Problem | null;
  /** The first limit of depth or of steps that was met so far; ask when all values have been taken. */
  limit(): Problem | null;
}

/**
 * Reads the calls and dictionaries of a Python file. No code is run; what is computed is null. Never throws. `parts`: what is to be parsed of it, with all else
 * left out but for its length.
 */
export function pythonRecords(source: string, path: string, parts = source): PythonModule {
  const module = new Walk(source.slice(0, limits.pythonCharacters), parts.slice(0, limits.pythonCharacters), path).module();
  if (source.length <= limits.pythonCharacters) return module;
  const end = new PythonValues(source, path).at(limits.pythonCharacters);
  const message = `longer than ${limits.pythonCharacters} characters: the Python code behind this place is not read`;
  return { ...module, cut: end, tooLong: { message, location: end, incomplete: true } };
}

type Tree = ReturnType<typeof parser.parse>;
/** The parser counts down while it looks for its way back behind a mistake (@lezer/lr `Parse`); its types do not tell. */
type Recovering = ReturnType<typeof parser.startParse> & { readonly recovering?: number };

class Walk {
  private readonly records: PythonRecord[] = [];
  private within: PythonRecord | null = null;
  private readonly values: PythonValues;

  constructor(
    source: string,
    private readonly parts: string,
    path: string,
  ) {
    this.values = new PythonValues(source, path);
  }

  module(): PythonModule {
    const tree = this.parsed();
    this.visit(tree.topNode, [], null, 0);
    return {
      records: this.records,
      constant: (name) => this.values.constant(name),
      cut: this.cutAt(tree.topNode),
      tooLong: null,
      limit: () => this.values.limit(),
    };
  }

  /** The syntax tree; up to where the parser has lost its way too often. */
  private parsed(): Tree {
    const input = new CountedInput(this.parts);
    const parse: Recovering = parser.startParse(input);
    let steps = 0;
    for (;;) {
      const before = input.reads;
      const tree = parse.advance();
      if (tree !== null) return tree;
      if ((parse.recovering ?? 0) > 0) steps += 1 + input.reads - before;
      if (steps <= limits.pythonRecovery || parse.stoppedAt !== null) continue;
      parse.stopAt(parse.parsedPos);
      this.values.stopAt(parse.parsedPos, "more mistakes than are followed");
    }
  }

  /** The parser marks what is missing at the end: a bracket that nobody closed. */
  private cutAt(top: SyntaxNode): Location | null {
    const end = this.parts.trimEnd().length;
    for (let node = top.lastChild; node !== null; node = node.lastChild) {
      if (node.type.isError && node.from >= end) return this.values.at(Math.max(0, end - 1));
    }
    return null;
  }

  private visit(node: SyntaxNode, labels: readonly Stated[], returnedBy: string | null, depth: number): void {
    if (depth > DEPTH * 3) {
      this.values.stop(node, `code nested deeper than ${DEPTH * 3}`);
      return;
    }
    const { within } = this;
    this.visitKind(node, labels, returnedBy, depth);
    this.within = within;
  }

  private visitKind(node: SyntaxNode, labels: readonly Stated[], returnedBy: string | null, depth: number): void {
    switch (node.name) {
      case "ClassDefinition":
      case "FunctionDefinition": {
        const name = node.getChild("VariableName");
        const inner = name === null ? labels : [...labels, this.values.stated(name, this.values.text(name))];
        const isFunction = node.name === "FunctionDefinition" && name !== null;
        if (node.name === "ClassDefinition") this.fields(node, inner);
        this.children(node, inner, isFunction ? this.values.text(name) : null, depth);
        return;
      }
      case "AssignStatement":
        this.assignment(node, labels, depth);
        return;
      case "CallExpression":
      case "Decorator":
        this.call(node, labels, returnedBy);
        this.children(node, labels, null, depth);
        return;
      case "DictionaryExpression":
        this.dictionary(node, labels, returnedBy, depth);
        return;
      case "TupleExpression":
        this.tuple(node, labels, depth);
        return;
      case "ReturnStatement":
      case "Body":
        this.children(node, labels, returnedBy, depth);
        return;
      default:
        this.children(node, labels, null, depth);
    }
  }

  private children(node: SyntaxNode, labels: readonly Stated[], returnedBy: string | null, depth: number): void {
    for (let child = node.firstChild; child !== null; child = child.nextSibling) this.visit(child, labels, returnedBy, depth + 1);
  }

  private assignment(node: SyntaxNode, labels: readonly Stated[], depth: number): void {
    const target = node.firstChild;
    const value = node.lastChild;
    if (target === null || value === null) return;
    const key = target.name === "MemberExpression" ? target.getChild("String") : null;
    const label =
      key === null ? this.values.stated(target, this.values.text(target)) : this.values.stated(key, literal(this.values.text(key)));
    if (target.name === "VariableName") {
      this.values.assign(label.value, value);
      const owner = labels.at(-1);
      if (owner !== undefined) this.values.assign(`${owner.value}.${label.value}`, value);
    }
    // `MODELS["name"] = …`: what is listed in a table of models is one.
    const table = key === null ? null : target.getChild("VariableName");
    const under = table === null ? [label] : [this.values.stated(table, this.values.text(table)), label];
    this.visit(value, [...labels, ...under], null, depth + 1);
  }

  /** What the body of a class assigns is said of what the class stands for. */
  private fields(node: SyntaxNode, labels: readonly Stated[]): void {
    const pairs = (node.getChild("Body")?.getChildren("AssignStatement") ?? []).flatMap(({ firstChild, lastChild }): Pair[] =>
      firstChild?.name === "VariableName" && lastChild !== null && lastChild.name !== "TypeDef" ? [[firstChild, lastChild]] : [],
    );
    const { within } = this;
    if (pairs.length > 0) this.record("class", pairs, [], labels, null, node);
    this.within = within;
  }

  private call(node: SyntaxNode, labels: readonly Stated[], returnedBy: string | null): void {
    const list = node.getChild("ArgList");
    const called = node.name === "Decorator" ? list?.prevSibling : node.firstChild;
    if (list === null || called === null || called === undefined) return;
    const pairs = this.values.keywords(list);
    const spread = this.values.spreadIn(list);
    if (pairs.length === 0 && spread.length === 0) return;
    const callee = this.values.text(called).split(".").at(-1) ?? "";
    const first = list.firstChild?.nextSibling;
    const text = first?.name === "String" ? this.values.stated(first, literal(this.values.text(first))) : null;
    this.record(callee === "dict" ? "" : callee, pairs, spread, labels, returnedBy, node, text);
  }

  private dictionary(node: SyntaxNode, labels: readonly Stated[], returnedBy: string | null, depth: number): void {
    const pairs = this.values.pairs(node);
    this.record("", pairs, this.values.spreadIn(node), labels, returnedBy, node);
    for (const [key, value] of pairs) this.visit(value, [...labels, this.values.label(key)], null, depth + 1);
  }

  /** `("name", { … })`: what stands behind a text in a tuple is said of that. */
  private tuple(node: SyntaxNode, labels: readonly Stated[], depth: number): void {
    const name = node.firstChild?.nextSibling;
    const isNamed = name?.name === "String" && node.getChild("DictionaryExpression") !== null;
    this.children(node, isNamed ? [...labels, this.values.stated(name, literal(this.values.text(name)))] : labels, null, depth);
  }

  private record(
    callee: string,
    pairs: readonly Pair[],
    spread: readonly string[],
    labels: readonly Stated[],
    returnedBy: string | null,
    node: SyntaxNode,
    first: Stated | null = null,
  ): void {
    const keys = new Set(pairs.map(([key]) => this.values.keyText(key)));
    const location = this.values.at(node.from);
    const { within } = this;
    this.within = { callee, keys, first, spread, labels, returnedBy, within, location, map: () => this.values.mapOf(pairs, location, 0) };
    this.records.push(this.within);
  }
}
