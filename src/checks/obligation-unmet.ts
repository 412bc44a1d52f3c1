import type { Check } from "../model.ts";
import { attestationFor, obligationOutcomes } from "./parts/obligations.ts";

/** An obligation is not seen to be met. */
export const obligationUnmet: Check = {
  id: "obligation-unmet",
  looksAt: "component",
  level: "review",
  title: "An obligation is not seen to be met",
  what: "Looks at every other obligation of the license: registration, disclosure of changes, share-alike, network source, disclosure of generated content, and so on.",
  why: "Obligations are conditions of the license.",
  fix: "Meet the obligation and attest it in the policy.",
  run: (context) =>
    obligationOutcomes(
      context,
      "obligation-unmet",
      "not seen to be met",
      (unmet) => `meet it, and attest it: ${attestationFor(context, unmet)}`,
    ),
};
