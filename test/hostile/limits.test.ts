import { expect, test } from "vitest";
import { limits } from "../../src/limits.ts";
import { parsePbtxt } from "../../src/readers/parts/pbtxt.ts";
import { ramalamaShortnames } from "../../src/readers/ramalama-shortnames.ts";
import { tflite } from "../../src/readers/tflite.ts";
import { withinLimits } from "../../src/within-limits.ts";
import { scanFiles } from "../harness/judging.ts";
import { ggufBytes } from "../harness/weights.ts";

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
    /^longer than 500000 characters/,
  ],
  [
    "mistakes in Python",
    "models.py",
    (over: number) => `${registry}${over === 0 ? "" : 'f("a" "b" = ] '.repeat(2_000)}\n`,
    /^Python: more mistakes than are followed/,
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
    "constants of Python that lead to constants",
    "models.py",
    (over: number) =>
      `${Array.from({ length: 9 + over }, (_, at) => `c${at} = c${at + 1}\n`).join("")}c${9 + over} = "mit"\nMODELS = {"a": Model(model_id="acme/one-7b", license=c1, other=c${over === 0 ? 1 : 0})}\n`,
    /^Python: constants that lead through more than 8 others/,
  ],
  [
    "values of Python out of constants that name each other twice",
    "models.py",
    (over: number) =>
      `${Array.from({ length: 8 }, (_, at) => `c${at} = [${`c${at + 1}, `.repeat(over === 0 ? 2 : 8)}]\n`).join("")}c8 = "mit"\nMODELS = {"a": Model(model_id="acme/one-7b", license=c0)}\n`,
    /^Python: more than 200000 values/,
  ],
  [
    "nesting of Python values",
    "models.py",
    (over: number) =>
      `MODELS = {"a": Model(model_id="acme/one-7b", license="mit", x=${"[".repeat(limits.depth - 1 + over)}1${"]".repeat(limits.depth - 1 + over)})}\n`,
    /^Python: nested deeper than 100/,
  ],
  [
    "nesting of XML",
    "bom.xml",
    (over: number) =>
      `<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components><component type="machine-learning-model"><name>n</name>${"<a>".repeat(limits.depth - 3 + over)}${"</a>".repeat(limits.depth - 3 + over)}</component></components></bom>`,
    /a tag longer or deeper than what is read/,
  ],
  [
    "entries of a GGUF header",
    "m.gguf",
    (over: number) => ggufBytes(Object.fromEntries(Array.from({ length: limits.headerEntries + over }, (_, at) => [`k${at}`, true]))),
    /^the GGUF header has more entries/,
  ],
  [
    "tags of a GGUF header",
    "m.gguf",
    (over: number) => ggufBytes({ "general.license": "mit", "general.tags": Array.from({ length: limits.listEntries + over }, () => "x") }),
    /^more than 2,000 tags: the other 1 are not read/,
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
    /^the card says more of its terms than 200000 characters/,
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

test("nesting of protocol buffer text", () => {
  const read = (depth: number) => parsePbtxt(`${"a { ".repeat(depth)}${"} ".repeat(depth)}`, "config.pbtxt").problems;
  expect(read(limits.depth)).toEqual([]);
  expect(read(limits.depth + 1)).toEqual([
    {
      message: "protocol buffer text: nested deeper than 100: not read further",
      location: { path: "config.pbtxt", line: 1, column: 4 * limits.depth + 3 },
      incomplete: true,
    },
  ]);
});

test("bytes of a TensorFlow Lite model in which its metadata are looked for", async () => {
  const model = (root: number, size: number) => {
    const bytes = Buffer.alloc(size);
    bytes.writeUInt32LE(root);
    bytes.write("TFL3", 4);
    return { path: "m.tflite", bytes: new Uint8Array(bytes), size: 20_000_000 };
  };
  expect((await tflite.read(model(17_000_000, 65_536))).more).toBe(16_000_000);
  const { problems, more } = await tflite.read(model(17_000_000, 16_000_000));
  expect({ problems, more }).toEqual({
    problems: [
      {
        message: "the metadata of the TensorFlow Lite model stands behind its first 16 MB: not read",
        location: { path: "m.tflite", line: null, column: null },
        incomplete: true,
      },
    ],
    more: undefined,
  });
});
