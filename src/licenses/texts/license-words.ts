import { withoutTags } from "./markup.ts";
import { hashWord, hashWords, Mark } from "./word-parts.ts";
import { readWords } from "./words.ts";

/** A license text as it is kept: one hash a word, and which words may be missing or differ. */
export interface LicenseWords {
  readonly hashes: Uint32Array;
  readonly soft: Uint8Array;
  /** The words of the title, less copyright lines: they tell versions apart. */
  readonly title: Uint32Array;
  /** The hash of all words as they stand in the text, in two halves. */
  readonly whole: readonly [number, number];
}

/** A passage that copies of a license often lack: from one phrase to another, or to the end. Patterns of regular expressions. */
export interface OptionalPart {
  readonly from: string;
  readonly until?: string | undefined;
}

/** What is known of the parts of license texts in general. */
export interface KnownParts {
  readonly optional: readonly OptionalPart[];
  /** Patterns of regular expressions; what their group finds is the name of a holder, and any other may stand in its place. A space is any white space. */
  readonly variable: readonly string[];
}

/** Stands among the words of a license for a name that may be any. No word of a file has this hash. */
export const anyName = hashWord("\0");

/** Paragraphs of a title that end like a sentence. */
const notSentence = /^\W*(copyright|©|version\b)|^\W*(\w+\W+){0,5}licen[sc]e\W*$/i;
const titleWords = 16;
const titleLimit = 48;

/** Reads the text of a license; its title and the optional parts become soft, and names that may be others one word for any. */
export function readLicense(content: string, { optional, variable }: KnownParts): LicenseWords {
  const text = withoutTags(content).normalize("NFC");
  const { count, hashes, marks } = readWords(text);
  const soft = new Uint8Array(count);
  for (let word = 0; word < count; word++) soft[word] = ((marks[word] ?? 0) & (Mark.soft | Mark.link)) === 0 ? 0 : 1;
  const firm = soft.slice();
  const titled = titleEnd(text);
  const title = hashes.slice(0, titled).filter((_, word) => soft[word] === 0);
  soft.fill(1, 0, titled);
  for (const { from, until } of optional)
    softenPart(text, soft, new RegExp(from, "im"), until === undefined ? null : new RegExp(until, "im"));
  const left = soft.reduce((sum, word) => sum + (word === 0 ? 1 : 0), 0);
  return withAnyNames(text, variable, hashes.slice(0, count), left < 8 || left * 3 < count ? firm : soft, title);
}

function withAnyNames(text: string, variable: readonly string[], hashes: Uint32Array, soft: Uint8Array, title: Uint32Array): LicenseWords {
  const inName = new Uint8Array(hashes.length);
  for (const pattern of variable) {
    for (const { indices } of text.matchAll(new RegExp(pattern.replaceAll(" ", "\\s+"), "dgi"))) {
      const [from, to] = indices?.[1] ?? [0, 0];
      inName.fill(1, wordsBefore(text, from), wordsBefore(text, to));
    }
  }
  const kept = [...hashes.keys()].filter((word) => inName[word] === 0 || inName[word - 1] !== 1);
  return {
    hashes: Uint32Array.from(kept, (word) => (inName[word] === 1 ? anyName : (hashes[word] ?? 0))),
    soft: Uint8Array.from(kept, (word) => (inName[word] === 1 ? 1 : (soft[word] ?? 0))),
    title,
    whole: hashWords(hashes, hashes.length),
  };
}

function wordsBefore(text: string, place: number): number {
  return readWords(text.slice(0, place)).count;
}

/** How many words stand in the title: the short paragraphs at the beginning that are no sentences. */
function titleEnd(text: string): number {
  let place = 0;
  let words = 0;
  for (const paragraph of text.split(/(?<=\n)[ \t]*\r?\n/)) {
    const size = readWords(paragraph).count;
    const sentence = /[.:;,。：；，]["”*\s]*$/.test(paragraph) && !notSentence.test(paragraph);
    if (size > titleWords || words + size > titleLimit || sentence || /^\W*\(?([0-9]{1,2}|[a-z])[.)、]/i.test(paragraph)) break;
    place = text.indexOf(paragraph, place) + paragraph.length;
    words = wordsBefore(text, place);
  }
  return words;
}

function softenPart(text: string, soft: Uint8Array, from: RegExp, until: RegExp | null): void {
  const start = from.exec(text);
  if (start === null) return;
  const rest = text.slice(start.index + start[0].length);
  const end = until?.exec(rest);
  if (until !== null && (end === null || end === undefined)) return;
  const last = end === null || end === undefined ? text.length : start.index + start[0].length + end.index;
  soft.fill(1, wordsBefore(text, start.index), wordsBefore(text, last));
}
