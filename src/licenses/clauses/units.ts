import { joinAmounts } from "./amounts.ts";
import { continuesLevel, type Level, levelsAt } from "./levels.ts";
import { type Paragraph, paragraphsOf } from "./paragraphs.ts";
import { markQuotations, type Quotation } from "./quotations.ts";
import { sentencesOf } from "./sentences.ts";
import { isHan, type Word, wordsOf } from "./words.ts";

/** One clause: a sentence or an item of a list, with the words that lead up to it. */
export interface Unit {
  /** The words of what it belongs to ("You may not use it:"), then its own. */
  readonly words: readonly Word[];
  /** Where its own words begin. */
  readonly own: number;
  /** The unit that leads up to it. */
  readonly lead: number | null;
  readonly paragraph: number;
  readonly heading: readonly Word[];
  readonly definition: boolean;
}

export interface Units {
  readonly paragraphs: readonly Paragraph[];
  readonly units: readonly Unit[];
  readonly quotations: readonly (readonly Quotation[])[];
}

/** How many words of what leads up to a clause are looked at with it. */
const leadWords = 90;

/** Divides a text into clauses. */
export function unitsOf(lines: readonly string[], spellings: Readonly<Record<string, string>>): Units {
  const paragraphs = paragraphsOf(lines);
  const units: Unit[] = [];
  const quotations: (readonly Quotation[])[] = [];
  let levels: Level[] = [];
  let heading: readonly Word[] = [];
  let openLead: number | null = null;
  let previous: Paragraph | null = null;
  for (const [number, paragraph] of paragraphs.entries()) {
    const { words: written, found } = markQuotations(paragraph.text, wordsOf(paragraph.text, lineFinder(paragraph), spellings));
    const words = withSign(written, paragraph.sign);
    quotations.push(found);
    levels = levelsAt(levels, paragraph, previous, openLead);
    const lead = paragraph.heading && openLead === null && paragraph.marker === null ? null : (levels.at(-1)?.lead ?? null);
    if (paragraph.heading) heading = words;
    const before = units.length;
    const places: number[] = [];
    let pending = true;
    let next = 0;
    for (const sentence of sentencesOf(paragraph.text)) {
      while ((words[next]?.start ?? sentence.start) < sentence.start) next++;
      const begin = next;
      while ((words[next]?.start ?? sentence.end) < sentence.end) next++;
      const own = joinAmounts(words.slice(begin, next));
      const from: number | null = sentence.itemOf === null ? (pending ? lead : null) : (places[sentence.itemOf] ?? null);
      if (sentence.itemOf === null && own.length > 4) pending = false;
      if (own.length <= 6 && units.length === before && paragraph.marker !== null && sentence.end < paragraph.text.length) heading = own;
      places.push(units.length);
      const leading = from === null ? [] : (units[from]?.words.slice(-leadWords) ?? []);
      const inherited = from !== null && units[from]?.definition === true;
      units.push({
        words: [...leading, ...own],
        own: leading.length,
        lead: from,
        paragraph: number,
        heading,
        definition: inherited || isDefinition(own),
      });
    }
    openLead =
      units.length > before && (isOpen(paragraph, paragraphs[number + 1], levels) || isBan(paragraph, words, paragraphs[number + 1]))
        ? openUnit(units, before, places)
        : null;
    previous = paragraph;
  }
  return { paragraphs, units, quotations };
}

/** The words with what the sign before them says. */
function withSign(words: readonly Word[], sign: Paragraph["sign"]): readonly Word[] {
  const first = words[0];
  if (first === undefined || sign === null) return words;
  const said = (sign === "ban" ? ["must", "not"] : ["may"]).map((text) => ({
    ...first,
    text,
    end: first.start,
    value: null,
    currency: null,
    quotation: 0,
    before: "",
  }));
  return [...said, ...words];
}

/** The last sentence of a paragraph leads to what follows; of a list within a sentence it is its last item. */
function openUnit(units: readonly Unit[], before: number, places: readonly number[]): number {
  return places.at(-1) ?? Math.max(before, units.length - 1);
}

/** Whether what follows belongs to the end of this paragraph: it ends with a colon, or in the middle of a sentence before a list. */
function isOpen(paragraph: Paragraph, next: Paragraph | undefined, levels: readonly Level[]): boolean {
  const text = paragraph.text.replace(/(?<![*_\s])[*_\s]+$/, "");
  if (/[:：]$/.test(text)) return true;
  if (paragraph.heading || next === undefined || next.marker === null || continuesLevel(levels, next)) return false;
  return !/[.;!?。；！？)"”]$/.test(text) && text.length > 8 && (next.marker !== paragraph.marker || next.indent > paragraph.indent + 1);
}

const bans =
  /(?:^| )(?:(?:prohibited|forbidden|disallowed) (?:use|usage|uses|activity|activities|conduct|purposes|applications)|not (?:allowed|permitted)(?: without(?: [a-z]+){1,6})?|you (?:can|may|must) not(?: do)?|禁 止 (?:事 [项項]|行 [为為]))$/;

/** Whether a heading says that what is listed under it is banned: "Prohibited uses", "What you may not do". */
function isBan(paragraph: Paragraph, words: readonly Word[], next: Paragraph | undefined): boolean {
  if (!paragraph.heading || words.length > 8 || next === undefined || next.marker === null || next.marker === paragraph.marker)
    return false;
  return bans.test(words.map(({ text }) => text).join(" "));
}

const vague = new Set([
  "the",
  "this",
  "their",
  "that",
  "which",
  "other",
  "by",
  "such",
  "any",
  "all",
  "no",
  "electronic",
  "appropriate",
  "technical",
  "similar",
]);

/** "X" means …, "X" shall mean …, X: …, “X”是指…: the defined words stand first, in quotation marks or in few words. */
function isDefinition(words: readonly Word[]): boolean {
  let quoted = false;
  for (let at = 0; at < Math.min(words.length - 1, 20); at++) {
    const word = words[at];
    const next = words[at + 1];
    if (word === undefined || next === undefined) return false;
    quoted ||= word.quotation !== 0;
    const [then, after] = [words[at + 2]?.text, words[at + 3]?.text];
    const plain = quoted || (at < 6 && !vague.has(word.text));
    if (
      plain &&
      (["means", "refers"].includes(next.text) ||
        (["shall", "will"].includes(next.text) && (then === "mean" || then === "refer")) ||
        (["is", "are"].includes(next.text) && then === "defined"))
    )
      return true;
    if (
      quoted &&
      (["mean", "refer", "includes", "include"].includes(next.text) ||
        (["shall", "will"].includes(next.text) && then === "include" && after !== undefined))
    )
      return true;
    if (word.quotation !== 0 && next.quotation !== word.quotation && at < 10 && /^[”"'’)*_\s]*[:：]/.test(next.before)) return true;
    if (isHan(next.text) && ((["是", "系"].includes(next.text) && then === "指") || (next.text === "指" && quoted))) return true;
  }
  return false;
}

function lineFinder(paragraph: Paragraph): (offset: number) => number {
  let at = 0;
  const { lines } = paragraph;
  return (offset) => {
    while ((lines[at]?.[0] ?? 0) > offset && at > 0) at--;
    while ((lines[at + 1]?.[0] ?? Number.POSITIVE_INFINITY) <= offset) at++;
    return lines[at]?.[1] ?? 1;
  };
}
