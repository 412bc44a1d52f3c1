import { hashWord } from "./word-parts.ts";

/** Words, and pairs of words, that mean the same; the first of each group stands for all. */
export type Equivalents = readonly (readonly string[])[];

/** What two words in a row become: two others, or one. */
export interface Pair {
  readonly first: number;
  readonly second: number;
  readonly becomes: readonly [number] | readonly [number, number];
}

/** Equivalents by hash. */
export interface Standards {
  readonly words: ReadonlyMap<number, number>;
  readonly pairs: readonly Pair[];
}

export function standardsOf(equivalents: Equivalents): Standards {
  const words = new Map<number, number>();
  const phrases = equivalents.map((group) => group.map((phrase) => phrase.split(" ").map(hashWord)));
  for (const [standard = [], ...others] of phrases)
    for (const [word = 0, second] of others) if (second === undefined) words.set(word, standard[0] ?? 0);
  const pairs: Pair[] = [];
  for (const [standard = [], ...others] of phrases) {
    const [one = 0, two] = standard.map((word) => words.get(word) ?? word);
    for (const [first = 0, second] of others)
      if (second !== undefined)
        pairs.push({
          first: words.get(first) ?? first,
          second: words.get(second) ?? second,
          becomes: two === undefined ? [one] : [one, two],
        });
  }
  return { words, pairs };
}

/** The words with the standard ones in place of their equivalents. A word that is joined from two is soft if both were. */
export function standardize(
  hashes: Uint32Array,
  soft: Uint8Array,
  { words, pairs }: Standards,
): { readonly hashes: Uint32Array; readonly soft: Uint8Array } {
  const standard = new Uint32Array(hashes.length);
  const softly = new Uint8Array(hashes.length);
  let count = 0;
  for (const [at, hash] of hashes.entries()) {
    const word = words.get(hash) ?? hash;
    const previous = count > 0 ? standard[count - 1] : undefined;
    const pair = pairs.find(({ first, second }) => first === previous && second === word);
    const isSoft = soft[at] ?? 0;
    if (pair !== undefined) standard[count - 1] = pair.becomes[0];
    if (pair?.becomes.length === 1) {
      softly[count - 1] = (softly[count - 1] ?? 0) & isSoft;
      continue;
    }
    standard[count] = pair?.becomes[1] ?? word;
    softly[count++] = isSoft;
  }
  return { hashes: standard.slice(0, count), soft: softly.slice(0, count) };
}
