import type { Check } from "../model.ts";
import { termOutcomes, thingOf } from "./parts/outcomes.ts";

/** The license prohibits the application. */
export const prohibitedApplication: Check = {
  id: "prohibited-application",
  looksAt: "component",
  level: "fail",
  title: "The license prohibits the application",
  what: "Compares the prohibited uses of licenses and acceptable-use policies with organization.applications.",
  why: "Using a model for a prohibited purpose ends the license and may be unlawful.",
  fix: "Use another model for this application, or correct organization.applications if it is wrong.",
  run(context) {
    return termOutcomes(
      context,
      "prohibited-application",
      { fails: "the application is prohibited", passes: "no prohibited application" },
      `use another ${thingOf(context)} for this application, or correct organization.applications`,
    );
  },
};
