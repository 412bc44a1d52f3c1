import type { Check } from "../model.ts";
import { licenseName, nameOf, placeOf } from "./parts/outcomes.ts";

/** A model grants what its training data does not. */
export const datasetConflict: Check = {
  id: "dataset-conflict",
  looksAt: "component",
  level: "review",
  title: "A model grants what its training data does not",
  what: "Compares the license of a model with those of the data sets that it says it was trained on, where these are known: limits on commerce and purpose, and share-alike.",
  why: "Whether the terms of training data bind the model is disputed; whoever ships the model should have decided.",
  fix: "Have a person decide, and record it as a waiver; or state a license that keeps the terms of the data.",
  run(context) {
    return context.datasets
      .filter(({ dropped }) => dropped.length > 0)
      .map(({ name, expression, candidates, location, dropped }) => ({
        name,
        license: expression ?? candidates.join(" or "),
        location,
        dropped,
      }))
      .map(({ name, license, location, dropped }) => ({
        outcome: "hit",
        message: `${nameOf(context)} is under ${licenseName(context)}, and its data set ${name} under ${license}, which has ${dropped.slice(0, 4).join(", ")}`,
        location,
        related: [placeOf(context)],
        because: [...context.conclusion.steps, `it states the data set ${name}`, `${name} is under ${license}: ${dropped.join(", ")}`],
        fix: `decide whether these terms bind the model, and record it: waivers: [{ component: "${context.item.name}", check: dataset-conflict, reason: …, approved-by: …, expires: … }]`,
        about: `${name.toLowerCase()} ${license}`,
      }));
  },
};
