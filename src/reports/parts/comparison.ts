import type { Component, Finding, Location, Result, Verdict } from "../../model.ts";
import { componentsById } from "./grouping.ts";
import { checkText, componentText, licenseText, POLICY_ITSELF, policyText, waiverText } from "./wording.ts";

/** What can have happened between two results, in the order in which it is told. */
export const CHANGES = ["new", "worse", "expired", "newly-waived", "better", "gone"] as const;
export type Change = (typeof CHANGES)[number];

export const CHANGE_WORDS: Readonly<Record<Change, string>> = {
  new: "New",
  worse: "Worse",
  expired: "Waivers that no longer hold",
  "newly-waived": "Newly waived",
  better: "Better",
  gone: "Gone",
};

/** One thing that differs. */
export interface Difference {
  readonly change: Change;
  readonly about: "component" | "finding" | "waiver";
  readonly component: string;
  readonly before: Verdict | null;
  readonly after: Verdict | null;
  readonly message: string;
  readonly location: Location | null;
}

type Side = Pick<Result["scan"], "target" | "revision" | "date" | "complete"> & {
  readonly policy: string;
  readonly policySha256: string | null;
  readonly summary: Result["summary"];
};

export interface Comparison {
  readonly before: Side;
  readonly after: Side;
  readonly differences: readonly Difference[];
}

const WEIGHT: Readonly<Record<Verdict, number>> = { pass: 0, review: 1, fail: 2 };

/** What is new, worse, no longer or newly waived, better and gone in the second result. Components are told apart by their ids, findings by their fingerprints. */
export function compare(before: Result, after: Result): Comparison {
  const differences = [...componentDifferences(before, after), ...findingDifferences(before, after), ...waiverDifferences(before, after)];
  const ordered = CHANGES.flatMap((change) => differences.filter((one) => one.change === change));
  return { before: sideOf(before), after: sideOf(after), differences: ordered };
}

function sideOf({ scan, summary }: Result): Side {
  const { target, revision, date, complete, policy } = scan;
  return { target, revision, date, complete, policy: policyText(scan), policySha256: policy.sha256, summary };
}

function componentDifferences(before: Result, after: Result): readonly Difference[] {
  const [old, now] = [componentsById(before), componentsById(after)];
  const differences: Difference[] = [];
  for (const component of after.components) {
    const earlier = old.get(component.id);
    const change = earlier === undefined ? "new" : changeOf(earlier.verdict, component.verdict);
    const changed = earlier !== undefined && licenseText(earlier) !== licenseText(component);
    const license = changed ? `${licenseText(component)}, before ${licenseText(earlier)}` : licenseText(component);
    if (change !== null) differences.push(aboutComponent(change, component, earlier?.verdict ?? null, component.verdict, license));
    else if (changed)
      differences.push(aboutComponent("new", component, component.verdict, component.verdict, `another license: ${license}`));
  }
  for (const component of before.components)
    if (!now.has(component.id)) differences.push(aboutComponent("gone", component, component.verdict, null, licenseText(component)));
  return differences;
}

function aboutComponent(change: Change, component: Component, before: Verdict | null, after: Verdict | null, message: string): Difference {
  return {
    change,
    about: "component",
    component: componentText(component),
    before,
    after,
    message,
    location: component.locations[0] ?? null,
  };
}

/** Not judged is neither better nor worse than anything; it is told by the findings that come or go. */
function changeOf(before: Verdict | null, after: Verdict | null): Change | null {
  if (before === null || after === null || before === after) return null;
  return WEIGHT[after] > WEIGHT[before] ? "worse" : "better";
}

function findingDifferences(before: Result, after: Result): readonly Difference[] {
  const old = new Map(before.findings.map((finding) => [finding.fingerprint, finding]));
  const now = new Set(after.findings.map(({ fingerprint }) => fingerprint));
  const [oldNames, names] = [componentsById(before), componentsById(after)];
  const told = (change: Change, finding: Finding, earlier: Finding | undefined, all: ReadonlyMap<string, Component>): Difference => ({
    change,
    about: "finding",
    component: nameOf(all.get(finding.component)),
    before: earlier?.verdict ?? null,
    after: change === "gone" ? null : finding.verdict,
    message: `${checkText(finding)}: ${finding.message}${finding.waiver === null ? "" : `; ${waiverText(finding.waiver)}`}`,
    location: finding.location,
  });
  const come = after.findings.flatMap((finding): Difference[] => {
    const earlier = old.get(finding.fingerprint);
    const change = findingChange(finding, earlier);
    return change === null ? [] : [told(change, finding, earlier, names)];
  });
  const gone = before.findings
    .filter(({ fingerprint, verdict }) => verdict !== "pass" && !now.has(fingerprint))
    .map((finding) => told("gone", finding, finding, oldNames));
  return [...come, ...gone];
}

function findingChange(finding: Finding, earlier: Finding | undefined): Change | null {
  if (finding.verdict === "pass") return earlier === undefined || earlier.verdict === "pass" ? null : "better";
  if (finding.waiver !== null) return earlier?.waiver == null ? "newly-waived" : null;
  if (earlier === undefined) return "new";
  return earlier.waiver !== null ? "expired" : changeOf(earlier.verdict, finding.verdict);
}

function nameOf(component: Component | undefined): string {
  return component === undefined ? POLICY_ITSELF : componentText(component);
}

/** Entries of the policy that have expired since. */
function waiverDifferences(before: Result, after: Result): readonly Difference[] {
  const keyOf = ({ component, check, expires, reason }: Result["waivers"][number]) => JSON.stringify([component, check, expires, reason]);
  const held = new Set(before.waivers.filter(({ state }) => state !== "expired").map(keyOf));
  return after.waivers
    .filter((waiver) => waiver.state === "expired" && held.has(keyOf(waiver)))
    .map(({ component, check, reason, approvedBy, expires, location }) => ({
      change: "expired",
      about: "waiver",
      component,
      before: null,
      after: null,
      message: `the waiver of ${check ?? "any check"} by ${approvedBy} ended on ${expires}: ${reason}`,
      location,
    }));
}

/** The whole comparison in one line. */
export function comparisonText({ differences }: Comparison): string {
  if (differences.length === 0) return "Nothing has changed";
  return CHANGES.flatMap((change) => {
    const number = differences.filter((one) => one.change === change).length;
    return number === 0
      ? []
      : [`${number.toLocaleString("en-US")} ${change === "expired" ? "no longer waived" : CHANGE_WORDS[change].toLowerCase()}`];
  }).join(", ");
}

/** One of the two results, in words. */
export function sideText({ target, revision, date, policy, policySha256, complete }: Side): string {
  const hash = policySha256 === null ? "" : ` (SHA-256 ${policySha256})`;
  return `${target}${revision === null ? "" : ` at ${revision}`}, ${date}, policy ${policy}${hash}${complete ? "" : "; the scan is incomplete"}`;
}

/** Whether the two were judged alike; where they were not, a change may come from the policy. */
export function policyChangeText({ before, after }: Comparison): string | null {
  return before.policySha256 === after.policySha256 && before.policy === after.policy
    ? null
    : "The two were judged by different policies: what differs may come from the policy, not from the models.";
}
