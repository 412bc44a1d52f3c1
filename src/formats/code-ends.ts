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
