import type { Check } from "../model.ts";

/** The policy becomes milder. */
export const policyChanged: Check = {
  id: "policy-changed",
  looksAt: "policy",
  level: "fail",
  title: "A change makes the policy milder",
  what: "In a pull request, compares its policy and its modelterms.lock with those of the base: what is newly allowed, no longer denied, excluded, owned, waived, curated or attested, facts and levels that judge more mildly, and licenses that the lock claims.",
  why: "Whoever may change the code should not be able to change, unnoticed, the rules that judge it. The rules of the base apply until the change is merged.",
  fix: "Have a person who is responsible for the policy review the change; it applies once it is merged.",
  run({ changes }) {
    return changes.map(({ message, location, before, certain, about }) => ({
      outcome: certain ? "hit" : "open",
      message,
      location,
      related: before === null ? [] : [before],
      because: ["the policy and the lock of the base judge this change; what it changes in them is shown here", message],
      fix: "have a person who is responsible for the policy review this; it applies once it is merged",
      about,
    }));
  },
};
