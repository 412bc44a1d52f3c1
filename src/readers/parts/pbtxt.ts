import type { MapEntry, MapNode, ScalarNode, ValueNode } from "../../formats/node.ts";
import { limits } from "../../limits.ts";
import type { Location, Problem } from "../../model.ts";

interface Token {
  readonly text: string;
  readonly is: "word" | "string" | "mark";
  readonly location: Location;
}

/** Protocol buffers in their text format, with places; what can be understood of a malformed text is returned beside the first problem. */
export function parsePbtxt(source: string, path: string): { readonly value: MapNode; readonly problems: readonly Problem[] } {
  return new Parser(tokensOf(source, path), path).parse();
}

function tokensOf(source: string, path: string): readonly Token[] {
  const tokens: Token[] = [];
  const pattern = /#[^\n]*|\n|\$\{[^}\n]*\}|"(?:[^"\\\n]|\\[^\n])*"?|'(?:[^'\\\n]|\\[^\n])*'?|[{}[\]<>:,;]|[^\s{}[\]<>:,;"'#]+|[^\S\n]+/g;
  let line = 1;
  let start = 0;
  for (const match of source.matchAll(pattern)) {
    const [text] = match;
    if (text === "\n") {
      line += 1;
      start = match.index + 1;
    } else if (!text.startsWith("#") && text.trim() !== "") {
      const location = { path, line, column: match.index - start + 1 };
      const isString = text.startsWith('"') || text.startsWith("'");
      tokens.push({ text, is: isString ? "string" : /^[{}[\]<>:,;]$/.test(text) ? "mark" : "word", location });
    }
  }
  return tokens;
}

class Parser {
  private at = 0;
  private readonly problems: Problem[] = [];

  constructor(
    private readonly tokens: readonly Token[],
    private readonly path: string,
  ) {}

  parse(): { readonly value: MapNode; readonly problems: readonly Problem[] } {
    const entries: MapEntry[] = [];
    while (this.at < this.tokens.length) {
      entries.push(...this.fields(0));
      if (this.at < this.tokens.length) {
        this.problem(`unexpected ${this.tokens[this.at]?.text}`);
        this.at += 1;
      }
    }
    return { value: { type: "map", entries, location: { path: this.path, line: 1, column: 1 } }, problems: this.problems.slice(0, 1) };
  }

  /** Fields up to a closing mark. */
  private fields(depth: number): MapEntry[] {
    const entries: MapEntry[] = [];
    for (let token = this.tokens[this.at]; token?.is === "word"; token = this.tokens[this.at]) {
      this.at += 1;
      if (this.tokens[this.at]?.text === ":") this.at += 1;
      entries.push({ key: token.text, keyLocation: token.location, value: this.value(depth + 1, token.location) });
      while (this.tokens[this.at]?.text === "," || this.tokens[this.at]?.text === ";") this.at += 1;
    }
    return entries;
  }

  private value(depth: number, key: Location): ValueNode {
    const token = this.tokens[this.at];
    if (token === undefined || depth > limits.depth) {
      if (token === undefined) this.problem("the file ends where a value belongs");
      else this.problem(`nested deeper than ${limits.depth}: not read further`, token.location, true);
      this.at = this.tokens.length;
      return { type: "scalar", text: "", kind: "null", location: key };
    }
    this.at += 1;
    if (token.text === "{" || token.text === "<") {
      const entries = this.fields(depth);
      this.close(token);
      return { type: "map", entries, location: token.location };
    }
    if (token.text === "[") return { type: "list", items: this.items(depth, token), location: token.location };
    if (token.is === "mark") {
      this.problem(`unexpected ${token.text}`, token.location);
      return { type: "scalar", text: "", kind: "null", location: key };
    }
    return this.scalar(token);
  }

  private items(depth: number, opening: Token): ValueNode[] {
    const items: ValueNode[] = [];
    while (this.at < this.tokens.length && this.tokens[this.at]?.text !== "]") {
      items.push(this.value(depth + 1, opening.location));
      if (this.tokens[this.at]?.text === ",") this.at += 1;
    }
    this.close(opening);
    return items;
  }

  private close(opening: Token): void {
    const closing = { "{": "}", "<": ">", "[": "]" }[opening.text];
    if (this.tokens[this.at]?.text === closing) this.at += 1;
    else this.problem(`${opening.text} is opened and never closed`, opening.location);
  }

  /** Strings that stand one behind the other are one. */
  private scalar(token: Token): ScalarNode {
    if (token.is === "word")
      return { type: "scalar", text: token.text, kind: /^[-+.\d]/.test(token.text) ? "number" : "text", location: token.location };
    let text = unquoted(token.text);
    while (this.tokens[this.at]?.is === "string") {
      text += unquoted(this.tokens[this.at]?.text ?? "");
      this.at += 1;
    }
    return { type: "scalar", text, kind: "text", location: token.location };
  }

  private problem(message: string, location?: Location, isLimit = false): void {
    const here = this.tokens[Math.min(this.at, this.tokens.length - 1)]?.location ?? { path: this.path, line: 1, column: 1 };
    this.problems.push({
      message: `protocol buffer text: ${message}`,
      location: location ?? here,
      ...(isLimit ? { incomplete: true } : {}),
    });
  }
}

function unquoted(text: string): string {
  const quote = text[0];
  const inner = text.length > 1 && text.endsWith(quote ?? "") ? text.slice(1, -1) : text.slice(1);
  return inner.replace(/\\(["'\\])/g, "$1");
}
