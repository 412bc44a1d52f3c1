import type { LicenseFile, Stated } from "../model.ts";
import { asksOrDenies } from "./card-doubt-words.ts";
import { passagesOf } from "./card-passages.ts";

const longest = 400;
const shown = 160;
/** What stands under such headings is about something else. */
const aside = /train|evaluat|benchmark|result|acknowledg|credit|citation|related|limitation|bias|architecture|news|changelog/i;
const ends = /(?<=[.!?])\s+(?=[^\sa-z])|(?<=[。！？；])/;

/**
 * Sentences of a card that speak of commerce or of a circle of users and ask or deny something, in whatever words, without allowing it: “businesses
 * need a subscription”. What they mean for a license is for a person to say.
 */
export function doubtsIn(card: LicenseFile): readonly Stated[] {
  return passagesOf(card.text).flatMap(({ text, starts, heading }) => {
    if (aside.test(heading)) return [];
    let at = 0;
    return text.split(ends).flatMap((sentence) => {
      const start = text.indexOf(sentence, at);
      at = start + sentence.length;
      if (sentence.length > longest || !asksOrDenies(sentence)) return [];
      const line = card.startLine + (starts.findLast((one) => one.at <= start)?.line ?? 0);
      const value = sentence.length > shown ? `${sentence.slice(0, shown)}…` : sentence;
      return [{ value, location: { path: card.path, line, column: 1 } }];
    });
  });
}
