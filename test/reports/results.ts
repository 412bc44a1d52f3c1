import { readFileSync } from "node:fs";
import { reportContext } from "../../src/commands/report-context.ts";
import type { Result } from "../../src/model.ts";
import { reportFormats } from "../../src/reports/registry.ts";
import { FIXTURES } from "../harness/places.ts";
import { modelterms } from "../harness/program.ts";

export const FORMATS = Object.keys(reportFormats);

/** A result with one of everything that a report shows. */
export const everything = frozen(read("result.json") as Result);
/** Texts that one format or another would obey. */
export const hostileTexts = Object.entries(read("hostile.json") as Readonly<Record<string, string>>);

export async function product(): Promise<Result> {
  const { output } = await modelterms(["scan", `${FIXTURES}repositories/product`, "--format", "json"]);
  return JSON.parse(output) as Result;
}

/** The files of a report: one without a name, or several. */
export async function rendered(format: string, result: Result): Promise<Readonly<Record<string, string>>> {
  const load = reportFormats[format];
  if (load === undefined) throw new Error(`no format ${format}`);
  const report = (await load()).render(result, reportContext(result));
  return typeof report === "string" ? { "": report } : report;
}

export async function text(format: string, result: Result): Promise<string> {
  return Object.values(await rendered(format, result))[0] ?? "";
}

const FIXED = new Set("version date kind role basis relation effect state verdict baselineState classes as class".split(" "));
const JOINED = new Set(["id", "fingerprint"]);

/** The same result with this text in every field that files, policies or other programs fill. */
export function poisoned(hostile: string): Result {
  const visit = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((one) => visit(one, key));
    if (typeof value === "string") return JOINED.has(key) ? `${value}${hostile}` : FIXED.has(key) ? value : hostile;
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, visit(inner, name)]));
  };
  const result = visit(everything, "") as Result;
  return {
    ...result,
    tool: { name: "modelterms", version: hostile },
    scan: { ...result.scan, policy: { ...result.scan.policy, organization: { [hostile]: hostile } } },
    findings: result.findings.map((finding, at) => ({ ...finding, component: `${everything.findings[at]?.component ?? ""}${hostile}` })),
  };
}

/** A result with many findings of one component. */
export function manyFindings(count: number): Result {
  const [finding] = everything.findings;
  if (finding === undefined) throw new Error("no finding in the fixture");
  const findings = Array.from({ length: count }, (_, at) => ({
    ...finding,
    verdict: at % 2 === 0 ? ("review" as const) : ("fail" as const),
    location: { ...finding.location, line: at + 1 },
    fingerprint: at.toString(16).padStart(16, "0"),
  }));
  return { ...everything, findings, problems: [] };
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(`${FIXTURES}reports/${name}`, "utf8"));
}

function frozen<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null) {
    for (const inner of Object.values(value)) frozen(inner);
    Object.freeze(value);
  }
  return value;
}
