import type { Check } from "../model.ts";
import { waiverFor } from "./parts/outcomes.ts";

/** The license statement is malformed. */
export const licenseInvalid: Check = {
  id: "license-invalid",
  looksAt: "component",
  level: "review",
  title: "The license statement is malformed",
  what: "Looks at the license fields themselves: identifiers that do not exist even after known spellings are understood, other with neither name nor link, placeholders, malformed expressions.",
  why: "Tools and people read the statement; a wrong one misleads them even where the license can be found out otherwise.",
  fix: "Write a Hub identifier or an SPDX expression; for a license without one: license: other with license_name and license_link.",
  run(context) {
    return context.conclusion.invalid.map(({ message, location, suggestion }) => ({
      outcome: "hit",
      message,
      location,
      because: [message],
      fix:
        suggestion === null
          ? `write an SPDX or Hub identifier, or license: other with license_name and license_link; where the statement is not yours to correct: ${waiverFor(context, "license-invalid")}`
          : `write ${suggestion}; where the statement is not yours to correct: ${waiverFor(context, "license-invalid")}`,
      about: message,
    }));
  },
};
