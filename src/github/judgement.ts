import { compareWithBaseline, decisive } from "../baseline.ts";
import type { Component, Finding, Problem, Result, Verdict } from "../model.ts";
import { REMOTE_FAILURE } from "../sources/github.ts";
import type { ActionInputs } from "./inputs.ts";

/** What a run comes to. */
export interface Judgement {
  /** With the state of each finding where it was compared. */
  readonly result: Result;
  readonly isCompared: boolean;
  readonly verdict: Verdict;
  /** 0 nothing fails, 1 something fails, 2 the scan is incomplete. */
  readonly code: 0 | 1 | 2;
  /** The findings that decide: not waived, and new or worse where it was compared. */
  readonly findings: readonly Finding[];
  /** Components that need review without a finding: nothing tells their license, and the policy does not ask. */
  readonly unknown: readonly Component[];
  /** What could not be read or understood, but for what the other tree has too. */
  readonly problems: readonly Problem[];
  /** Findings that were there before, and findings that are gone. */
  readonly earlier: number;
  readonly fixed: number;
}

/** Holds a result against the one of the tree that it is compared with, and decides. */
export function judge(result: Result, before: Result | null, inputs: Pick<ActionInputs, "failOn" | "allowIncomplete">): Judgement {
  const compared = before === null ? result : compareWithBaseline(result, before);
  const findings = decisive(compared);
  const unknown = unknownComponents(compared, before);
  const problems = before === null ? result.problems : result.problems.filter((problem) => !isKnown(problem, before));
  const isIncomplete = problems.some(({ incomplete }) => incomplete === true);
  const fails = findings.some(({ verdict }) => verdict === "fail");
  const verdict =
    fails || (isIncomplete && !inputs.allowIncomplete) ? "fail" : findings.length + unknown.length > 0 || isIncomplete ? "review" : "pass";
  return {
    result: compared,
    isCompared: before !== null,
    verdict,
    code: codeOf(verdict, isIncomplete && !inputs.allowIncomplete, inputs.failOn),
    findings,
    unknown,
    problems,
    earlier: compared.findings.filter(
      ({ verdict: own, waiver, baselineState }) => own !== "pass" && waiver === null && baselineState === "unchanged",
    ).length,
    fixed:
      before === null ? 0 : decisive(compareWithBaseline(before, result)).filter(({ baselineState }) => baselineState === "new").length,
  };
}

function codeOf(verdict: Verdict, isIncomplete: boolean, failOn: ActionInputs["failOn"]): 0 | 1 | 2 {
  if (isIncomplete) return 2;
  if (failOn === "never" || verdict === "pass") return 0;
  return verdict === "fail" || failOn === "review" ? 1 : 0;
}

function unknownComponents({ components, findings }: Result, before: Result | null): readonly Component[] {
  const withFinding = new Set(findings.filter(({ verdict }) => verdict !== "pass").map(({ component }) => component));
  const known = new Set(before?.components.filter(({ verdict }) => verdict === "review" || verdict === "fail").map(({ id }) => id) ?? []);
  return components.filter(({ id, verdict }) => verdict === "review" && !withFinding.has(id) && !known.has(id));
}

/** A file that cannot be read in either tree is not the change's doing; a network that fails is no state of a tree. */
function isKnown({ message, location, incomplete }: Problem, before: Result): boolean {
  if (incomplete === true && (message.startsWith(REMOTE_FAILURE) || before.scan.online)) return false;
  return before.problems.some((other) => other.message === message && other.location.path === location.path);
}
