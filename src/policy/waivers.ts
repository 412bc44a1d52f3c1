import type { Finding, Item, Result } from "../model.ts";
import type { Policy, Waiver } from "./policy.ts";

/** Waives findings that a waiver of the policy covers and whose day has not passed; says of each waiver whether it was used. */
export function applyWaivers(
  findings: readonly Finding[],
  items: readonly Item[],
  policy: Policy | null,
  date: string,
): { findings: readonly Finding[]; waivers: Result["waivers"] } {
  const waivers = policy?.waivers ?? [];
  const byId = new Map(items.map((item) => [item.id, item]));
  const used = new Set<Waiver>();
  const waived = findings.map((finding): Finding => {
    if (finding.verdict === "pass") return finding;
    const item = byId.get(finding.component);
    const waiver = item === undefined ? undefined : waivers.find((one) => one.expires >= date && covers(one, finding, item));
    if (waiver === undefined) return finding;
    used.add(waiver);
    const { reason, approvedBy, expires, location } = waiver;
    return { ...finding, waiver: { reason, approvedBy, expires, location } };
  });
  return {
    findings: waived,
    waivers: waivers.map((waiver) => ({
      component: waiver.component.written,
      check: waiver.check,
      reason: waiver.reason,
      approvedBy: waiver.approvedBy,
      expires: waiver.expires,
      state: waiver.expires < date ? "expired" : used.has(waiver) ? "used" : "unused",
      location: waiver.location,
    })),
  };
}

function covers(waiver: Waiver, finding: Finding, item: Item): boolean {
  if (waiver.check !== null && waiver.check !== finding.check) return false;
  if (!waiver.component.matches(item.name)) return false;
  // Where it is referred to at several revisions, the one that was looked at does not speak for the others.
  if (waiver.revision !== null && !item.declarations.every(({ revision }) => revision === waiver.revision)) return false;
  return waiver.sha256 === null || item.licenseFiles.some(({ sha256 }) => sha256 === waiver.sha256);
}
