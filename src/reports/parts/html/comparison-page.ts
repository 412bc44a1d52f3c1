import {
  CHANGE_WORDS,
  CHANGES,
  type Change,
  type Comparison,
  comparisonText,
  type Difference,
  policyChangeText,
  sideText,
} from "../comparison.ts";
import { html } from "./markup.ts";
import { type Part, page } from "./page.ts";
import { badge, facts, placeOf, row, section, table } from "./view.ts";

/** What has changed between two results, as a page of the same kind as the report. */
export function comparisonPage(comparison: Comparison): string {
  const { before, after, differences } = comparison;
  const policy = policyChangeText(comparison);
  const answer = section("answer", "The answer", [
    html`<p class="verdict"><strong>${comparisonText(comparison)}.</strong></p>
`,
    policy === null
      ? null
      : html`<p class="warning">${policy}</p>
`,
    facts([
      ["Before", sideText(before)],
      ["After", sideText(after)],
    ]),
  ]);
  const parts = CHANGES.flatMap((change): Part[] => {
    const own = differences.filter((one) => one.change === change);
    return own.length === 0 ? [] : [[change, CHANGE_WORDS[change], changeSection(change, own)]];
  });
  return page({ date: after.date }, "Model licenses: what has changed", [["answer", "The answer", answer], ...parts]);
}

function changeSection(change: Change, differences: readonly Difference[]) {
  return section(
    change,
    `${CHANGE_WORDS[change]} (${differences.length.toLocaleString("en-US")})`,
    table(
      `${CHANGE_WORDS[change]}: components, findings and waivers`,
      ["Component", "About", "Before", "After", "What", "Place"],
      differences.map(({ component, about, before, after, message, location }) =>
        row([
          component,
          about,
          before === null ? "–" : badge(before),
          after === null ? "–" : badge(after),
          message,
          location === null ? null : placeOf(location),
        ]),
      ),
    ),
  );
}
