import { type Document, placesOf } from "./document.ts";
import { pairUp, pairUpEnd } from "./pair.ts";
import { fingerprint, softBit, span, unknownWord } from "./text-index.ts";

/** Where each word of a license stands in the document; -1 where it is missing. */
export interface Alignment {
  readonly places: Int32Array;
  readonly length: number;
}

interface Run {
  /** First word in the license, first word in the document, number of words. */
  readonly text: number;
  readonly file: number;
  readonly size: number;
}

const gapCost = 0.03;
const gapLimit = 40;
const mostRuns = 400;
const mostOccurrences = 24;

/** Finds the words of a license in the document, in order: long runs first, then what lies between them. Null where there is no run. */
export function align(text: Uint16Array, length: number, document: Document): Alignment | null {
  const runs = chain(findRuns(text, length, document));
  const head = runs[0];
  if (head === undefined) return null;
  const places = new Int32Array(length).fill(-1);
  let textEnd = head.text;
  let fileEnd = head.file;
  for (const run of runs) {
    const overlap = Math.max(textEnd - run.text, fileEnd - run.file, 0);
    const start = run.text + overlap;
    pairUp(text, textEnd, start, document.words, fileEnd, run.file + overlap, places);
    for (let word = overlap; word < run.size; word++) places[run.text + word] = run.file + word;
    textEnd = run.text + run.size;
    fileEnd = run.file + run.size;
  }
  pairUpEnd(text, head.text - 1, -1, document.words, head.file - 1, places);
  pairUpEnd(text, textEnd, length, document.words, fileEnd, places);
  return { places, length };
}

function findRuns(text: Uint16Array, length: number, document: Document): readonly Run[] {
  const { words, prints, count } = document;
  const { first, next } = placesOf(document);
  const mask = first.length - 1;
  const runs: Run[] = [];
  let at = 0;
  while (at + span <= length) {
    const a = (text[at] ?? 0) & ~softBit;
    const b = (text[at + 1] ?? 0) & ~softBit;
    const c = (text[at + 2] ?? 0) & ~softBit;
    const d = (text[at + 3] ?? 0) & ~softBit;
    const print = fingerprint(a, b, c, d);
    let longest = 0;
    let occurrences = 0;
    const before = runs.length;
    for (let file = first[print & mask] ?? -1; file >= 0 && occurrences < mostOccurrences; file = next[file] ?? -1) {
      if (prints[file] !== print) continue;
      occurrences++;
      let size = span;
      while (at + size < length && file + size < count) {
        const word = words[file + size] ?? unknownWord;
        if (word === unknownWord || word !== ((text[at + size] ?? 0) & ~softBit)) break;
        size++;
      }
      if (size * 2 < longest) continue;
      if (size > longest) longest = size;
      runs.push({ text: at, file, size });
    }
    if (occurrences > 1) keepLongest(runs, before, longest);
    at += longest > 0 ? longest : 1;
  }
  return runs.length > mostRuns ? longestOf(runs) : runs;
}

function keepLongest(runs: Run[], from: number, longest: number): void {
  let kept = from;
  for (let at = from; at < runs.length; at++) {
    const run = runs[at];
    if (run !== undefined && run.size * 2 >= longest) runs[kept++] = run;
  }
  runs.length = kept;
}

function longestOf(runs: readonly Run[]): readonly Run[] {
  const sizes = runs.map(({ size }) => size).sort((a, b) => b - a);
  const least = sizes[mostRuns] ?? 0;
  return runs.filter(({ size }) => size > least);
}

/** The most valuable sequence of runs that goes forward in both texts; distance between runs costs. */
function chain(runs: readonly Run[]): readonly Run[] {
  if (runs.length < 2) return runs;
  const worth = new Float64Array(runs.length);
  const before = new Int32Array(runs.length).fill(-1);
  let best = 0;
  for (const [number, run] of runs.entries()) {
    let most = run.size;
    for (let earlier = number - 1; earlier >= 0; earlier--) {
      const other = runs[earlier];
      if (other === undefined) continue;
      const textGap = run.text - other.text - other.size;
      const fileGap = run.file - other.file - other.size;
      if (run.file <= other.file || run.text <= other.text) continue;
      const overlap = Math.max(0, -textGap, -fileGap);
      if (overlap >= run.size) continue;
      const cost = Math.min(gapLimit, gapCost * (Math.max(0, textGap) + Math.max(0, fileGap)));
      const total = (worth[earlier] ?? 0) + run.size - overlap - cost;
      if (total > most) {
        most = total;
        before[number] = earlier;
      }
    }
    worth[number] = most;
    if (most > (worth[best] ?? 0)) best = number;
  }
  const kept: Run[] = [];
  for (let number = best; number >= 0; number = before[number] ?? -1) {
    const run = runs[number];
    if (run !== undefined) kept.push(run);
  }
  return kept.reverse();
}
