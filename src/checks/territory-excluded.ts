import type { Check } from "../model.ts";
import { termOutcomes, thingOf } from "./parts/outcomes.ts";

/** The license grants no rights in a territory. */
export const territoryExcluded: Check = {
  id: "territory-excluded",
  looksAt: "component",
  level: "fail",
  title: "The license grants no rights in a territory",
  what: "Compares territories that a license excludes with organization.territories; exclusions for multimodal models only hold for those.",
  why: "Where a license grants no rights, there is no permission to use the model.",
  fix: "Keep the model out of products for that territory (an override by path can say so), or use another model.",
  run(context) {
    return termOutcomes(
      context,
      "territory-excluded",
      { fails: "a territory is excluded", passes: "no territory is excluded" },
      `keep it out of products for that territory and say so with an override, or use another ${thingOf(context)}`,
    );
  },
};
