import type { Word } from "./words.ts";

/** A quotation in a paragraph, with what stands between the marks. */
export interface Quotation {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const marks = /“([^“”]{1,400})[”"]|"([^"]{1,400})"|「([^」]{1,400})」|『([^』]{1,400})』|‘([^‘’]{3,400})’(?!\p{L})|''([^']{3,400})''/gu;

/** Finds the quotations of a paragraph and marks the words that stand in one (counted from 1). */
export function markQuotations(text: string, words: readonly Word[]): { words: readonly Word[]; found: readonly Quotation[] } {
  const found: Quotation[] = [];
  for (const match of text.matchAll(marks)) {
    const inner = match.slice(1).find((part) => part !== undefined) ?? "";
    found.push({ start: match.index, end: match.index + match[0].length, text: inner });
  }
  if (found.length === 0) return { words, found };
  let at = 0;
  const marked = words.map((word) => {
    while (at < found.length && (found[at]?.end ?? 0) <= word.start) at++;
    const quotation = found[at];
    return quotation !== undefined && quotation.start <= word.start ? { ...word, quotation: at + 1 } : word;
  });
  return { words: marked, found };
}
