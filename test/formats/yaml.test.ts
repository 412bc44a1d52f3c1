import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { field, text } from "../../src/formats/node.ts";
import { parseYaml } from "../../src/formats/yaml.ts";
import { fieldsByLine } from "../../src/formats/yaml-lines.ts";
import { limits } from "../../src/limits.ts";
import { cases } from "../harness/properties.ts";
import { expectInside, placesOf, textsOf } from "../harness/values.ts";
import { readsWhatever } from "./whatever.ts";

const path = "a.yml";
const read = (source: string) => parseYaml(source, { path, lines: 0 });
const first = (source: string) => read(source).documents[0] ?? null;

const SAMPLES = [
  "license: mit\ntags:\n  - a\n  - b: c\n",
  "a: &x { b: [1, 2.0, true, null] }\nc: *x\n",
  "text: |\n  one\n  two\nfolded: >-\n  a\n  b\n",
  "'single': \"double\\n\"\n? key\n: value\n",
  "- - - deep\n-\n",
  "a: 1\n---\nb: 2\n...\n",
];

test("lines behind a mistake are counted right", () => {
  const { documents } = read("{}x\nf\n---\nd: true\n");
  expect(field(documents.at(-1), "d")?.location).toEqual({ path, line: 4, column: 4 });
});

