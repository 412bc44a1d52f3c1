import type { Check } from "../model.ts";
import { termOutcomes, thingOf } from "./parts/outcomes.ts";

/** The license does not permit the use. */
export const useNotPermitted: Check = {
  id: "use-not-permitted",
  looksAt: "component",
  level: "fail",
  title: "The license does not permit the use",
  what: "Holds terms that limit use (non-commercial, research-only, hosted services, distribution, training on outputs …) against organization.uses and organization.competes-with.",
  why: "Using a model in a way that its license does not permit is an infringement.",
  fix: "Use a model whose license permits the use, get another license from the publisher, or correct organization.uses if it is wrong.",
  run(context) {
    return termOutcomes(
      context,
      "use-not-permitted",
      { fails: "the license does not permit the use", passes: "the uses are permitted" },
      `use a ${thingOf(context)} whose license permits this use, or get a license from the publisher and record it as a waiver`,
    );
  },
};
