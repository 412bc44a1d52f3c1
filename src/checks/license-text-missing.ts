import type { Check } from "../model.ts";
import { attestationFor, licensesOf, obligationOutcomes } from "./parts/obligations.ts";

/** The license text is not with the model. */
export const licenseTextMissing: Check = {
  id: "license-text-missing",
  looksAt: "component",
  level: "review",
  title: "The license text is not with the model",
  what: "Looks for the text of the license beside a model that is passed on, where its license asks for a copy.",
  why: "Most licenses permit passing a model on only with a copy of their text.",
  fix: "Put the license text beside the model (LICENSE), or attest where recipients get it.",
  run: (context) =>
    obligationOutcomes(
      context,
      "license-text-missing",
      "a copy of the license must come with the model",
      (unmet) => `put the text of ${licensesOf(unmet)} beside the model (LICENSE), or attest it: ${attestationFor(context, unmet)}`,
    ),
};
