import type { Check } from "../model.ts";
import { attestationFor, obligationOutcomes, textsOf } from "./parts/obligations.ts";

/** A notice is missing. */
export const noticeMissing: Check = {
  id: "notice-missing",
  looksAt: "component",
  level: "review",
  title: "A notice is missing",
  what: "Looks for the attribution or copyright notice that a license asks for when its model is passed on.",
  why: "Notices are a condition of the license; without them it may end.",
  fix: "Add the notice to a NOTICE file beside the model (modelterms notice writes it), or attest it.",
  run: (context) =>
    obligationOutcomes(
      context,
      "notice-missing",
      "a notice must come with the model",
      (unmet) => `add ${textsOf(unmet, "the notices of the license")} to a NOTICE file, or attest it: ${attestationFor(context, unmet)}`,
    ),
};
