import type { Check } from "../model.ts";
import { waived } from "./parts/waivers.ts";

/** A waiver covers nothing. */
export const waiverUnused: Check = {
  id: "waiver-unused",
  looksAt: "policy",
  level: "review",
  title: "A waiver covers nothing",
  what: "Looks for waivers that cover no finding: of components that are gone, checks that do not hit any more, or texts and revisions that are no longer the pinned ones. Only scans of the whole tree tell; waivers of a policy shared on GitHub may be for other repositories.",
  why: "A waiver that is left over will silently cover the next finding that fits it.",
  fix: "Remove the waiver, or correct its component, check or pins.",
  run({ waivers, wholeTree }) {
    if (!wholeTree) return [];
    return waivers
      .filter(({ state, location }) => state === "unused" && !location.path.startsWith("github:"))
      .map((waiver) => waived(waiver, "covers no finding", "remove the waiver, or correct its component, check or pins"));
  },
};
