import type { Alignment } from "./align.ts";
import { type Document, FileMark, isSoft, isWeighty } from "./document.ts";
import { hasBit, softBit, type TextIndex } from "./text-index.ts";
import { Mark } from "./word-parts.ts";

/** How well a document holds a license. */
export interface Judgment {
  /** The share of the license's words that stand in the document; words that may be missing count only where they are there. */
  readonly coverage: number;
  /** Likewise, less what was put in between. */
  readonly likeness: number;
  readonly matched: number;
  /** How many words of the license count, and how many were put in between. */
  readonly wanted: number;
  readonly put: number;
  /** In how many places more than a few words were put in. */
  readonly additions: number;
  /** What is missing and what was put in between, rare words counting more: names and versions tell siblings apart. */
  readonly difference: number;
  /** The first word in the document that belongs to the body: what may not be missing. */
  readonly body: number;
  /** First and last word in the document. */
  readonly first: number;
  readonly last: number;
  /** Nothing differs but what may. */
  readonly same: boolean;
  /** Words in between that the license does not hold: first and one past the last, in pairs. */
  readonly foreign: readonly number[];
  /** Words in between that may stand there as far as their number and weight go, likewise: in place of a title or beside it. */
  readonly loose: readonly number[];
}

const mostReplaced = 14;
const longestName = 24;
const longestNotice = 20;
const longAddition = 6;
const mostShifted = 16;
/** What a license does not say weighs more than what a copy leaves out. */
const putWeight = 1.5;

export function judge(text: Uint16Array, { places, length }: Alignment, document: Document, index: TextIndex): Judgment {
  const { rarity, anyName } = index;
  let difference = 0;
  let matched = 0;
  let missing = 0;
  let put = 0;
  let additions = 0;
  let same = true;
  let first = -1;
  let last = -1;
  const foreign: number[] = [];
  const loose: number[] = [];
  let body = -1;
  let gap = 0; // where the words missing since the last found one begin
  for (let at = 0; at <= length; at++) {
    const place = at < length ? (places[at] ?? -1) : -1;
    if (at < length && place < 0) continue;
    const from = last < 0 || at === length ? place : last + 1;
    const to = place;
    if (at > gap || to > from) {
      const any = from < to && hasAnyName(text, gap, at, anyName);
      const named = any && isName(document, from, to, index);
      const may = any
        ? named && allSoft(text, gap, at)
        : mayDiffer(text, gap, at, document, from, to) && !isPicked(text, gap, at, length, places, index);
      if (!may) same = false;
      const counts = !may && !isReference(document, from, to);
      for (let word = gap; word < at; word++) {
        const own = text[word] ?? 0;
        if (own === anyName) continue;
        if (!counts && (own & softBit) !== 0) continue;
        missing++;
        difference += weightOf(rarity, own & ~softBit);
      }
      const before = put;
      for (let word = from; word < to && !named; word++) {
        if (!isForeign(document, word)) continue;
        put++;
        difference += putWeight * weightOf(rarity, document.words[word] ?? 0);
      }
      if (put - before >= longAddition) additions++;
      if (!may && to > from) foreign.push(...toLines(document, from, to));
      else if (!named && to > from) loose.push(from, to);
    }
    if (place < 0) break;
    matched++;
    if (first < 0) first = place;
    if (body < 0 && ((text[at] ?? 0) & softBit) === 0) body = place;
    last = place;
    if (body >= 0) {
      while (at + 1 < length && places[at + 1] === last + 1) {
        at++;
        last++;
        matched++;
      }
    }
    gap = at + 1;
  }
  const wanted = matched + missing;
  return {
    coverage: wanted === 0 ? 0 : matched / wanted,
    likeness: (2 * matched) / (wanted + matched + put),
    matched,
    wanted,
    put,
    additions,
    difference,
    body: body < 0 ? first : body,
    first,
    last,
    same,
    foreign,
    loose,
  };
}

