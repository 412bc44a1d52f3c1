import type { Check, CheckContext } from "../model.ts";
import { placeOf, waiverFor } from "./parts/outcomes.ts";

/** A derivative grants what its base does not. */
export const lineageConflict: Check = {
  id: "lineage-conflict",
  looksAt: "component",
  level: "fail",
  title: "A derivative grants what its base does not",
  what: "Compares the license of a derived model, adapter or merge with the licenses of its base models: limits on purpose, commerce, territory, distribution and outputs, and share-alike, must not get lost.",
  why: "A publisher cannot give rights that it does not have: the terms of the base bind everyone who uses the derivative, whatever its card says.",
  fix: "State the license of the base model (or one that keeps its terms), or use a derivative of a base with the wanted license.",
  run(context) {
    return context.conflicts.map((conflict) => ({
      outcome: conflict.certain ? "hit" : "open",
      message: conflict.message,
      location: conflict.base.location ?? placeOf(context),
      related: [placeOf(context)],
      because: conflict.because,
      fix: `${beginningOf(context, conflict.base.inferred)} the terms of ${conflict.base.expression ?? conflict.base.candidates.join(" or ")} too, or use a model from another base than ${conflict.base.name}; where an agreement says otherwise: ${waiverFor(context, "lineage-conflict")}`,
      about: `${conflict.base.name.toLowerCase()} ${conflict.base.expression ?? conflict.base.candidates.join(" ")}`,
    }));
  },
};

/** What comes first: whoever publishes it can say what it is made from, where that is only supposed. */
function beginningOf({ item }: CheckContext, isSupposed: boolean): string {
  if (item.role !== "published") return "treat it as under";
  return isSupposed ? "if it is made from something else, state that (base_model); if not, state" : "state";
}
