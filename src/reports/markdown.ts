import type { Component, Finding, Location, Result, Verdict } from "../model.ts";
import { grouped } from "../numbers.ts";
import { alike, manyText, type Shown, toldOfAll } from "./parts/alike.ts";
import { checkFacts, type ReportContext } from "./parts/context.ts";
import { cut, forMarkdown, markdownCode } from "./parts/escape.ts";
import { componentsById, findingsByComponent, isOpen } from "./parts/grouping.ts";
import { type Together, together } from "./parts/together.ts";
import {
  baseText,
  componentText,
  count,
  DISCLAIMER,
  licenseText,
  POLICY_ITSELF,
  placeText,
  policyText,
  summaryText,
  verdictText,
  waiverText,
} from "./parts/wording.ts";

const ORDER: readonly (Verdict | null)[] = ["fail", "review", "pass", null];
const MARKS: Readonly<Record<Verdict, string>> = { fail: "❌", review: "⚠️", pass: "✅" };
const LONGEST_NAME = 300;
const LONGEST_TEXT = 4000;

/** For an issue or a wiki: the answer in one line, what must be done, all components, waivers, problems, and under which policy. */
export function render(result: Result, context: ReportContext): string {
  const sections = [
    ["# Model licenses", "", `**${forMarkdown(summaryText(result))}**`],
    findingSections(result, context),
    componentTable(result),
    termList(result, context),
    waiverTable(result),
    attestationTable(result),
    problemList(result),
    scanLines(result),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function findingSections(result: Result, context: ReportContext): string[] {
  const groups = findingsByComponent(result);
  const names = componentsById(result);
  const lines: string[] = [];
  for (const verdict of ORDER) {
    const shown = result.components
      .filter((one) => one.verdict === verdict)
      .map((component) => ({ component, findings: (groups.get(component.id) ?? []).filter((finding) => finding.verdict !== "pass") }))
      .filter(({ findings }) => findings.length > 0);
    for (const group of alike(shown, wordsOf)) lines.push("", ...section(group, context));
  }
  const others = result.findings.filter(({ component, verdict }) => !names.has(component) && verdict !== "pass");
  if (others.length > 0) lines.push("", `### ${POLICY_ITSELF}`, ...others.flatMap((one) => findingItem([one], context)));
  if (lines.length === 0) return [];
  const open = result.findings.filter(isOpen).length;
  return [`## Findings (${open} open)`, ...lines];
}

function wordsOf({ message, because, fix, policyLocation, baselineState }: Finding): readonly string[] {
  return [message, ...because, fix, policyLocation === null ? "" : placeText(policyLocation), baselineState ?? ""];
}

/** What must be done about one component, or about all of which the same is said. */
function section(group: readonly Shown[], context: ReportContext): string[] {
  const [first] = group;
  if (first === undefined) return [];
  const { component, findings } = first;
  if (group.length === 1)
    return [
      `### ${marked(component.verdict)}${named(componentText(component))}`,
      ...together(findings).flatMap((one) => findingItem(one, context)),
    ];
  const places = group.map(
    ({ component, findings: [one] }) => `- ${named(componentText(component))}${one === undefined ? "" : ` in ${place(one.location)}`}`,
  );
  const said = findings.map((finding) => toldOfAll(finding, component));
  const title = `### ${marked(component.verdict)}${manyText(group)}`;
  return [title, "", ...places, "", "Of each of them:", ...together(said).flatMap((one) => findingItem(one, context, true))];
}

/** `isOfMany`: the places stand above. */
function findingItem(findings: Together, context: ReportContext, isOfMany = false): string[] {
  const [{ check, verdict, location, policyLocation, fix, waiver, baselineState }] = findings;
  const because = [...new Set(findings.flatMap((one) => one.because))];
  const title = forMarkdown(checkFacts(check, context).title);
  const state = baselineState === null ? "" : ` (${baselineState})`;
  return [
    "",
    `- ${waiver === null ? MARKS[verdict] : "➖"} **${title}** (${markdownCode(check)}, ${verdictText(verdict)}${state})${isOfMany ? "" : ` in ${place(location)}`}`,
    ...findings.map(({ message }) => `  - What: ${text(message)}`),
    ...(because.length === 0 ? [] : [`  - Why: ${because.map(text).join("; ")}`]),
    ...(policyLocation === null ? [] : [`  - Rule: ${place(policyLocation)}`]),
    ...(fix === "" || waiver !== null ? [] : [`  - Fix: ${text(fix)}`]),
    ...(waiver === null ? [] : [`  - Waiver: ${text(waiverText(waiver))} (${place(waiver.location)})`]),
  ];
}

function componentTable({ components }: Result): string[] {
  if (components.length === 0) return ["## Components", "", "None were found."];
  const rows = ORDER.flatMap((verdict) => components.filter((one) => one.verdict === verdict)).map(componentRow);
  return ["## Components", "", ...table(["Verdict", "Component", "License", "Classes", "Declared", "Based on", "Place"], rows)];
}

function componentRow(component: Component): string[] {
  const { verdict, concluded, declared, basedOn, locations } = component;
  const [first] = locations;
  return [
    `${marked(verdict)}${verdictText(verdict)}`,
    named(componentText(component)),
    `${named(licenseText(component))} (${concluded.basis})`,
    concluded.classes.join(", "),
    listed([...new Set(declared.map(({ value }) => value))].map(named)),
    listed(basedOn.map((base) => named(baseText(base)))),
    first === undefined ? "" : place(first),
  ];
}

/** What binds the components that do not pass, in plain words. */
function termList({ components }: Result, context: ReportContext): string[] {
  const binding = components
    .filter(({ verdict }) => verdict === "fail" || verdict === "review")
    .flatMap(({ terms }) => terms.filter(({ effect }) => effect === "restriction" || effect === "condition" || effect === "obligation"));
  const names = [...new Set(binding.map(({ term }) => term))].sort();
  if (names.length === 0) return [];
  return ["## Terms in plain words", "", ...names.map((name) => `- ${named(name)}: ${text(context.plain(name))}`)];
}

function waiverTable({ waivers }: Result): string[] {
  if (waivers.length === 0) return [];
  const rows = waivers.map(({ component, check, reason, approvedBy, expires, state, location }) => [
    state,
    named(component),
    check === null ? "any" : markdownCode(check),
    text(reason),
    text(approvedBy),
    text(expires),
    place(location),
  ]);
  return ["## Waivers", "", ...table(["State", "Component", "Check", "Reason", "Approved by", "Expires", "Place"], rows)];
}

function attestationTable({ attestations }: Result): string[] {
  if (attestations.length === 0) return [];
  const rows = attestations.map(({ obligation, component, evidence, by, state, location }) => [
    state,
    markdownCode(cut(obligation, LONGEST_NAME)),
    named(component),
    text(evidence),
    text(by),
    place(location),
  ]);
  return ["## Attestations", "", ...table(["State", "Obligation", "Component", "Evidence", "By", "Place"], rows)];
}

function problemList({ problems }: Result): string[] {
  if (problems.length === 0) return [];
  const items = problems.map(
    ({ message, location, incomplete }) =>
      `- ${place(location)}: ${text(message)}${incomplete === true ? " (the scan is incomplete)" : ""}`,
  );
  return [`## ${count(problems.length, "problem")} in files`, "", ...items];
}

function scanLines({ scan, tool }: Result): string[] {
  const hash = scan.policy.sha256 === null ? "" : `, SHA-256 ${markdownCode(scan.policy.sha256)}`;
  const facts = Object.entries(scan.policy.organization).map(
    ([name, value]) => `  - ${text(name)}: ${markdownCode(cut(JSON.stringify(value) ?? "", LONGEST_NAME))}`,
  );
  return [
    "## Scan",
    "",
    `- Target: ${named(scan.target)}${scan.revision === null ? "" : ` at ${named(scan.revision)}`}`,
    `- Date: ${forMarkdown(scan.date)}`,
    `- Files: ${count(scan.files, "file")}, ${grouped(scan.read)} read${scan.complete ? "" : "; the scan is incomplete"}`,
    `- Policy: ${text(policyText(scan))}${hash}`,
    ...(facts.length === 0 ? [] : ["- Facts of the organization:", ...facts]),
    `- Made by ${forMarkdown(tool.name)} ${forMarkdown(tool.version)}. ${DISCLAIMER}`,
  ];
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)];
}

function marked(verdict: Verdict | null): string {
  return verdict === null ? "" : `${MARKS[verdict]} `;
}

/** Names and paths stand as code: no mention, reference or link comes of them. */
function named(name: string): string {
  return markdownCode(cut(name, LONGEST_NAME));
}

function place(location: Location): string {
  return named(placeText(location));
}

function text(words: string): string {
  return forMarkdown(cut(words, LONGEST_TEXT));
}

const MOST_LISTED = 10;

function listed(items: readonly string[]): string {
  const rest = items.length - MOST_LISTED;
  return [...items.slice(0, MOST_LISTED), ...(rest > 0 ? [`and ${rest} more`] : [])].join(", ");
}
