import type { Finding, Location, Problem, Result } from "../model.ts";
import { type CheckFacts, checkAddress, checkFacts, homeAddress, type ReportContext } from "./parts/context.ts";
import { cut, forTerminal, jsonText, pathUri } from "./parts/escape.ts";
import { componentsById } from "./parts/grouping.ts";
import { isFile, pathFromRepository } from "./parts/places.ts";
import { componentText, count, findingLines, placeText, summaryText, waiverText } from "./parts/wording.ts";

/** GitHub takes 25,000 results and keeps 5,000; 100 locations a result. */
const MOST_RESULTS = 5000;
const MOST_LOCATIONS = 100;
const MOST_NOTIFICATIONS = 1000;
const LONGEST = 4000;
const LEVELS = { fail: "error", review: "warning", pass: "none" } as const;

/**
 * SARIF 2.1.0 for code scanning. Passes are left out: GitHub does not look at `kind` and would show them as alerts. What does not fit is counted in a
 * notification.
 */
export function render(result: Result, context: ReportContext): string {
  const rules = rulesOf(result, context);
  const index = new Map(rules.map(({ id }, at) => [id, at]));
  const findings = ordered(result.findings.filter(({ verdict }) => verdict !== "pass"));
  const names = componentsById(result);
  const run = {
    tool: {
      driver: {
        name: "modelterms",
        version: result.tool.version,
        informationUri: homeAddress(),
        rules: rules.map(ruleOf),
      },
    },
    automationDetails: { id: "modelterms/" },
    columnKind: "utf16CodeUnits",
    originalUriBaseIds: {
      "%SRCROOT%": { description: { text: "The root of the repository." } },
    },
    invocations: [
      {
        executionSuccessful: result.scan.complete,
        toolExecutionNotifications: notificationsOf(result, findings.length),
      },
    ],
    properties: { summary: summaryText(result), passes: result.findings.length - findings.length },
    results: findings.slice(0, MOST_RESULTS).map((finding) => {
      const component = names.get(finding.component);
      return resultOf(finding, component === undefined ? null : componentText(component), index, result);
    }),
  };
  return jsonText({ $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] });
}

/** Those that decide come first, so that a limit cuts what is waived or known. */
function ordered(findings: readonly Finding[]): readonly Finding[] {
  const rank = ({ verdict, waiver, baselineState }: Finding) =>
    (waiver === null ? 0 : 4) + (baselineState === "unchanged" ? 2 : 0) + (verdict === "fail" ? 0 : 1);
  return findings
    .map((finding, at) => ({ finding, at }))
    .sort((a, b) => rank(a.finding) - rank(b.finding) || a.at - b.at)
    .map(({ finding }) => finding);
}

/** Every check, hit or not; those of another version too, where the result holds a finding of one. */
function rulesOf({ findings }: Result, context: ReportContext): readonly CheckFacts[] {
  const ids = new Set([...context.checks.map(({ id }) => id), ...findings.map(({ check }) => check)]);
  return [...ids].sort().map((id) => checkFacts(id, context));
}

function ruleOf({ id, level, title, what, why, fix }: CheckFacts) {
  const help = [what, why, fix === "" ? "" : `How to fix it: ${fix}`]
    .filter((part) => part !== "")
    .map((part) => sentence(cut(part, LONGEST)));
  const name = id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
  return {
    id: `modelterms/${id}`,
    name: name === "" ? "Unknown" : cut(name, 200),
    shortDescription: { text: sentence(cut(title, 1000)) },
    fullDescription: { text: sentence(cut(`${what} ${why}`.trim(), 1000)) },
    help: { text: help.join("\n\n") },
    helpUri: checkAddress(id),
    defaultConfiguration: { level: LEVELS[level] },
    properties: { tags: ["license", "compliance"], precision: "high", "problem.severity": LEVELS[level] },
  };
}

/** A text that ends as a sentence. SARIF takes `[text](address)` for a link: hostile text gets none. */
function sentence(text: string): string {
  const plain = text.replaceAll("](", "] (");
  return plain === "" ? "No description." : /[.!?]$/.test(plain) ? plain : `${plain}.`;
}

