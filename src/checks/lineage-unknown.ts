import type { Check } from "../model.ts";
import { findOut, nameOf, placeOf } from "./parts/outcomes.ts";

/** The license of a base model is not known. */
export const lineageUnknown: Check = {
  id: "lineage-unknown",
  looksAt: "component",
  level: "review",
  title: "The license of a base model is not known",
  what: "Looks for base models whose license neither the repository nor the catalog tells.",
  why: "The terms of the base bind the derivative; unknown terms cannot be kept to.",
  fix: "Find out the base model's license and record it as a curation, or resolve it on the Hub (modelterms lock).",
  run(context) {
    return context.bases
      .filter(({ expression, candidates }) => expression === null && candidates.length === 0)
      .map((base) => ({
        outcome: base.inferred ? "open" : "hit",
        message: `the license of ${base.inferred ? "what seems to be its base model" : "its base model"} ${base.name} is not known`,
        location: base.location ?? placeOf(context),
        because: [`${nameOf(context)} is based on ${base.name}${base.via === null ? "" : ` through ${base.via}`}`, ...base.steps],
        fix: findOut(base.name),
        about: base.name.toLowerCase(),
      }));
  },
};
