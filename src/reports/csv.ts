import type { Component, Finding, Result } from "../model.ts";
import { checkFacts, type Rendered, type ReportContext } from "./parts/context.ts";
import { cut, forCsv } from "./parts/escape.ts";
import { componentsById } from "./parts/grouping.ts";
import { baseText, componentText, licenseText, POLICY_ITSELF, placeText, waiverText } from "./parts/wording.ts";

/** A spreadsheet takes 32,767 characters in a cell and cuts what is longer without a word; escapes make some of the text longer. */
const LONGEST = 16_000;

/** One row a component, and a second file with one row a finding; RFC 4180, no cell is a formula. */
export function render(result: Result, context: ReportContext): Rendered {
  return { "components.csv": componentFile(result, context), "findings.csv": findingFile(result, context) };
}

type Column<Row> = readonly [head: string, value: (row: Row) => string | number | null];

function componentFile({ components, findings }: Result, context: ReportContext): string {
  const countOf = (verdict: Finding["verdict"]) => {
    const counts = new Map<string, number>();
    for (const one of findings)
      if (one.verdict === verdict && one.waiver === null) counts.set(one.component, (counts.get(one.component) ?? 0) + 1);
    return counts;
  };
  const [failing, open] = [countOf("fail"), countOf("review")];
  const columns: readonly Column<Component>[] = [
    ["id", ({ id }) => id],
    ["name", ({ name }) => name],
    ["kind", ({ kind }) => kind],
    ["role", ({ role }) => role],
    ["revision", ({ revision }) => revision],
    ["verdict", ({ verdict }) => verdict],
    ["declared", ({ declared }) => list(declared.map(({ value }) => value))],
    ["license", (component) => licenseText(component)],
    ["license_name", ({ concluded }) => (concluded.expression === null ? null : context.licenseName(concluded.expression))],
    ["candidates", ({ concluded }) => list(concluded.candidates)],
    ["basis", ({ concluded }) => concluded.basis],
    ["confidence", ({ concluded }) => concluded.confidence],
    ["classes", ({ concluded }) => list(concluded.classes)],
    ["based_on", ({ basedOn }) => list(basedOn.map(baseText))],
    ["datasets", ({ datasets }) => list(datasets.map(({ name }) => name))],
    ["restrictions_and_conditions", (component) => list(binding(component))],
    ["obligations_unmet", ({ obligations }) => list(obligations.filter(({ state }) => state === "unmet").map(({ term }) => term))],
    ["findings_fail", ({ id }) => failing.get(id) ?? 0],
    ["findings_review", ({ id }) => open.get(id) ?? 0],
    ["places", ({ locations }) => list(locations.map(placeText))],
  ];
  return file(columns, components);
}

function findingFile(result: Result, context: ReportContext): string {
  const names = componentsById(result);
  const columns: readonly Column<Finding>[] = [
    ["fingerprint", ({ fingerprint }) => fingerprint],
    ["verdict", ({ verdict }) => verdict],
    ["check", ({ check }) => check],
    ["title", ({ check }) => checkFacts(check, context).title],
    ["component", ({ component }) => component],
    ["component_name", ({ component }) => nameOf(names.get(component))],
    ["message", ({ message }) => message],
    ["path", ({ location }) => location.path],
    ["line", ({ location }) => location.line],
    ["column", ({ location }) => location.column],
    ["why", ({ because }) => list(because)],
    ["rule", ({ policyLocation }) => (policyLocation === null ? null : placeText(policyLocation))],
    ["fix", ({ fix }) => fix],
    ["baseline", ({ baselineState }) => baselineState],
    ["waiver", ({ waiver }) => (waiver === null ? null : waiverText(waiver))],
    ["waiver_expires", ({ waiver }) => waiver?.expires ?? null],
    ["waiver_approved_by", ({ waiver }) => waiver?.approvedBy ?? null],
  ];
  return file(columns, result.findings);
}

function nameOf(component: Component | undefined): string {
  return component === undefined ? POLICY_ITSELF : componentText(component);
}

function binding({ terms }: Component): readonly string[] {
  return terms.filter(({ effect }) => effect === "restriction" || effect === "condition").map(({ term }) => term);
}

function list(values: readonly string[]): string {
  return [...new Set(values)].join("; ");
}

function file<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = [columns.map(([head]) => head), ...rows.map((row) => columns.map(([, value]) => cell(value(row))))];
  return lines.map((cells) => `${cells.join(",")}\r\n`).join("");
}

function cell(value: string | number | null): string {
  return value === null ? "" : typeof value === "number" ? String(value) : forCsv(cut(value, LONGEST));
}
