import { createHash } from "node:crypto";
import { checks } from "../checks/registry.ts";
import type { Finding, PolicyContext } from "../model.ts";
import type { Policy } from "./policy.ts";

/** Findings about the policy itself, of the checks that look at it. They point into the policy or the lock, and belong to no component. */
export function policyFindings(context: PolicyContext, policy: Policy | null): readonly Finding[] {
  if (policy === null) return [];
  return checks.flatMap((check): readonly Finding[] => {
    if (check.looksAt !== "policy") return [];
    const stated = policy.base.checks[check.id];
    const level = stated?.value ?? check.level;
    if (level === "off") return [];
    return check.run(context).map((outcome) => ({
      check: check.id,
      verdict: outcome.outcome === "pass" ? "pass" : outcome.outcome === "open" ? "review" : level,
      component: "policy",
      message: outcome.message,
      location: outcome.location,
      related: outcome.related ?? [],
      because: outcome.because,
      policyLocation: outcome.policyLocation ?? stated?.location ?? null,
      fix: outcome.fix,
      fingerprint: createHash("sha256").update(`${check.id}\npolicy\n${outcome.about}`).digest("hex").slice(0, 16),
      baselineState: null,
      waiver: null,
    }));
  });
}
