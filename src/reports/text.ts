import type { Finding, Result, Verdict } from "../model.ts";
import { grouped } from "../numbers.ts";
import { alike, isOfOneKind, manyText, type Shown, toldOfAll } from "./parts/alike.ts";
import { forTerminal } from "./parts/escape.ts";
import { findingsByComponent } from "./parts/grouping.ts";
import { type Palette, paletteFor, wrap } from "./parts/terminal.ts";
import { type Together, together } from "./parts/together.ts";
import {
  componentText,
  count,
  DISCLAIMER,
  licenseText,
  nameText,
  POLICY_ITSELF,
  placeText,
  summaryText,
  waiverText,
} from "./parts/wording.ts";

export interface TextOptions {
  readonly color: boolean;
  readonly width: number;
  /** Only what fails, and the summary. */
  readonly quiet: boolean;
}

const MARKS: Readonly<Record<Verdict, string>> = { fail: "FAIL", review: "REVIEW", pass: "PASS" };

/** The terminal's report: one block a component, or for all of which the same is said; verdict first, then place, reason and fix; a summary in one line at the end. */
export function textReport(result: Result, options: TextOptions): string {
  const palette = paletteFor(options.color);
  const lines: string[] = [];
  const byComponent = findingsByComponent(result);
  const order: readonly (Verdict | null)[] = ["fail", "review", "pass", null];
  for (const verdict of order) {
    const components = result.components.filter((component) => component.verdict === verdict);
    if (options.quiet && verdict !== "fail") continue;
    const shown = components.map((component) => ({ component, findings: (byComponent.get(component.id) ?? []).filter(isShown) }));
    // Joined at once: what lines are made of would stay in memory until all of them are.
    for (const group of alike(shown, ({ message, fix }) => [message, fix])) lines.push(block(group, options, palette).join("\n"));
  }
  lines.push(...policyLines(byComponent.get("policy") ?? [], options, palette));
  lines.push(...problemLines(result, options, palette));
  if (lines.length > 0) lines.push("");
  lines.push(palette.strong(summaryText(result)));
  if (!options.quiet) lines.push(...footer(result, palette));
  return `${lines.join("\n").replace(/\n{3,}/g, "\n\n")}\n`;
}

function isShown({ verdict, baselineState }: Finding): boolean {
  return verdict !== "pass" && baselineState !== "unchanged";
}

function block(group: readonly Shown[], options: TextOptions, palette: Palette): string[] {
  const [first] = group;
  if (first === undefined) return [];
  const { component, findings } = first;
  const { verdict } = component;
  const mark = verdict === null ? "      " : MARKS[verdict].padEnd(6);
  const paint = verdict === null ? palette.faint : palette[verdict];
  const name = group.length > 1 ? manyText(group) : forTerminal(componentText(component));
  const license = forTerminal(licenseText(component));
  const fits = mark.length + name.length + license.length + 3 <= options.width;
  const title = fits
    ? [`${paint(mark)} ${palette.strong(name)}  ${license}`]
    : [`${paint(mark)} ${palette.strong(name)}`, ...wrap(license, "       ", options.width)];
  if (findings.length === 0) return title;
  if (group.length === 1) return [...title, ...together(findings).flatMap((finding) => findingLines(finding, options, palette)), ""];
  const said = findings.map((finding) => toldOfAll(finding, component));
  return [
    ...title,
    ...nameLines(group, options, palette),
    ...together(said).flatMap((finding) => findingLines(finding, options, palette, true)),
    "",
  ];
}

/** The names of components of which the same is said, each with its place: in a column where there is room. */
function nameLines(group: readonly Shown[], { width }: TextOptions, palette: Palette): string[] {
  const nameOf = isOfOneKind(group) ? nameText : componentText;
  const rows = group.map(({ component, findings: [first] }) => ({
    name: forTerminal(nameOf(component)),
    place: first === undefined ? "" : forTerminal(placeText(first.location)),
  }));
  const column = Math.max(...rows.map(({ name }) => name.length));
  const fits = rows.every(({ place }) => 4 + column + 2 + place.length <= width);
  return rows.flatMap(({ name, place }) =>
    fits
      ? [`    ${palette.strong(name.padEnd(column))}  ${palette.faint(place)}`]
      : [`    ${palette.strong(name)}`, `      ${palette.faint(place)}`],
  );
}

/** Findings about the policy itself. */
function policyLines(findings: readonly Finding[], options: TextOptions, palette: Palette): string[] {
  const shown = findings.filter(({ verdict, baselineState }) => baselineState !== "unchanged" && (!options.quiet || verdict === "fail"));
  return shown.length === 0
    ? []
    : [palette.strong(POLICY_ITSELF), ...shown.flatMap((finding) => findingLines([finding], options, palette)), ""];
}

/** `isOfMany`: the places stand above, and each component has fingerprints of its own, of which those of the first are told. */
function findingLines(findings: Together, options: TextOptions, palette: Palette, isOfMany = false): string[] {
  const [finding] = findings;
  const paint = finding.waiver === null ? palette[finding.verdict] : palette.faint;
  const lines = [`  ${paint(forTerminal(finding.check))}${isOfMany ? "" : `  ${palette.faint(forTerminal(placeText(finding.location)))}`}`];
  const detail = (text: string, hang = 0) => wrap(forTerminal(text), "    ", options.width, hang);
  if (finding.waiver !== null) lines.push(...detail(waiverText(finding.waiver), 2).map(palette.faint));
  for (const { message } of findings) lines.push(...detail(message));
  if (finding.waiver !== null) return lines;
  if (finding.fix !== "") lines.push(...detail(`fix: ${finding.fix}`, 5));
  if (finding.verdict === "fail") {
    if (finding.policyLocation !== null) lines.push(...detail(`rule: ${placeText(finding.policyLocation)}`, 6).map(palette.faint));
    const fingerprints = findings.map(({ fingerprint }) => fingerprint).join(" or ");
    lines.push(...detail(`why: modelterms explain ${fingerprints}${isOfMany ? " (the first)" : ""}`, 5).map(palette.faint));
  }
  return lines;
}

function problemLines(result: Result, options: TextOptions, palette: Palette): string[] {
  if (result.problems.length === 0 || options.quiet) return [];
  const most = 20;
  const lines = ["", palette.strong(`${count(result.problems.length, "problem")} in files`)];
  for (const problem of result.problems.slice(0, most)) {
    lines.push(
      `  ${palette.faint(forTerminal(placeText(problem.location)))}`,
      ...wrap(forTerminal(problem.message), "    ", options.width),
    );
  }
  if (result.problems.length > most) lines.push(`  and ${result.problems.length - most} more: --format json has them all`);
  return lines;
}

function footer({ scan }: Result, palette: Palette): string[] {
  const policy =
    scan.policy.name === null
      ? "no policy"
      : scan.policy.path === null
        ? `policy ${scan.policy.name} (shipped; write your own with: modelterms policy init)`
        : `policy ${scan.policy.path}`;
  return [
    palette.faint(
      `${count(scan.files, "file")}, ${grouped(scan.read)} read; ${forTerminal(policy)}; ${forTerminal(scan.date)}. ${DISCLAIMER}`,
    ),
  ];
}
