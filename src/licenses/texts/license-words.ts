import { withoutTags } from "./markup.ts";
import { Mark, readWords } from "./words.ts";

/** A license text as it is kept: one hash a word, and which words may be missing or differ. */
export interface LicenseWords {
  readonly hashes: Uint32Array;
  readonly soft: Uint8Array;
  /** The words of the title, less copyright lines: they tell versions apart. */
  readonly title: Uint32Array;
}

/** A passage that copies of a license often lack: from one phrase to another, or to the end. Patterns of regular expressions. */
export interface OptionalPart {
  readonly from: string;
  readonly until?: string | undefined;
}

const titleWords = 16;
const titleLimit = 48;

/** Reads the text of a license; its title and the optional parts become soft. */
export function readLicense(content: string, optional: readonly OptionalPart[]): LicenseWords {
  const text = withoutTags(content);
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
  return { hashes: hashes.slice(0, count), soft: left < 8 || left * 3 < count ? firm : soft, title };
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
    const sentence = /[.:;,。：；，]["”*\s]*$/.test(paragraph) && !/^\W*(copyright|©|version\b)/i.test(paragraph);
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
