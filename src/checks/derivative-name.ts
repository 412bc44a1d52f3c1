import type { Check } from "../model.ts";
import { obligationOutcomes, textsOf } from "./parts/obligations.ts";

/** The name of a derived model breaks a rule of the license. */
export const derivativeName: Check = {
  id: "derivative-name",
  looksAt: "component",
  level: "review",
  title: "The name of a derived model breaks a rule of the license",
  what: "Compares the name of a derived model that is passed on with what the license of its base asks: a prefix, or a word in it.",
  why: "Naming is a condition of the license.",
  fix: "Rename the model, or ask for a waiver.",
  run: (context) =>
    obligationOutcomes(
      context,
      "derivative-name",
      "the name of a derived model is prescribed",
      (unmet) => `rename the model: the name must have ${textsOf(unmet, "the prescribed text")}`,
    ),
};
