import type { Knowledge } from "../licenses/knowledge.ts";
import type { TermJudgment } from "../model.ts";
import type { Judgments } from "./policy.ts";

/**
 * What a license's own exemptions lift (`lifts` of the clause). Where stated uses show that one holds, the terms that it lifts pass; where uses are not
 * stated, it is open whether a failure is one. An exemption that no fact decides lifts nothing and is named with the failure: a person may record it.
 */
export function withExemptions(
  judged: readonly TermJudgment[],
  { organization, factLocations }: Judgments,
  knowledge: Knowledge,
): readonly TermJudgment[] {
  const exemptions = judged.flatMap(({ term }) => {
    const judge = knowledge.terms.get(term.term)?.judge;
    const lifts = term.value?.["lifts"];
    return judge?.by === "exemption" && Array.isArray(lifts) ? [{ term, permits: judge.permits, lifts: lifts.map(String) }] : [];
  });
  if (exemptions.length === 0) return judged;
  const { uses } = organization;
  return judged.map((one) => {
    const exemption = exemptions.find(({ term, lifts }) => term.license === one.term.license && lifts.includes(one.term.term));
    if (exemption === undefined || one.verdict === "pass" || one.check === "term-forbidden") return one;
    const { term, permits } = exemption;
    const source = `${term.term} (section ${term.section ?? "unknown"})`;
    if (permits === undefined) {
      const reason = `${one.reason}; ${source} lifts it for some, which no fact decides: where it holds, a person may record it as a waiver`;
      return { ...one, reason };
    }
    if (uses === undefined) {
      const reason = `${one.reason}; ${source} may lift it, and organization.uses is not stated`;
      return { ...one, verdict: "review", reason, missingFact: one.missingFact ?? "organization.uses" };
    }
    if (uses.length === 0 || !uses.every((use) => permits.includes(use))) return one;
    const reason = `${source} lifts it: organization.uses (${uses.join(", ")}) holds nothing but ${permits.join(", ")}`;
    return { ...one, verdict: "pass", reason, missingFact: null, policyLocation: factLocations["uses"] ?? null };
  });
}
