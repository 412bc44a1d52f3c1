import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findFrontMatter } from "../../src/formats/front-matter.ts";
import { mutatedText } from "../harness/mutated.ts";
import { cases } from "../harness/properties.ts";
import { expectInside } from "../harness/values.ts";

const path = "README.md";
const SAMPLES = [
  "---\nlicense: mit\ntags:\n- a\n---\n\n# Title\n",
  "\n\n---\r\nlicense: mit\r\n---\r\n# T\r\n",
  "# Title\n\n---\nlicense: apache-2.0\n---\n",
  "license: mit\nlanguage: en\n---\n",
  "----\nlicense: mit\n----\n",
  "---\nlicense: mit\n\n# Title\nwords\n",
];

describe("front matter", () => {
  test("never throws, and gives lines that stand in the file", () => {
    const property = fc.property(fc.oneof(mutatedText(SAMPLES), fc.string({ maxLength: 150, unit: "binary" })), (source) => {
      const matter = findFrontMatter(source, path);
      if (matter === null) return;
      const lines = source.split(/\r\n|\n|\r/);
      const yaml = matter.yaml === "" ? [] : matter.yaml.split("\n");
      expect(yaml).toEqual(lines.slice(matter.lines, matter.lines + yaml.length));
      expectInside(
        matter.problems.map(({ location }) => location),
        source,
        path,
      );
      if (!matter.proper) expect(matter.problems.length, "why the Hub does not read it").toBeGreaterThan(0);
    });
    fc.assert(property, cases(1500));
  });

  test("between proper fences is exactly what stands there", () => {
    const line = fc.string({ unit: fc.constantFrom(..."abc:- #'\"{}é"), maxLength: 10 }).filter((one) => !/^-{3,}[ \t]*$/.test(one));
    const ends = fc.constantFrom("\n", "\r\n");
    const property = fc.property(
      fc.array(line, { minLength: 1, maxLength: 6 }),
      ends,
      fc.constantFrom("", "\n", "\uFEFF", " \n\n"),
      (lines, end, before) => {
        const source = `${before}---${end}${lines.join(end)}${end}---${end}# Title${end}`;
        const matter = findFrontMatter(source, path);
        expect(matter).toMatchObject({ yaml: lines.join("\n"), proper: true, problems: [] });
      },
    );
    fc.assert(property, cases(500));
  });

  test.each([
    ["", null],
    ["# Title\n", null],
    ["---\n", ""],
    ["---\n---\n", ""],
    ["---\r\nlicense: mit\r\n---\r\n", "license: mit"],
    ["---\rlicense: mit\r---\r", "license: mit"],
    ["\uFEFF---\nlicense: mit\n---\n", "license: mit"],
    ["---  \nlicense: mit\n--- \t\n", "license: mit"],
    ["  ---\nlicense: mit\n---\n", "license: mit"],
    ["---\nlicense: mit\n---\nx\n---\nlicense: gpl\n---\n", "license: mit"],
  ])("of %j is %j", (source, yaml) => {
    expect(findFrontMatter(source, path)?.yaml.trim() ?? null).toBe(yaml);
  });
});
