import { type Document, FileMark, isSoft } from "./document.ts";
import type { Judgment } from "./judge.ts";
import { withoutTags } from "./markup.ts";
import { type Piece, piecesOf } from "./pieces.ts";
import { type Remarks, remarksBeside } from "./remarks.ts";
import { type TextIndex, unknownWord } from "./text-index.ts";
import { Mark } from "./word-parts.ts";

export interface LineRange {
  readonly startLine: number;
  readonly endLine: number;
}

/** What a text is part of: a file that is there for its licenses, or a document in which a license may stand among other things. */
export type Surroundings = "license-file" | "document";

const heading = /^\s*(?:#{1,6}\s|={3,}|-{3,}|\*{3,}|_{3,}|```|~~~)/;
const newline = /\r\n|\r|\n/;

/**
 * Passages that no license in the file holds and that are no mere remarks: titles, copyright lines, names, that these licenses are meant.
 */
export function strangePassages(
  document: Document,
  text: string,
  found: readonly (Judgment & { readonly text: number })[],
  index: TextIndex,
): readonly LineRange[] {
  let lazy: Remarks | undefined; // most files have nothing beside their license
  const remarks = (): Remarks => {
    lazy ??= remarksBeside(
      found.map((one) => one.text),
      index,
    );
    return lazy;
  };
  const covered = coverageOf(document, found, (word) => remarks().isFiller(index.vocabulary[word] ?? 0));
  if (!covered.some((cover) => cover !== undefined && cover !== "claimed")) return [];
  const ranges: LineRange[] = [];
  let open: boolean = false; // what leads up to a list is no mere remark
  for (const passage of passagesOf(withoutTags(text).split(newline), covered)) {
    const { pieces, after } = passage;
    if (after === "claimed") open = false;
    let strange = passage.mixed;
    for (const piece of pieces) {
      if (open && !piece.item && piece.heading) open = false;
      const harmless: boolean = !(open && piece.item) && isHarmless(piece, remarks());
      if (!harmless) strange = true;
      if (piece.leads) open = !harmless;
      else if (!piece.item) open = false;
    }
    if (strange) ranges.push({ startLine: passage.startLine, endLine: passage.endLine });
  }
  return ranges;
}

function isHarmless(piece: Piece, { isHarmless }: Remarks): boolean {
  const harmless = (sentence: string): boolean => isHarmless(sentence, piece.leads);
  return piece.sentences.every(harmless) || piece.lines.every((line) => line.every(harmless));
}

type Cover = "claimed" | "bare" | "mixed";

/**
 * For each line that has words: whether licenses hold all of them, none, or only some. In a line that they share, words that may come or
 * go do not count, and what stands between words of a license was looked at when the license was judged.
 */
function coverageOf(document: Document, found: readonly Judgment[], isFiller: (word: number) => boolean): readonly (Cover | undefined)[] {
  const { lines, marks, words, count } = document;
  const isStrange = (word: number): boolean =>
    ((marks[word] ?? 0) & Mark.link) === 0 &&
    !isSoft(document, word) &&
    !isFiller(words[word] ?? unknownWord) &&
    (isLoose(word, found) || !isWithin(word, found));
  const covered: (Cover | undefined)[] = [];
  let at = 0;
  while (at < count) {
    const line = lines[at] ?? 1;
    const from = at;
    let claimed = 0;
    let firm = 0; // claimed, and no part of a copyright line
    for (; at < count && lines[at] === line; at++) {
      if (((marks[at] ?? 0) & FileMark.claimed) === 0) continue;
      claimed++;
      if (!isSoft(document, at)) firm++;
    }
    if (firm === 0 && claimed < at - from) covered[line] = "bare";
    else covered[line] = claimed < at - from && someWord(from, at, isStrange, document) ? "mixed" : "claimed";
  }
  return covered;
}

function isWithin(word: number, found: readonly Judgment[]): boolean {
  return found.some(({ first, last }) => first < word && word < last);
}

function isLoose(word: number, found: readonly Judgment[]): boolean {
  return found.some(({ loose }) => loose.some((from, at) => at % 2 === 0 && from <= word && word < (loose[at + 1] ?? 0)));
}

function someWord(from: number, to: number, is: (word: number) => boolean, { marks }: Document): boolean {
  for (let word = from; word < to; word++) if (((marks[word] ?? 0) & FileMark.claimed) === 0 && is(word)) return true;
  return false;
}

interface Passage extends LineRange {
  readonly pieces: readonly Piece[];
  /** A license holds a part of one of its lines. */
  readonly mixed: boolean;
  /** What stands before it: words of a license, or the beginning of the file or another passage. */
  readonly after: "claimed" | "other";
}

/** Paragraphs of lines that no license holds. */
function passagesOf(lines: readonly string[], covered: readonly (Cover | undefined)[]): readonly Passage[] {
  const passages: Passage[] = [];
  let after: Passage["after"] = "other";
  for (let line = 1; line <= lines.length; line++) {
    const cover = covered[line];
    if (cover === "claimed") after = "claimed";
    if (cover !== "bare" && cover !== "mixed") continue;
    const startLine = line;
    if (cover === "bare") while (covered[line + 1] === "bare") line++;
    const bare = cover === "bare" ? lines.slice(startLine - 1, line) : [];
    passages.push({ startLine, endLine: line, pieces: piecesOf(bare), mixed: cover === "mixed", after });
    after = "other";
  }
  return passages;
}

/** Of these passages those that concern one license: up to the next one, in a document up to the next heading or rule. */
export function passagesAround(
  own: Judgment,
  found: readonly Judgment[],
  strange: readonly LineRange[],
  document: Document,
  text: string,
  surroundings: Surroundings,
): readonly LineRange[] {
  if (strange.length === 0) return [];
  const { lines } = document;
  const lineOf = (word: number): number => lines[word] ?? 1;
  const before = Math.max(0, ...found.filter(({ last }) => last < own.first).map(({ last }) => lineOf(last)));
  const after = Math.min(Number.POSITIVE_INFINITY, ...found.filter(({ first }) => first > own.last).map(({ first }) => lineOf(first)));
  const [top, bottom] =
    surroundings === "license-file" ? [1, Number.POSITIVE_INFINITY] : section(text, lineOf(own.first), lineOf(own.last));
  return strange.filter(({ startLine, endLine }) => startLine >= Math.max(before, top) && endLine <= Math.min(after, bottom));
}

/** The lines between the headings or rules that enclose these lines. */
function section(text: string, firstLine: number, lastLine: number): readonly [number, number] {
  const lines = text.split(newline);
  let top = firstLine;
  while (top > 1 && !heading.test(lines[top - 2] ?? "")) top--;
  let bottom = lastLine;
  while (bottom < lines.length && !heading.test(lines[bottom] ?? "")) bottom++;
  return [top, bottom];
}

/** The lines inside a match that the license does not hold, with those around it, in order and joined. */
export function foreignLines(own: Judgment, around: readonly LineRange[], document: Document): readonly LineRange[] {
  const ranges = [...around];
  for (let pair = 0; pair < own.foreign.length; pair += 2) {
    const startLine = document.lines[own.foreign[pair] ?? 0] ?? 1;
    const endLine = document.lines[(own.foreign[pair + 1] ?? 1) - 1] ?? startLine;
    ranges.push({ startLine, endLine });
  }
  ranges.sort((a, b) => a.startLine - b.startLine || a.endLine - b.endLine);
  const joined: LineRange[] = [];
  for (const range of ranges) {
    const previous = joined[joined.length - 1];
    if (previous !== undefined && range.startLine <= previous.endLine + 1) {
      joined[joined.length - 1] = { startLine: previous.startLine, endLine: Math.max(previous.endLine, range.endLine) };
    } else joined.push(range);
  }
  return joined;
}
