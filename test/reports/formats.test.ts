import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { describe, expect, test } from "vitest";
import type { Result } from "../../src/model.ts";
import { newFolder } from "../harness/folders.ts";
import { FIXTURES } from "../harness/places.ts";
import { modelterms } from "../harness/program.ts";
import { everything, FORMATS, manyFindings, product, rendered, text } from "./results.ts";
import { cyclonedxValidator, hasMultitool, hasSarifSchema, hasSpdxModel, multitool, sarifValidator, spdxValidator } from "./validators.ts";

const results: Readonly<Record<string, () => Promise<Result>>> = { "the example repository": product, everything: async () => everything };
const names = Object.keys(results);
const resultOf = (name: string) => results[name]?.() ?? Promise.reject(new Error(name));

test.each(FORMATS)("%s gives the same bytes for the same result, and leaves the result alone", async (format) => {
  const copy = structuredClone(everything);
  expect(await rendered(format, everything)).toEqual(await rendered(format, copy));
  expect(copy).toEqual(everything);
});

test("every format comes from the program, and a second file lies beside the first", async () => {
  const folder = newFolder();
  const args = FORMATS.flatMap((format) => ["--format", `${format}=${join(folder, `out.${format}`)}`]);
  const { code, errors } = await modelterms(["scan", `${FIXTURES}repositories/product`, ...args, "--format", "csv"]);
  expect({ code, errors }).toEqual({ code: 1, errors: "" });
  const result = await product();
  for (const format of FORMATS) expect(readFileSync(join(folder, `out.${format}`), "utf8")).toBe(await text(format, result));
  expect(readFileSync(join(folder, "out-findings.csv"), "utf8")).toBe((await rendered("csv", result))["findings.csv"]);
});

describe.each(names)("SARIF of %s", (name) => {
  test.skipIf(!hasSarifSchema)("is valid by the schema", async () => {
    const validate = sarifValidator();
    expect(validate(JSON.parse(await text("sarif", await resultOf(name)))), JSON.stringify(validate.errors)).toBe(true);
  });
});

test.skipIf(!hasMultitool)("SARIF has neither errors nor warnings by Microsoft's validator with GitHub's rules", async () => {
  const reports = await Promise.all(names.map(async (name) => text("sarif", await resultOf(name))));
  expect(await multitool(reports)).toEqual([]);
  expect((await multitool(reports.map((report) => report.replaceAll(/"ruleIndex": \d+/g, '"ruleIndex": 999')))).length).toBeGreaterThan(0);
});

interface Sarif {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string; readonly helpUri: string }[] } };
    readonly invocations: readonly {
      readonly executionSuccessful: boolean;
      readonly toolExecutionNotifications: readonly { message: { text: string } }[];
    }[];
    readonly results: readonly Readonly<Record<string, unknown>>[];
  }[];
}
const sarifRun = async (result: Result) => {
  const run = (JSON.parse(await text("sarif", result)) as Sarif).runs[0];
  if (run === undefined) throw new Error("no run");
  return run;
};

describe("SARIF", () => {
  test("lists every check, hit or not, with an anchor, and leaves passes out", async () => {
    const { tool, results: found, invocations } = await sarifRun(everything);
    const rules = tool.driver.rules;
    expect(rules.length).toBeGreaterThan(20);
    for (const { id, helpUri } of rules) expect(helpUri.endsWith(`#${id.replace("modelterms/", "")}`)).toBe(true);
    expect(found).toHaveLength(5);
    expect(invocations[0]?.executionSuccessful).toBe(false);
    expect(invocations[0]?.toolExecutionNotifications).toHaveLength(2);
    for (const one of found) expect(rules[one["ruleIndex"] as number]?.id).toBe(one["ruleId"]);
  });

  test("keeps waivers, baseline, fingerprints and places", async () => {
    const { results: found } = await sarifRun(everything);
    expect(found[0]).toMatchObject({
      ruleId: "modelterms/lineage-conflict",
      level: "error",
      partialFingerprints: { "modelterms/v1": "0000000000000001" },
      locations: [
        { physicalLocation: { artifactLocation: { uri: "models/bot/README.md", uriBaseId: "%SRCROOT%" }, region: { startLine: 2 } } },
      ],
      relatedLocations: [{ id: 1 }, { id: 2 }],
    });
    const waived = found.find(({ suppressions }) => suppressions !== undefined);
    expect(waived).toMatchObject({
      baselineState: "new",
      suppressions: [{ kind: "external", justification: "waived until 2027-03-31 by legal@acme.example: signed agreement" }],
    });
    expect(found.at(-1)).toBe(waived);
  });

  test("percent-encodes paths, and sees them from the repository where a folder of it is scanned", async () => {
    const [finding] = everything.findings;
    if (finding === undefined) throw new Error("no finding");
    const location = { path: "a b/ü#?%/[x].md", line: 1, column: 1 };
    const result = { ...everything, scan: { ...everything.scan, target: "./models/" }, findings: [{ ...finding, location }] };
    const { results: found } = await sarifRun(result);
    expect(JSON.stringify(found[0])).toContain('"uri":"models/a%20b/%C3%BC%23%3F%25/%5Bx%5D.md"');
    expect(await text("github", result)).toContain("file=models/a b/ü#?%25/[x].md,line=1");
  });

  test("keeps 5,000 results, those that fail first, and says how many are left out", async () => {
    const { results: found, invocations } = await sarifRun(manyFindings(5400));
    expect(found).toHaveLength(5000);
    expect(found.filter(({ level }) => level === "error")).toHaveLength(2700);
    expect(invocations[0]?.toolExecutionNotifications[0]?.message.text).toContain("400 findings left out");
  });
});

