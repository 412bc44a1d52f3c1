import type { LicenseClass, Result } from "../../../model.ts";
import { CLASS_WORDS, count } from "../wording.ts";
import { lineagePictures } from "./lineage-graph.ts";
import { type Content, type Html, html } from "./markup.ts";
import { timeLine } from "./time-line.ts";
import { section, type View } from "./view.ts";

/** Verdicts and license classes at a glance, who descends from whom, and how long waivers hold. */
export function picturesSection(view: View): Html {
  const { result } = view;
  return section("pictures", "At a glance", [
    html`<div class="charts">`,
    barChart("Components by verdict", verdictBars(result), result.components.length),
    barChart("Components by license class (a license can be in several)", classBars(result), result.components.length),
    html`</div>
<h3>How components depend on base models</h3>
`,
    lineagePictures(view),
    html`<h3>How long waivers hold</h3>
`,
    timeLine(result),
  ]);
}

interface Bar {
  readonly label: string;
  readonly number: number;
  readonly kind: string;
}

function verdictBars({ components, summary }: Result): readonly Bar[] {
  const notJudged = components.filter(({ verdict }) => verdict === null).length;
  return [
    { label: "fails", number: summary.fail, kind: "fail" },
    { label: "needs review", number: summary.review, kind: "review" },
    { label: "passes", number: summary.pass, kind: "pass" },
    { label: "not judged", number: notJudged, kind: "none" },
  ];
}

const CLASSES: readonly LicenseClass[] = ["permissive", "copyleft", "responsible-use", "commercial-restricted", "unknown"];

function classBars({ components }: Result): readonly Bar[] {
  return CLASSES.map((one) => ({
    label: `${one}: ${CLASS_WORDS[one]}`,
    number: components.filter(({ concluded }) => concluded.classes.includes(one)).length,
    kind: `class-${one}`,
  }));
}

/** Bars as long as their share of all; the number stands beside each. */
function barChart(title: string, bars: readonly Bar[], all: number): Html {
  return html`<table class="chart"><caption>${title}</caption><thead class="hidden"><tr><th scope="col">What</th><th scope="col">Share</th><th scope="col">Components</th></tr></thead><tbody>
${bars.map(({ label, number, kind }) => {
  const share = all === 0 ? 0 : Math.round((1000 * number) / all) / 10;
  return html`<tr><th scope="row">${label}</th><td>${bar(share, kind, `${share} % of ${count(all, "component")}`)}</td><td class="number">${number.toLocaleString("en-US")}</td></tr>
`;
})}</tbody></table>
`;
}

function bar(share: number, kind: string, words: string): Content {
  return html`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="${words}"><rect class="ground" width="100" height="10"/><rect class="fill ${kind}" width="${share}" height="10"/></svg>`;
}
