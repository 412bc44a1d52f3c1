import type { Check } from "../model.ts";
import { curationFor, licenseName, nameOf, placeOf } from "./parts/outcomes.ts";

/** No license is stated. */
export const licenseMissing: Check = {
  id: "license-missing",
  looksAt: "component",
  level: "fail",
  title: "No license is stated",
  what: "Looks whether anything that was read states a license for the component.",
  why: "Without a license nobody but the author may use, copy or change a work: all rights are reserved.",
  fix: "State the license in the card (license: …), put the license text beside the model, or record what you found out as a curation in the policy.",
  run(context) {
    const { conclusion, item, owned } = context;
    if (owned) return [];
    if (conclusion.basis === "enclosing") {
      const above = conclusion.location;
      return [
        {
          outcome: "open",
          message: `${nameOf(context)} has no license of its own; ${above?.path ?? "a license file further up"} is ${licenseName(context)}, most often meant for the code`,
          location: item.declarations[0]?.location ?? placeOf(context),
          related: above === null ? [] : [above],
          because: conclusion.steps,
          fix: "state the license in its card or put its LICENSE beside it; if the file above covers models too, say license-files: enclosing in the policy",
          about: "enclosing",
        },
      ];
    }
    if (conclusion.expression !== null || conclusion.candidates.length > 0) return [];
    if (
      item.declarations.some(
        ({ licenses, licenseName, licenseLink }) => (licenses?.length ?? 0) > 0 || licenseName !== undefined || licenseLink !== undefined,
      )
    )
      return [];
    if (conclusion.texts.length > 0) return [];
    if (item.role === "used") return [];
    return [
      {
        outcome: "hit",
        message: `no license is stated for ${nameOf(context)}`,
        location: placeOf(context),
        because: conclusion.steps,
        fix: `add license: to its card (README.md), put its LICENSE beside it, or record what you found out: ${curationFor(item.name)}`,
        about: "missing",
      },
    ];
  },
};
