import type { Result, Verdict } from "../../../model.ts";
import { isOpen } from "../grouping.ts";
import { count, DISCLAIMER, policyText, summaryText } from "../wording.ts";
import { type Content, type Html, html } from "./markup.ts";
import { badge, facts, section, type View } from "./view.ts";

/** The verdict on the whole, what was judged by what, and the counts. */
export function answerSection({ result }: View): Html {
  const { scan, summary } = result;
  const notJudged = summary.components - summary.pass - summary.review - summary.fail;
  const counts: readonly (readonly [string, number, string])[] = [
    ["fails", summary.fail, "fail"],
    ["needs review", summary.review, "review"],
    ["passes", summary.pass, "pass"],
    ["not judged", notJudged, "none"],
  ];
  return section(
    "answer",
    "The answer",
    html`<p class="verdict">${badge(verdictOf(result))} <strong>${answerText(result)}</strong></p>
${scan.complete ? null : html`<p class="warning"><strong>The scan is incomplete.</strong> What could not be read is not judged; <a href="#problems">it is listed below</a>.</p>`}
<ul class="counts" aria-label="Components by verdict">
${counts.map(([words, number, kind]) => html`<li class="${kind}"><b>${number.toLocaleString("en-US")}</b> ${words}</li>`)}
<li><b>${summary.waived.toLocaleString("en-US")}</b> ${summary.waived === 1 ? "finding waived" : "findings waived"}</li>
<li><b>${summary.problems.toLocaleString("en-US")}</b> ${summary.problems === 1 ? "problem in files" : "problems in files"}</li>
</ul>
<p>${summaryText(result)}. ${DISCLAIMER}</p>
${scanFacts(result)}`,
  );
}

function scanFacts({ scan, tool }: Result): Html {
  return facts([
    [
      "Scanned",
      [
        scan.target === "." ? "the folder that the scan ran in" : html`<code>${scan.target}</code>`,
        scan.revision === null ? null : html` at revision <code>${scan.revision}</code>`,
      ],
    ],
    ["Policy", policyFacts(scan.policy, scan)],
    ["Facts of the organization", organization(scan.policy.organization)],
    ["Date that waivers are judged by", html`<time>${scan.date}</time>`],
    ["Files", `${count(scan.files, "file")}, ${scan.read.toLocaleString("en-US")} read`],
    ["Network", scan.online ? "names were looked up on the Hugging Face Hub" : "not used"],
    ["Made by", `${tool.name} ${tool.version}`],
  ]);
}

function policyFacts({ sha256 }: Result["scan"]["policy"], scan: Result["scan"]): Content {
  return [html`<code>${policyText(scan)}</code>`, sha256 === null ? null : html`<br>SHA-256 <code class="hash">${sha256}</code>`];
}

function organization(stated: Readonly<Record<string, unknown>>): Content {
  const entries = Object.entries(stated);
  if (entries.length === 0) return "none are stated: terms that depend on them ask for review";
  return html`<ul class="bare">${entries.map(([name, value]) => html`<li>${name}: <code>${valueText(value)}</code></li>`)}</ul>`;
}

/** A list, a number, an amount of money, or a number with the day that it holds for. */
function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map(String).join(", ");
  if (typeof value !== "object" || value === null) return typeof value === "number" ? value.toLocaleString("en-US") : String(value);
  const stated = Object.entries(value).flatMap(([name, one]): string[] => {
    if (one === null) return [];
    const shown = valueText(one);
    return name === "value" || name === "amount" || name === "currency"
      ? [shown]
      : name === "asOf"
        ? [`as of ${shown}`]
        : [`${name}: ${shown}`];
  });
  return stated.join(" ");
}

/** The worst of all; never pass where something could not be read, or nothing was judged. */
export function verdictOf(result: Result): Verdict | null {
  const { components, findings, scan } = result;
  const verdicts = [...components.map(({ verdict }) => verdict), ...findings.filter(isOpen).map(({ verdict }) => verdict)];
  if (verdicts.includes("fail")) return "fail";
  if (verdicts.includes("review")) return "review";
  if (!verdicts.includes("pass")) return null;
  return scan.complete ? "pass" : "review";
}

function answerText(result: Result): string {
  const { summary } = result;
  switch (verdictOf(result)) {
    case "fail":
      return summary.fail === 0
        ? "An entry of the policy itself fails."
        : `${ofAll(summary.fail, summary.components)} ${summary.fail === 1 ? "does" : "do"} not keep to the policy.`;
    case "review":
      return summary.review === 0
        ? "A person must look at what is open."
        : `Nothing fails; ${ofAll(summary.review, summary.components)} must be looked at by a person.`;
    case "pass":
      return "Everything that was judged keeps to the policy.";
    case null:
      return summary.components === 0 ? "No models or data sets were found." : "An inventory: nothing was judged.";
  }
}

function ofAll(some: number, all: number): string {
  return `${some.toLocaleString("en-US")} of ${count(all, "component")}`;
}
