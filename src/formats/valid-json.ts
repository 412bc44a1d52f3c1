import type { Location } from "../model.ts";
import type { MapEntry, ScalarNode, ValueNode } from "./node.ts";

const QUOTE = 34;
const COMMA = 44;
const LIST = 91;
const BACKSLASH = 92;
const LIST_END = 93;
const MAP = 123;
const MAP_END = 125;
const LINE_FEED = 10;
const SPACE = 32;

interface Walked {
  readonly value: ValueNode;
  /** The first key that the same map holds before; `JSON.parse` takes the last one without a word. */
  readonly repeatedKey: MapEntry | null;
}

/** The values of a text that `JSON.parse` takes, with their places: what is expected next is there. Recurses as deep as they are nested. */
export function walkJson(source: string, path: string): Walked {
  const walk = new Walk(source, path);
  return { value: walk.value(), repeatedKey: walk.repeatedKey };
}

class Walk {
  repeatedKey: MapEntry | null = null;
  private offset = 0;
  private line = 1;
  private lineStart = 0;
  /** The first backslash from here on, or the end. */
  private backslash = -1;

  constructor(
    private readonly source: string,
    private readonly path: string,
  ) {}

  value(): ValueNode {
    const code = this.next();
    const location = this.here();
    if (code === MAP) return { type: "map", entries: this.entries(), location };
    if (code === LIST) return { type: "list", items: this.items(), location };
    if (code === QUOTE) return { type: "scalar", text: this.text(), kind: "text", location };
    return { type: "scalar", ...this.word(), location };
  }

  private entries(): readonly MapEntry[] {
    const entries: MapEntry[] = [];
    const keys = new Set<string>();
    while (this.nextPart() !== MAP_END) {
      const keyLocation = this.here();
      const key = this.text();
      this.next();
      this.offset += 1;
      const entry = { key, keyLocation, value: this.value() };
      if (keys.has(key)) this.repeatedKey ??= entry;
      keys.add(key);
      entries.push(entry);
    }
    this.offset += 1;
    return entries;
  }

  private items(): readonly ValueNode[] {
    const items: ValueNode[] = [];
    while (this.nextPart() !== LIST_END) items.push(this.value());
    this.offset += 1;
    return items;
  }

  /** Goes behind the bracket or the comma that stands before a part, to the part; or to the bracket that closes. */
  private nextPart(): number {
    const code = this.next();
    if (code !== MAP && code !== LIST && code !== COMMA) return code;
    this.offset += 1;
    return this.next();
  }

  /** Goes to what is no white space. */
  private next(): number {
    let code = this.source.charCodeAt(this.offset);
    while (code <= SPACE) {
      this.offset += 1;
      if (code === LINE_FEED) {
        this.line += 1;
        this.lineStart = this.offset;
      }
      code = this.source.charCodeAt(this.offset);
    }
    return code;
  }

  private here(): Location {
    return { path: this.path, line: this.line, column: this.offset - this.lineStart + 1 };
  }

  private text(): string {
    const { source, offset } = this;
    if (this.backslash < offset) this.backslash = found(source, "\\", offset);
    let end = source.indexOf('"', offset + 1);
    this.offset = end + 1;
    if (this.backslash > end) return source.slice(offset + 1, end);
    while (isEscaped(source, end)) end = source.indexOf('"', end + 1);
    this.offset = end + 1;
    return JSON.parse(source.slice(offset, end + 1)) as string;
  }

  private word(): Pick<ScalarNode, "text" | "kind"> {
    const { source, offset } = this;
    while (isOfWord(source.charCodeAt(this.offset))) this.offset += 1;
    const text = source.slice(offset, this.offset);
    if (text === "null") return { text: "", kind: "null" };
    return { text, kind: text === "true" || text === "false" ? "boolean" : "number" };
  }
}

function found(source: string, text: string, from: number): number {
  const at = source.indexOf(text, from);
  return at === -1 ? source.length : at;
}

function isEscaped(source: string, quote: number): boolean {
  let before = quote - 1;
  while (source.charCodeAt(before) === BACKSLASH) before -= 1;
  return (quote - before) % 2 === 0;
}

/** False at the end of the text, where there is no code. */
function isOfWord(code: number): boolean {
  return code > SPACE && code !== COMMA && code !== LIST_END && code !== MAP_END;
}
