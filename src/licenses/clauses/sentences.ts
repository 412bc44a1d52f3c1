import { markerOf } from "./paragraphs.ts";

/** A part of a paragraph, by offsets: a sentence, or one item of a list that is written within a sentence. */
export interface Sentence {
  readonly start: number;
  readonly end: number;
  /** Place (in the row of sentences) of the beginning of the sentence whose item this is; null for whole sentences. */
  readonly itemOf: number | null;
}

const abbreviation =
  /(?:^|[\s(“"])(?:e\.g|i\.e|etc|inc|ltd|co|corp|no|nos|vs|cf|al|art|sec|st|dr|mr|ms|u\.s|u\.k|u\.s\.a|s\.a|b\.v|viz|approx|[a-z])\.$/i;

/** Divides a text into sentences, and sentences with an inline list ("you may not (a) …; (b) …") into their beginning and their items. */
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  for (const match of text.matchAll(/(?<![.!?])[.!?]+[)"”’*\]]*(?=\s)|[。！？；]+[”」』）]*/g)) {
    const end = match.index + match[0].length;
    if (match[0].startsWith(".")) {
      if (abbreviation.test(text.slice(Math.max(0, match.index - 8), match.index + 1))) continue;
      if (!/^\s+[^\sa-z]/.test(text.slice(end, end + 40)) && !/^\s+(?:[a-z]|[ivx]+)[.)]\s/.test(text.slice(end, end + 40))) continue;
    }
    addSentence(text, start, end, sentences);
    start = end;
  }
  addSentence(text, start, text.length, sentences);
  return sentences;
}

function addSentence(text: string, start: number, end: number, into: Sentence[]): void {
  if (text.slice(start, end).trim() === "") return;
  const cuts = inlineItems(text, start, end);
  const first = cuts[0];
  if (first === undefined) {
    into.push({ start, end, itemOf: null });
    return;
  }
  const lead = into.length;
  into.push({ start, end: first, itemOf: null });
  for (const [index, cut] of cuts.entries())
    into.push({ start: cut + (markerOf(text.slice(cut, cut + 12))?.length ?? 0), end: cuts[index + 1] ?? end, itemOf: lead });
}

/** Where the items of an inline list begin: two markers of one kind at least, each after a comma, a semicolon, a colon, "and", "or", or (the first) anywhere. */
function inlineItems(text: string, start: number, end: number): number[] {
  const found = new Map<string, number[]>();
  for (const match of text
    .slice(start, end)
    .matchAll(
      /(?:^|\s)(?=[（(](?:[a-h]|[ivx]{1,5}|\d{1,2}|[一二三四五六七八九十])[)）])|(?<=[,;:；：、])\s*(?=(?:[a-h]|[ivx]{1,5}|\d{1,2})\)\s)/gi,
    )) {
    const at = start + match.index + match[0].length;
    if (at === start) continue;
    const kind = markerOf(text.slice(at, at + 12))?.kind;
    if (kind === undefined) continue;
    const row = found.get(kind);
    const listed = /(?:[,;:.；：、，]|\band|\bor|\band\/or|或|和)\s*$/i.test(text.slice(Math.max(start, at - 12), at));
    if (row === undefined) found.set(kind, [at]);
    else if (listed) row.push(at);
  }
  let best: number[] = [];
  for (const row of found.values()) if (row.length > 1 && row.length > best.length) best = row;
  return best;
}
