import { mayHold } from "./key-filter.ts";

/** A table that is looked up by key. Keys are compared as they are; callers bring them to the table's form. */
export interface Table<Value> {
  get(key: string): Value | undefined;
  has(key: string): boolean;
  keys(): readonly string[];
}

/** Lines `key TAB value` that are looked up without being parsed. */
export interface Lines {
  /** The text behind a key; undefined where there is no such line. */
  find(key: string): string | undefined;
  /** The keys that begin with a prefix, without it. */
  keysFrom(prefix: string): readonly string[];
}

/** Lines in the order of their bytes. */
export class SortedLines implements Lines {
  constructor(private readonly bytes: Buffer) {}

  find(key: string): string | undefined {
    const wanted = Buffer.from(`${key}\t`);
    const start = this.firstAtOrAfter(wanted);
    if (
      start >= this.bytes.length ||
      this.bytes.compare(wanted, 0, wanted.length, start, Math.min(start + wanted.length, this.bytes.length)) !== 0
    )
      return undefined;
    return this.bytes.toString("utf8", start + wanted.length, this.endOfLine(start));
  }

  keysFrom(prefix: string): readonly string[] {
    const wanted = Buffer.from(prefix);
    const keys: string[] = [];
    for (let at = this.firstAtOrAfter(wanted); at < this.bytes.length; at = this.endOfLine(at) + 1) {
      if (this.bytes.compare(wanted, 0, wanted.length, at, Math.min(at + wanted.length, this.bytes.length)) !== 0) break;
      keys.push(this.bytes.toString("utf8", at + wanted.length, this.bytes.indexOf(9, at)));
    }
    return keys;
  }

  /** Binary search over bytes: every probe moves back to the start of its line. */
  private firstAtOrAfter(wanted: Buffer): number {
    let low = 0;
    let high = this.bytes.length;
    while (low < high) {
      const middle = this.startOfLine((low + high) >> 1);
      const end = this.endOfLine(middle);
      if (this.bytes.compare(wanted, 0, wanted.length, middle, Math.min(middle + wanted.length, end)) < 0) low = end + 1;
      else high = middle;
    }
    return low;
  }

  private startOfLine(at: number): number {
    return at === 0 ? 0 : this.bytes.lastIndexOf(10, at - 1) + 1;
  }

  private endOfLine(at: number): number {
    const end = this.bytes.indexOf(10, at);
    return end === -1 ? this.bytes.length : end;
  }
}

/** A run of sorted lines that is opened when one of them is asked for. */
export interface Block {
  /** The first line's key, with the tab behind it. */
  readonly first: Buffer;
  /** The bytes of the lines. */
  open(): Buffer;
}

/** Sorted lines in blocks, of which only those are opened that can hold what is looked for; some of the lines are at hand without that. */
export class BlockedLines implements Lines {
  private readonly opened: SortedLines[] = [];

  constructor(
    private readonly blocks: readonly Block[],
    private readonly often: SortedLines,
    private readonly filter: Uint8Array,
  ) {}

  find(key: string): string | undefined {
    if (!mayHold(this.filter, key)) return undefined;
    return this.often.find(key) ?? this.block(this.lastAtOrBefore(Buffer.from(`${key}\t`)))?.find(key);
  }

  keysFrom(prefix: string): readonly string[] {
    const wanted = Buffer.from(prefix);
    const keys: string[] = [];
    for (let index = Math.max(0, this.lastAtOrBefore(wanted)); index < this.blocks.length; index += 1) {
      const first = this.blocks[index]?.first ?? wanted;
      if (Buffer.compare(first, wanted) > 0 && !first.subarray(0, wanted.length).equals(wanted)) break;
      keys.push(...(this.block(index)?.keysFrom(prefix) ?? []));
    }
    return keys;
  }

  private block(index: number): SortedLines | undefined {
    const block = this.blocks[index];
    if (block === undefined) return undefined;
    const lines = this.opened[index] ?? new SortedLines(block.open());
    this.opened[index] = lines;
    return lines;
  }

  /** The index of the last block that does not begin after this; -1 where all do. */
  private lastAtOrBefore(wanted: Buffer): number {
    let low = -1;
    let high = this.blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (Buffer.compare(this.blocks[middle]?.first ?? wanted, wanted) <= 0) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** Keys without a line that are remembered as such: names are asked for several times in a row, and the largest trees hold a million. */
const MOST_MISSING = 10_000;

/** The part of the lines whose keys begin with a prefix, as a table; each value is parsed once, when it is first asked for. */
export function tableOf<Value>(lines: Lines, prefix: string, parse: (text: string, key: string) => Value): Table<Value> {
  const parsed = new Map<string, Value>();
  const missing = new Set<string>();
  let allKeys: readonly string[] | undefined;
  const table: Table<Value> = {
    get(key) {
      const known = parsed.get(key);
      if (known !== undefined || missing.has(key)) return known;
      const text = /[\t\n]/.test(key) ? undefined : lines.find(prefix + key);
      if (text === undefined) {
        if (missing.size < MOST_MISSING) missing.add(key);
        return undefined;
      }
      const value = parse(text, key);
      parsed.set(key, value);
      return value;
    },
    has: (key) => table.get(key) !== undefined,
    keys() {
      allKeys ??= lines.keysFrom(prefix);
      return allKeys;
    },
  };
  return table;
}
