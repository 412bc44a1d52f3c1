import type { Check } from "../model.ts";
import { attestationFor, obligationOutcomes, textsOf } from "./parts/obligations.ts";

/** A text that must be displayed is missing. */
export const attributionMissing: Check = {
  id: "attribution-missing",
  looksAt: "component",
  level: "review",
  title: "A text that must be displayed is missing",
  what: "Looks in READMEs, cards and notices for the text that a license asks to display, such as “Built with …”.",
  why: "Displaying it is a condition of the license.",
  fix: "Display the text where the license says, and let a README, card or notice show it, or attest where it is displayed.",
  run: (context) =>
    obligationOutcomes(
      context,
      "attribution-missing",
      "a text must be displayed, and no README, card or notice shows it",
      (unmet) => `display ${textsOf(unmet, "the text")} where the license says, or attest it: ${attestationFor(context, unmet)}`,
    ),
};
