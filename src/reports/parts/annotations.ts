import type { Finding, Location, Problem, Result } from "../../model.ts";
import { checkFacts, type ReportContext } from "./context.ts";
import { componentsById, grouped } from "./grouping.ts";
import { together } from "./together.ts";
import { componentText, findingLines } from "./wording.ts";

/** Something said at a place in a file. The texts are as they are: each format escapes them for its place. */
export interface Annotation {
  readonly level: "error" | "warning" | "notice";
  readonly location: Location;
  readonly title: string;
  readonly lines: readonly string[];
}

/**
 * What a result says at places: errors fail, warnings need review, notices are waived. What a baseline knows is not repeated, and findings that differ only in
 * the clause are one: a step shows few.
 */
export function annotationsOf(result: Result, context: ReportContext): readonly Annotation[] {
  const names = componentsById(result);
  const shown = result.findings.filter(({ verdict, baselineState }) => verdict !== "pass" && baselineState !== "unchanged");
  const ofComponents = [...grouped(shown, ({ component }) => component).values()];
  const findings = ofComponents.flatMap(together).map((those): Annotation => {
    const [finding] = those;
    const component = names.get(finding.component);
    return {
      level: levelOf(finding),
      location: finding.location,
      title: `${finding.check}: ${checkFacts(finding.check, context).title}`,
      lines: [...(component === undefined ? [] : [componentText(component)]), ...findingLines(...those)],
    };
  });
  return [...findings, ...result.problems.map(problemOf)];
}

function levelOf({ verdict, waiver }: Finding): Annotation["level"] {
  return waiver !== null ? "notice" : verdict === "fail" ? "error" : "warning";
}

function problemOf({ message, location, incomplete }: Problem): Annotation {
  return incomplete === true
    ? { level: "error", location, title: "modelterms: the scan is incomplete", lines: [message] }
    : { level: "warning", location, title: "modelterms: a problem in a file", lines: [message] };
}
