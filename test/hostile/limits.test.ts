import { expect, test } from "vitest";
import { limits } from "../../src/limits.ts";
import type { Reader, Reading } from "../../src/model.ts";
import { coreml } from "../../src/readers/coreml.ts";
import { gguf } from "../../src/readers/gguf.ts";
import { onnx } from "../../src/readers/onnx.ts";
import { parsePbtxt } from "../../src/readers/parts/pbtxt.ts";
import { ramalamaShortnames } from "../../src/readers/ramalama-shortnames.ts";
import { safetensors } from "../../src/readers/safetensors.ts";
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
    "bytes of a program",
    "run.py",
    (over: number) => padded('AutoModel.from_pretrained("acme/one-7b")\n', limits.referenceBytes + over, "\n"),
    /^larger than 16 MB: not read as References to models in programs and notebooks, .*; "exclude" in the policy leaves it out$/,
  ],
  [
    "bytes of a bill of materials",
    "bom.json",
    (over: number) =>
      padded(
        '{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"machine-learning-model","name":"acme/one"}]}',
        limits.bomBytes + over,
        " ",
      ),
    /^larger than 16 MB: not read as References to models in scripts, environments and configurations, CycloneDX/,
  ],
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
    "mistakes in one long line of Python",
    "models.py",
    (over: number) => `${registry}${over === 0 ? "" : 'b = "x" class C(a '.repeat(200)}${" ".repeat(200_000)}\n`,
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
    "characters of a tag of XML",
    "bom.xml",
    (over: number) => {
      const tag = (filler: string) => `component type="machine-learning-model" x="${filler}"`;
      const filler = "x".repeat(limits.tagCharacters + over - tag("").length);
      return `<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components><${tag(filler)}><name>n</name></component></components></bom>`;
    },
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
    "lines of a card that give credit",
    "README.md",
    (over: number) => `---\nlicense: mit\n---\n${"Built with Acme.\n".repeat(limits.credits + over)}`,
    /^more than 1,000 lines that give credit/,
  ],
  [
    "characters of a line that gives credit",
    "README.md",
    (over: number) => `---\nlicense: mit\n---\n${"Built with Acme.".padEnd(limits.valueCharacters + over, "x")}\n`,
    /^a line that gives credit, longer than 2,000 characters/,
  ],
  [
    "references in a program",
    "app.py",
    (over: number) => Array.from({ length: limits.listEntries + over }, (_, at) => `AutoModel.from_pretrained("acme/m${at}")\n`).join(""),
    /^more than 2000 references to models/,
  ],
  [
    "values that the aliases of YAML expand to",
    "Kitfile",
    (over: number) =>
      `manifestVersion: 1.0.0\na: &a [${"x, ".repeat(999)}]\nmodel: [${"*a, ".repeat(100)}]\n${over === 0 ? "" : "more: *a\n"}`,
    /^aliases expand to more than 100000 values/,
  ],
  [
    "brackets of YAML open at once",
    "merge.yml",
    (over: number) => `merge_method: slerp\nmodels: 1\ntext: |\n  ${"[".repeat(1_000 + over)}\n`,
    /^brackets nested deeper than 1000/,
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

/** A weight file, a little at its beginning and nothing behind it, and what the reader makes of it when it has asked for all that it wants. */
async function readWeights(reader: Reader, start: Uint8Array, size: number): Promise<Reading> {
  const path = `m.${reader.ends?.[0]}`;
  const bytes = (limit: number) => {
    const all = new Uint8Array(Math.min(limit, size));
    all.set(start.subarray(0, all.length));
    return all;
  };
  for (let limit = reader.head ?? size; ; ) {
    const reading = await reader.read({ path, bytes: bytes(limit), size });
    if (reading.more === undefined) return reading;
    expect(reading.more).toBeGreaterThan(limit);
    limit = reading.more;
  }
}

/** A protocol buffer's field that holds so many bytes, and those that are given of them. */
function protobufField(number: number, length: number, given: Uint8Array = new Uint8Array()): Uint8Array {
  return Buffer.concat([varint(number * 8 + 2), varint(length), given]);
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let left = value;
  for (; left > 127; left = Math.floor(left / 128)) bytes.push((left % 128) + 128);
  return Uint8Array.from([...bytes, left]);
}

/** A model whose graph is as long as is wanted, with a license behind it. */
function onnxWith(graph: number): { start: Uint8Array; size: number } {
  const entry = Buffer.concat([protobufField(1, 7, Buffer.from("license")), protobufField(2, 3, Buffer.from("mit"))]);
  const head = Buffer.concat([Uint8Array.from([8, 7]), protobufField(7, graph)]);
  const tail = protobufField(14, entry.length, entry);
  const start = new Uint8Array(head.length + graph + tail.length);
  start.set(head);
  start.set(tail, head.length + graph);
  return { start, size: start.length };
}

function tfliteWith(root: number): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32LE(root);
  bytes.write("TFL3", 4);
  return bytes;
}

