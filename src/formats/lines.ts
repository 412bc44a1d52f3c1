import type { Location } from "../model.ts";

/** Turns offsets of a text into lines and columns, each counted from 1. Lines end with a line feed; what is before it belongs to the line. */
export class Lines {
  /** As far as was asked. */
  private readonly starts: number[] = [0];
  /** The first line feed that is not among them; -1 where there is none. */
  private feed: number;

  constructor(
    private readonly source: string,
    private readonly path: string,
    /** Lines of the file before the text. */
    private readonly before = 0,
  ) {
    this.feed = source.indexOf("\n");
  }

  /** The place of an offset; the nearest one where the text does not reach that far. */
  at(offset: number): Location {
    const inside = Math.max(0, Math.min(offset, this.source.length));
    for (; this.feed !== -1 && this.feed < inside; this.feed = this.source.indexOf("\n", this.feed + 1)) this.starts.push(this.feed + 1);
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= inside) low = middle;
      else high = middle - 1;
    }
    return { path: this.path, line: low + 1 + this.before, column: inside - (this.starts[low] ?? 0) + 1 };
  }
}

/** What stands before a place on its line, at most so many characters. Looks no farther back: a whole file may be one line. */
export function lineBefore(source: string, at: number, most: number): string {
  const near = source.slice(Math.max(0, at - most), at);
  return near.slice(near.lastIndexOf("\n") + 1);
}
