import type { CheckContext, ObligationJudgment, Outcome } from "../../model.ts";
import { placeOf, through } from "./outcomes.ts";

/** One hit for all obligations of a check that are not met, else one pass for all that are. */
export function obligationOutcomes(
  context: CheckContext,
  check: string,
  words: string,
  fix: (unmet: readonly ObligationJudgment[]) => string,
): readonly Outcome[] {
  const own = context.obligations.filter((one) => one.check === check);
  if (own.length === 0) return [];
  const unmet = own.filter(({ state }) => state === "unmet");
  if (unmet.length > 0) {
    return [
      {
        outcome: unmet.some(({ inheritedFrom }) => through(inheritedFrom, context) === "hit") ? "hit" : "open",
        message: `${words}: ${unmet.map(sourceOf).join("; ")}`,
        location: placeOf(context),
        because: [...context.conclusion.steps, ...unmet.map((one) => `${sourceOf(one)}: ${one.reason}`)],
        fix: fix(unmet),
        about: unmet.map(({ license, term, text }) => `${license} ${term} ${text ?? ""}`).join(", "),
      },
    ];
  }
  const met = own.filter(({ state }) => state === "met" || state === "attested");
  if (met.length === 0) return [];
  return [
    {
      outcome: "pass",
      message: `met: ${[...new Set(met.map(({ term }) => term))].join(", ")}`,
      location: met[0]?.evidence[0] ?? placeOf(context),
      because: met.map((one) => `${sourceOf(one)}: ${one.reason}`),
      policyLocation: met.find(({ policyLocation }) => policyLocation !== null)?.policyLocation ?? null,
      fix: "",
      about: "met",
    },
  ];
}

/** The texts that are asked for, in quotes, each once; or what stands for them where the license leaves the words open. */
export function textsOf(unmet: readonly ObligationJudgment[], otherwise: string): string {
  return [...new Set(unmet.map(({ text }) => (text === null ? otherwise : `“${text}”`)))].join(" and ");
}

export function licensesOf(unmet: readonly ObligationJudgment[]): string {
  return [...new Set(unmet.map(({ license }) => license))].join(" and ");
}

/** What to write into the policy where a person knows that the obligations are met: a person puts in where it is seen, and who says so. */
export function attestationFor({ item }: CheckContext, unmet: readonly ObligationJudgment[]): string {
  const entries = [...new Set(unmet.map(({ term }) => term))].map(
    (term) => `{ obligation: ${term}, component: "${item.name}", evidence: …, by: … }`,
  );
  return `attestations: [${entries.join(", ")}]`;
}

function sourceOf({ term, license, section, inheritedFrom }: ObligationJudgment): string {
  return `${term} (${license}${section === null || section === "" ? "" : `, section ${section}`}${inheritedFrom === null ? "" : `, through ${inheritedFrom}`})`;
}
