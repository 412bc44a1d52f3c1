import type { Verdict } from "../model.ts";
import { CHANGE_WORDS, CHANGES, type Comparison, comparisonText, type Difference, policyChangeText, sideText } from "./parts/comparison.ts";
import { cut, forMarkdown, forTerminal, jsonText, markdownCode } from "./parts/escape.ts";
import { comparisonPage } from "./parts/html/comparison-page.ts";
import { paletteFor, wrap } from "./parts/terminal.ts";
import { DISCLAIMER, placeText, verdictText } from "./parts/wording.ts";

/** The formats that show what changed between two results. */
export const COMPARISON_FORMATS = ["text", "json", "markdown", "html"] as const;

export interface ComparisonOptions {
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
}

export function renderComparison(comparison: Comparison, format: (typeof COMPARISON_FORMATS)[number], options: ComparisonOptions): string {
  switch (format) {
    case "text":
      return textComparison(comparison, options);
    case "json":
      return jsonText({ version: 1, ...comparison });
    case "markdown":
      return markdownComparison(comparison);
    case "html":
      return comparisonPage(comparison);
  }
}

function textComparison(comparison: Comparison, { color, width }: ComparisonOptions): string {
  const palette = paletteFor(color);
  const lines: string[] = [];
  for (const change of CHANGES) {
    const own = comparison.differences.filter((one) => one.change === change);
    if (own.length === 0) continue;
    lines.push(palette.strong(CHANGE_WORDS[change]));
    for (const difference of own) {
      const paint = palette[difference.after ?? "pass"];
      lines.push(...wrap(`${forTerminal(difference.component)}${verdictsText(difference)}`, "  ", width, 2).map((line) => paint(line)));
      lines.push(...wrap(forTerminal(difference.message), "    ", width));
      if (difference.location !== null) lines.push(palette.faint(`    ${forTerminal(placeText(difference.location))}`));
    }
    lines.push("");
  }
  const policy = policyChangeText(comparison);
  lines.push(
    palette.strong(comparisonText(comparison)),
    ...wrap(`before: ${forTerminal(sideText(comparison.before))}`, "", width, 2),
    ...wrap(`after: ${forTerminal(sideText(comparison.after))}`, "", width, 2),
    ...(policy === null ? [] : wrap(policy, "", width)),
    DISCLAIMER,
  );
  return `${lines.join("\n")}\n`;
}

/** From which verdict to which. */
function verdictsText({ before, after, about }: Difference): string {
  const shown = (verdict: Verdict | null) => verdictText(verdict);
  if (about === "waiver" || (before === null && after === null)) return "";
  if (before === null) return `: ${shown(after)}`;
  return after === null
    ? `: ${shown(before)} before`
    : before === after
      ? `: ${shown(after)}`
      : `: ${shown(after)}, before: ${shown(before)}`;
}

const LONGEST = 4000;

function markdownComparison(comparison: Comparison): string {
  const policy = policyChangeText(comparison);
  const sections = CHANGES.flatMap((change) => {
    const own = comparison.differences.filter((one) => one.change === change);
    return own.length === 0 ? [] : [`## ${CHANGE_WORDS[change]} (${own.length})`, "", ...own.map(markdownItem), ""];
  });
  return [
    "# Model licenses: what has changed",
    "",
    `**${comparisonText(comparison)}**`,
    "",
    `- Before: ${forMarkdown(sideText(comparison.before))}`,
    `- After: ${forMarkdown(sideText(comparison.after))}`,
    ...(policy === null ? [] : [`- ${policy}`]),
    "",
    ...sections,
    DISCLAIMER,
    "",
  ].join("\n");
}

function markdownItem(difference: Difference): string {
  const { component, message, location } = difference;
  const place = location === null ? "" : ` in ${markdownCode(cut(placeText(location), LONGEST))}`;
  return `- ${markdownCode(cut(component, LONGEST))}${forMarkdown(verdictsText(difference))}${place}\n  - ${forMarkdown(cut(message, LONGEST))}`;
}