describe("YAML", () => {
  const word = fc.string({ unit: fc.constantFrom(..."abcxyz019 .-_:/#'\"{}[]%é模\t"), maxLength: 12 });
  const key = fc.string({ unit: fc.constantFrom(..."abcxyz-_ é"), minLength: 1, maxLength: 8 });
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      word,
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(key, tie("value"), { maxKeys: 4 }),
    ),
  }));

  /** Plain data with its scalars as they are written. */
  function written(data: unknown): unknown {
    if (data === null || data === undefined) return null;
    if (Array.isArray(data)) return data.map(written);
    if (typeof data === "object") return Object.fromEntries(Object.entries(data).map(([name, one]) => [name, written(one)]));
    return String(data);
  }

  test("values equal those of the yaml library, for what it writes", () => {
    const styles = fc.record({
      indent: fc.constantFrom(2, 4),
      collectionStyle: fc.constantFrom("any" as const, "block" as const, "flow" as const),
    });
    const property = fc.property(value, styles, (data, style) => {
      const source = stringify(data, { ...style, aliasDuplicateObjects: false });
      const { documents, problems } = read(source);
      expect(problems).toEqual([]);
      expect(textsOf(documents[0] ?? null)).toEqual(written(parse(source)));
      expectInside(placesOf(documents[0] ?? null), source, path);
    });
    fc.assert(property, cases(500));
  });

  test("never throws, and names places inside the text, whatever it reads", () => {
    readsWhatever(path, SAMPLES, 1500, (source) => {
      const { documents, problems } = read(source);
      return { values: documents, problems };
    });
  });

  test("places are those of the file when the text begins further down", () => {
    const { documents } = parseYaml("a: 1\nb:\n  - c\n", { path, lines: 10 });
    expect(field(documents[0], "b")).toMatchObject({ location: { line: 13, column: 3 } });
  });

  test.each([
    ["license: 1.0", "1.0"],
    ["license: 0x10", "0x10"],
    ["license: 2.0e5", "2.0e5"],
    ["license: TRUE", "TRUE"],
    ["license: 'yes'", "yes"],
    ['license: "a\\tb"', "a\tb"],
    ["license: 2026-11-23", "2026-11-23"],
    ["license: no", "no"],
    ["license: ~x", "~x"],
    ["license: 1_000", "1_000"],
    ["license: .inf", ".inf"],
    ["license: 0o17", "0o17"],
    ["license: 12345678901234567890", "12345678901234567890"],
  ])("%s keeps its text", (source, expected) => {
    expect(text(field(first(source), "license"))?.value).toBe(expected);
  });

  test.each(["license:", "license: ~", "license: null", "license: ''", "license: Null"])("%s says nothing", (source) => {
    expect(text(field(first(source), "license"))).toBeUndefined();
  });

  test("a quoted null is a text", () => expect(text(field(first("license: 'null'"), "license"))?.value).toBe("null"));

  test("tags give data, never anything else", () => {
    const { documents } = read(
      "a: !!js/function 'function () { throw 1 }'\nb: !!python/object:os.system [x]\nc: !!binary aGk=\nd: !!set { x }\n",
    );
    expect(textsOf(documents[0] ?? null)).toMatchObject({ a: "function () { throw 1 }", b: ["x"] });
  });

  test("keys such as __proto__ are keys", () => {
    const node = first("__proto__: { license: evil }\nconstructor: x\n");
    expect(node?.type === "map" ? node.entries.map(({ key: name }) => name) : []).toEqual(["__proto__", "constructor"]);
    expect(field(node, "license")).toBeUndefined();
  });

  test("a key that stands twice is a problem at the second, and the last one counts", () => {
    const { documents, problems } = read("license: mit\na: 1\nlicense: gpl-3.0\n");
    expect(problems).toMatchObject([{ location: { line: 3 } }]);
    expect(text(field(documents[0], "license"))?.value).toBe("gpl-3.0");
  });

  test("a merge key gives what it refers to", () => {
    const node = first("base: &b { license: mit }\nother:\n  <<: *b\n  x: 1\n");
    expect(text(field(node, "other", "license"))?.value).toBe("mit");
  });

  test("what a map says itself goes before what it merges", () => {
    const node = first("base: &b { license: mit }\nother:\n  license: gpl-3.0\n  <<: *b\n");
    expect(text(field(node, "other", "license"))?.value).toBe("gpl-3.0");
  });

  test("a billion laughs stay few, and the rest is a problem", () => {
    let source = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
    for (let level = 1; level < 12; level += 1) {
      const refs = Array.from({ length: 9 }, () => `*a${level - 1}`).join(", ");
      source += `a${level}: &a${level} [${refs}]\n`;
    }
    const { documents, problems } = read(source);
    expect(placesOf(documents[0] ?? null).length).toBeLessThan(100_000);
    expect(problems.some(({ incomplete }) => incomplete === true)).toBe(true);
  });

  test("an alias in its own anchor ends", () => {
    expect(() => read("a: &a [*a]\nb: &b { c: *b }\n")).not.toThrow();
  });

  test.each([
    ["lists in a row", "[".repeat(20_000)],
    ["lists in blocks", "- ".repeat(20_000)],
    ["maps in a row", "{a: ".repeat(20_000)],
    ["maps below each other", Array.from({ length: 3000 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n")],
  ])("deep nesting is a problem and no crash: %s", (_name, source) => {
    const { problems } = read(source);
    expect(problems.length).toBeGreaterThan(0);
  });

  test(`nesting of ${limits.depth - 2} is read`, () => {
    const { problems } = read(`${"[".repeat(limits.depth - 2)}${"]".repeat(limits.depth - 2)}`);
    expect(problems).toEqual([]);
  });
});

describe("fields by line", () => {
  const keys = new Set(["license", "base_model"]);

  test("read what the yaml library reads, where both read something", () => {
    const line = fc.tuple(
      fc.constantFrom("license", "base_model", "other"),
      fc.constantFrom(": ", ":", ":\t", " : "),
      fc.string({ unit: fc.constantFrom(..."abc123 .-_/#'\""), maxLength: 12 }),
    );
    const property = fc.property(fc.array(line, { maxLength: 5 }), fc.constantFrom("\n", "\r\n"), (lines, end) => {
      const source = lines.map((parts) => parts.join("")).join(end);
      const found = fieldsByLine(source, keys, { path, lines: 0 });
      expectInside(
        found.flatMap(({ keyLocation, value }) => [keyLocation, value.location]),
        source,
        path,
      );
      const { documents, problems } = read(source);
      if (problems.length > 0) return;
      for (const { key, value, keyLocation } of found) {
        const node = documents[0];
        const same =
          node?.type === "map" ? node.entries.find((one) => one.key === key && one.keyLocation.line === keyLocation.line) : undefined;
        if (same?.value.type === "scalar" && value.type === "scalar") expect(value.text).toBe(same.value.text);
      }
    });
    fc.assert(property, cases(800));
  });
});

describe("a text of any size takes time in proportion to it", () => {
  const numbered = (line: (index: number) => string) => Array.from({ length: 30_000 }, (_, index) => line(index)).join("");
  // With the library's own comparison of keys the first of these took half a minute.
  test.each([
    ["different keys", numbered((index) => `key${index}: 1\n`), 30_000, 0],
    ["one key over and over", "key: 1\n".repeat(30_000), 30_000, 1],
    ["different keys in braces", `{${numbered((index) => `key${index}: 1,`)}}`, 30_000, 0],
  ])("%s", (_name, source, entries, mistakes) => {
    const { documents, problems } = read(source);
    expect(documents[0]?.type === "map" ? documents[0].entries.length : 0).toBe(entries);
    expect(problems.length).toBe(mistakes);
  });

  test("a mistake on every line", () => {
    expect(read(`a: [b\n${"j\n".repeat(30_000)}`).problems[0]?.message).toMatch(/ more after it\)$/);
  });

  test("one anchor over and over", () => {
    const { documents } = read("- &a x\n- *a\n".repeat(10_000));
    expect(documents[0]?.type === "list" ? documents[0].items.every((item) => item.type === "scalar" && item.text === "x") : false).toBe(
      true,
    );
  });

  test("equal keys are told once for each, and what stands behind the first of them counts", () => {
    const { documents, problems } = read("a: 1\nb: {c: 1, c: 2}\na: 3\n");
    expect(problems).toEqual([{ message: "YAML: Map keys must be unique (and 1 more after it)", location: { path, line: 2, column: 11 } }]);
    expect(text(field(documents[0], "a"))?.value).toBe("3");
  });
});

test.each([
  ["maps in a row", "a: ".repeat(3000)],
  ["maps in braces", "{a: ".repeat(3000)],
  ["keys that are lists", "? [".repeat(3000)],
  ["lists in a row, closed", `${"[".repeat(2000)}${"]".repeat(2000)}`],
])("nesting that no stack can hold says the same each time: %s", (_name, source) => {
  // How deep a stack reaches changes as the program gets warm.
  const first = read(`before: 1\nx: ${source}\n`);
  expect(first.problems.some(({ incomplete }) => incomplete === true)).toBe(true);
  for (let times = 0; times < 20; times += 1) expect(read(`before: 1\nx: ${source}\n`)).toEqual(first);
});