describe("github", () => {
  test("has 10 of each level, the last of which counts the rest", async () => {
    const lines = (await text("github", manyFindings(50))).trimEnd().split("\n");
    expect(lines.filter((line) => line.startsWith("::error "))).toHaveLength(10);
    expect(lines.filter((line) => line.startsWith("::warning "))).toHaveLength(10);
    expect(lines[9]).toContain("and 16 more errors");
  });

  test("says once what several clauses of one license ask", async () => {
    const [first] = everything.findings;
    if (first === undefined) throw new Error("no finding");
    const clauses = ["section 1", "section 2"].map((message) => ({ ...first, message, because: ["what is known of it", message] }));
    const lines = (await text("github", { ...everything, findings: clauses, problems: [] })).trimEnd().split("\n");
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain("%0Asection 1%0Asection 2%0Awhy: what is known of it; section 1; section 2%0A");
  });

  test("has no more than 4,096 characters a message, and does not repeat what a baseline knows", async () => {
    const [first] = everything.findings;
    if (first === undefined) throw new Error("no finding");
    const long = { ...everything, findings: [{ ...first, message: "x".repeat(9000), because: ["y".repeat(9000)] }], problems: [] };
    const [line = ""] = (await text("github", long)).split("\n");
    expect(decodeURIComponent(line.slice(line.indexOf("::", 2) + 2)).length).toBeLessThanOrEqual(4096);
    expect(line).toContain("characters left out");
    const unchanged = { ...everything, findings: [{ ...first, baselineState: "unchanged" as const }], problems: [] };
    expect((await text("github", unchanged)).trim().split("\n")).toHaveLength(1);
  });
});

test.each(names)("JUnit of %s is well-formed and counts what it holds", async (name) => {
  const result = await resultOf(name);
  const xml = await text("junit", result);
  expect(XMLValidator.validate(xml)).toBe(true);
  const parser = new XMLParser({ ignoreAttributes: false, isArray: (tag) => tag === "testsuite" || tag === "testcase" });
  const { testsuites } = parser.parse(xml) as { testsuites: Record<string, unknown> & { testsuite: Record<string, unknown>[] } };
  expect(Number(testsuites["@_tests"])).toBe(result.findings.length + result.problems.length);
  expect(Number(testsuites["@_failures"])).toBe(
    result.findings.filter(({ verdict, waiver }) => verdict === "fail" && waiver === null).length,
  );
  expect(Number(testsuites["@_errors"])).toBe(result.problems.length);
  for (const suite of testsuites.testsuite) {
    const cases = (suite["testcase"] ?? []) as Record<string, unknown>[];
    expect(cases).toHaveLength(Number(suite["@_tests"]));
    expect(new Set(cases.map((one) => one["@_name"])).size).toBe(cases.length);
  }
});

