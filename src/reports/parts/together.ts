import type { Finding } from "../../model.ts";

/** Findings about one thing, of which a report says everything but the reason once. */
export type Together = readonly [Finding, ...Finding[]];

/**
 * The findings of one component, those together that differ only in the clause that they are about: one check, verdict, place, rule and remedy. In the
 * order of the first of each. A waiver is a decision about one finding, which stays alone.
 */
export function together(findings: readonly Finding[]): readonly Together[] {
  const groups = new Map<string, [Finding, ...Finding[]]>();
  for (const [at, finding] of findings.entries()) {
    const { check, verdict, location, policyLocation, fix, baselineState, waiver } = finding;
    const key = waiver === null ? JSON.stringify([check, verdict, location, policyLocation, fix, baselineState]) : String(at);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()];
}
