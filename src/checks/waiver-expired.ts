import type { Check } from "../model.ts";
import { waived } from "./parts/waivers.ts";

/** A waiver has expired. */
export const waiverExpired: Check = {
  id: "waiver-expired",
  looksAt: "policy",
  level: "fail",
  title: "A waiver has expired",
  what: "Looks for waivers of the policy whose last day has passed; on that day itself they still hold.",
  why: "A waiver is a decision for a time. After it nothing is waived any more, and nobody should have to find that out from a failing build alone.",
  fix: "Have the person who approved it decide again and set a new date, or remove the waiver.",
  run({ waivers }) {
    return waivers
      .filter(({ state }) => state === "expired")
      .map((waiver) =>
        waived(
          waiver,
          `expired on ${waiver.expires}: it waives nothing any more`,
          `have ${waiver.approvedBy} decide again and set a new date, or remove the waiver`,
        ),
      );
  },
};