test.each(names)("CSV of %s has a row for each component and each finding", async (name) => {
  const result = await resultOf(name);
  const files = await rendered("csv", result);
  const rows = (file: string) => parse(files[file] ?? "", { columns: true, record_delimiter: "\r\n" }) as Record<string, string>[];
  expect(rows("components.csv").map(({ id }) => id)).toEqual(result.components.map(({ id }) => id));
  expect(rows("findings.csv").map(({ fingerprint }) => fingerprint)).toEqual(result.findings.map(({ fingerprint }) => fingerprint));
});

describe.each(names)("CycloneDX of %s", (name) => {
  test("is valid by the official schema", async () => {
    const validate = cyclonedxValidator();
    expect(validate(JSON.parse(await text("cyclonedx", await resultOf(name)))), JSON.stringify(validate.errors)).toBe(true);
  });
});

test("CycloneDX keeps declared and concluded apart", async () => {
  const bom = JSON.parse(await text("cyclonedx", everything)) as {
    serialNumber: string;
    components: Record<string, unknown>[];
    annotations: unknown[];
  };
  expect(bom.serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(bom.components[0]).toMatchObject({
    type: "machine-learning-model",
    group: "acme",
    name: "support-bot-8b",
    purl: "pkg:huggingface/acme/support-bot-8b@v1.2",
    pedigree: { ancestors: [{ purl: "pkg:huggingface/meta-llama/Llama-3.1-8B" }, { name: "somewhere" }] },
    modelCard: { modelParameters: { datasets: [{ ref: "name:acme/tickets" }, { type: "dataset", name: "other/data" }] } },
    licenses: [
      { expression: "Apache-2.0", acknowledgement: "declared" },
      { license: { name: "in-house", acknowledgement: "declared", url: "https://acme.example/license" } },
      {
        expression: "Apache-2.0 OR LicenseRef-llama-3.1",
        acknowledgement: "concluded",
        expressionDetails: [{ licenseIdentifier: "LicenseRef-llama-3.1" }],
      },
    ],
  });
  expect(bom.annotations).toHaveLength(7);
});

interface Node {
  readonly type: string;
  readonly spdxId: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly relationshipType: string;
}

describe.each(names)("SPDX of %s", (name) => {
  test.skipIf(!hasSpdxModel)("conforms to the shapes of the 3.0.1 model", async () => {
    expect(await spdxValidator()(await text("spdx", await resultOf(name)))).toEqual([]);
  });

  test("gives every package exactly one declared and one concluded license, and refers to what it holds", async () => {
    const graph = (JSON.parse(await text("spdx", await resultOf(name))) as { "@graph": Node[] })["@graph"];
    const ids = new Set(graph.map(({ spdxId }) => spdxId));
    for (const { spdxId } of graph.filter(({ type }) => type.endsWith("Package"))) {
      const types = graph.filter(({ from }) => from === spdxId).map(({ relationshipType }) => relationshipType);
      expect(types.filter((type) => type === "hasDeclaredLicense")).toHaveLength(1);
      expect(types.filter((type) => type === "hasConcludedLicense")).toHaveLength(1);
    }
    for (const { to = [] } of graph)
      for (const id of to) expect(ids.has(id) || id === "expandedlicensing_NoAssertionLicense", id).toBe(true);
    expect(ids.size).toBe(graph.length);
  });
});

test.skipIf(!hasSpdxModel)("the shapes find what is wrong", async () => {
  const document = (await text("spdx", everything))
    .replace('"dataset_datasetType"', '"comment"')
    .replaceAll('"simplelicensing_licenseText"', '"summary"');
  expect((await spdxValidator()(document)).length).toBeGreaterThan(1);
});

test.each(["github", "markdown", "junit", "sarif", "cyclonedx", "spdx"])("%s says the same words as the others", async (format) => {
  const report = await text(format, everything);
  for (const words of ["6 components: 1 fails, 1 needs review, 2 pass"])
    expect(format === "cyclonedx" || report.includes(words)).toBe(true);
  for (const words of ["what was found", "first; second", "waived until 2027-03-31 by"]) expect(report).toContain(words);
});

test("Markdown is the answer first, then what must be done, and names the policy with its hash", async () => {
  const report = await text("markdown", everything);
  const headings = [...report.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
  expect(headings).toEqual([
    "Findings (4 open)",
    "Components",
    "Terms in plain words",
    "Waivers",
    "Attestations",
    "2 problems in files",
    "Scan",
  ]);
  expect(report).toContain(`SHA-256 \`${"ab".repeat(32)}\``);
  expect(report).toContain("Not legal advice.");
});
