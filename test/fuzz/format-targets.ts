import { readFileSync } from "node:fs";
import { scanCode } from "../../src/formats/code.ts";
import { findFrontMatter } from "../../src/formats/front-matter.ts";
import { readGguf } from "../../src/formats/gguf.ts";
import { parseJson } from "../../src/formats/json.ts";
import { notebookCells } from "../../src/formats/notebook.ts";
import { decodeText } from "../../src/formats/text.ts";
import { parseYaml } from "../../src/formats/yaml.ts";
import { fieldsByLine } from "../../src/formats/yaml-lines.ts";
import { parsePbtxt } from "../../src/readers/parts/pbtxt.ts";
import { protobufFields } from "../../src/readers/parts/protobuf.ts";
import { parseXml } from "../../src/readers/parts/xml.ts";
import { syntaxOf } from "../../src/readers/references/languages.ts";
import { canMatter } from "../../src/readers/references/look.ts";
import { readers } from "../../src/readers/registry.ts";
import { printablePath } from "../../src/sources/source.ts";
import { FIXTURES } from "../harness/places.ts";
import { ggufBytes } from "../harness/weights.ts";
import { mutated } from "./mutate.ts";
import { demandInside, demandJson, demandSame, locationsIn } from "./properties.ts";
import { SCRIPT_SAMPLE } from "./samples.ts";
import { demand, type Target } from "./target.ts";

const PATH = "a/b.txt";
const bytesOf = (text: string) => new TextEncoder().encode(text);
const fixture = (path: string) => new Uint8Array(readFileSync(FIXTURES + path));

const YAML = [
  "license: mit\nbase_model: [a/b, c/d]\n",
  "a: &x {b: 1}\nc:\n  <<: *x\n  d: |\n    text\n   e: >-\n f\n---\nsecond: true\n...\n",
  "- ? complex\n  : value\n- !tag [1, 0x2, 1e3, .nan, ~]\n- 'it''s'\n- \"\\u0041\\n\"\n",
].map(bytesOf);
const JSON_TEXTS = ['{"a": [1, 2.50, -3e4, true, null, "x\\u0041"], "b": {"c": {}}}', '[{"license": "mit"}, // c\n {"x": "y",}]'].map(
  bytesOf,
);
const PBTXT = ['name: "m"\nlayer { name: \'a\' "b" type: 1.5e3 inner < x: [1, 2] > }\n# c\nkey: $\x7bHOLE\x7d;\n'].map(bytesOf);
const XML = [
  '<?xml version="1.0"?><!-- c --><bom xmlns="u"><a b="1" c=\'2\'>t &amp; &#x41;</a><licenses><license/></licenses><![CDATA[x]]></bom>',
].map(bytesOf);
const MARKDOWN = [
  "---\nlicense: mit\n---\n\n# T\n",
  "\n# T\n\n---\nlicense: mit\n---\n",
  "----\nlicense: mit\n----\n",
  "license: mit\n---\n",
].map(bytesOf);
const NOTEBOOK = [
  '{"cells": [{"cell_type": "code", "source": ["a\\n", "b"]}, {"source": "x", "cell_type": "markdown"}], "nbformat": 4}',
].map(bytesOf);
const CODE = [
  SCRIPT_SAMPLE,
  'import a\nx = f"{a}/b"\ncall("""doc""", k=[1, {"m": r\'n\'}])  # c\n',
  'fn main() { let a = "b/c"; /* d */ }',
].map(bytesOf);
const GGUF = [
  ggufBytes({ "general.license": "mit", "general.tags": ["a", "b"], n: 3, f: true }),
  ggufBytes({ "general.base_model.count": 1, "general.base_model.0.repo_url": "https://huggingface.co/a/b" }, 2),
];
const ONNX = [Uint8Array.from([8, 7, 18, 3, 97, 98, 99, 114, 8, 10, 1, 97, 18, 3, 109, 105, 116])];

