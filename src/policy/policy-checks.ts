import { createHash } from "node:crypto";
import type { Finding, Result } from "../model.ts";
import type { Policy } from "./policy.ts";

/** Findings about the policy itself: waivers that have expired, and waivers that cover nothing any more. They point into the policy. */
export function policyFindings(waivers: Result["waivers"], policy: Policy | null, wholeTree: boolean): readonly Finding[] {
  if (policy === null) return [];
  return waivers.flatMap((waiver): Finding[] => {
    if (waiver.state === "used" || (waiver.state === "unused" && !wholeTree)) return [];
    const check = waiver.state === "expired" ? "waiver-expired" : "waiver-unused";
    const level = policy.base.checks[check]?.value ?? (check === "waiver-expired" ? "fail" : "review");
    if (level === "off") return [];
    const what = `the waiver for ${waiver.component}${waiver.check === null ? "" : ` (${waiver.check})`}`;
    const message =
      waiver.state === "expired" ? `${what} expired on ${waiver.expires}: it waives nothing any more` : `${what} covers no finding`;
    return [
      {
        check,
        verdict: level,
        component: "policy",
        message,
        location: waiver.location,
        related: [],
        because: [`approved by ${waiver.approvedBy}: ${waiver.reason}`, message],
        policyLocation: policy.base.checks[check]?.location ?? null,
        fix:
          waiver.state === "expired"
            ? `have ${waiver.approvedBy} decide again and set a new date, or remove the waiver`
            : "remove the waiver, or correct its component and check",
        fingerprint: createHash("sha256")
          .update(`${check}\npolicy\n${waiver.component} ${waiver.check ?? ""} ${waiver.reason}`)
          .digest("hex")
          .slice(0, 16),
        baselineState: null,
        waiver: null,
      },
    ];
  });
}
