import { withoutTags } from "./markup.ts";
import { fingerprint, lookUp, pairBit, span, type TextIndex, unknownWord } from "./text-index.ts";
import { Mark } from "./word-parts.ts";
import { emptyRoom, readWords, type Words } from "./words.ts";

/** A file as the matcher sees it: its words as numbers of the vocabulary, and where four words in a row stand. */
export interface Document {
  readonly count: number;
  /** Words that a match has claimed become `unknownWord`. */
  readonly words: Uint16Array;
  readonly lines: Uint32Array;
  readonly marks: Uint8Array;
  /** The fingerprint of the four words from here on; 0 where one of them is unknown. */
  readonly prints: Uint32Array;
  /** See `placesOf`. */
  places: Places | null;
  /** How many words are not claimed. */
  free: number;
}

/** Positions by fingerprint: the first of each slot, and the next with the same slot; -1 ends. */
export interface Places {
  readonly first: Int32Array;
  readonly next: Int32Array;
}

/** Texts of more characters are read in memory of their own. */
const mostKept = 1 << 20;

/** Further marks of words in a file. */
export const FileMark = { weighty: 8, claimed: 16 } as const;

/** The words of a file, in memory that is used again unless the file is large. */
export function readFileWords(text: string, { scratch }: TextIndex): Words {
  const room = text.length > mostKept ? emptyRoom() : scratch.room;
  const bare = withoutTags(text);
  const words = readWords(bare, room);
  return words.apart ? readWords(bare.normalize("NFC"), room) : words;
}

export function readDocument(read: Words, index: TextIndex): Document {
  const { lines, marks } = read;
  const words = number(read, index);
  const count = words.length;
  // The hashes are read; their place is free.
  const prints = read.hashes.subarray(0, count).fill(0);
  const { weighty } = index;
  let known = 0; // how many words from here on are known
  let b = 0;
  let c = 0;
  let d = 0;
  for (let at = count - 1; at >= 0; at--) {
    const word = words[at] ?? unknownWord;
    if (word === unknownWord) {
      known = 0;
      continue;
    }
    if ((((weighty[word >>> 5] ?? 0) >>> (word & 31)) & 1) === 1) marks[at] = (marks[at] ?? 0) | FileMark.weighty;
    if (++known >= span) prints[at] = fingerprint(word, b, c, d);
    d = c;
    c = b;
    b = word;
  }
  return { count, words, lines, marks, prints, places: null, free: count };
}

/** Where each fingerprint stands in the document. Made when first asked for: most files have no candidate. */
export function placesOf(document: Document): Places {
  if (document.places !== null) return document.places;
  const { prints, count } = document;
  let slots = 64;
  while (slots < count * 2) slots *= 2;
  const mask = slots - 1;
  const first = new Int32Array(slots).fill(-1);
  const next = new Int32Array(count);
  for (let at = count - 1; at >= 0; at--) {
    const print = prints[at] ?? 0;
    if (print === 0) continue;
    next[at] = first[print & mask] ?? -1;
    first[print & mask] = at;
  }
  document.places = { first, next };
  return document.places;
}

/** The words as numbers of the vocabulary, equivalents as the word they stand for. Where two become one, lines and marks move up. */
function number({ count, hashes, lines, marks }: Words, { vocabulary, standard, pairs }: TextIndex): Uint16Array {
  const words = new Uint16Array(count);
  let to = 0;
  let pairing = false; // the word before may be the first of a pair
  for (let at = 0; at < count; at++) {
    const found = standard[lookUp(vocabulary, hashes[at] ?? 0)] ?? unknownWord;
    let word = found & ~pairBit;
    if (pairing) {
      const pair = pairOf(pairs, words[to - 1] ?? unknownWord, word);
      if (pair >= 0) {
        words[to - 1] = pairs[pair + 2] ?? unknownWord;
        word = pairs[pair + 3] ?? unknownWord;
        if (word === unknownWord) {
          marks[to - 1] = (marks[to - 1] ?? 0) & (marks[at] ?? 0);
          pairing = false;
          continue;
        }
      }
    }
    pairing = (found & pairBit) !== 0;
    words[to] = word;
    if (to < at) {
      lines[to] = lines[at] ?? 1;
      marks[to] = marks[at] ?? 0;
    }
    to++;
  }
  return words.subarray(0, to);
}

function pairOf(pairs: Uint16Array, first: number, second: number): number {
  if (second === unknownWord) return -1;
  for (let pair = 0; pair < pairs.length; pair += 4) if (pairs[pair] === first && pairs[pair + 1] === second) return pair;
  return -1;
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
