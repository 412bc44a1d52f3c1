import { type Document, FileMark, isSoft } from "./document.ts";
import type { Judgment } from "./judge.ts";
import { hasBit, type TextIndex } from "./text-index.ts";

export interface LineRange {
  readonly startLine: number;
  readonly endLine: number;
}

const leastWords = 6;
const ownShare = 0.5;
const heading = /^\s*(?:#{1,6}\s|={3,}|-{3,}|\*{3,}|_{3,}|```|~~~)/;

/**
 * Passages beside a license that lay something down, so that the license is not all that holds: in a file that is mostly this license all
 * of them, elsewhere those up to the next heading or rule.
 */
export function linesAround(
  own: Judgment,
  found: readonly Judgment[],
  document: Document,
  text: string,
  index: TextIndex,
): readonly LineRange[] {
  const before = own.first > 0;
  const after = own.last < document.count - 1;
  if (!before && !after) return [];
  const whole = (own.last - own.first + 1) / document.count >= ownShare;
  const lines = document.lines;
  let from = 0;
  let to = document.count;
  for (const other of found) {
    if (other.last < own.first) from = Math.max(from, other.last + 1);
    if (other.first > own.last) to = Math.min(to, other.first);
  }
  const firstLine = lines[own.first] ?? 1;
  const lastLine = lines[own.last] ?? 1;
  const [top, bottom] = whole ? [0, Number.POSITIVE_INFINITY] : section(text, firstLine, lastLine);
  return [...passages(document, from, own.first, top, bottom, index), ...passages(document, own.last + 1, to, top, bottom, index)];
}

/** The lines between the headings or rules that enclose these lines. */
function section(text: string, firstLine: number, lastLine: number): readonly [number, number] {
  const lines = text.split(/\r\n|\r|\n/);
  let top = firstLine;
  while (top > 1 && !heading.test(lines[top - 2] ?? "")) top--;
  let bottom = lastLine;
  while (bottom < lines.length && !heading.test(lines[bottom] ?? "")) bottom++;
  return [top, bottom];
}

/** Paragraphs among these words, within these lines, that hold a normative word. */
function passages(document: Document, from: number, to: number, top: number, bottom: number, index: TextIndex): readonly LineRange[] {
  const ranges: LineRange[] = [];
  let start = from;
  while (start < to) {
    let end = start + 1;
    while (end < to && (document.lines[end] ?? 0) - (document.lines[end - 1] ?? 0) < 2) end++;
    const startLine = document.lines[start] ?? 1;
    const endLine = document.lines[end - 1] ?? 1;
    if (startLine >= top && endLine <= bottom && isNormative(document, start, end, index)) ranges.push({ startLine, endLine });
    start = end;
  }
  return ranges;
}

function isNormative(document: Document, from: number, to: number, index: TextIndex): boolean {
  let words = 0;
  let normative = false;
  for (let at = from; at < to; at++) {
    if (isSoft(document, at) || ((document.marks[at] ?? 0) & FileMark.claimed) !== 0) continue;
    words++;
    normative ||= hasBit(index.normative, document.words[at] ?? 0);
  }
  return normative && words >= leastWords;
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
