import { readFileSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { limits } from "../../src/limits.ts";
import { newFolder } from "../harness/folders.ts";
import { FIXTURES } from "../harness/places.ts";
import { modelterms } from "../harness/program.ts";

const FIXTURE = readFileSync(`${FIXTURES}reports/result.json`, "utf8");
const result = JSON.parse(FIXTURE) as Record<string, unknown>;
const SAVED = `${FIXTURES}reports/result.json`;

test("a saved result is rendered as the scan would have", async () => {
  const folder = newFolder();
  const json = join(folder, "r.json");
  const formats = ["json", "html", "markdown", "cyclonedx", "notice"];
  const scanned = await modelterms([
    "scan",
    `${FIXTURES}repositories/product`,
    ...formats.flatMap((one) => ["--format", `${one}=${join(folder, `scan.${one}`)}`]),
    "--format",
    `json=${json}`,
    "--format",
    "text",
  ]);
  const rendered = await modelterms([
    "report",
    json,
    ...formats.flatMap((one) => ["--format", `${one}=${join(folder, `report.${one}`)}`]),
    "--format",
    "text",
  ]);
  expect(rendered).toEqual({ code: 0, errors: "", output: scanned.output });
  for (const one of formats)
    expect(readFileSync(join(folder, `report.${one}`), "utf8")).toBe(readFileSync(join(folder, `scan.${one}`), "utf8"));
});

test.each([
  ["never", 0],
  ["fail", 1],
  ["review", 1],
])("--fail-on %s gives %i for a result that fails", async (verdict, code) => {
  expect((await modelterms(["report", SAVED, "--fail-on", verdict])).code).toBe(code);
});

test("what changed between two results; only what is new counts for --fail-on", async () => {
  const folder = newFolder({ "before.json": JSON.stringify({ ...result, findings: [] }) });
  const before = join(folder, "before.json");
  const { code, output, errors } = await modelterms([
    "report",
    before,
    SAVED,
    "--format",
    "markdown",
    "--format",
    `html=${join(folder, "c.html")}`,
    "--format",
    `json=${join(folder, "c.json")}`,
  ]);
  expect({ code, errors }).toEqual({ code: 0, errors: "" });
  expect(output).toContain("**4 new, 1 newly waived**");
  expect(readFileSync(join(folder, "c.html"), "utf8")).toContain("Newly waived (1)");
  expect((JSON.parse(readFileSync(join(folder, "c.json"), "utf8")) as { differences: unknown[] }).differences).toHaveLength(5);
  expect((await modelterms(["report", before, SAVED, "--fail-on", "fail"])).code).toBe(1);
  expect((await modelterms(["report", SAVED, SAVED, "--fail-on", "fail"])).code).toBe(0);
});

test("fields that a later program added are left out, and those that an earlier one lacked are filled", async () => {
  const { vocabulary: _, ...older } = result;
  const folder = newFolder({
    "newer.json": JSON.stringify({ ...result, later: { a: 1 }, summary: { ...(result["summary"] as object), also: 2 } }),
    "older.json": JSON.stringify(older),
    "mark.json": `\ufeff${FIXTURE}`,
  });
  const plain = await modelterms(["report", SAVED, "--format", "json"]);
  for (const name of ["newer.json", "mark.json"])
    expect((await modelterms(["report", join(folder, name), "--format", "json"])).output).toBe(plain.output);
  expect((await modelterms(["report", join(folder, "older.json"), "--format", "html"])).code).toBe(0);
});

describe("what is no result is refused with file and remedy", () => {
  const broken: readonly (readonly [string, string, RegExp])[] = [
    ["foreign", '{"bomFormat":"CycloneDX"}', /neither version nor components/],
    ["a list", "[]", /neither version nor components/],
    ["no JSON", "verdict: fail", /JSON/],
    ["empty", "", /JSON/],
    ["no JSON, over lines and with what a terminal obeys", '{\n\u001b[2J\n"a": ]\n', /^\P{Cc}*JSON\P{Cc}*\n$/u],
    ["a version to come", JSON.stringify({ ...result, version: 2 }), /version 2, and this program reads version 1/],
    ["a verdict that is none", FIXTURE.replace('"verdict": "review"', '"verdict": "maybe"'), /(?:components|findings)\[\d+\]\.verdict/],
    ["a field that is missing", JSON.stringify({ ...result, findings: undefined }), /findings/],
    ["a date that is none", FIXTURE.replace('"date": "2026-11-23"', '"date": "today"'), /scan\.date/],
  ];
  test.each(broken)("%s", async (_, text, reason) => {
    const folder = newFolder({ "r.json": text });
    const { code, output, errors } = await modelterms(["report", join(folder, "r.json"), "--format", "html"]);
    expect({ code, output }).toEqual({ code: 2, output: "" });
    expect(errors).toMatch(reason);
    expect(errors).toContain("r.json: not a result of modelterms");
    expect(errors).toContain("modelterms scan --format json=result.json");
  });

  test("larger than what is read back", async () => {
    const folder = newFolder({ "r.json": FIXTURE });
    truncateSync(join(folder, "r.json"), limits.shardBytes + 1);
    const { code, errors } = await modelterms(["report", join(folder, "r.json"), "--format", "csv"]);
    expect(code).toBe(2);
    expect(errors).toContain("r.json: not a result of modelterms scan --format json (larger than 500 MB)");
  });

  test("three results, and a format that cannot compare", async () => {
    expect(await modelterms(["report", SAVED, SAVED, SAVED])).toMatchObject({
      code: 2,
      errors: expect.stringContaining("two are compared"),
    });
    expect(await modelterms(["report", SAVED, SAVED, "--format", "csv"])).toMatchObject({
      code: 2,
      errors: expect.stringContaining("text, json, markdown, html"),
    });
  });
});
