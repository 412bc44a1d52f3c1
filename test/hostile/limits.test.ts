import { expect, test } from "vitest";
import { limits } from "../../src/limits.ts";
import { ramalamaShortnames } from "../../src/readers/ramalama-shortnames.ts";
import { withinLimits } from "../../src/within-limits.ts";
import { scanFiles } from "../harness/judging.ts";

const card = "---\nlicense: mit\n---\n";
const registry = `from hub import x\nMODELS = {"a": Model(model_id="acme/one-7b", license="mit")}\n`;
const padded = (start: string, size: number, filler: string) => start + filler.repeat(Math.max(0, size - start.length));

/** At the limit there is no problem; above it there is one, with its place, the scan is incomplete, and everything else is read all the same. */
test.each([
  ["bytes of a text", "LICENSE", (over: number) => padded("MIT\n", limits.textBytes + over, "\n"), /^larger than 4 MB/],
  [
    "characters of Python",
    "models.py",
    (over: number) => padded(registry, limits.pythonCharacters + over, "\n"),
    /^longer than 1000000 characters/,
  ],
  [
    "nesting of YAML",
    "Kitfile",
    (over: number) => `manifestVersion: 1.0.0\nmodel: ${"[".repeat(limits.depth - 1 + over)}${"]".repeat(limits.depth - 1 + over)}\n`,
    /^nested deeper than 100/,
  ],
  [
    "nesting of JSON",
    "config.json",
    (over: number) => `{"model_type": "llama", "a": ${"[".repeat(limits.depth - 1 + over)}${"]".repeat(limits.depth - 1 + over)}}`,
    /^nested deeper than 100/,
  ],
  [
    "characters of a license's name in JSON",
    "meta.json",
    (over: number) => `{"lang": "en", "name": "x", "spacy_version": ">=3", "license": "${"x".repeat(limits.valueCharacters + over)}"}`,
    /^a value longer than 2,000 characters/,
  ],
  [
    "characters of a license's name in YAML",
    "README.md",
    (over: number) => `---\npipeline_tag: text-generation\nlicense: ${"x".repeat(limits.valueCharacters + over)}\n---\n`,
    /^a value longer than 2,000 characters/,
  ],
  [
    "tags of a card",
    "README.md",
    (over: number) => `---\nlicense: mit\ntags:\n${"- x\n".repeat(limits.listEntries + over)}---\n`,
    /^more than 2,000 tags: the other 1 are not read/,
  ],
  [
    "licenses of a card",
    "README.md",
    (over: number) => `---\nlicense:\n${"- mit\n".repeat(limits.listEntries + over)}---\n`,
    /^more than 2,000 licenses: the other 1 are not read/,
  ],
  [
    "base models of a card",
    "README.md",
    (over: number) =>
      `---\nlicense: mit\nbase_model:\n${Array.from({ length: limits.listEntries + over }, (_, at) => `- acme/b${at}\n`).join("")}---\n`,
    /^more than 2,000 bases: the other 1 are not read/,
  ],
  [
    "what a card says of its terms",
    "README.md",
    (over: number) => `---\nlicense: mit\n---\n\n${padded("The license. ", 200_000 + over, "x")}\n`,
    /^the card says more of its terms than 200,000 characters/,
  ],
] as const)("%s", async (_name, path, content, message) => {
  const said = async (over: number) => {
    const { problems, scan, components } = await scanFiles({ [`a/${path}`]: content(over), "z/README.md": card }, null);
    expect(components.some(({ name }) => name === "z")).toBe(true);
    return { complete: scan.complete, problems: problems.filter((problem) => problem.incomplete === true) };
  };
  expect(await said(0)).toEqual({ complete: true, problems: [] });
  const over = await said(1);
  expect(over.complete).toBe(false);
  expect(over.problems[0]?.message).toMatch(message);
  expect(over.problems[0]?.location.path).toBe(`a/${path}`);
});

test("entries of a list of models", async () => {
  const read = async (count: number) => {
    const lines = Array.from({ length: count }, (_, at) => `"m${at}" = "hf://acme/m${at}"`);
    const bytes = new TextEncoder().encode(["[shortnames]", ...lines].join("\n"));
    const { declarations, problems } = withinLimits(await ramalamaShortnames.read({ path: "shortnames.conf", bytes, size: bytes.length }));
    return { count: declarations.length, problems };
  };
  expect(await read(limits.declarations)).toEqual({ count: limits.declarations, problems: [] });
  expect(await read(limits.declarations + 2)).toEqual({
    count: limits.declarations,
    problems: [
      {
        message: "more than 20,000 entries: the other 2 are not read",
        location: expect.objectContaining({ path: "shortnames.conf", line: limits.declarations + 2 }),
        incomplete: true,
      },
    ],
  });
});
