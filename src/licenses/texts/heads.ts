import { type Document, isSoft } from "./document.ts";
import { softBit, type TextIndex, unknownWord } from "./text-index.ts";

const headWords = 32;
/** Titles differ in length: what stands a little later in a sibling is no difference. */
const slack = 24;
const before = 48;
const least = 0.75;

/** The words at the beginning of a text, its title first, with the number of words before each. */
export type Head = ReadonlyMap<number, number>;

export function headOf(number: number, text: Uint16Array, length: number, { titleOf, titleWords }: TextIndex): Head {
  const head = new Map<number, number>();
  for (const word of titleWords.subarray(titleOf[number] ?? 0, titleOf[number + 1] ?? 0)) head.set(word, 0);
  let place = 0;
  for (let at = 0; at < length && place < headWords + slack; at++) {
    const word = text[at] ?? 0;
    if ((word & softBit) !== 0) continue;
    if (!head.has(word)) head.set(word, place);
    place++;
  }
  return head;
}

/**
 * How much the beginning of a license in the document, whose body begins at `body`, speaks for each of these texts, from `least` to 1.
 * Only words count that not all of them have: the names, versions and dates by which siblings are told apart.
 */
export function headFactors(heads: readonly Head[], body: number, document: Document, { rarity }: TextIndex): readonly number[] {
  const telling = new Map<number, number>();
  for (const head of heads) {
    for (const [word, place] of head) {
      if (place >= headWords || telling.has(word)) continue;
      const holders = heads.reduce((count, other) => count + (other.has(word) ? 1 : 0), 0);
      if (holders < heads.length) telling.set(word, (1 + (rarity[word] ?? 0)) * Math.log2(heads.length / holders));
    }
  }
  const there = new Set<number>();
  const end = Math.min(document.count, body + headWords + slack);
  for (let at = Math.max(0, body - before); at < end; at++) {
    const word = document.words[at] ?? unknownWord;
    if (telling.has(word) && !isSoft(document, at)) there.add(word);
  }
  if (there.size === 0) return heads.map(() => 1);
  return heads.map((head) => {
    let shared = 0;
    let all = 0;
    for (const [word, weight] of telling) {
      const own = head.has(word);
      if (!own && !there.has(word)) continue;
      all += weight;
      if (own && there.has(word)) shared += weight;
    }
    return least + (1 - least) * (all === 0 ? 0 : shared / all);
  });
}
