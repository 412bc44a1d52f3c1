import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Reading } from "../../src/model.ts";
import { ollamaModelfile } from "../../src/readers/ollama-modelfile.ts";
import { mutatedText } from "../harness/mutated.ts";
import { cases } from "../harness/properties.ts";
import { expectInside, expectSaid, placesOfReading } from "../harness/values.ts";

const path = "Modelfile";
const read = async (source: string): Promise<Reading> =>
  ollamaModelfile.read({ path, bytes: new TextEncoder().encode(source), size: null });
const SAMPLES = [
  'FROM llama3.1:8b\nPARAMETER temperature 0.7\nSYSTEM """\nYou are kind.\n"""\nLICENSE "MIT"\n',
  'FROM ./a.gguf\r\nADAPTER ./b.gguf\r\nLICENSE """one\r\ntwo"""\r\n',
  "# note\nfrom hf.co/a/b:Q4_K_M\nMESSAGE user hello\n",
];

describe("a Modelfile", () => {
  test("never makes the reader throw, and names places inside the text", async () => {
    const any = fc.oneof(mutatedText(SAMPLES), fc.string({ maxLength: 150, unit: "binary" }));
    const property = fc.asyncProperty(any, async (source) => {
      const text = Buffer.from(source).toString("utf8");
      const reading = await read(text);
      expectSaid(reading.problems);
      expectInside(placesOfReading(reading), text, path);
    });
    await fc.assert(property, cases(1500));
  });

  test("holds one base model and the license, with their places", async () => {
    const { declarations, problems } = await read('FROM llama3.1:8b\nLICENSE "MIT"\n');
    expect(problems).toEqual([]);
    expect(declarations[0]?.bases).toMatchObject([{ value: "llama3.1:8b", location: { line: 1, column: 6 } }]);
    expect(declarations[0]?.licenses).toMatchObject([{ location: { line: 2 } }]);
    expect(declarations[0]?.licenses?.[0]?.value.replaceAll('"', "")).toBe("MIT");
  });

  test("instructions inside a text of several lines are text", async () => {
    const { declarations } = await read('FROM a\nSYSTEM """\nFROM evil\nLICENSE evil\n"""\nLICENSE mit\n');
    expect(declarations[0]?.bases?.map(({ value }) => value)).toEqual(["a"]);
    expect(declarations[0]?.licenses?.map(({ value }) => value)).toEqual(["mit"]);
  });

  test("a text of several lines is a license text at its first line", async () => {
    const text = Array.from({ length: 5 }, (_, line) => `line ${line} of a license`).join("\n");
    const { licenseFiles } = await read(`FROM a\n\nLICENSE """\n${text}\n"""\n`);
    expect(licenseFiles).toHaveLength(1);
    expect(licenseFiles[0]?.text.trim()).toBe(text);
    expect(licenseFiles[0]?.startLine).toBe(3);
  });
});
