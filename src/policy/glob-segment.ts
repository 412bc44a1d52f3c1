/** One part of a pattern between slashes, as minimatch understands it: `*`, `?`, `[…]`, and the extended forms `@( )`, `?( )`, `+( )`, `*( )`, `!( )`. */
export type GlobNode =
  | { readonly is: "character"; fits(character: string): boolean }
  | { readonly is: "star" }
  | { readonly is: "group"; readonly mark: "@" | "?" | "+" | "*" | "!"; readonly sides: readonly (readonly GlobNode[])[] };

/** The POSIX classes that may stand in brackets. */
const POSIX: Readonly<Record<string, string>> = {
  alnum: "\\p{L}\\p{Nl}\\p{Nd}",
  alpha: "\\p{L}\\p{Nl}",
  ascii: "\\x00-\\x7f",
  blank: "\\p{Zs}\\t",
  cntrl: "\\p{Cc}",
  digit: "\\p{Nd}",
  graph: "\\x21-\\x7e",
  lower: "\\p{Ll}",
  print: "\\x20-\\x7e",
  punct: "\\p{P}",
  space: "\\p{Z}\\t\\r\\n\\v\\f",
  upper: "\\p{Lu}",
  word: "\\p{L}\\p{Nl}\\p{Nd}\\p{Pc}",
  xdigit: "A-Fa-f0-9",
};

/** Reads one segment of a pattern; both it and what it is held against are in lower case. */
export function parseSegment(text: string): readonly GlobNode[] {
  return new SegmentParser([...text]).nodes(0, null).nodes;
}

class SegmentParser {
  constructor(private readonly text: readonly string[]) {}

  /** Nodes up to the end, or, in a group, up to `|` or `)`. */
  nodes(start: number, group: "in" | null): { readonly nodes: readonly GlobNode[]; readonly end: number } {
    const nodes: GlobNode[] = [];
    let at = start;
    while (at < this.text.length) {
      const character = this.text[at] ?? "";
      if (group !== null && (character === "|" || character === ")")) break;
      const next = this.group(at) ?? this.bracket(at) ?? this.single(at);
      nodes.push(next.node);
      at = next.end;
    }
    return { nodes, end: at };
  }

  private group(at: number): { readonly node: GlobNode; readonly end: number } | null {
    const mark = this.text[at] ?? "";
    if (!"@?+*!".includes(mark) || this.text[at + 1] !== "(" || !this.closes(at + 1)) return null;
    const sides: (readonly GlobNode[])[] = [];
    let end = at + 2;
    for (;;) {
      const side = this.nodes(end, "in");
      sides.push(side.nodes);
      end = side.end + 1;
      if (this.text[side.end] !== "|") break;
    }
    return { node: { is: "group", mark: mark as "@", sides }, end };
  }

  /** Whether a parenthesis has its partner: without one it is a character like others. */
  private closes(open: number): boolean {
    let depth = 0;
    for (let at = open; at < this.text.length; at += 1) {
      if (this.text[at] === "\\") at += 1;
      else if (this.text[at] === "[") at = this.bracket(at)?.end ?? at + 1;
      if (this.text[at] === "(") depth += 1;
      if (this.text[at] === ")") {
        depth -= 1;
        if (depth === 0) return true;
      }
    }
    return false;
  }

  private bracket(at: number): { readonly node: GlobNode; readonly end: number } | null {
    if (this.text[at] !== "[") return null;
    const negated = this.text[at + 1] === "!" || this.text[at + 1] === "^";
    const first = at + (negated ? 2 : 1);
    let end = first;
    let inside = "";
    while (end < this.text.length && (this.text[end] !== "]" || end === first)) {
      const posix = /^\[:([a-z]+):\]/.exec(this.text.slice(end, end + 12).join(""));
      const known = POSIX[posix?.[1] ?? ""];
      if (posix !== null && known !== undefined) {
        inside += known;
        end += posix[0].length;
        continue;
      }
      if (this.text[end] === "\\") end += 1;
      const low = this.text[end] ?? "";
      const isRange = this.text[end + 1] === "-" && end + 2 < this.text.length && this.text[end + 2] !== "]";
      const high = isRange ? (this.text[end + 2] ?? low) : low;
      if (low <= high) inside += `${literal(low)}-${literal(high)}`;
      end += isRange ? 3 : 1;
    }
    if (end >= this.text.length) return null;
    // One character is held against it at a time, so that it cannot take long.
    const pattern = inside === "" ? null : new RegExp(`^[${negated ? "^" : ""}${inside}]$`, "iu");
    return { node: { is: "character", fits: (character) => (pattern === null ? negated : pattern.test(character)) }, end: end + 1 };
  }

  private single(at: number): { readonly node: GlobNode; readonly end: number } {
    const character = this.text[at] ?? "";
    if (character === "*") return { node: { is: "star" }, end: at + 1 };
    if (character === "?") return { node: { is: "character", fits: () => true }, end: at + 1 };
    const isEscape = character === "\\" && at + 1 < this.text.length;
    const wanted = isEscape ? (this.text[at + 1] ?? "") : character;
    return { node: { is: "character", fits: (one) => one === wanted }, end: at + (isEscape ? 2 : 1) };
  }
}

function literal(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
