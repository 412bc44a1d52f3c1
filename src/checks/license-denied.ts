import type { Check, ListDecision } from "../model.ts";
import { nameOf, placeOf, thingOf, through, unsure, waiverFor } from "./parts/outcomes.ts";

/** The license is denied. */
export const licenseDenied: Check = {
  id: "license-denied",
  looksAt: "component",
  level: "fail",
  title: "The license is denied",
  what: "Looks whether deny of the policy holds the license, its class, or one of its terms; for base models too, and datasets.deny for the data sets that a model was made with.",
  why: "The organization has decided against it.",
  fix: "Use another model, or ask for a waiver.",
  run(context) {
    return context.lists
      .filter(({ decision }) => decision === "denied")
      .map((one) => ({ ...one, owner: ownerOf(one) }))
      .map(({ license, reason, policyLocation, base, dataset, owner }) => ({
        outcome: through(base, context),
        message: `${license}${owner === null ? "" : ` of ${owner}`} is denied: ${reason}${unsure(base, context)}`,
        location: context.datasets.find(({ name }) => name === dataset)?.location ?? placeOf(context),
        because: [...context.conclusion.steps, ...(owner === null ? [] : [`${owner} carries ${license}`]), reason],
        policyLocation,
        fix: `use another ${thingOf(context)} in place of ${nameOf(context)}, or ask for a waiver: ${waiverFor(context, "license-denied")}`,
        about: `${license} ${base ?? dataset ?? ""}`,
      }));
  },
};

/** Whose license it is; null for the component's own. */
function ownerOf({ base, dataset }: ListDecision): string | null {
  if (base !== null) return `the base model ${base}`;
  return dataset === undefined ? null : `the data set ${dataset}`;
}
