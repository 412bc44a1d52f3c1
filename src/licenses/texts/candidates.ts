import type { Document } from "./document.ts";
import { sieveSize, type TextIndex } from "./text-index.ts";

/** A text that the document may hold. */
export interface Candidate {
  readonly text: number;
  /** The share of the text's fingerprints, by weight, that the document has. */
  readonly share: number;
  /** How much was found, worth the more the more complete it is. */
  readonly worth: number;
}

/** A text that shares less cannot be found whole, nor half of it in one piece. */
const leastShare = 0.38;

/** The texts that share the most with what is left of the document, best first. */
export function findCandidates(document: Document, index: TextIndex): readonly Candidate[] {
  const { setStart, setTexts, weights, totals, scratch } = index;
  const { hits, found, sets } = scratch;
  const touched: number[] = [];
  const counted = countSets(document, index);
  for (let at = 0; at < counted; at++) {
    const set = sets[at] ?? 0;
    const start = setStart[set] ?? 0;
    const end = setStart[set + 1] ?? 0;
    const weight = (weights[end - start] ?? 0) * (hits[set] ?? 0);
    hits[set] = 0;
    for (let member = start; member < end; member++) {
      const text = setTexts[member] ?? 0;
      if (found[text] === 0) touched.push(text);
      found[text] = (found[text] ?? 0) + weight;
    }
  }
  const candidates: Candidate[] = [];
  for (const text of touched) {
    const weight = found[text] ?? 0;
    found[text] = 0;
    const share = Math.min(1, weight / (totals[text] ?? 1));
    if (share >= leastShare) candidates.push({ text, share, worth: weight * share });
  }
  return candidates.sort((a, b) => b.worth - a.worth || a.text - b.text);
}

/**
 * Counts in `scratch.hits` how many fingerprints of the document each set of texts holds. Returns how many sets hold any; their numbers
 * are in `scratch.sets`.
 */
function countSets({ prints, count }: Document, { slots, sieve, scratch }: TextIndex): number {
  const { seen, places, sets, hits } = scratch;
  const mask = slots.length - 1;
  let found = 0;
  let kept = 0;
  for (let at = 0; at < count; at++) {
    const print = prints[at] ?? 0;
    const bit = print & (sieveSize - 1);
    if (((sieve[bit >>> 5] ?? 0) & (1 << (bit & 31))) === 0 || print === 0) continue;
    let place = print & mask;
    let slot = slots[place] ?? 0;
    while (slot !== 0 && (slot ^ print) >>> 16 !== 0) {
      place = (place + 1) & mask;
      slot = slots[place] ?? 0;
    }
    if (slot === 0 || seen[place] === 1) continue;
    seen[place] = 1;
    places[kept++] = place;
    const set = slot & 0xffff;
    const before = hits[set] ?? 0;
    if (before === 0) sets[found++] = set;
    hits[set] = before + 1;
  }
  for (let at = 0; at < kept; at++) seen[places[at] ?? 0] = 0;
  return found;
}
