import { fold, isDigit, isLetter, letters, ligature } from "./characters.ts";

/** What is known of a word besides its letters. */
export const Mark = {
  /** Belongs to something that may differ: a copyright line, an address, a placeholder, a list marker. */
  soft: 1,
  /** Begins with a digit. */
  number: 2,
  /** May be a list marker; it is one where the other text has none there. */
  marker: 4,
  /** Part of an address on the web. */
  link: 32,
} as const;

/** What the hash of a word begins with. */
export const seed = 0x811c9dc5 | 0;
export const prime = 0x01000193;

/** The hash of one word in lower case. */
export function hashWord(word: string): number {
  let hash = seed;
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), prime);
  return finish(hash);
}

/** The hash of words in a row, in two halves. */
export function hashWords(hashes: Uint32Array, count: number): [number, number] {
  let one = seed;
  let two = count;
  for (let at = 0; at < count; at++) {
    const hash = hashes[at] ?? 0;
    one = Math.imul(one ^ hash, prime);
    two = (Math.imul(two, 0x9e3779b1) + hash) | 0;
  }
  return [finish(one), finish(two)];
}

export function finish(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}

export function soften(marks: Uint8Array, from: number, to: number): void {
  for (let word = from; word < to; word++) marks[word] = (marks[word] ?? 0) | Mark.soft;
}

/** The sign of a currency before a number, or of percent behind one; those of euro, pound and yen always. */
export function isAmount(codes: Uint16Array, code: number, next: number): boolean {
  if (code === 36) return isDigit(codes[next] ?? 0);
  if (code === 37) return next > 1 && isDigit(codes[next - 2] ?? 0);
  return code === 0x20ac || code === 0xa3 || code === 0xa5;
}

export function hashWide(hash: number, code: number): number {
  if (code >= 0xfb00 && code < 0xfb07) {
    let result = hash;
    for (const letter of ligature(code)) result = Math.imul(result ^ letter.charCodeAt(0), prime);
    return result;
  }
  if (code === 0xdf) return Math.imul(Math.imul(hash ^ 115, prime) ^ 115, prime);
  return Math.imul(hash ^ (code < 128 ? (letters[code] ?? 0) : fold(code)), prime);
}

/** An apostrophe between letters belongs to the word and falls away: don't, don’t, dont. */
export function joins(codes: Uint16Array, at: number): boolean {
  const code = codes[at] ?? 0;
  return (code === 39 || code === 0x2019 || code === 0x2018) && isLetter(codes[at + 1] ?? 0);
}

export function matchesAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

/** A postal code after a state: what stands before it, from the house number on, is an address. */
export function softenAddress(marks: Uint8Array, count: number): void {
  let first = count;
  for (let back = 1; back <= 9 && back <= count; back++) if (((marks[count - back] ?? 0) & Mark.number) !== 0) first = count - back;
  soften(marks, first, count);
}

/** Where the target of a Markdown link ends; the link's text stands for it. */
export function linkEnd(codes: Uint16Array, at: number): number {
  const limit = Math.min(codes.length, at + 400);
  for (let end = at + 1; end < limit; end++) {
    const code = codes[end] ?? 0;
    if (code === 41) return end + 1;
    if (code === 10) break;
  }
  return at;
}
