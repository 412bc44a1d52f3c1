import type { Finding, Location, Problem, Result } from "../../model.ts";
import { checkFacts, type ReportContext } from "./context.ts";
import { componentsById } from "./grouping.ts";
import { componentText, findingLines } from "./wording.ts";

/** Something said at a place in a file. The texts are as they are: each format escapes them for its place. */
export interface Annotation {
  readonly level: "error" | "warning" | "notice";
  readonly location: Location;
  readonly title: string;
  readonly lines: readonly string[];
}

/** What a result says at places: errors fail, warnings need review, notices are waived. What a baseline knows is not repeated. */
export function annotationsOf(result: Result, context: ReportContext): readonly Annotation[] {
  const names = componentsById(result);
  const findings = result.findings
    .filter(({ verdict, baselineState }) => verdict !== "pass" && baselineState !== "unchanged")
    .map((finding): Annotation => {
      const component = names.get(finding.component);
      return {
        level: levelOf(finding),
        location: finding.location,
        title: `${finding.check}: ${checkFacts(finding.check, context).title}`,
        lines: [...(component === undefined ? [] : [componentText(component)]), ...findingLines(finding)],
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
