import { describe, expect, test } from "vitest";
import { field, text } from "../../src/formats/node.ts";
import { parseToml } from "../../src/formats/toml.ts";
import { textsOf } from "../harness/values.ts";
import { readsWhatever } from "./whatever.ts";

const path = "a.toml";
const SAMPLES = [
  'top = 1 # note\n[a.b]\n"c d" = "x\\n\\u00e9"\ne.f = \'raw\\\'\n',
  '[[model]]\nlicense = "MIT"\nshape = [1,\n  2, # two\n]\n\n[[model]]\nlicense = "Apache-2.0"\nof = { a = { b = true } }\n[model.part]\nx = 1979-05-27\n',
  'long = """\none\ntwo"""\nplain = \'\'\'a = "b"\'\'\'\n',
];

describe("TOML", () => {
  test("tables, lists of tables, dotted keys and values of every kind", () => {
    const read = (source = "") => textsOf(parseToml(source, path).value);
    expect(SAMPLES.flatMap((source) => parseToml(source, path).problems)).toEqual([]);
    expect(read(SAMPLES[0])).toEqual({ top: "1", a: { b: { "c d": "x\né", e: { f: "raw\\" } } } });
    expect(read(SAMPLES[1])).toEqual({
      model: [
        { license: "MIT", shape: ["1", "2"] },
        { license: "Apache-2.0", of: { a: { b: "true" } }, part: { x: "1979-05-27" } },
      ],
    });
    expect(read(SAMPLES[2])).toEqual({ long: "one\ntwo", plain: 'a = "b"' });
  });

  test("what is not understood is a problem at its line, and the rest is read", () => {
    const { value, problems } = parseToml('a = 1\nb = = 2\n[c\nlicense = "MIT"\n', path);
    expect(problems.map(({ location }) => location)).toEqual([{ path, line: 2, column: 5 }]);
    expect(text(field(value, "license"))).toEqual({ value: "MIT", location: { path, line: 4, column: 11 } });
  });

  test("never throws, and names places inside the text, whatever it reads", () => {
    readsWhatever(path, SAMPLES, 500, (source) => {
      const { value, problems } = parseToml(source, path);
      return { values: [value], problems };
    });
  });

  test("brackets however deep are read without an overflow", () => {
    expect(parseToml(`a = ${"[".repeat(100_000)}`, path).problems).toHaveLength(1);
    expect(parseToml(`a${".b".repeat(100_000)} = 1`, path).problems).toHaveLength(1);
  });
});
