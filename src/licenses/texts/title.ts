import { type Document, isSoft } from "./document.ts";
import { softBit, type TextIndex, unknownWord } from "./text-index.ts";

const slack = 6;
const leastNamed = 0.7;
const titleRoom = 40;
const rare = 64;
const least = 0.97;

/**
 * How much the title that stands before the body of a license speaks for this text, from `least` to 1. Versions and products that share
 * most of their wording are told apart by their names; rare words tell more than common ones.
 */
export function titleFactor(text: number, body: number, document: Document, index: TextIndex): number {
  const { titleOf, titleWords, rarity } = index;
  const own = new Set(titleWords.subarray(titleOf[text] ?? 0, titleOf[text + 1] ?? 0));
  if (own.size === 0) return least;
  const there = new Set<number>();
  let room = own.size + slack;
  for (let at = body - 1; at >= 0 && room > 0; at--) {
    if (isSoft(document, at)) continue;
    there.add(document.words[at] ?? unknownWord);
    room--;
  }
  let shared = 0;
  let all = 0;
  for (const word of own) {
    const weight = rarity[word] ?? 0;
    all += weight;
    if (there.has(word)) shared += weight;
  }
  for (const word of there) if (!own.has(word)) all += word === unknownWord ? 0 : (rarity[word] ?? 0);
  const likeness = all === 0 ? 0 : shared / all;
  return least + (1 - least) * likeness;
}

/**
 * How far the body of a text is found with the names that its title gives to what it licenses: `leastNamed` where most of them are others,
 * for a license that speaks of another product throughout is another license; else 1.
 */
export function nameFactor(number: number, text: Uint16Array, places: Int32Array, index: TextIndex): number {
  const { rarity } = index;
  const names = namesOf(number, index);
  if (names.size === 0) return 1;
  let found = 0;
  let all = 0;
  for (let at = 0; at < places.length; at++) {
    const word = text[at] ?? 0;
    if ((word & softBit) !== 0) continue;
    const weight = rarity[word] ?? 0;
    if (weight < rare || !names.has(word)) continue;
    all += weight;
    if ((places[at] ?? -1) >= 0) found += weight;
  }
  return found * 2 >= all ? 1 : leastNamed;
}

/** Whether all names in the title of a text stand where a license begins in the document. */
export function isNamed(number: number, body: number, document: Document, index: TextIndex): boolean {
  const names = namesOf(number, index);
  const from = Math.max(0, body - titleRoom);
  const there = new Set(document.words.subarray(from, body + titleRoom));
  return names.size > 0 && [...names].every((name) => there.has(name));
}

/** The words of a title that few texts have. */
function namesOf(number: number, { titleOf, titleWords, rarity }: TextIndex): ReadonlySet<number> {
  const names = new Set<number>();
  for (let at = titleOf[number] ?? 0; at < (titleOf[number + 1] ?? 0); at++) {
    const word = titleWords[at] ?? unknownWord;
    if ((rarity[word] ?? 0) >= rare) names.add(word);
  }
  return names;
}
