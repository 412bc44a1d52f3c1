import { withoutTags } from "./markup.ts";
import { fingerprint, lookUp, span, type TextIndex, unknownWord } from "./text-index.ts";
import { Mark, readWords } from "./words.ts";

/** A file as the matcher sees it: its words as numbers of the vocabulary, and where four words in a row stand. */
export interface Document {
  readonly count: number;
  /** Words that a match has claimed become `unknownWord`. */
  readonly words: Uint16Array;
  readonly lines: Uint32Array;
  readonly marks: Uint8Array;
  /** The fingerprint of the four words from here on; 0 where one of them is unknown. */
  readonly prints: Uint32Array;
  /** Positions by fingerprint: the first of each slot, and the next with the same slot; -1 ends. */
  readonly first: Int32Array;
  readonly next: Int32Array;
  /** How many words are not claimed. */
  free: number;
}

/** Further marks of words in a file. */
export const FileMark = { weighty: 8, claimed: 16 } as const;

export function readDocument(text: string, index: TextIndex): Document {
  const { count, hashes, lines, marks } = readWords(withoutTags(text));
  const words = new Uint16Array(count);
  const prints = new Uint32Array(count);
  const { vocabulary, weighty } = index;
  let slots = 64;
  while (slots < count * 2) slots *= 2;
  const mask = slots - 1;
  const first = new Int32Array(slots).fill(-1);
  const next = new Int32Array(count);
  let known = 0; // how many words from here on are known
  let b = 0;
  let c = 0;
  let d = 0;
  for (let at = count - 1; at >= 0; at--) {
    const word = lookUp(vocabulary, hashes[at] ?? 0);
    words[at] = word;
    if (word === unknownWord) {
      known = 0;
      continue;
    }
    if ((((weighty[word >>> 5] ?? 0) >>> (word & 31)) & 1) === 1) marks[at] = (marks[at] ?? 0) | FileMark.weighty;
    if (++known >= span) {
      const print = fingerprint(word, b, c, d);
      prints[at] = print;
      const slot = print & mask;
      next[at] = first[slot] ?? -1;
      first[slot] = at;
    }
    d = c;
    c = b;
    b = word;
  }
  return { count, words, lines, marks, prints, first, next, free: count };
}

/** Takes the words of a match out of the document. */
export function claim(document: Document, places: Int32Array, count: number): void {
  const { words, marks, prints } = document;
  let previous = -2;
  for (let word = 0; word < count; word++) {
    const at = places[word] ?? -1;
    if (at < 0) continue;
    if (words[at] !== unknownWord) document.free--;
    words[at] = unknownWord;
    marks[at] = (marks[at] ?? 0) | FileMark.claimed;
    prints[at] = 0;
    if (at === previous + 1) {
      previous = at;
      continue;
    }
    for (let before = Math.max(0, at - span + 1); before < at; before++) prints[before] = 0;
    previous = at;
  }
}

/** Whether a word of the file may come or go: part of a copyright line, an address, a placeholder, a list marker. */
export function isSoft(document: Document, at: number): boolean {
  return ((document.marks[at] ?? 0) & (Mark.soft | FileMark.weighty)) === Mark.soft;
}

/** Whether a word of the file weighs so much that it may not even differ in a part that may differ. */
export function isWeighty(document: Document, at: number): boolean {
  const marks = document.marks[at] ?? 0;
  return (marks & FileMark.weighty) !== 0 || ((marks & Mark.number) !== 0 && (marks & Mark.soft) === 0);
}
