import { badgesAsWords } from "./card-badges.ts";

/** A paragraph or an item of a list as one line, without the marks of Markdown. */
export interface Passage {
  readonly text: string;
  /** Where each line of the card begins in it. */
  readonly starts: readonly { readonly at: number; readonly line: number }[];
  readonly links: readonly { readonly at: number; readonly address: string }[];
  readonly heading: string;
  /** The sentence with a colon that leads up to the list whose item it is. */
  readonly lead: string;
}

/** The passages of the text of a card. */
export function passagesOf(text: string): readonly Passage[] {
  const passages: Passage[] = [];
  let heading = "";
  let open: {
    text: string;
    starts: { at: number; line: number }[];
    links: { at: number; address: string }[];
    heading: string;
    lead: string;
  } | null = null;
  let lead = "";
  let isItem = false;
  for (const [line, written] of text.split("\n").entries()) {
    const title = /^\s{0,3}#{1,6}\s+(\S.*)$/.exec(written)?.[1] ?? /^\s*\*\*([^*]{3,60})\*\*:?\s*$/.exec(written)?.[1];
    if (title !== undefined) heading = title;
    const item = /^\s*(?:(?:[-*+>|]|\d{1,3}[.)])\s|\[?!\[|<(?:a|img)\b)/i.test(written);
    if (written.trim() === "" || title !== undefined || item) open = null;
    if (written.trim() === "") continue;
    if (open === null) {
      if (title !== undefined || !item) lead = "";
      else if (!isItem) lead = /[^.:;]{1,200}:$/.exec(passages.at(-1)?.text ?? "")?.[0] ?? "";
      isItem = item && title === undefined;
      open = { text: "", starts: [], links: [], heading, lead };
      passages.push(open);
    }
    if (open.text !== "") open.text += " ";
    open.starts.push({ at: open.text.length, line });
    open.text += plain(written, open.text.length, open.links);
    if (title !== undefined) open = null;
  }
  return passages;
}

/** A line without the marks of Markdown; the addresses of its links are put by with the places where their words begin. */
function plain(line: string, at: number, links: { at: number; address: string }[]): string {
  const bare = withoutTags(badgesAsWords(line))
    .replace(/^\s*(?:(?:[-*+>|#]{1,6}|\d{1,3}[.)])\s+)+/, "")
    .replace(/\*\*|__|`/g, "");
  let text = "";
  let last = 0;
  for (const match of bare.matchAll(/!?\[([^[\]]{0,200})\]\(\s*([^()\s]{0,300})[^()]{0,200}\)/g)) {
    text += bare.slice(last, match.index);
    links.push({ at: at + text.length, address: match[2] ?? "" });
    text += match[1] ?? "";
    last = match.index + match[0].length;
  }
  return (text + bare.slice(last)).trim();
}

const anchor = /<a\b([^<>]{0,400})>([^<>]{0,200})<\/a>/gi;
const href = /\bhref\s?=\s?["']([^"'<>\s()]{0,300})["']/i;
const isOfLicense = /\brel\s?=\s?["'][^"']{0,40}\blicense\b/i;

/** A line without the tags of HTML: links are written as in Markdown, cells end with bars; `rel="license"` says what a link is (HTML, link types). */
function withoutTags(line: string): string {
  if (!line.includes("<")) return line;
  return line
    .replace(anchor, (whole, attributes: string, text: string) => {
      const address = href.exec(attributes)?.[1];
      return address === undefined ? whole : `${isOfLicense.test(attributes) ? " | License: " : ""}[${text}](${address})`;
    })
    .replace(/<\/t[dh]>/gi, " | ")
    .replace(/<\/?[a-z][^<>]{0,200}>/gi, "");
}
