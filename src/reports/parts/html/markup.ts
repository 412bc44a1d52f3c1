import { forTerminal, forXml } from "../escape.ts";

/** Markup of a report. Only the tag `html` makes it out of text, and escapes what it is given: nothing from a file can become an element or an attribute. */
export class Html {
  constructor(readonly text: string) {}
}

export type Content = Html | string | number | null | readonly Content[];

/** A piece of a page. Values stand between elements or inside quoted attributes; control characters and direction marks are shown, not obeyed. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
  let text = strings[0] ?? "";
  for (const [at, value] of values.entries()) text += markupOf(value) + (strings[at + 1] ?? "");
  return new Html(text);
}

function markupOf(value: Content): string {
  if (value instanceof Html) return value.text;
  if (value === null) return "";
  if (typeof value === "object") return value.map(markupOf).join("");
  return typeof value === "number" ? String(value) : forXml(forTerminal(value));
}

/** Words of a file as they stand, or a note where there are none. */
export function verbatim(words: string): Html {
  return words.trim() === "" ? html`<em>(empty)</em>` : html`<code>${words}</code>`;
}

/** Pieces with something between them. */
export function joined(pieces: readonly Content[], between: Content): Content {
  return pieces.flatMap((piece, at) => (at === 0 ? [piece] : [between, piece]));
}