function resultOf(finding: Finding, component: string | null, rules: ReadonlyMap<string, number>, result: Result) {
  const text = findingLines({ ...finding, waiver: null })
    .map(forTerminal)
    .join("\n");
  const related = [...finding.related, ...(finding.policyLocation === null ? [] : [finding.policyLocation])].filter(isFile);
  return {
    ruleId: `modelterms/${finding.check}`,
    ruleIndex: rules.get(finding.check) ?? -1,
    level: LEVELS[finding.verdict],
    message: { text: sentence(cut(component === null ? text : `${forTerminal(cut(component, 300))}: ${text}`, LONGEST)) },
    locations: [{ physicalLocation: physical(inTree(finding.location, result), result), ...logical(component) }],
    ...(related.length === 0
      ? {}
      : { relatedLocations: related.slice(0, MOST_LOCATIONS).map((location, id) => relatedOf(location, id + 1, finding, result)) }),
    partialFingerprints: { "modelterms/v1": finding.fingerprint },
    ...(finding.baselineState === null ? {} : { baselineState: finding.baselineState }),
    ...(finding.waiver === null
      ? {}
      : {
          suppressions: [
            {
              kind: "external",
              status: "accepted",
              justification: cut(forTerminal(waiverText(finding.waiver)), LONGEST),
              ...(isFile(finding.waiver.location) ? { location: { physicalLocation: physical(finding.waiver.location, result) } } : {}),
            },
          ],
        }),
  };
}

function logical(component: string | null) {
  return component === null ? {} : { logicalLocations: [{ name: forTerminal(cut(component, 300)), kind: "module" }] };
}

function relatedOf(location: Location, id: number, finding: Finding, result: Result) {
  const text =
    location === finding.policyLocation ? "The rule of the policy." : sentence(`See ${cut(forTerminal(placeText(location)), 300)}`);
  return { id, physicalLocation: physical(location, result), message: { text } };
}

/** A result needs a file: what stands in a shipped or remote policy points to the own policy, else to the first component. */
function inTree(location: Location, { scan, components }: Result): Location {
  if (isFile(location)) return location;
  const policy: Location = { path: scan.policy.path ?? "", line: null, column: null };
  return [policy, ...components.flatMap(({ locations }) => locations)].find(isFile) ?? { path: "README.md", line: null, column: null };
}

/** Binary files have no lines, and code scanning wants one: they are shown at their first. */
function physical(location: Location, result: Result) {
  const { line, column } = location;
  return {
    artifactLocation: { uri: pathUri(pathFromRepository(location, result)), uriBaseId: "%SRCROOT%" },
    region: { startLine: line ?? 1, ...(column === null ? {} : { startColumn: column }) },
  };
}

function notificationsOf(result: Result, findings: number) {
  const left = findings - MOST_RESULTS;
  const problems = [...result.problems].sort((a, b) => Number(b.incomplete === true) - Number(a.incomplete === true));
  return [
    ...(left > 0
      ? [
          {
            level: "warning",
            message: { text: `${count(left, "finding")} left out: code scanning keeps ${count(MOST_RESULTS, "result")}.` },
          },
        ]
      : []),
    ...(problems.length > MOST_NOTIFICATIONS
      ? [
          {
            level: "warning",
            message: { text: `${count(problems.length - MOST_NOTIFICATIONS, "problem")} left out: the JSON result has them all.` },
          },
        ]
      : []),
    ...problems.slice(0, MOST_NOTIFICATIONS).map((problem) => notificationOf(problem, result)),
  ];
}

function notificationOf(problem: Problem, result: Result) {
  const { message, location, incomplete } = problem;
  return {
    level: incomplete === true ? "error" : "warning",
    message: { text: sentence(cut(`${forTerminal(placeText(location))}: ${forTerminal(message)}`, LONGEST)) },
    ...(isFile(location) ? { locations: [{ physicalLocation: physical(location, result) }] } : {}),
  };
}
