import { type Equivalents, type Standards, standardize, standardsOf } from "./equivalents.ts";
import { anyName, type LicenseWords } from "./license-words.ts";
import type { RemarkRules } from "./remarks.ts";
import { share } from "./share.ts";
import {
  fingerprint,
  packIndex,
  pairBit,
  sieveSize,
  softBit,
  span,
  type TextIndex,
  unknownWord,
  vocabularySize,
  weigh,
} from "./text-index.ts";
import { hashWord } from "./word-parts.ts";

/** A license text with the names that it goes by. */
export interface NamedWords extends LicenseWords {
  readonly names: readonly string[];
  /** Names that their publisher has given up for others of these. */
  readonly withdrawn?: readonly string[];
}

/** Words with a meaning for recognition; see `rules/texts/recognition.yaml`. */
export interface WordLists {
  readonly weighty: readonly string[];
  readonly normative: readonly string[];
  readonly unnamed: readonly string[];
  readonly equivalent: Equivalents;
  readonly remarks: RemarkRules;
}

const shortText = 300;
const sampling = 4;
/** Phrases that more texts hold than this say too little to be worth looking at. */
const mostHolders = 48;

/** Makes the binary index. The same texts give the same bytes, in whatever order they come. */
export function buildIndex(texts: readonly NamedWords[], lists: WordLists): Uint8Array {
  const standards = standardsOf(lists.equivalent);
  const merged = mergeEqual(texts.map((text) => inStandard(text, standards)));
  const vocabulary = buildVocabulary(merged, lists);
  const places = new Map<number, number>();
  for (const [place, hash] of vocabulary.entries()) if (hash !== 0) places.set(hash, place);
  const numbered = merged.map(({ hashes, soft }) => {
    const words = new Uint16Array(hashes.length);
    for (const [at, hash] of hashes.entries()) words[at] = (places.get(hash) ?? unknownWord) | (soft[at] === 0 ? 0 : softBit);
    return words;
  });
  const bits = (words: readonly string[]): Uint32Array => {
    const set = new Uint32Array(vocabularySize / 32);
    for (const word of words) {
      const place = places.get(hashWord(word)) ?? unknownWord;
      set[place >>> 5] = (set[place >>> 5] ?? 0) | (1 << (place & 31));
    }
    return set;
  };
  return packIndex({
    names: merged.map(({ names }) => names),
    withdrawn: merged.map(({ withdrawn }) => withdrawn ?? []),
    lengths: Uint32Array.from(numbered, (words) => words.length),
    ...share(numbered),
    vocabulary,
    weighty: bits(lists.weighty),
    remarks: lists.remarks,
    unnamed: bits([...lists.weighty, ...lists.normative, ...lists.unnamed]),
    ...buildStandards(standards, places),
    ...buildFingerprints(numbered, places.get(anyName) ?? unknownWord),
    titleOf: Uint32Array.from(starts(merged.map(({ title }) => title.length))),
    titleWords: Uint16Array.from(merged.flatMap(({ title }) => [...title].map((hash) => places.get(hash) ?? unknownWord))),
    rarity: buildRarity(numbered),
    wholes: buildWholes(merged),
  });
}

function inStandard(text: NamedWords, standards: Standards): NamedWords {
  const title = standardize(text.title, new Uint8Array(text.title.length), standards).hashes;
  return { ...text, ...standardize(text.hashes, text.soft, standards), title };
}

function buildStandards({ words, pairs }: Standards, places: ReadonlyMap<number, number>): Pick<TextIndex, "standard" | "pairs"> {
  const place = (hash: number | undefined): number => places.get(hash ?? 0) ?? unknownWord;
  const standard = Uint16Array.from({ length: vocabularySize }, (_, word) => word);
  for (const [word, becomes] of words) standard[place(word)] = place(becomes);
  const firsts = new Set(pairs.map(({ first }) => place(first)));
  for (const [word, becomes] of standard.entries()) if (firsts.has(becomes)) standard[word] = becomes | pairBit;
  return {
    standard,
    pairs: Uint16Array.from(
      pairs.flatMap(({ first, second, becomes: [one, two] }) => [place(first), place(second), place(one), place(two)]),
    ),
  };
}

interface MergedWords extends NamedWords {
  readonly wholes: readonly (readonly [number, number])[];
}

/** Hashes of whole texts with the number of the text, in threes, in order. Where two texts share one, neither is in it. */
function buildWholes(texts: readonly MergedWords[]): Uint32Array {
  const rows = texts.flatMap(({ wholes }, text) => wholes.map(([one, two]): [number, number, number] => [one, two, text]));
  const alone = rows.filter(([one]) => rows.filter(([other]) => other === one).length === 1);
  return Uint32Array.from(alone.sort(([a], [b]) => a - b).flat());
}

