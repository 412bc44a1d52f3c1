import { count, waiverStateText } from "../wording.ts";
import { type Content, type Html, html } from "./markup.ts";
import { badge, linkTo, placeOf, row, section, table, type View } from "./view.ts";

/** What people decided: waivers and attestations of the policy, each with its reason, who stands for it, and whether it holds. */
export function decisionsSection(view: View): Html {
  const { waivers, attestations } = view.result;
  return section("decisions", `Waivers and attestations (${waivers.length + attestations.length})`, [
    waivers.length === 0
      ? html`<p>The policy holds no waivers.</p>`
      : table(
          "Waivers of the policy",
          ["Component", "Check", "Reason", "Approved by", "Expires", "State", "Place"],
          waivers.map(({ component, check, reason, approvedBy, expires, state, location }) =>
            row([
              html`<code>${component}</code>`,
              check ?? "any",
              reason,
              approvedBy,
              html`<time>${expires}</time>`,
              html`<span class="badge ${state === "used" ? "pass" : state === "expired" ? "fail" : "review"}">${waiverStateText(state)}</span>`,
              placeOf(location),
            ]),
          ),
        ),
    waivedFindings(view),
    attestations.length === 0
      ? html`<p>The policy holds no attestations.</p>`
      : table(
          "Attestations of the policy: a person's word that an obligation is met",
          ["Obligation", "Component", "Evidence", "By", "State", "Place"],
          attestations.map(({ obligation, component, evidence, by, state, location }) =>
            row([
              html`<code>${obligation}</code>`,
              html`<code>${component}</code>`,
              evidence,
              by,
              html`<span class="badge ${state === "used" ? "pass" : "review"}">${waiverStateText(state)}</span>`,
              placeOf(location),
            ]),
          ),
        ),
  ]);
}

/** What would be open without them. */
function waivedFindings(view: View): Content {
  const waived = view.result.findings.filter(({ waiver }) => waiver !== null);
  if (waived.length === 0) return null;
  const components = new Map(view.result.components.map((component) => [component.id, component]));
  return table(
    `Findings that are waived (${count(waived.length, "finding")})`,
    ["Component", "Check", "Without the waiver", "What was found", "Waiver"],
    waived.map(({ component, check, verdict, message, waiver }) => {
      const own = components.get(component);
      return row([
        own === undefined ? component : linkTo(own, view),
        check,
        badge(verdict),
        message,
        waiver === null ? null : [`until ${waiver.expires} by ${waiver.approvedBy}: ${waiver.reason} (`, placeOf(waiver.location), ")"],
      ]);
    }),
  );
}
