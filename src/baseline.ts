import type { Finding, Result, Verdict } from "./model.ts";
import { grouped } from "./numbers.ts";

const WEIGHT: Readonly<Record<Verdict, number>> = { pass: 0, review: 1, fail: 2 };

/**
 * Says of each finding whether it is new against an earlier result, unchanged, or updated (worse), as SARIF's `baselineState` does. A component that moved
 * keeps its findings: one that is gone from its old place lends them to one with the same statement in a new place.
 */
export function compareWithBaseline(result: Result, baseline: Result): Result {
  const old = new Map(baseline.findings.map((finding) => [finding.fingerprint, finding]));
  const moved = movedFindings(result, baseline);
  const findings = result.findings.map((finding): Finding => {
    const before = old.get(finding.fingerprint) ?? takeMoved(moved, finding);
    const baselineState = before === undefined ? "new" : isWorse(finding, before) ? "updated" : "unchanged";
    return { ...finding, baselineState };
  });
  return { ...result, findings };
}

function isWorse(now: Finding, before: Finding): boolean {
  return WEIGHT[now.verdict] > WEIGHT[before.verdict] || (now.waiver === null && before.waiver !== null && now.verdict !== "pass");
}

/** Findings of components that are gone, by what they say and how the component was stated. */
function movedFindings(result: Result, baseline: Result): Map<string, Finding[]> {
  const present = new Set(result.components.map(({ id }) => id));
  const gone = new Map(baseline.components.filter(({ id }) => !present.has(id)).map((component) => [component.id, component]));
  const known = new Set(baseline.components.map(({ id }) => id));
  const moved = new Map<string, Finding[]>();
  const come = new Map(result.components.filter(({ id }) => !known.has(id)).map((component) => [component.id, statementOf(component)]));
  for (const finding of baseline.findings) {
    const component = gone.get(finding.component);
    if (component === undefined) continue;
    for (const [id, statement] of come) {
      if (statement !== statementOf(component)) continue;
      const key = `${finding.check} ${id}`;
      moved.set(key, [...(moved.get(key) ?? []), finding]);
    }
  }
  return moved;
}

function takeMoved(moved: Map<string, Finding[]>, finding: Finding): Finding | undefined {
  return moved.get(`${finding.check} ${finding.component}`)?.shift();
}

function statementOf(component: Result["components"][number]): string {
  const { kind, role, declared, concluded, basedOn } = component;
  return JSON.stringify([kind, role, declared.map(({ value }) => value), concluded.expression, basedOn.map(({ name }) => name)]);
}

/** Why old findings may seem to be new: what could not be read of the earlier tree, and can be now. Null where nothing is. */
export function unreadBefore(result: Result, baseline: Result): string | null {
  const unread = ({ problems }: Result) => problems.filter(({ incomplete }) => incomplete === true);
  const now = new Set(unread(result).map(({ location }) => location.path));
  const [first, ...others] = unread(baseline).filter(({ location }) => !now.has(location.path));
  if (first === undefined) return null;
  const more = others.length === 0 ? "" : `, and ${grouped(others.length)} more`;
  return `what was there before could not be read whole, so that some of it may be told as new: ${first.location.path}: ${first.message}${more}`;
}

/** The findings that decide the exit code: not waived, and not in the baseline as they are now. */
export function decisive(result: Result): readonly Finding[] {
  return result.findings.filter(
    ({ verdict, waiver, baselineState }) => verdict !== "pass" && waiver === null && baselineState !== "unchanged",
  );
}
