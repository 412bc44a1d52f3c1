import { align } from "./align.ts";
import { type Candidate, findCandidates } from "./candidates.ts";
import { claim, type Document, readDocument, readFileWords } from "./document.ts";
import { type Head, headFactors, headOf } from "./heads.ts";
import { type Judgment, judge } from "./judge.ts";
import { unfold } from "./share.ts";
import { foreignLines, type LineRange, passagesAround, type Surroundings, strangePassages } from "./surroundings.ts";
import { findWhole, type TextIndex } from "./text-index.ts";
import { isNamed, nameFactor, titleFactor } from "./title.ts";
import type { Words } from "./words.ts";

/** A license that was recognized in a text. */
export interface TextMatch {
  /** The name as in expressions: an SPDX id or `LicenseRef-<catalog id>`. */
  readonly license: string;
  /** The share of the license that was found, 0 to 1. */
  readonly confidence: number;
  /** `exact` where nothing differs but white space, case, quotes, copyright lines, list markers and optional parts. */
  readonly kind: "exact" | "modified" | "partial";
  readonly startLine: number;
  readonly endLine: number;
  /** Lines in the license and around it that the license does not hold. */
  readonly unmatched: readonly LineRange[];
  /** Other names with the very same text. */
  readonly same: readonly string[];
}

interface Judged extends Judgment {
  readonly text: number;
  readonly places: Int32Array;
  /** How far the names in the text are those of the file; see `nameFactor`. */
  readonly named: number;
}

interface Found extends Judged {
  readonly worth: number;
}

const leastWords = 12;
const closeEnough = 0.78;
/** Once a text was found whole, only others that can be as good are looked at. */
const asGood = 0.985;
const almostAll = 0.9;
const atOnce = 16;
const attempts = 3;
const mostMatches = 200;

/**
 * Names the licenses whose text stands in the document, best first; none where it holds no license text. Where `surroundings` is not given,
 * a file that is mostly license texts is a license file.
 */
export function recognize(text: string, index: TextIndex, surroundings?: Surroundings): readonly TextMatch[] {
  const words = readFileWords(text, index);
  const whole = findWhole(index, words.hashes, words.count);
  if (whole >= 0) return nameWhole(whole, words, index);
  const document = readDocument(words, index);
  const found: Found[][] = [];
  while (document.free >= leastWords && found.length < mostMatches) {
    const best = nextBest(document, index);
    if (best.length === 0) break;
    found.push(best);
    for (const { places } of best) claim(document, places, places.length);
  }
  const claimed = found.flat();
  if (claimed.length === 0) return [];
  const strange = strangePassages(document, text, claimed, index);
  const around = surroundings ?? (strange.length === 0 ? "document" : guessSurroundings(document, text));
  const large = Math.max(0, ...claimed.map(({ matched }) => matched)) / 4;
  return found
    .sort(([a], [b]) => rank(b, large) - rank(a, large) || (a?.first ?? 0) - (b?.first ?? 0))
    .flatMap((equals) => {
      return equals.flatMap((one) => describe(one, equals, passagesAround(one, claimed, strange, document, text, around), document, index));
    });
}

/** The share of a file that licenses hold, from which on it is there for them, unless it has this many headings like a README. */
const mostly = 0.5;
const manyHeadings = 3;

