import type { Check } from "../model.ts";
import { nameOf } from "./parts/outcomes.ts";

/** The Hub has changed since the lock was written. */
export const lockOutdated: Check = {
  id: "lock-outdated",
  looksAt: "component",
  level: "review",
  title: "The Hub has changed since the lock was written",
  what: "With --online, compares what the lock holds of a model and of its base models with what the Hub says now: license, license text, bases, whether it still exists, and the commit that a branch or a tag means.",
  why: "Scans judge by the lock. What a publisher has changed since then is not judged until somebody looks at it.",
  fix: "Read what has changed, then run modelterms lock and commit the lock.",
  run(context) {
    const bases = context.bases.flatMap(({ name, others }) => (others?.changes ?? []).map((change) => ({ change, base: name })));
    const own = (context.conclusion.others?.changes ?? []).map((change) => ({ change, base: null }));
    return [...own, ...bases].map(({ change, base }) => ({
      outcome: "hit",
      message: change.message,
      location: change.location,
      because: [...(base === null ? context.conclusion.steps : [`${nameOf(context)} is based on ${base}`]), change.message],
      fix: "read what has changed, then run modelterms lock and commit the lock",
      about: change.about,
    }));
  },
};