function textTarget(name: string, seeds: readonly Uint8Array[], read: (text: string) => unknown): Target {
  return target(`format ${name}`, seeds, (bytes) => read(decodeText(bytes).text));
}

function target(name: string, seeds: readonly Uint8Array[], read: (bytes: Uint8Array) => unknown): Target {
  return {
    name,
    generate: (random) => ({ path: PATH, bytes: mutated(seeds, random) }),
    run({ bytes }, random) {
      const read1 = read(bytes);
      demandJson(read1);
      demandInside(locationsIn(read1), PATH, bytes);
      if (random.once(8)) demandSame(read(bytes), read1);
    },
  };
}

/** Everything that a program says to its visitor. */
function codeOf(source: string, name: string): unknown {
  const said: unknown[] = [];
  const inside = (at: number) => demand(at >= 0 && at <= source.length, () => `offset ${at} of a text of ${source.length} characters`);
  const syntax = syntaxOf(name);
  if (syntax === undefined) throw new Error(name);
  scanCode(source, syntax, {
    literal: ({ text, from, key, index }) => {
      inside(from);
      demand(source.startsWith(text, from), () => "a text that does not stand where it is said to stand");
      said.push([text, key, index]);
    },
    comment: (from, to) => {
      inside(from);
      inside(to);
      said.push([from, to]);
    },
    argument: (argument) => said.push(argument),
  });
  return said;
}

/** One target a parser, apart from what readers make of it. */
export function formatTargets(): readonly Target[] {
  const everySeed = [...YAML, ...JSON_TEXTS, ...MARKDOWN, ...CODE, fixture("repositories/product/models/support-bot/README.md")];
  return [
    target(
      "format text",
      [...everySeed, ...GGUF, Uint8Array.from([0xff, 0xfe, 65, 0, 66, 0]), Uint8Array.from([0, 65, 0, 66])],
      decodeText,
    ),
    textTarget("yaml", YAML, (text) => parseYaml(text, { path: PATH, lines: 0 })),
    textTarget("yaml lines", YAML, (text) => fieldsByLine(text, new Set(["license", "a", "second"]), { path: PATH, lines: 0 })),
    textTarget("json", JSON_TEXTS, (text) => parseJson(text, PATH)),
    textTarget("front matter", MARKDOWN, (text) => findFrontMatter(text, PATH)),
    textTarget("notebook", NOTEBOOK, (text) => {
      const read = notebookCells(text);
      for (const cell of read?.cells ?? []) {
        for (const offset of [0, 1, cell.text.length >> 1, cell.text.length]) {
          const place = cell.place(offset);
          demand(place >= 0 && place <= text.length, () => `place ${place} of a notebook of ${text.length} characters`);
        }
      }
      return read === null ? null : { cells: read.cells.map(({ type, text: own }) => [type, own]), cut: read.cut };
    }),
    textTarget("code (Python)", CODE, (text) => codeOf(text, "a.py")),
    textTarget("code (JavaScript)", CODE, (text) => codeOf(text, "a.ts")),
    textTarget("code (others)", CODE, (text) => ["a.go", "a.php", "a.rb", "a.lua", "a.rs"].map((name) => codeOf(text, name))),
    textTarget("protocol buffer text", PBTXT, (text) => parsePbtxt(text, PATH)),
    textTarget("xml", XML, (text) => parseXml(text, PATH, new Set(["licenses"]))),
    target("format protocol buffer", ONNX, (bytes) => protobufFields(bytes, 0, bytes.length)),
    target("format gguf", GGUF, (bytes) => {
      const header = readGguf(bytes);
      return header === null ? null : [header.version, header.stopped, [...header.metadata].map(([key, value]) => [key, String(value)])];
    }),
    target("look for references", everySeed, (bytes) => [canMatter(bytes), canMatter(bytes, true)]),
    target("paths", everySeed, (bytes) => {
      const path = printablePath(bytes.subarray(0, 4096));
      return readers.filter((reader) => reader.matches(path, path.slice(path.lastIndexOf("/") + 1).toLowerCase())).map(({ id }) => id);
    }),
  ];
}
