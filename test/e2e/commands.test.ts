import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { newFolder } from "../harness/folders.ts";
import { ROOT } from "../harness/places.ts";
import { modelterms } from "../harness/program.ts";

describe("policy", () => {
  test("init writes a policy that is valid, and does not overwrite", async () => {
    const cwd = newFolder();
    expect(
      (await modelterms(["policy", "init", "--extends", "research", "--uses", "research,internal", "--territories", "DE"], { cwd })).code,
    ).toBe(0);
    expect(readFileSync(join(cwd, "modelterms.yml"), "utf8")).toContain("uses: [research, internal]");
    expect((await modelterms(["policy", "check"], { cwd })).output).toContain("modelterms.yml: valid");
    const again = await modelterms(["policy", "init"], { cwd });
    expect([again.code, again.errors]).toEqual([2, expect.stringContaining("--force")]);
    const misspelled = await modelterms(["policy", "init", "--uses", "comercial", "--force"], { cwd });
    expect([misspelled.code, misspelled.errors]).toEqual([2, expect.stringContaining("did you mean commercial?")]);
  });

  test.each([
    ["nothing answered", []],
    ["uses alone", ["--uses", "research"]],
    ["territories alone", ["--territories", "DE,EU"]],
  ])("init with %s is valid, and stays so when its comments are taken for what they show", async (_, flags) => {
    const cwd = newFolder();
    await modelterms(["policy", "init", ...flags], { cwd });
    const path = join(cwd, "modelterms.yml");
    const written = readFileSync(path, "utf8");
    expect((await modelterms(["policy", "check"], { cwd })).output).toContain("modelterms.yml: valid");
    writeFileSync(path, written.replace(/^# (?=[a-z]+:| {2})/gm, "").replaceAll(/^#(?= {3})/gm, ""));
    expect(await modelterms(["policy", "check"], { cwd })).toMatchObject({ code: 0, errors: "" });
  });

  test("check names file, line, column and remedy", async () => {
    const cwd = newFolder({ "modelterms.yml": "licences:\n  allow: [MIT]\n" });
    const { code, errors } = await modelterms(["policy", "check"], { cwd });
    expect([code, errors]).toEqual([2, expect.stringContaining("modelterms.yml:1:1: unknown key licences; did you mean licenses?")]);
  });

  test("test runs the policy's own cases and says why one came out otherwise", async () => {
    const cases = "tests:\n  - { model: { license: cc-by-nc-4.0 }, expect: fail }\n  - { model: { license: mit }, expect: fail }\n";
    const cwd = newFolder({ "modelterms.yml": `extends: [modelterms:commercial-product]\n${cases}` });
    const { code, output } = await modelterms(["policy", "test"], { cwd });
    expect(code).toBe(1);
    expect(output).toContain("ok     license: cc-by-nc-4.0: fail");
    expect(output).toContain("WRONG  license: mit: pass, expected fail");
    expect(output).toContain("1 right, 1 wrong");
  });

  test("show prints the effective policy with origins; !reset starts a list over", async () => {
    const cwd = newFolder({ "modelterms.yml": "extends: [modelterms:commercial-product]\nlicenses:\n  review: !reset [MIT]\n" });
    const { output } = await modelterms(["policy", "show"], { cwd });
    expect(output).toMatch(/- permissive +# modelterms:commercial-product:\d+/);
    expect(output).toMatch(/- MIT +# modelterms\.yml:3/);
    expect(output).not.toContain("- copyleft");
  });

  test.each(["permissive-only", "commercial-product", "hosted-service", "research", "inventory-only"])(
    "the shipped policy %s is valid",
    async (name) => {
      const cwd = newFolder({ "modelterms.yml": `extends: [modelterms:${name}]\n` });
      expect((await modelterms(["policy", "check"], { cwd })).code).toBe(0);
    },
  );
});

describe("explain", () => {
  test("a license with its sections, and what differs from the version before", async () => {
    const { output } = await modelterms(["explain", "llama-3.1"]);
    expect(output).toContain("Llama 3.1 Community License Agreement");
    expect(output).toMatch(/mau-threshold[\s\S]*section 2/);
    expect(output).toContain("What differs from the version before it, LicenseRef-llama-3");
  });

  test("a term, a check, a family, and the nearest names for what is not known", async () => {
    expect((await modelterms(["explain", "mau-threshold"])).output).toContain("organization.monthly-active-users");
    expect((await modelterms(["explain", "lineage-conflict"])).output).toContain("How to fix it");
    expect((await modelterms(["explain", "openrail"])).output).toContain("It may mean");
    const { code, errors } = await modelterms(["explain", "lama-3"]);
    expect([code, errors]).toEqual([2, expect.stringContaining("did you mean llama-3")]);
  });

  test("who a license is by, in plain words", async () => {
    expect((await modelterms(["explain", "llama-3.1"])).output).toContain("By Meta. Version");
    for (const name of ["soml-1.0", "open-weights-permissive-1.0.0"])
      expect((await modelterms(["explain", name])).output).toContain("By a community rather than an organization. Version");
  });

  test("a finding by its fingerprint, from the words in the file to the verdict", async () => {
    const cwd = `${ROOT}fixtures/repositories/product`;
    const { output } = await modelterms(["scan", "--format", "json"], { cwd });
    const { findings } = JSON.parse(output) as { findings: { check: string; fingerprint: string }[] };
    const fingerprint = findings.find(({ check }) => check === "lineage-conflict")?.fingerprint ?? "";
    const explained = await modelterms(["explain", fingerprint], { cwd });
    expect(explained.output).toContain("models/support-bot/README.md:2:10");
    expect(explained.output).toContain("Apache-2.0 has no such term");
  });
});

describe("identify", () => {
  test("names the license, and what a modified one holds besides", async () => {
    const license = readFileSync(`${ROOT}LICENSE`, "utf8");
    const more =
      "\nAdditional condition: if your company has more than 5 million monthly active users, you must request a separate license from us.\n";
    const cwd = newFolder({ exact: license, modified: license + more, none: "Buy milk.\n" });
    const { code, output } = await modelterms(["identify", "exact", "modified", "none", "--format", "json"], { cwd });
    expect(code).toBe(0);
    const [exact, modified, none] = JSON.parse(output) as {
      matches: { license: string; kind: string; unmatched: unknown[] }[];
      terms: { term: string; license: string | null; value: { value?: number } | null }[];
    }[];
    expect(exact?.matches).toMatchObject([{ license: "Apache-2.0", kind: "exact", unmatched: [] }]);
    expect(modified?.matches[0]).toMatchObject({ license: "Apache-2.0", kind: "modified" });
    expect(modified?.matches[0]?.unmatched.length).toBeGreaterThan(0);
    expect(modified?.terms.find(({ license: known, term }) => known === null && term === "mau-threshold")?.value?.value).toBe(5_000_000);
    expect(none?.matches).toEqual([]);
  });

  test("calls a part of a free license unknown: what it leaves out may restrict", async () => {
    const license = readFileSync(`${ROOT}LICENSE`, "utf8");
    const cwd = newFolder({ license, part: license.slice(0, license.length * 0.6) });
    const { output } = await modelterms(["identify", "license", "part", "--format", "json"], { cwd });
    const [whole, part] = JSON.parse(output) as { matches: { license: string; kind: string }[]; classes: string[] }[];
    expect(whole?.classes).toEqual(["permissive"]);
    expect(part?.matches).toMatchObject([{ license: "Apache-2.0", kind: "partial" }]);
    expect(part?.classes).toEqual(["unknown"]);
  });

  test("says of a model with a part of a free license that its class is unknown", async () => {
    const license = readFileSync(`${ROOT}LICENSE`, "utf8");
    const card = "---\npipeline_tag: text-generation\n---\n# Heron\n";
    const cwd = newFolder({ "heron/README.md": card, "heron/model.safetensors": "", "heron/LICENSE": license.slice(license.length * 0.4) });
    const { output } = await modelterms(["scan", "--format", "json"], { cwd });
    const { components } = JSON.parse(output) as { components: { texts: { kind: string }[]; concluded: { classes: string[] } }[] };
    expect(components[0]?.texts).toMatchObject([{ kind: "partial" }]);
    expect(components[0]?.concluded.classes).toEqual(["unknown"]);
  });

  test("takes files of the same length for what each of them is", async () => {
    const license = readFileSync(`${ROOT}LICENSE`, "utf8");
    const cwd = newFolder({ license, other: license.replaceAll("e", "o"), prose: "x ".repeat(license.length / 2).padEnd(license.length) });
    const { output } = await modelterms(["identify", "license", "other", "prose", "--format", "json"], { cwd });
    const [first, second, third] = JSON.parse(output) as { matches: { kind: string }[] }[];
    expect(first?.matches).toMatchObject([{ kind: "exact" }]);
    expect(second?.matches.filter(({ kind }) => kind === "exact")).toEqual([]);
    expect(third?.matches).toEqual([]);
  });

  test("files that cannot be read are told, and the others still answered", async () => {
    const license = readFileSync(`${ROOT}LICENSE`, "utf8");
    const cwd = newFolder({ empty: "", license, "folder/license": license, large: "words ".repeat(1_000_000) });
    const { code, output, errors } = await modelterms(
      ["identify", "empty", "folder", "missing", "large", "./license", "--format", "json"],
      {
        cwd,
      },
    );
    expect(code).toBe(2);
    for (const path of ["folder", "missing", "large"]) expect(errors).toContain(`${path}: could not be read`);
    expect(JSON.parse(output)).toMatchObject([
      { path: "empty", matches: [], terms: [] },
      { path: "./license", matches: [{ license: "Apache-2.0", kind: "exact", confidence: 1 }] },
    ]);
  });

  test("a file that is not there is told, and is exit code 2", async () => {
    const { code, errors } = await modelterms(["identify", "nothing-here"]);
    expect([code, errors]).toEqual([2, expect.stringContaining("nothing-here")]);
  });
});

test("notice names every component with its license, base and notices", async () => {
  const { code, output } = await modelterms(["notice", "fixtures/repositories/product"]);
  expect(code).toBe(0);
  expect(output).toContain("Built with Llama");
  expect(output).toContain("Based on: mistralai/Mistral-7B-v0.1 (Apache-2.0)");
  expect(output).toContain("License: unknown");
});
