import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseJson } from "../../src/formats/json.ts";
import { field, text } from "../../src/formats/node.ts";
import { cases } from "../harness/properties.ts";
import { expectInside, placesOf, textsOf } from "../harness/values.ts";
import { readsWhatever } from "./whatever.ts";

const path = "a.json";
const SAMPLES = [
  '{"license": "mit", "a": [1, 2.5e3, true, null, {"b": "\\u00e9\\n"}]}',
  '[\n  "x",\n  {"y": {}}\n]\n',
  '{ "a": 1, // note\n "b": [ ], }',
];

describe("JSON", () => {
  test("values equal those of JSON.parse", () => {
    const property = fc.property(fc.jsonValue(), fc.constantFrom(0, 2, "\t"), (data, indent) => {
      const source = JSON.stringify(data, null, indent);
      const { value, problems } = parseJson(source, path);
      expect(problems).toEqual([]);
      const written = (one: unknown): unknown => {
        if (one === null) return null;
        if (Array.isArray(one)) return one.map(written);
        return typeof one === "object"
          ? Object.fromEntries(Object.entries(one as object).map(([key, inner]) => [key, written(inner)]))
          : String(one);
      };
      expect(textsOf(value)).toEqual(written(JSON.parse(source)));
      expectInside(placesOf(value), source, path);
    });
    fc.assert(property, cases(500));
  });

  test("has the places that what is read of a faulty text has", () => {
    const stringUnit = fc.constantFrom('"', "\\", "/", "\n", "a", "é", "🦙", "[", "}");
    const data = fc.jsonValue({ stringUnit });
    const property = fc.property(data, fc.constantFrom(0, 2, "\t"), fc.constantFrom("\n", "\r\n"), (value, indent, end) => {
      const source = JSON.stringify(value, null, indent).replaceAll("\n", end);
      expect(parseJson(source, path).value).toEqual(parseJson(`${source}${end}]`, path).value);
    });
    fc.assert(property, cases(500));
  });

  test("never throws, and names places inside the text, whatever it reads", () => {
    readsWhatever(path, SAMPLES, 1500, (source) => {
      const { value, problems } = parseJson(source, path);
      return { values: [value], problems };
    });
  });

  test("what stands before the end of a cut text is read", () => {
    const { value, problems } = parseJson('{\n  "license": "mit",\n  "tags": ["a", "b', path);
    expect(text(field(value, "license"))).toEqual({ value: "mit", location: { path, line: 2, column: 14 } });
    expect(problems).toHaveLength(1);
  });

  test.each(['{ "a": 1, /* x */ "b": 2 }', '{ "a": 1, "b": 2, }', '// x\n{ "a": 1, "b": 2 }'])("%s is read, and is no JSON", (source) => {
    const { value, problems } = parseJson(source, path);
    expect([text(field(value, "a"))?.value, text(field(value, "b"))?.value]).toEqual(["1", "2"]);
    expect(problems).toHaveLength(1);
  });

  test("where a text is cut is told before other faults", () => {
    expect(parseJson('{ "a": 1, // x\n "b": "cu', path).problems[0]?.location).toEqual({ path, line: 2, column: 7 });
  });

  test("keys such as __proto__ are keys", () => {
    const { value } = parseJson('{"__proto__": {"license": "evil"}, "constructor": "x"}', path);
    expect(field(value, "license")).toBeUndefined();
    expect(value?.type === "map" ? value.entries.map(({ key }) => key) : []).toEqual(["__proto__", "constructor"]);
  });

  test.each(["[".repeat(100_000), '{"a":'.repeat(100_000), `${'{"a":"\\"['.repeat(500)}${"[".repeat(500)}`])(
    "deep nesting is a problem and no crash",
    (source) => {
      expect(parseJson(source, path).problems.length).toBeGreaterThan(0);
    },
  );

  test("large numbers keep their digits", () => {
    expect(text(field(parseJson('{"a": 12345678901234567890}', path).value, "a"))?.value).toBe("12345678901234567890");
  });
});