/** Texts that are the same word for word become one with several names; the plainest (shortest) name first. */
function mergeEqual(texts: readonly NamedWords[]): readonly MergedWords[] {
  const byWords = new Map<
    string,
    { words: LicenseWords; wholes: (readonly [number, number])[]; names: Set<string>; withdrawn: Set<string> }
  >();
  for (const { names, withdrawn = [], hashes, soft, title, whole } of texts) {
    const key = `${hashes.length} ${hashes.join(",")}`;
    const entry = byWords.get(key) ?? {
      words: { hashes, soft, title, whole },
      wholes: [],
      names: new Set<string>(),
      withdrawn: new Set<string>(),
    };
    for (const name of names) entry.names.add(name);
    for (const name of withdrawn) entry.withdrawn.add(name);
    if (!entry.wholes.some(([one, two]) => one === whole[0] && two === whole[1])) entry.wholes.push(whole);
    byWords.set(key, entry);
  }
  const merged = [...byWords.entries()].map(([key, { words, wholes, names, withdrawn }]) => ({
    key,
    ...words,
    wholes,
    names: [...names].sort(plainest),
    withdrawn: [...withdrawn].sort(plainest),
  }));
  merged.sort((a, b) => plainest(a.names[0] ?? "", b.names[0] ?? "") || (a.key < b.key ? -1 : 1));
  return merged;
}

function plainest(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

function buildVocabulary(texts: readonly LicenseWords[], lists: WordLists): Uint32Array {
  const equivalent = lists.equivalent.flat().flatMap((phrase) => phrase.split(" "));
  const words = new Set<number>([...lists.weighty, ...lists.normative, ...lists.unnamed, ...equivalent].map(hashWord).concat(anyName));
  for (const { hashes } of texts) for (const hash of hashes) words.add(hash);
  if (words.size > vocabularySize * 0.8)
    throw new Error(`${words.size} different words are too many for a vocabulary of ${vocabularySize}`);
  const vocabulary = new Uint32Array(vocabularySize);
  for (const hash of [...words].sort((a, b) => a - b)) {
    let place = hash & unknownWord;
    while (vocabulary[place] !== 0 || place === unknownWord) place = (place + 1) & unknownWord;
    vocabulary[place] = hash;
  }
  return vocabulary;
}

/** How rare each word is among the texts, on a logarithmic scale. */
function buildRarity(texts: readonly Uint16Array[]): Uint8Array {
  const holders = new Uint16Array(vocabularySize);
  for (const words of texts)
    for (const word of new Set([...words].map((word) => word & ~softBit))) holders[word] = (holders[word] ?? 0) + 1;
  return Uint8Array.from(holders, (count) => Math.round(16 * Math.log2(texts.length / Math.max(1, count))));
}

function starts(lengths: readonly number[]): readonly number[] {
  const places = [0];
  for (const length of lengths) places.push((places[places.length - 1] ?? 0) + length);
  return places;
}

interface Fingerprints {
  readonly slots: Uint32Array;
  readonly sieve: Uint32Array;
  readonly setStart: Uint32Array;
  readonly setTexts: Uint16Array;
  readonly totals: Float32Array;
}

/** Which texts hold which fingerprint: all of those of short texts, a part of those of long ones. */
function buildFingerprints(texts: readonly Uint16Array[], anyName: number): Fingerprints {
  const holders = new Map<number, Set<number>>();
  const sampled = new Set<number>();
  // What may be missing counts where it is found, but not among what is to be found.
  const firm = texts.map(() => new Set<number>());
  for (const [text, words] of texts.entries()) {
    for (let at = 0; at + span <= words.length; at++) {
      if (words.subarray(at, at + span).includes(anyName | softBit)) continue;
      const print = printAt(words, at);
      if (words.subarray(at, at + span).some((word) => (word & softBit) === 0)) firm[text]?.add(print);
      const texts = holders.get(print);
      if (texts === undefined) holders.set(print, new Set([text]));
      else texts.add(text);
      if (words.length <= shortText || print % sampling === 0) sampled.add(print);
    }
  }
  const weights = weigh(texts.length);
  const totals = new Float32Array(texts.length);
  const numbers = new Map<string, number>([["", 0]]);
  const setStart = [0, 0];
  const setTexts: number[] = [];
  const kept = [...sampled].filter((print) => (holders.get(print)?.size ?? 0) <= mostHolders);
  let size = 1024;
  while (size < kept.length * 1.35) size *= 2;
  const slots = new Uint32Array(size);
  const sieve = new Uint32Array(sieveSize / 32);
  for (const print of kept.sort((a, b) => a - b)) {
    const members = [...(holders.get(print) ?? [])];
    for (const text of members) if (firm[text]?.has(print)) totals[text] = (totals[text] ?? 0) + (weights[members.length] ?? 0);
    const key = members.join(",");
    let number = numbers.get(key);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(key, number);
      setTexts.push(...members);
      setStart.push(setTexts.length);
    }
    let place = print & (size - 1);
    while (slots[place] !== 0) place = (place + 1) & (size - 1);
    const bit = print & (sieveSize - 1);
    sieve[bit >>> 5] = (sieve[bit >>> 5] ?? 0) | (1 << (bit & 31));
    slots[place] = ((print & 0xffff0000) | number) >>> 0;
  }
  if (numbers.size > 0xffff) throw new Error(`${numbers.size} sets of texts are too many`);
  return { slots, sieve, setStart: Uint32Array.from(setStart), setTexts: Uint16Array.from(setTexts), totals };
}

function printAt(words: Uint16Array, at: number): number {
  return fingerprint(
    (words[at] ?? 0) & ~softBit,
    (words[at + 1] ?? 0) & ~softBit,
    (words[at + 2] ?? 0) & ~softBit,
    (words[at + 3] ?? 0) & ~softBit,
  );
}
