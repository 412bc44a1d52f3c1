import type { Component, Finding, Problem, Result } from "../model.ts";
import { checkFacts, type ReportContext } from "./parts/context.ts";
import { cut, forTerminal, forXml } from "./parts/escape.ts";
import { findingsByComponent } from "./parts/grouping.ts";
import {
  componentText,
  findingLines,
  licenseText,
  POLICY_ITSELF,
  placeText,
  summaryText,
  verdictText,
  waiverText,
} from "./parts/wording.ts";

interface Case {
  readonly name: string;
  readonly file: string;
  readonly line: number | null;
  /** The element inside the test case; null where it passes. */
  readonly outcome: {
    readonly element: "failure" | "skipped" | "error";
    readonly type: string;
    readonly message: string;
    readonly text: string;
  } | null;
}

interface Suite {
  readonly name: string;
  readonly properties: readonly (readonly [string, string])[];
  readonly cases: readonly Case[];
}

/**
 * One test suite a component, one test case a finding. What fails is a failure; what needs review or is waived is skipped, with the reason: dashboards show
 * skipped tests beside failures, where the output of a passed test stays hidden. Problems are errors of a suite of their own.
 */
export function render(result: Result, context: ReportContext): string {
  const groups = findingsByComponent(result);
  const ids = new Set(result.components.map(({ id }) => id));
  const others = result.findings.filter(({ component }) => !ids.has(component));
  const suites: Suite[] = [
    ...result.components.map((component) => suiteOf(component, groups.get(component.id) ?? [], context)),
    ...(others.length === 0 ? [] : [{ name: POLICY_ITSELF, properties: [], cases: casesOf(others, context) }]),
    ...(result.problems.length === 0 ? [] : [{ name: "Problems in files", properties: [], cases: result.problems.map(problemCase) }]),
  ];
  const stamp = `${result.scan.date}T00:00:00`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${forXml(`modelterms: ${summaryText(result)}`)}" ${counts(suites.flatMap(({ cases }) => cases))}>`,
    ...suites.flatMap((suite) => suiteLines(suite, stamp)),
    "</testsuites>",
    "",
  ].join("\n");
}

function suiteOf(component: Component, findings: readonly Finding[], context: ReportContext): Suite {
  return {
    name: componentText(component),
    properties: [
      ["license", licenseText(component)],
      ["verdict", verdictText(component.verdict)],
    ],
    cases: casesOf(findings, context),
  };
}

/** Names stay the same from run to run; the fingerprint tells apart what has the same. */
function casesOf(findings: readonly Finding[], context: ReportContext): readonly Case[] {
  const name = ({ check }: Finding) => `${check}: ${checkFacts(check, context).title}`;
  const uses = new Map<string, number>();
  for (const finding of findings) uses.set(name(finding), (uses.get(name(finding)) ?? 0) + 1);
  return findings.map((finding) => ({
    name: (uses.get(name(finding)) ?? 0) > 1 ? `${name(finding)} (${finding.fingerprint})` : name(finding),
    file: finding.location.path,
    line: finding.location.line,
    outcome: outcomeOf(finding),
  }));
}

function outcomeOf(finding: Finding): Case["outcome"] {
  if (finding.verdict === "pass") return null;
  const text = [placeText(finding.location), ...findingLines(finding)].map(forTerminal).join("\n");
  const shared = { type: finding.check, text };
  if (finding.waiver !== null) return { ...shared, element: "skipped", message: `${waiverText(finding.waiver)} (${finding.message})` };
  return finding.verdict === "fail"
    ? { ...shared, element: "failure", message: finding.message }
    : { ...shared, element: "skipped", message: `needs review: ${finding.message}` };
}

function problemCase({ message, location, incomplete }: Problem): Case {
  const type = incomplete === true ? "incomplete" : "problem";
  return {
    name: placeText(location),
    file: location.path,
    line: location.line,
    outcome: { element: "error", type, message, text: `${forTerminal(placeText(location))}\n${forTerminal(message)}` },
  };
}

function counts(cases: readonly Case[]): string {
  const of = (element: string) => cases.filter(({ outcome }) => outcome?.element === element).length;
  return `tests="${cases.length}" failures="${of("failure")}" errors="${of("error")}" skipped="${of("skipped")}" time="0"`;
}

function suiteLines({ name, properties, cases }: Suite, stamp: string): string[] {
  const shown = forXml(forTerminal(name));
  return [
    `  <testsuite name="${shown}" ${counts(cases)} timestamp="${stamp}">`,
    ...(properties.length === 0
      ? []
      : [
          "    <properties>",
          ...properties.map(([key, value]) => `      <property name="${key}" value="${forXml(forTerminal(value))}"/>`),
          "    </properties>",
        ]),
    ...cases.flatMap((one) => caseLines(one, shown)),
    "  </testsuite>",
  ];
}

function caseLines({ name, file, line, outcome }: Case, suite: string): string[] {
  const place = `file="${forXml(forTerminal(file))}"${line === null ? "" : ` line="${line}"`}`;
  const start = `    <testcase name="${forXml(forTerminal(name))}" classname="${suite}" ${place} time="0"`;
  if (outcome === null) return [`${start}/>`];
  const { element, type, message, text } = outcome;
  const kind = element === "skipped" ? "" : ` type="${forXml(forTerminal(type))}"`;
  const body = text.split("\n").map(forXml).join("\n");
  return [
    `${start}>`,
    `      <${element} message="${forXml(cut(forTerminal(message), 1000))}"${kind}>${body}</${element}>`,
    "    </testcase>",
  ];
}
