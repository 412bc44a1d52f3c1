import type { Check } from "../model.ts";
import { nameOf, placeOf, waiverFor } from "./parts/outcomes.ts";

/** The license is denied. */
export const licenseDenied: Check = {
  id: "license-denied",
  looksAt: "component",
  level: "fail",
  title: "The license is denied",
  what: "Looks whether deny of the policy holds the license, its class, or one of its terms; for base models too.",
  why: "The organization has decided against it.",
  fix: "Use another model, or ask for a waiver.",
  run(context) {
    return context.lists
      .filter(({ decision }) => decision === "denied")
      .map(({ license, reason, policyLocation, base }) => ({
        outcome: "hit",
        message: `${license}${base === null ? "" : ` of the base model ${base}`} is denied: ${reason}`,
        location: placeOf(context),
        because: [...context.conclusion.steps, ...(base === null ? [] : [`its base model ${base} carries ${license}`]), reason],
        policyLocation,
        fix: `use another model in place of ${nameOf(context)}, or ask for a waiver: ${waiverFor(context, "license-denied")}`,
        about: `${license} ${base ?? ""}`,
      }));
  },
};
