import type { Check } from "../model.ts";
import { nameOf, placeOf } from "./parts/outcomes.ts";

/** Sources disagree about the license of a name. */
export const sourcesDisagree: Check = {
  id: "sources-disagree",
  looksAt: "component",
  level: "review",
  title: "Sources disagree about the license of a model",
  what: "Compares what this repository, the lock, the Hub and the catalog say of a model that is used or built upon, and on the Hub the card with the license file beside it.",
  why: "Only one of them can be right. Which one counts is fixed by the order of evidence; a person must see that there was a choice.",
  fix: "Find out which one is right, and record it as a curation.",
  run(context) {
    const own = (context.conclusion.others?.disagreements ?? []).map((one) => ({ one, base: null }));
    const bases = context.bases.flatMap(({ name, others }) => (others?.disagreements ?? []).map((one) => ({ one, base: name })));
    return [...own, ...bases].map(({ one, base }) => ({
      outcome: "hit",
      message: one.message,
      location: placeOf(context),
      because: [...(base === null ? [] : [`${nameOf(context)} is based on ${base}`]), ...one.because],
      fix: `find out which is right, and record it in the policy: curations: [{ component: "${base ?? context.item.name}", license: …, evidence: … }]`,
      about: one.about,
    }));
  },
};
