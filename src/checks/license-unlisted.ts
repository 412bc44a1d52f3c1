import type { Check, CheckContext, Outcome } from "../model.ts";
import { placeOf, thingOf, through, unsure, waiverFor } from "./parts/outcomes.ts";

/** The license is not allowed. */
export const licenseUnlisted: Check = {
  id: "license-unlisted",
  looksAt: "component",
  level: "fail",
  title: "The license is not allowed",
  what: "Looks whether allow of the policy holds the license by name, or every class that it belongs to.",
  why: "The organization has not decided for it.",
  fix: "Ask for the license to be added to allow, use another model, or ask for a waiver.",
  run(context) {
    const outcomes: Outcome[] = [];
    const lists = context.item.kind === "dataset" ? "datasets" : "licenses";
    for (const { license, decision, verdict, reason, policyLocation, base } of context.lists) {
      const of = base === null ? "" : ` of the base model ${base}`;
      const because = [...context.conclusion.steps, ...(base === null ? [] : [`its base model ${base} carries ${license}`]), reason];
      const about = `${license} ${base ?? ""}`;
      const location = placeOf(context);
      const all = allOf(license, base, context);
      if (decision === "allowed" || (decision === "unlisted" && verdict === "pass"))
        outcomes.push({ outcome: "pass", message: `${license}${of}: ${reason}`, location, because, policyLocation, fix: "", about });
      if (decision === "review")
        outcomes.push({
          outcome: "open",
          message: `${license}${of} needs a person's review: ${reason}${unsure(base, context)}`,
          location,
          because,
          policyLocation,
          fix: `review its terms (modelterms explain ${license}), then allow ${all.length > 1 ? "all that it may be" : "it"} by name: ${lists}: { allow: [${all.join(", ")}] }`,
          about,
        });
      if (decision === "unlisted" && verdict !== "pass") {
        const classes = context.conclusion.classes.join(" and ");
        outcomes.push({
          outcome: verdict === "review" ? "open" : through(base, context),
          message: `${license}${of} is not allowed: ${reason}${unsure(base, context)}`,
          location,
          because,
          policyLocation,
          fix: `add ${all.length > 1 ? `all that it may be (${all.join(", ")})` : license} to ${lists}.allow if it is to be allowed${base === null && classes !== "" ? ` (it is ${classes})` : ""}, use another ${thingOf(context)}, or ask for a waiver: ${waiverFor(context, "license-unlisted")}`,
          about,
        });
      }
    }
    return outcomes;
  },
};

/** What must be allowed for a license to be: all that a name may mean, since it is judged as the strictest of them. */
function allOf(license: string, base: string | null, { conclusion, bases }: CheckContext): readonly string[] {
  const { candidates } = base === null ? conclusion : (bases.find(({ name }) => name === base) ?? { candidates: [] });
  return candidates.length > 1 ? candidates : [license];
}
