import type { Verdict } from "../model.ts";

/** What holding a term against the facts comes to. */
export interface Answer {
  readonly verdict: Verdict;
  readonly reason: string;
  /** The check that reports it; null where nothing is judged. */
  readonly check: string | null;
  /** The fact that decides it, where it is not stated. */
  readonly missingFact?: string;
  /** The fact of `organization` that decided it. */
  readonly fact?: string;
}

export function missing(fact: string, check: string, what: string): Answer {
  return { verdict: "review", check, missingFact: `organization.${fact}`, reason: `organization.${fact} is not stated (${what})` };
}
