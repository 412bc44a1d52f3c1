import type { Word } from "./words.ts";

/** A quotation in a paragraph, with what stands between the marks. */
export interface Quotation {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const longest = 400;
/**
 * Pairs in which nothing can stand within another. Straight marks may be closed by curly ones, as careless texts do. Made when it is first asked for: V8 reads
 * classes of Unicode for up to a millisecond.
 */
const marks = () =>
  /"([^"“”]{1,400})["”]|「([^」]{1,400})」|『([^』]{1,400})』|‘([^‘’]{3,400})’(?!\p{L})|''([^']{3,400})''|«([^«»]{1,400})»|„([^„“”]{1,400})[“”]|(?<![\p{L}\p{N}])'([^'\n]{3,120})'(?![\p{L}\p{N}])/gu;

/** One of the marks with which they begin; of straight single ones, which words hold too, two. */
const someMark = /["「『‘«„]|'[\s\S]*'/;

/** Curly quotations, the outer of nested ones: “The rights of “X” are reserved.” */
function curly(text: string): Quotation[] {
  const pairs: Quotation[] = [];
  const open: number[] = [];
  for (const match of text.matchAll(/[“”"]/g)) {
    if (match[0] === "“") {
      open.push(match.index);
      continue;
    }
    const start = open.pop();
    if (start === undefined || match.index - start > longest || match.index === start + 1) continue;
    pairs.push({ start, end: match.index + 1, text: text.slice(start + 1, match.index) });
  }
  let reached = 0;
  return pairs
    .sort((a, b) => a.start - b.start)
    .filter(({ end }) => {
      if (end <= reached) return false;
      reached = end;
      return true;
    });
}

/** Finds the quotations of a paragraph and marks the words that stand in one (counted from 1). */
export function markQuotations(text: string, words: readonly Word[]): { words: readonly Word[]; found: readonly Quotation[] } {
  const pairs = curly(text);
  const found = [...pairs];
  let next = 0;
  for (const match of someMark.test(text) ? text.matchAll(marks()) : []) {
    const end = match.index + match[0].length;
    while ((pairs[next]?.end ?? match.index + 1) <= match.index) next++;
    if ((pairs[next]?.start ?? end) < end) continue;
    found.push({ start: match.index, end, text: match.slice(1).find((part) => part !== undefined) ?? "" });
  }
  found.sort((a, b) => a.start - b.start);
  if (found.length === 0) return { words, found };
  let at = 0;
  const marked = words.map((word) => {
    while (at < found.length && (found[at]?.end ?? 0) <= word.start) at++;
    const quotation = found[at];
    return quotation !== undefined && quotation.start <= word.start ? { ...word, quotation: at + 1 } : word;
  });
  return { words: marked, found };
}
