import type { Check } from "../model.ts";
import { termOutcomes } from "./parts/outcomes.ts";

/** A term of the license is not accepted. */
export const termForbidden: Check = {
  id: "term-forbidden",
  looksAt: "component",
  level: "fail",
  title: "A term of the license is not accepted",
  what: "Looks for terms that the policy judges by name (terms:), and for terms that no fact decides and a person must read.",
  why: "Some terms are unacceptable whatever the facts, and some can only be judged by reading.",
  fix: "Use a model without the term, ask for a waiver, or let a person read the clause and record the verdict under terms: in the policy.",
  run(context) {
    return termOutcomes(
      context,
      "term-forbidden",
      { fails: "a term that the policy does not accept", passes: "terms that the policy accepts" },
      "use a model without this term, or ask for a waiver",
    );
  },
};