/** A model whose list of metadata has so many entries, all empty. */
function tfliteOf(buffers: number): Uint8Array {
  const bytes = Buffer.alloc(52 + 4 * buffers);
  bytes.writeUInt32LE(32, 0);
  bytes.write("TFL3", 4);
  // The list of fields: its length, and where field 6 (metadata) stands in the table at 32.
  bytes.writeUInt16LE(18, 8);
  bytes.writeUInt16LE(4, 8 + 4 + 2 * 6);
  bytes.writeInt32LE(32 - 8, 32);
  bytes.writeUInt32LE(48 - 36, 36);
  bytes.writeUInt32LE(buffers, 48);
  return bytes;
}

const { modelBytes, maximumHeaderBytes, headerEntries, flatbufferTables } = limits;
const graph = modelBytes - onnxWith(100).size + 100 - 3;
const safetensorsOf = (length: number) => {
  const start = Buffer.alloc(30);
  start.writeBigUInt64LE(BigInt(length));
  start.write('{"a":', 8);
  return start;
};

/** At the limit nothing is said of it, above it there is a problem. */
test.each([
  [
    "bytes of an ONNX model",
    onnx,
    onnxWith(graph),
    onnxWith(graph + 1),
    /^the metadata of the ONNX model stands behind its first 100 MB: not read$/,
  ],
  [
    "fields of an ONNX model",
    onnx,
    { start: Buffer.from([8, 7].concat(...Array.from({ length: headerEntries - 1 }, () => [16, 1]))), size: 2 * headerEntries },
    { start: Buffer.from([8, 7].concat(...Array.from({ length: headerEntries }, () => [16, 1]))), size: 2 * headerEntries + 2 },
    /^the ONNX model has more than 10000 fields: what stands behind them is not read$/,
  ],
  [
    "bytes of a Core ML description",
    coreml,
    { start: protobufField(2, modelBytes - 5), size: modelBytes },
    { start: protobufField(2, modelBytes - 4), size: modelBytes + 1 },
    /^the description of the Core ML model reaches beyond its first 100 MB: not read$/,
  ],
  [
    "bytes of a TensorFlow Lite model",
    tflite,
    { start: tfliteWith(modelBytes - 4), size: modelBytes + 1 },
    { start: tfliteWith(modelBytes), size: modelBytes + 100 },
    /^the metadata of the TensorFlow Lite model stands behind its first 100 MB: not read$/,
  ],
  [
    "tables of a list in a TensorFlow Lite model",
    tflite,
    { start: tfliteOf(flatbufferTables), size: 52 + 4 * flatbufferTables },
    { start: tfliteOf(flatbufferTables + 1), size: 56 + 4 * flatbufferTables },
    /^the TensorFlow Lite model has more than 100000 buffers: its metadata is not read$/,
  ],
  [
    "bytes of a GGUF header",
    gguf,
    { start: ggufBytes({ "general.license": "mit" }), size: maximumHeaderBytes * 2 },
    { start: ggufText(maximumHeaderBytes - 40), size: maximumHeaderBytes * 2 },
    /^the GGUF header is longer than what is read: what is there is read$/,
  ],
] as const)("%s", async (_name, reader, at, beyond, message) => {
  const limited = ({ problems }: Reading) => problems.filter((problem) => problem.incomplete === true).map((problem) => problem.message);
  expect(limited(await readWeights(reader, at.start, at.size))).toEqual([]);
  expect(limited(await readWeights(reader, beyond.start, beyond.size))).toEqual([expect.stringMatching(message)]);
});

test("bytes of a safetensors header: the format's own limit", async () => {
  const read = async (length: number) =>
    (await readWeights(safetensors, safetensorsOf(length), length + 100)).problems.map(({ message }) => message);
  expect(await read(maximumHeaderBytes)).toEqual(["the header of the safetensors file is malformed: nothing read from it"]);
  expect(await read(maximumHeaderBytes + 1)).toEqual(["not a safetensors file, or cut: the header's length does not fit the file"]);
});

/** The header of a model whose first value is a text that ends so far behind its beginning. */
function ggufText(length: number): Uint8Array {
  const bytes = ggufBytes({ a: "" });
  new DataView(bytes.buffer, bytes.byteOffset).setBigUint64(bytes.length - 8, BigInt(length), true);
  return bytes;
}