function guessSurroundings({ free, count }: Document, text: string): Surroundings {
  return free <= count * (1 - mostly) && (text.match(/^#{1,3} \S/gm) ?? []).length < manyHeadings ? "license-file" : "document";
}

/** The matches of a file that is one text, word for word. */
function nameWhole(text: number, { lines, count }: Words, index: TextIndex): TextMatch[] {
  const names = index.names[text] ?? [];
  const withdrawn = index.withdrawn[text] ?? [];
  return names.map((license) => ({
    license,
    confidence: 1,
    kind: "exact",
    startLine: lines[0] ?? 1,
    endLine: lines[count - 1] ?? 1,
    unmatched: [],
    same: [...names, ...withdrawn].filter((name) => name !== license),
  }));
}

/** Whole licenses of some length before small ones, and parts last; within these the order of the file. */
function rank(found: Found | undefined, large: number): number {
  if (found === undefined || !isWhole(found)) return 0;
  return found.matched >= large ? 2 : 1;
}

/** The best license in what is left of the document; several where they are equally good. */
function nextBest(document: Document, index: TextIndex): Found[] {
  const all = findCandidates(document, index);
  let left = all;
  for (let attempt = 0; attempt < attempts && left.length > 0; attempt++) {
    const least = (left[0]?.worth ?? 0) * closeEnough;
    const group = left.filter(({ worth }, number) => number < atOnce && worth >= least);
    left = left.slice(group.length);
    const tried: Judged[] = [];
    let enough = 0;
    for (const candidate of group) {
      if (candidate.share < enough) continue;
      const judged = tryText(candidate, document, index);
      if (judged === null) continue;
      tried.push(judged);
      if (coversAll(judged, document)) enough = asGood;
    }
    if (tried.length > 0) {
      const namesakes = tried.every(({ named }) => named < 1) ? findNamesakes(all, tried, document, index) : [];
      return choose(namesakes.length > 0 ? namesakes : tried, document, index);
    }
  }
  return [];
}

/** Where a license bears other names than all that were found: those of its family, changed more, that bear its names. */
function findNamesakes(candidates: readonly Candidate[], found: readonly Judged[], document: Document, index: TextIndex): Judged[] {
  const body = Math.min(...found.map((one) => one.body));
  const most = Math.max(...found.map(({ matched }) => matched));
  return candidates
    .filter(({ text }) => isNamed(text, body, document, index))
    .flatMap((candidate) => tryText(candidate, document, index, isAkin) ?? [])
    .filter(({ matched }) => matched >= most * almostAll);
}

/** Whether nothing of the license is missing and next to nothing of the file is left. */
function coversAll({ matched, wanted, put }: Judged, document: Document): boolean {
  return matched === wanted && put === 0 && matched >= document.free * almostAll;
}

/** The best of those that were found, several where they are equally good. What one leaves uncovered and another covers counts against it. */
function choose(tried: readonly Judged[], document: Document, index: TextIndex): Found[] {
  const first = Math.min(...tried.map((one) => one.first));
  const last = Math.max(...tried.map((one) => one.last));
  const fits = tried.some(({ matched, wanted, put }) => matched === wanted && put === 0);
  const body = Math.min(...tried.map((one) => one.body));
  const heads = fits ? [] : headFactors(headsOf(tried, index), body, document, index);
  const rated = tried.map((one, number) => {
    const outside = one.first - first + last - one.last;
    const weight = 2 * meanWeight * one.matched;
    const likeness = weight / (weight + one.difference + meanWeight * outside);
    const title = titleFactor(one.text, one.body, document, index);
    const factor = one.wanted === one.matched && one.put === 0 ? Math.max(title, sameBody) : title;
    return { ...one, worth: one.matched * likeness ** 8 * factor * one.named * (heads[number] ?? 1) * (one.same ? nothingDiffers : 1) };
  });
  const most = Math.max(...rated.map(({ worth }) => worth));
  const best = rated.filter(({ worth }) => worth === most);
  // The same license with another wording says nothing more.
  return best.filter(({ text }, at) => !best.slice(0, at).some((other) => index.names[other.text]?.[0] === index.names[text]?.[0]));
}

function headsOf(tried: readonly Judged[], index: TextIndex): readonly Head[] {
  const target = index.scratch.words;
  return tried.map(({ text }) => headOf(text, target, unfold(index, text, target), index));
}

function tryText({ text }: Candidate, document: Document, index: TextIndex, suffices = isEnough): Judged | null {
  const target = index.scratch.words;
  const length = unfold(index, text, target);
  const alignment = align(target, length, document);
  if (alignment === null) return null;
  const judgment = judge(target, alignment, document, index);
  if (!suffices(judgment)) return null;
  return { ...judgment, text, places: alignment.places, named: nameFactor(text, target, alignment.places, index) };
}

/** What a text must share with a license to be named after it. Texts that were made from a license and changed in substance stay below. */
const leastCoverage = 0.8;
const leastLikeness = 0.885;
/** A whole license into which something was put, in few places. */
const mostAdditions = 2;
const wholeCoverage = 0.97;
const wholeLikeness = 0.6;
const akinCoverage = 0.7;
const akinLikeness = 0.8;
const partWords = 150;
const partCoverage = 0.5;
const partDensity = 0.96;
/** What a word weighs on average; see `difference`. */
const meanWeight = 2.5;
/** A text from which nothing differs but what may is preferred to one that shares a little more and differs. */
const nothingDiffers = 1.06;
/** What a body that is the same counts at least, whatever its title says. */
const sameBody = 0.99;

function isEnough(judgment: Judgment): boolean {
  return isWhole(judgment) || isPart(judgment);
}

/** Changed more, and still that license where it bears its names. */
function isAkin({ coverage, likeness }: Judgment): boolean {
  return coverage >= akinCoverage && likeness >= akinLikeness;
}

function isWhole({ coverage, likeness, additions }: Judgment): boolean {
  if (coverage >= leastCoverage && likeness >= leastLikeness) return true;
  return coverage >= wholeCoverage && likeness >= wholeLikeness && additions <= mostAdditions;
}

/** A good part of a license, by itself nearly unchanged. */
function isPart({ coverage, matched, first, last }: Judgment): boolean {
  return coverage >= partCoverage && matched >= partWords && matched / (last - first + 1) >= partDensity;
}

function describe(one: Found, equals: readonly Found[], around: readonly LineRange[], document: Document, index: TextIndex): TextMatch[] {
  const kind = !isWhole(one) && isPart(one) ? "partial" : one.same && around.length === 0 ? "exact" : "modified";
  const names = index.names[one.text] ?? [];
  const others = equals.filter(({ text }) => text !== one.text).flatMap(({ text }) => index.names[text] ?? []);
  const withdrawn = index.withdrawn[one.text] ?? [];
  return names.map((license) => ({
    license,
    confidence: Math.min(1, Math.round(one.coverage * 1000) / 1000),
    kind,
    startLine: document.lines[one.first] ?? 1,
    endLine: document.lines[one.last] ?? 1,
    unmatched: kind === "exact" ? [] : foreignLines(one, around, document),
    same: [...names, ...others, ...withdrawn].filter((name) => name !== license),
  }));
}
