import fc from "fast-check";
import { expect, test } from "vitest";
import { wrap } from "../../src/reports/parts/terminal.ts";
import { cases } from "../harness/properties.ts";

test("words stay whole and in order, and lines within the width where words are", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "…"), minLength: 1, maxLength: 40 });
  const property = fc.property(
    fc.array(word, { minLength: 1 }),
    fc.nat(4),
    fc.integer({ min: 30, max: 80 }),
    fc.nat(6),
    (words, by, width, hang) => {
      const indent = " ".repeat(by);
      const lines = wrap(words.join(" "), indent, width, hang);
      expect(lines.map((line) => line.trim()).join(" ")).toBe(words.join(" "));
      for (const [index, line] of lines.entries()) {
        expect(line.startsWith(index === 0 ? indent : indent + " ".repeat(hang))).toBe(true);
        expect(line.length <= width || !line.trim().includes(" ")).toBe(true);
        const next = lines[index + 1]?.trim().split(" ")[0] ?? "";
        if (next !== "") expect(line.length + 1 + next.length).toBeGreaterThan(width);
      }
    },
  );
  fc.assert(property, cases(300));
});

test("spaces are dropped where a line begins, and kept within it", () => {
  expect(wrap("  one  two", "", 20)).toEqual(["one  two"]);
  expect(wrap("a word that is longer  than the line", "", 22, 2)).toEqual(["a word that is longer ", "  than the line"]);
  expect(wrap("", "  ", 20)).toEqual(["  "]);
});
