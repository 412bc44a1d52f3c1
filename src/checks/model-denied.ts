import type { Check } from "../model.ts";
import { nameOf, placeOf, through, waiverFor } from "./parts/outcomes.ts";

/** The model is denied. */
export const modelDenied: Check = {
  id: "model-denied",
  looksAt: "component",
  level: "fail",
  title: "The model is denied",
  what: "Looks whether models.deny of the policy holds the name of the component or of one of its base models.",
  why: "The organization has decided against this model, whatever its license.",
  fix: "Use another model, or ask for a waiver.",
  run(context) {
    const { modelDenied } = context;
    if (modelDenied === null) return [];
    return [
      {
        outcome: through(modelDenied.name === context.item.name ? null : modelDenied.name, context),
        message: `${modelDenied.name} is denied by name: models.deny holds ${modelDenied.pattern}`,
        location: placeOf(context),
        because: [
          `models.deny holds ${modelDenied.pattern}`,
          ...(modelDenied.name === context.item.name ? [] : [`${modelDenied.name} is a base model of ${nameOf(context)}`]),
        ],
        policyLocation: modelDenied.location,
        fix: `use another model, or ask for a waiver: ${waiverFor(context, "model-denied")}`,
        about: modelDenied.name,
      },
    ];
  },
};
