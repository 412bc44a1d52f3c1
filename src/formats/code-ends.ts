import { kindOf, SPACE, WORD } from "./code-characters.ts";

/** Finds where comments and texts of a program end. */
export class TextEnds {
  /** Signs that are known to have no end further on: each is looked for once, so that broken files cost no more than whole ones. */
  private readonly endless = new Set<string>();
  /** Up to where a quote is known to have no end on its line. */
  private readonly openUntil = new Map<string, number>();

  constructor(private readonly source: string) {}

  endOfTriple(from: number, quotes: string): number {
    let end = this.find(quotes, from);
    while (end > 0 && this.source[end - 1] === "\\") end = this.find(quotes, end + 1);
    return end;
  }

  find(mark: string, from: number): number {
    if (this.endless.has(mark)) return -1;
    const end = this.source.indexOf(mark, from);
    if (end === -1) this.endless.add(mark);
    return end;
  }

  /** Texts between simple quotes end on their line; a backslash at its end goes on. */
  endOfLineText(from: number, quote: string): number {
    const { source } = this;
    const mark = quote.charCodeAt(0);
    const isRaw = quote === "`";
    if (isRaw) return this.find(quote, from);
    if (from <= (this.openUntil.get(quote) ?? -1)) return -1;
    for (let to = from; to < source.length; to += 1) {
      const code = source.charCodeAt(to);
      if (code === mark) return to;
      if (code === 92) to += 1;
      else if (code === 10) {
        this.openUntil.set(quote, to);
        return -1;
      }
    }
    this.openUntil.set(quote, source.length);
    return -1;
  }

  endOfTemplate(from: number): number {
    const { source } = this;
    let holes = 0;
    if (this.endless.has("template")) return this.find("`", from);
    for (let to = from; to < source.length; to += 1) {
      const code = source.charCodeAt(to);
      if (code === 92) to += 1;
      else if (code === 36 && source.charCodeAt(to + 1) === 123) {
        holes += 1;
        to += 1;
      } else if (holes > 0 && code === 123) holes += 1;
      else if (holes > 0 && code === 125) holes -= 1;
      else if (code === 96 && holes === 0) return to;
    }
    this.endless.add("template");
    return this.find("`", from);
  }

  /** The place behind a JavaScript pattern that begins here; -1 where none does. */
  endOfPattern(from: number): number {
    PATTERN.lastIndex = from;
    return PATTERN.test(this.source) ? PATTERN.lastIndex : -1;
  }
}

const PATTERN = /\/(?:[^\\/[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y;

/** The first place from one on where something else than white space stands. */
export function endOfSpace(source: string, from: number): number {
  let to = from;
  while (kindOf(source.charCodeAt(to)) === SPACE) to += 1;
  return to;
}

/** Whether nothing but white space or a comment of Python's stands from here to the end of the line. */
export function endsLine(source: string, from: number): boolean {
  let to = from;
  while (source.charCodeAt(to) === 32 || source.charCodeAt(to) === 9) to += 1;
  return to >= source.length || "\r\n#".includes(source[to] ?? "");
}

/** Where a name ends that begins here, with those chained to it: `a.b`, `a?.b`, `a::b`. */
export function endOfChain(source: string, from: number): number {
  let to = from + 1;
  for (; to < source.length; to += 1) {
    const code = source.charCodeAt(to);
    if (kindOf(code) === WORD) continue;
    const isJoined =
      code === 46 ||
      (code === 58 && source.charCodeAt(to + 1) === 58 && ++to > 0) ||
      (code === 63 && source.charCodeAt(to + 1) === 46 && ++to > 0);
    if (!isJoined) break;
  }
  return to;
}

/** The place behind the type arguments that begin here, `string, string>` of `Record<string, string>`; -1 where something is less than something. */
export function endOfTypeArguments(source: string, from: number): number {
  let depth = 1;
  for (let at = from; at < source.length && at - from < LONGEST_TYPE; at += 1) {
    const char = source[at] ?? "";
    if (char === "<") depth += 1;
    else if (char === ">" && source[at - 1] !== "=") depth -= 1;
    else if (!IN_TYPE.test(char)) return -1;
    if (depth === 0) return BEHIND_TYPE.test(source.slice(at + 1, at + 20)) ? at + 1 : -1;
  }
  return -1;
}

const LONGEST_TYPE = 300;
const IN_TYPE = /[\w$\s.,:;|&?'"[\]{}()=>-]/;
const BEHIND_TYPE = /^(?:\(|\[\]|\s{0,9}(?:[=;,)|&{>]|$))/;

/** Whether a text over several lines begins here, as Java, Kotlin, Swift, C#, Elixir and Julia write it: three quotation marks at the end of a line. */
export function opensBlock(source: string, at: number): boolean {
  if (!source.startsWith('"""', at)) return false;
  const next = source[at + 3];
  return next === "\n" || (next === "\r" && source[at + 4] === "\n");
}

/** Whether the next line goes on with what this one says: `| "owner/name"` in a type of TypeScript. */
export function goesOn(source: string, lineEnd: number): boolean {
  let at = lineEnd + 1;
  while (source.charCodeAt(at) === 32 || source.charCodeAt(at) === 9) at += 1;
  return source[at] === "|" && source[at + 1] !== "|";
}

/** Whether the next line, behind a bracket that closes, begins with a word of its own, and goes on with nothing: `.build()`, `else "owner/name"`. */
export function beginsAnew(source: string, lineEnd: number): boolean {
  let at = lineEnd + 1;
  while (source.charCodeAt(at) === 32 || source.charCodeAt(at) === 9) at += 1;
  return (
    /^[A-Za-z_]/.test(source[at] ?? "") &&
    !/^(?:else|elif|or|and|in|as|is|if|unless|for|catch|rescue|end|do|then)\b/.test(source.slice(at, at + 8))
  );
}
