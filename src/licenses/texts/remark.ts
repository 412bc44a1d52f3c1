import { withoutTags } from "./markup.ts";
import { piecesOf } from "./pieces.ts";
import { remarksAlone } from "./remarks.ts";
import type { TextIndex } from "./text-index.ts";

/** Longer texts are no mere remarks, whatever they say. */
const longest = 2000;

/** Whether a text without a license does no more than name one: “MIT”, “see LICENSE”, a copyright line, or nothing at all. */
export function isRemark(text: string, index: TextIndex): boolean {
  if (text.length > longest) return false;
  const { isHarmless } = remarksAlone(index);
  return piecesOf(withoutTags(text).split(/\r\n|\r|\n/)).every(({ sentences, leads }) =>
    sentences.every((sentence) => isHarmless(sentence, leads)),
  );
}
