import { limits } from "../../limits.ts";
import type { Stated } from "../../model.ts";

const CREDIT =
  /\b(?:built|made|improved|powered|created)\b[^\n]{0,20}\b(?:with|by|using)\b|\blicensed under\b|\bcopyright\b|\u00a9|\bis provided under\b/i;
const MOST_CREDITS = 50;

/** The lines of a text that give credit to somebody. */
export function creditsIn(text: string, path: string): readonly Stated[] {
  const credits: Stated[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (!CREDIT.test(line.slice(0, limits.valueCharacters))) continue;
    credits.push({ value: line.trim().slice(0, limits.valueCharacters), location: { path, line: index + 1, column: 1 } });
    if (credits.length === MOST_CREDITS) break;
  }
  return credits;
}
