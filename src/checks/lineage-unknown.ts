import type { Base, Check, CheckContext, Outcome } from "../model.ts";
import { curationFor, findOut, nameOf, placeOf } from "./parts/outcomes.ts";

/** The license of a base model is not known. */
export const lineageUnknown: Check = {
  id: "lineage-unknown",
  looksAt: "component",
  level: "review",
  title: "The license of a base model is not known",
  what: "Looks for base models whose license neither the repository nor the catalog tells, or whose license names a text that nobody knows, and for adapters and derived models that do not name their base.",
  why: "The terms of the base bind the derivative; unknown terms cannot be kept to.",
  fix: "Find out the base model's license and record it as a curation, or resolve it on the Hub (modelterms lock).",
  run(context) {
    const parts = context.lists.filter(({ decision, base }) => decision === "unknown" && base !== null);
    return [
      ...unnamedBase(context),
      ...context.bases.flatMap((base) => ofBase(base, context)),
      ...parts.map(({ license, base, reason, policyLocation }): Outcome => {
        const name = base ?? "";
        return {
          outcome: "hit",
          message: `the terms of ${license}, which its base model ${name} is under, are not known`,
          location: context.bases.find((one) => one.name === name)?.location ?? placeOf(context),
          because: [`${nameOf(context)} is based on ${name}`, `${name} is under ${license}`, reason],
          policyLocation,
          fix: `find out what it is, and record it in the policy: ${curationFor(name)}`,
          about: `${name.toLowerCase()} ${license}`,
        };
      }),
    ];
  },
};

function ofBase(base: Base, context: CheckContext): readonly Outcome[] {
  const isUnknown = base.expression === null && base.candidates.length === 0;
  const isSupposed = base.basis === "enclosing" || base.basis === "inferred";
  if (!isUnknown && !isSupposed) return [];
  const what = base.inferred ? "what seems to be its base model" : "its base model";
  const license = base.expression ?? base.candidates.join(" or ");
  return [
    {
      outcome: base.inferred || !isUnknown ? "open" : "hit",
      message: isUnknown
        ? `the license of ${what} ${base.name} is not known`
        : `nothing says for sure that ${what} ${base.name} is under ${license}`,
      location: base.location ?? placeOf(context),
      because: [`${nameOf(context)} is based on ${base.name}${base.via === null ? "" : ` through ${base.via}`}`, ...base.steps],
      fix: findOut(base.name),
      about: base.name.toLowerCase(),
    },
  ];
}

/** A model that is made of another by its nature or by its own words, where nothing says of which. */
function unnamedBase(context: CheckContext): readonly Outcome[] {
  // A hint names none. One of several that a file counts stays unnamed, whatever names the others.
  const isNamed = context.bases.some(({ inferred }) => !inferred);
  const speaking = context.item.declarations.find((one) => one.unnamedBase !== undefined && (!isNamed || (one.bases?.length ?? 0) > 0));
  const said = speaking?.unnamedBase;
  if (said === undefined && (isNamed || context.item.kind !== "adapter")) return [];
  const why = said === undefined ? "an adapter is made for a base model" : "it is said to be made of another model";
  return [
    {
      outcome: "hit",
      message: `${nameOf(context)}: ${why}, and nothing ${context.bases.length > 0 ? "states" : "says"} which`,
      location: said ?? placeOf(context),
      because: [why, "nothing that was read names it"],
      fix: "name the base model: base_model in the card, or base_model_name_or_path in adapter_config.json",
      about: "unnamed",
    },
  ];
}
