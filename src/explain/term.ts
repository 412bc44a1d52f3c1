import type { Judge, Knowledge, TermDefinition } from "../licenses/knowledge.ts";
import type { Entry, Explanation } from "./explain.ts";

const MOST = 12;

/** A term of the vocabulary: what it means, what class it causes, which fact decides it, and which licenses have it. */
export function explainTerm(name: string, knowledge: Knowledge): Explanation {
  const term = knowledge.terms.get(name);
  if (term === undefined) return [];
  const holders = holdersOf(name, knowledge);
  const left = holders.length - MOST;
  return [
    { block: "title", text: `${name}: ${term.plain}` },
    { block: "text", text: `A ${term.effect} about ${term.group}. ${classText(term)}` },
    { block: "text", text: judgeText(term.judge) },
    {
      block: "list",
      heading: `Licenses that have it (${holders.length})`,
      items: [...holders.slice(0, MOST), ...(left > 0 ? [{ text: `and ${left} more`, source: "" }] : [])],
    },
  ];
}

function classText(term: TermDefinition): string {
  return term.class === undefined ? "It causes no class." : `A license with it is ${term.class}.`;
}

function judgeText(judge: Judge | undefined): string {
  if (judge === undefined) return "Nothing about it is judged; it is shown.";
  switch (judge.by) {
    case "uses":
      return "forbids" in judge
        ? `It is judged by organization.uses of the policy, and fails when that holds ${judge.forbids.join(" or ")}.`
        : `It is judged by organization.uses of the policy, and fails when that holds anything but ${judge.permits.join(" or ") || "nothing"}.`;
    case "threshold":
      return `It is judged by organization.${judge.fact} of the policy; what exceeding the threshold does is the license's word.`;
    case "territories":
      return "It is judged by organization.territories of the policy.";
    case "applications":
      return "It is judged by organization.applications of the policy.";
    case "competition":
      return "It is judged by organization.competes-with of the policy.";
    case "derivative-distribution":
      return "It is judged by organization.uses of the policy: fine-tuning together with distribution fails.";
    case "counts-as":
      return `Where organization.uses of the policy holds ${judge.use}, the license's obligations on ${judge.situation} are asked.`;
    case "base-terms":
      return "It is judged by what is known of the base models: their terms apply too, and where the license names one and none is known, a person must look.";
    case "exemption":
      return judge.permits === undefined
        ? "It lifts other terms for some, which no fact of the policy decides: it is named where such a term fails."
        : `It lifts other terms where organization.uses of the policy holds nothing but ${judge.permits.join(", ")}.`;
    case "obligation":
      return `It is an obligation in these situations: ${judge.when.join(", ")}.`;
    case "person":
      return "No fact decides it: a person must read the clause. The verdict can then be recorded in the policy under terms:.";
  }
}

function holdersOf(name: string, knowledge: Knowledge): readonly Entry[] {
  return knowledge.licenses.keys().flatMap((license) => {
    const clause = knowledge.licenses.get(license)?.clauses.find(({ term }) => term === name);
    if (clause === undefined) return [];
    return [{ text: license, source: clause.section === null || clause.section === "" ? "" : `section ${clause.section}` }];
  });
}
