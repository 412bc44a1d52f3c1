import type { Component, Finding, Verdict } from "../../../model.ts";
import { alike, manyText, type Shown, toldOfAll } from "../alike.ts";
import { checkFacts } from "../context.ts";
import { isOpen } from "../grouping.ts";
import { count, licenseText, POLICY_ITSELF, placeText } from "../wording.ts";
import { type Content, type Html, html } from "./markup.ts";
import { badge, facts, linkTo, list, placeOf, section, type View } from "./view.ts";

const ORDER: readonly Verdict[] = ["fail", "review", "pass"];

/** Every failing and open finding, the worst components first: what, why, where, how to fix it, and who can accept it. */
export function todoSection(view: View): Html {
  const { result, findings } = view;
  const ids = new Set(result.components.map(({ id }) => id));
  const shown = ORDER.flatMap((verdict) => result.components.filter((one) => one.verdict === verdict))
    .map((component) => ({ component, findings: (findings.get(component.id) ?? []).filter(isOpen) }))
    .filter(({ findings }) => findings.length > 0);
  const blocks = alike(shown, wordsOf).map((group) => blockOf(group, view));
  const others = result.findings.filter((finding) => isOpen(finding) && !ids.has(finding.component));
  if (others.length > 0) blocks.push(block(POLICY_ITSELF, others, null, view));
  const silent = result.components.filter(({ verdict, id }) => verdict === "review" && !(findings.get(id) ?? []).some(isOpen));
  const open = result.findings.filter(isOpen).length;
  return section(
    "todo",
    `What must be done (${open.toLocaleString("en-US")} open)`,
    blocks.length + silent.length === 0
      ? html`<p>Nothing is open.</p>`
      : [
          html`<p>${count(open, "finding")} of ${count(shown.length, "component")}, what fails first; what is said of several is said once. ${waiving(view)}</p>`,
          blocks,
          silentList(silent, view),
        ],
  );
}

function wordsOf({ verdict, message, because, related, policyLocation, fix, baselineState }: Finding): readonly string[] {
  return [
    verdict,
    message,
    ...because,
    ...related.map(placeText),
    policyLocation === null ? "" : placeText(policyLocation),
    fix,
    baselineState ?? "",
  ];
}

function blockOf(group: readonly Shown[], view: View): Content {
  const [first] = group;
  if (first === undefined) return null;
  const { component, findings } = first;
  if (group.length === 1) return block(headOf(component, view), findings, component, view);
  const names = group.map(({ component, findings }) => {
    const anchor = view.anchors.get(component.id) ?? "";
    const place = findings[0] === undefined ? null : placeOf(findings[0].location);
    return html`<li data-component="${anchor}">${linkTo(component, view)} ${place} <code>${findings.map(({ fingerprint }) => fingerprint).join(" ")}</code></li>`;
  });
  return html`<div class="findings many">
<h3>${badge(component.verdict)} ${manyText(group)} <span class="license">${licenseText(component)}</span></h3>
<ul>${names}</ul>
${findings.map((finding) => item(toldOfAll(finding, component), component, view, true))}</div>
`;
}

function headOf(component: Component, view: View): Content {
  return [badge(component.verdict), " ", linkTo(component, view), html` <span class="license">${licenseText(component)}</span>`];
}

function block(head: Content, open: readonly Finding[], component: Component | null, view: View): Html {
  return html`<div class="findings"${component === null ? null : html` data-component="${view.anchors.get(component.id) ?? ""}"`}>
<h3>${head}</h3>
${open.map((finding) => item(finding, component, view))}</div>
`;
}

/** `isOfMany`: names, places and fingerprints stand above. */
function item(finding: Finding, component: Component | null, view: View, isOfMany = false): Html {
  const { check, verdict, message, location, related, because, policyLocation, fix, fingerprint, baselineState } = finding;
  const places = [...(isOfMany ? [] : [location]), ...related].map((place, index) => [index === 0 ? "" : ", ", placeOf(place)]);
  return html`<div class="finding ${verdict}">
<h4>${badge(verdict)} ${checkFacts(check, view.context).title} <code>${check}${isOfMany ? "" : ` ${fingerprint}`}</code>${baselineState === null ? null : html` <span class="state">${baselineState}</span>`}</h4>
<p>${message}</p>
${facts([
  because.length === 0 ? null : ["Why", list(because, true)],
  places.length === 0 ? null : ["Place", places],
  policyLocation === null ? null : ["Rule", placeOf(policyLocation)],
  [
    "Fix",
    `${fix}${fix === "" || /[.?!]$/.test(fix) ? "" : "."} ${component === null ? "No waiver can accept what is about the policy itself." : approvers(view)}`,
  ],
])}</div>
`;
}

/** The policy says who has approved waivers so far, not who may: that is for whoever guards the file. */
function approvers({ result }: View): string {
  const named = [...new Set(result.waivers.map(({ approvedBy }) => approvedBy))];
  return named.length === 0
    ? "Can be waived by those who may approve waivers (the policy names nobody yet)."
    : `Can be waived by those who may approve waivers (so far in the policy: ${named.join(", ")}).`;
}

function waiving({ result }: View): Content {
  const { path } = result.scan.policy;
  return [
    "A finding is accepted by an entry under ",
    html`<code>waivers</code>`,
    path === null ? " of a policy of your own" : html` in <code>${path}</code>`,
    ", with a reason, the name of the person who approves it, and a day on which it ends.",
  ];
}

/** Components that need review although no check is open: what is not known never passes, whatever is switched off. */
function silentList(components: readonly Component[], view: View): Content {
  if (components.length === 0) return null;
  return html`<div class="findings"><h3>${badge("review")} A license is not known, and the check that says so is switched off</h3>
${list(components.map((component) => linkTo(component, view)))}</div>
`;
}
