import type { ObligationJudgment, Result } from "../model.ts";
import type { Policy } from "./policy.ts";

/** Every attestation of the policy: used where an obligation counts as attested by it, else unused. */
export function attestationStates(policy: Policy | null, obligations: readonly ObligationJudgment[]): Result["attestations"] {
  const used = new Set(obligations.filter(({ state }) => state === "attested").map(({ policyLocation }) => policyLocation));
  return (policy?.attestations ?? []).map(({ obligation, component, evidence, by, location }) => ({
    obligation,
    component: component.written,
    evidence,
    by,
    state: used.has(location) ? "used" : "unused",
    location,
  }));
}
