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

/** Japanese changes its script between words. Made when it is first asked for: V8 reads classes of Unicode for up to a millisecond. */
const wordPattern = () =>
  /[\p{Script=Han}\p{Script=Thai}]|(?:\p{Script=Katakana}|ー)+|\p{Script=Hiragana}+|[\p{L}\p{M}](?:(?![\p{Script=Han}\p{Script=Thai}\p{Script=Hiragana}\p{Script=Katakana}ー])[\p{L}\p{M}\p{N}]|['’](?=\p{L}))*|\p{N}+(?:[.,]\p{N}+)*|[$€£¥￥%✓✔✗✘]/gu;
/** The same for texts in which no other letters than a to z occur. */
const plainPattern = /[A-Za-z](?:[A-Za-z0-9]|['’](?=[A-Za-z]))*|[0-9]+(?:[.,][0-9]+)*|[$%]/g;
const notPlain = /[^\n\r\t -~“”‘’–—©®™…•·§]/;
const han = () => /\p{Script=Han}/u;

/** French and Italian articles and prepositions that lost their vowel: "l'auteur", "dell'opera". */
const elided = /^(l|d|n|qu|s|c|un|all|dell|nell|dall|sull)'(?=\p{L}{2})/u;

/** How words are spelled for the patterns: kept, because texts say the same words again and again. */
const kept = new WeakMap<Readonly<Record<string, string>>, Map<string, readonly string[]>>();
const mostKept = 20_000;

/** Long Latin runs are cut: nobody writes such words. */
function spelled(written: string, spellings: Readonly<Record<string, string>>): readonly string[] {
  const lower = /^[a-z]+$/.test(written)
    ? written.slice(0, 60)
    : written.normalize("NFKC").toLowerCase().replace(/['’]/g, "'").replace(/'s$/, "").replace(elided, "$1 ").slice(0, 60);
  return (Object.hasOwn(spellings, lower) ? (spellings[lower] ?? lower) : lower).split(" ");
}

/** Splits a text into its words in lower case. Chinese and Thai, which leave no space between words, are split into characters. */
export function wordsOf(text: string, lineAt: (offset: number) => number, spellings: Readonly<Record<string, string>>): Word[] {
  const known = kept.get(spellings) ?? new Map<string, readonly string[]>();
  kept.set(spellings, known);
  const words: Word[] = [];
  let last = 0;
  for (const match of text.matchAll(notPlain.test(text) ? wordPattern() : plainPattern)) {
    const written = match[0];
    const before = match.index === last + 1 && text[last] === " " ? " " : text.slice(Math.max(last, match.index - 20), match.index);
    last = match.index + written.length;
    let parts = known.get(written);
    if (parts === undefined) {
      parts = spelled(written, spellings);
      if (known.size < mostKept && written.length < 60) known.set(written, parts);
    }
    const line = lineAt(match.index);
    for (const [index, part] of parts.entries()) {
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
  return han().test(text);
}
