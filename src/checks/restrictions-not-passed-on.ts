import type { Check } from "../model.ts";
import { attestationFor, licensesOf, obligationOutcomes } from "./parts/obligations.ts";

/** Restrictions are not passed on. */
export const restrictionsNotPassedOn: Check = {
  id: "restrictions-not-passed-on",
  looksAt: "component",
  level: "review",
  title: "Restrictions are not passed on",
  what: "Looks whether a model that is passed on stays under the license that restricts it, where that license asks for it.",
  why: "Whoever passes the model on must bind recipients to the same restrictions.",
  fix: "Pass the model on under the same license, or under terms that include its restrictions, and attest it.",
  run: (context) =>
    obligationOutcomes(
      context,
      "restrictions-not-passed-on",
      "restrictions must be passed on",
      (unmet) =>
        `pass it on under ${licensesOf(unmet)}, or under terms with its restrictions, and attest it: ${attestationFor(context, unmet)}`,
    ),
};
