import type { Check } from "../model.ts";
import { termOutcomes, thingOf } from "./parts/outcomes.ts";

/** A threshold of the license is exceeded. */
export const thresholdExceeded: Check = {
  id: "threshold-exceeded",
  looksAt: "component",
  level: "fail",
  title: "A threshold of the license is exceeded",
  what: "Compares thresholds of users, revenue, funding and devices with the facts of the organization; what exceeding one does is the license's word.",
  why: "Above its thresholds a license ends, or asks for another license.",
  fix: "Ask the publisher for the license that the clause names and record it as a waiver, or use another model.",
  run(context) {
    return termOutcomes(
      context,
      "threshold-exceeded",
      { fails: "a threshold is exceeded", passes: "within the thresholds" },
      `ask the publisher for the license that the clause names, and record it as a waiver; or use another ${thingOf(context)}`,
    );
  },
};
