/** A word of the text as the patterns see it. */
export interface Word {
  readonly text: string;
  /** Line from 1. */
  readonly line: number;
  /** Where it begins and ends in the text of its paragraph. */
  readonly start: number;
  readonly end: number;
  /** The amount, where the word is a number ("700 million", "一亿"). */
  readonly value: number | null;
  readonly currency: string | null;
  /** Number of the quotation that it stands in; 0 outside of one. */
  readonly quotation: number;
  /** What stands between it and the word before. */
  readonly before: string;
}

const wordPattern = /[\p{Script=Han}]|[\p{L}\p{M}](?:[\p{L}\p{M}\p{N}]|['’](?=\p{L}))*|\p{N}+(?:[.,]\p{N}+)*|[$€£¥￥%✓✔✗✘]/gu;
const han = /\p{Script=Han}/u;

/** Splits a text into its words in lower case. Chinese is split into characters. Long Latin runs are cut: nobody writes such words. */
export function wordsOf(text: string, lineAt: (offset: number) => number, spellings: Readonly<Record<string, string>>): Word[] {
  const words: Word[] = [];
  let last = 0;
  for (const match of text.matchAll(wordPattern)) {
    const written = match[0];
    const before = text.slice(Math.max(last, match.index - 20), match.index);
    last = match.index + written.length;
    const lower = written.normalize("NFKC").toLowerCase().replace(/['’]/g, "'").replace(/'s$/, "").slice(0, 60);
    const spelled = Object.hasOwn(spellings, lower) ? (spellings[lower] ?? lower) : lower;
    const line = lineAt(match.index);
    for (const [index, part] of spelled.split(" ").entries()) {
      words.push({
        text: part,
        line,
        start: match.index,
        end: last,
        value: null,
        currency: null,
        quotation: 0,
        before: index === 0 ? before : "",
      });
    }
  }
  return words;
}

/** Whether a written word is a Chinese character. */
export function isHan(text: string): boolean {
  return han.test(text);
}