/** Whether words of the license may be missing here with these words of the file in their place. */
function mayDiffer(text: Uint16Array, textFrom: number, textTo: number, document: Document, from: number, to: number): boolean {
  if (!allSoft(text, textFrom, textTo)) return false;
  const replaced = to - from;
  if (replaced <= 0) return true;
  const replaces = textTo > textFrom;
  const beside = replaces || isSoftText(text, textFrom - 1) || isSoftText(text, textTo);
  for (let word = from; word < to; word++) {
    if (
      isSoft(document, word) &&
      (beside || begins(document, from, word)) &&
      !(replaces && ((document.marks[word] ?? 0) & Mark.marker) !== 0)
    )
      continue;
    if (isClaimed(document, word)) continue;
    if (!beside || replaced > mostReplaced || isWeighty(document, word)) return false;
  }
  return true;
}

/** Whether a word that weighs, or more than a copyright line, is missing from the midst of a passage that may be missing as a whole. */
function isPicked(text: Uint16Array, from: number, to: number, length: number, places: Int32Array, { weighty }: TextIndex): boolean {
  if (to <= from || from === 0 || to >= length) return false;
  if (!isSoftText(text, from - 1) || !isSoftText(text, to) || (places[from - 1] ?? -1) < 0) return false;
  if (to - from > longestNotice) return true;
  for (let word = from; word < to; word++) if (hasBit(weighty, (text[word] ?? 0) & ~softBit)) return true;
  return false;
}

function allSoft(text: Uint16Array, from: number, to: number): boolean {
  for (let word = from; word < to; word++) if (((text[word] ?? 0) & softBit) === 0) return false;
  return true;
}

function hasAnyName(text: Uint16Array, from: number, to: number, anyName: number): boolean {
  for (let word = from; word < to; word++) if (text[word] === anyName) return true;
  return false;
}

/** Whether words of the file can be the name of a holder. */
function isName(document: Document, from: number, to: number, { unnamed }: TextIndex): boolean {
  let length = 0;
  for (let word = from; word < to; word++) {
    if (isSoft(document, word)) continue;
    if (isWeighty(document, word) || hasBit(unnamed, document.words[word] ?? 0) || ++length > longestName) return false;
  }
  return true;
}

/** Whether what is put in begins a copyright line, or is a marker: the rest of a line that begins with one may be the license itself. */
function begins(document: Document, from: number, word: number): boolean {
  return ((document.marks[word] ?? 0) & Mark.marker) !== 0 || from === 0 || !isSoft(document, from - 1);
}

function isSoftText(text: Uint16Array, at: number): boolean {
  return at >= 0 && ((text[at] ?? 0) & softBit) !== 0;
}

function isClaimed(document: Document, at: number): boolean {
  return ((document.marks[at] ?? 0) & FileMark.claimed) !== 0;
}

/** A word that counts as put in: no part of a copyright line or of a web address, and no word of another license found before. */
function isForeign(document: Document, at: number): boolean {
  return !isSoft(document, at) && ((document.marks[at] ?? 0) & (FileMark.claimed | Mark.link)) === 0;
}

/** Words that only point to another place on the web. */
function isReference(document: Document, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (isForeign(document, at)) return false;
  return true;
}

/** Where the words before what was put in are also its last ones, it may as well begin earlier: it is made to begin with a line. */
function toLines({ words, lines }: Document, from: number, to: number): readonly [number, number] {
  for (let back = 0; back < mostShifted && from - back > 0; back++) {
    if (lines[from - back] !== lines[from - back - 1]) return [from - back, to - back];
    if (words[from - back - 1] !== words[to - back - 1]) break;
  }
  return [from, to];
}

/** Once for a word that all texts have, up to ten times for one that a single text has. */
function weightOf(rarity: Uint8Array, word: number): number {
  return 1 + (rarity[word] ?? 0) / 16;
}
