import { anyName } from "./license-words.ts";
import type { RemarkRules } from "./remarks.ts";
import { openSections, packSections } from "./sections.ts";
import type { Shared } from "./share.ts";
import { hashWords } from "./word-parts.ts";
import { emptyRoom, type Room } from "./words.ts";

/** The number of places in the vocabulary. A word's place is its number; the last place stays free for words that no license has. */
export const vocabularySize = 32768;
export const unknownWord = vocabularySize - 1;
/** The bit of a kept word that says that it may be missing or differ. */
export const softBit = 0x8000;
/** The bit of a standard word that may be the first of a pair. */
export const pairBit = 0x8000;
/** The number of bits of the sieve. */
export const sieveSize = 1 << 19;
/** How many words make a fingerprint. */
export const span = 4;

/** Everything that recognizing needs, laid over one binary. */
export interface TextIndex extends Shared {
  /** The names of each text, the plainest first: several where licenses have the very same text. */
  readonly names: readonly (readonly string[])[];
  /** Names of each text that were given up for those in `names`. */
  readonly withdrawn: readonly (readonly string[])[];
  readonly lengths: Uint32Array;
  readonly longest: number;
  /** Hashes of words by their place; 0 where a place is free. */
  readonly vocabulary: Uint32Array;
  /** One bit a word. */
  readonly weighty: Uint32Array;
  /** What may stand beside a text, as JSON: read when it is first asked for. */
  readonly remarks: Uint8Array;
  /** Words that no name of a holder has. */
  readonly unnamed: Uint32Array;
  /** The word that each word stands for by its place, with `pairBit` where it may be the first of a pair. */
  readonly standard: Uint16Array;
  /** Pairs in fours: two words, and the one or two that they become; `unknownWord` for none. */
  readonly pairs: Uint16Array;
  /** Fingerprints by place: the upper half of the fingerprint, and below it the number of the set of texts that hold it; 0 marks a free place. */
  readonly slots: Uint32Array;
  /** One bit for every value that the low bits of a kept fingerprint take: most that are not kept are told without a look at `slots`. */
  readonly sieve: Uint32Array;
  readonly setStart: Uint32Array;
  readonly setTexts: Uint16Array;
  /** How much a fingerprint tells, by the number of texts that hold it. */
  readonly weights: Float32Array;
  /** The weight of all fingerprints of a text. */
  readonly totals: Float32Array;
  /** The words of each title: the first of each text, one more than there are texts. */
  readonly titleOf: Uint32Array;
  readonly titleWords: Uint16Array;
  /** How rare a word is among the texts. */
  readonly rarity: Uint8Array;
  /** The hash of each whole text, in two halves, and its number; ordered by the first half. */
  readonly wholes: Uint32Array;
  /** The word in a text that stands for any name, as it is kept there. */
  readonly anyName: number;
  readonly scratch: Scratch;
}

/** Memory that each search uses anew and leaves as it was: zeros, but where it is said. */
export interface Scratch {
  readonly seen: Uint8Array;
  readonly hits: Uint16Array;
  /** Filled from the front; what is in them before does not matter. */
  readonly places: Uint32Array;
  readonly sets: Uint16Array;
  readonly found: Float32Array;
  readonly words: Uint16Array;
  /** For the words of the document that is read. */
  readonly room: Room;
}

export type IndexParts = Omit<TextIndex, "longest" | "weights" | "scratch" | "anyName" | "remarks"> & { readonly remarks: RemarkRules };

export function packIndex(parts: IndexParts): Uint8Array {
  const names = new TextEncoder().encode(JSON.stringify([parts.names, parts.withdrawn]));
  return packSections([
    names,
    parts.lengths,
    parts.pool,
    parts.pieceOf,
    parts.pieceStart,
    parts.pieceLength,
    parts.vocabulary,
    parts.weighty,
    new TextEncoder().encode(JSON.stringify(parts.remarks)),
    parts.slots,
    parts.setStart,
    parts.setTexts,
    parts.totals,
    parts.titleOf,
    parts.titleWords,
    parts.rarity,
    parts.sieve,
    parts.unnamed,
    parts.standard,
    parts.pairs,
    parts.wholes,
  ]);
}

/** Opens the index. The bytes are not copied; they must stay as they are. */
export function openIndex(bytes: Uint8Array): TextIndex {
  const sections = openSections(bytes);
  const [names, withdrawn]: [readonly (readonly string[])[], readonly (readonly string[])[]] = JSON.parse(
    new TextDecoder().decode(sections.bytes(0)),
  );
  const lengths = sections.words(1);
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0);
  const slots = sections.words(9);
  const setStart = sections.words(10);
  const vocabulary = sections.words(6);
  return {
    names,
    withdrawn,
    lengths,
    longest,
    pool: sections.halves(2),
    pieceOf: sections.words(3),
    pieceStart: sections.words(4),
    pieceLength: sections.halves(5),
    vocabulary,
    weighty: sections.words(7),
    remarks: sections.bytes(8),
    unnamed: sections.words(17),
    standard: sections.halves(18),
    pairs: sections.halves(19),
    wholes: sections.words(20),
    anyName: lookUp(vocabulary, anyName) | softBit,
    slots,
    sieve: sections.words(16),
    setStart,
    setTexts: sections.halves(11),
    totals: sections.floats(12),
    titleOf: sections.words(13),
    titleWords: sections.halves(14),
    rarity: sections.bytes(15),
    weights: weigh(names.length),
    scratch: {
      seen: new Uint8Array(slots.length),
      hits: new Uint16Array(setStart.length),
      places: new Uint32Array(slots.length),
      sets: new Uint16Array(setStart.length),
      found: new Float32Array(names.length),
      words: new Uint16Array(longest),
      room: emptyRoom(4096),
    },
  };
}

/** Rare fingerprints tell more than common ones. */
export function weigh(texts: number): Float32Array {
  const weights = new Float32Array(texts + 1);
  for (let holders = 1; holders <= texts; holders++) weights[holders] = Math.log2(1 + texts / holders);
  return weights;
}

/** The place of a word in the vocabulary. */
export function lookUp(vocabulary: Uint32Array, hash: number): number {
  let place = hash & unknownWord;
  while (true) {
    const found = vocabulary[place] ?? 0;
    if (found === hash) return place;
    if (found === 0 && place !== unknownWord) return unknownWord;
    place = (place + 1) & unknownWord;
  }
}

/** The text whose words are all of these in order; -1 where there is none. */
export function findWhole({ wholes }: TextIndex, hashes: Uint32Array, count: number): number {
  const [one, two] = hashWords(hashes, count);
  let low = 0;
  let high = wholes.length / 3;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((wholes[middle * 3] ?? 0) < one) low = middle + 1;
    else high = middle;
  }
  return wholes[low * 3] === one && wholes[low * 3 + 1] === two ? (wholes[low * 3 + 2] ?? -1) : -1;
}

export function hasBit(bits: Uint32Array, word: number): boolean {
  return (((bits[word >>> 5] ?? 0) >>> (word & 31)) & 1) === 1;
}

/** The fingerprint of four words in a row. */
export function fingerprint(a: number, b: number, c: number, d: number): number {
  const hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b + (c << 15), 0x85ebca6b) ^ Math.imul(d, 0x27d4eb2f);
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}
