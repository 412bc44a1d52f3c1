import { limits } from "../../limits.ts";
import type { Problem, Stated } from "../../model.ts";
import { grouped } from "../../numbers.ts";

const CREDIT =
  /\b(?:built|made|improved|powered|created)\b[^\n]{0,20}\b(?:with|by|using)\b|\blicensed under\b|\bcopyright\b|\u00a9|\bis provided under\b/i;

/** The lines of a text that give credit to somebody. What is beyond the limits goes to `problems`. */
export function creditsIn(text: string, path: string, problems: Problem[]): readonly Stated[] {
  const credits: Stated[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (!CREDIT.test(line)) continue;
    const location = { path, line: index + 1, column: 1 };
    if (credits.length === limits.credits) {
      const message = `more than ${grouped(limits.credits)} lines that give credit: whether those from here on do is not looked at`;
      problems.push({ message, location, incomplete: true });
      break;
    }
    const value = line.trim();
    if (value.length > limits.valueCharacters) {
      const message = `a line that gives credit, longer than ${grouped(limits.valueCharacters)} characters: what stands behind them is not read`;
      problems.push({ message, location, incomplete: true });
    }
    credits.push({ value: value.slice(0, limits.valueCharacters), location });
  }
  return credits;
}
