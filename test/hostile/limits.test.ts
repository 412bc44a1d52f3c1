import { expect, test } from "vitest";
import { limits } from "../../src/limits.ts";
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
