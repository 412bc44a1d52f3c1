import type { Check } from "../model.ts";
import { nameOf, placeOf } from "./parts/outcomes.ts";

/** The license is not known. */
export const licenseUnknown: Check = {
  id: "license-unknown",
  level: "fail",
  title: "The license is not known",
  what: "Looks whether what is stated leads to a license whose terms are known.",
  why: "What is not known cannot be kept to, and may forbid what you do.",
  fix: "Correct the license identifier, link to the text, put the text beside the model, or record what you found out as a curation in the policy.",
  run(context) {
    const { conclusion, item, owned, lists } = context;
    if (owned) return [];
    const unknown = lists.filter(({ decision, base }) => decision === "unknown" && base === null);
    const stated = item.declarations.flatMap(({ licenses, licenseName, licenseLink }) => [
      ...(licenses ?? []),
      ...(licenseName === undefined ? [] : [licenseName]),
      ...(licenseLink === undefined ? [] : [licenseLink]),
    ]);
    const texts = item.licenseFiles.filter(({ type, collection }) => type === "license" && !collection);
    const nothing = conclusion.expression === null && conclusion.candidates.length === 0;
    if (nothing && stated.length === 0 && texts.length === 0 && item.role !== "used") return [];
    if (!nothing && unknown.length === 0) return [];
    const written = stated.map(({ value }) => `“${value}”`).join(", ");
    const what = nothing
      ? stated.length === 0
        ? texts[0] === undefined
          ? ""
          : `the text ${texts[0].path} is not recognized`
        : `it states ${written}`
      : `the terms of ${unknown.map(({ license }) => license).join(", ")} are not known`;
    return [
      {
        outcome: "hit",
        message: `which license ${nameOf(context)} is under is not known${what === "" ? "" : `: ${what}`}`,
        location: stated[0]?.location ?? placeOf(context),
        because: [...conclusion.steps, ...unknown.map(({ reason }) => reason)],
        policyLocation: unknown[0]?.policyLocation ?? null,
        fix:
          item.role === "used"
            ? `find its license, and record it in the policy: curations: [{ component: "${item.name}", license: …, evidence: … }]`
            : "state a Hub or SPDX identifier, link the text (license_link), or record a curation in the policy",
        about: `unknown ${written}`,
      },
    ];
  },
};
