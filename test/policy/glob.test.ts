import fc from "fast-check";
import { minimatch } from "minimatch";
import { describe, expect, test } from "vitest";
import { fitsGlob, parseGlob } from "../../src/policy/glob.ts";
import { cases } from "../harness/properties.ts";

const fits = (pattern: string, text: string) => fitsGlob(parseGlob(pattern), text);
const reference = (pattern: string, text: string) =>
  minimatch(text, pattern, { dot: true, nocase: true, nonegate: true, nocomment: true, nobrace: true });

describe("patterns mean what minimatch says", () => {
  const letter = fc.constantFrom("a", "b", "B", "-", ".", "1");
  const word = fc.string({ unit: letter, maxLength: 4 });
  const plain = fc.oneof(
    letter,
    fc.constantFrom("*", "*", "?", "[ab]", "[!a]", "[^b-]", "[a-b1]", "[[:alpha:]]", "[[:digit:].]", "\\*", "\\a"),
  );
  const segment = fc.array(plain, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(""));
  const side = fc.array(fc.oneof(letter, fc.constantFrom("*", "?")), { maxLength: 3 }).map((parts) => parts.join(""));
  const group = fc
    .tuple(fc.constantFrom("@", "?", "+", "*"), fc.array(side, { minLength: 1, maxLength: 3 }))
    .map(([mark, sides]) => `${mark}(${sides.join("|")})`);
  const grouped = fc.tuple(fc.oneof(segment, fc.constant("")), group, fc.oneof(segment, fc.constant(""))).map((parts) => parts.join(""));
  const path = fc
    .array(fc.string({ unit: letter, minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.join("/"));
  const patternOf = (part: fc.Arbitrary<string>) =>
    fc
      .array(fc.oneof({ arbitrary: part, weight: 3 }, { arbitrary: fc.constant("**"), weight: 1 }), { minLength: 1, maxLength: 4 })
      .map((parts) => parts.join("/"));
  /** Dots alone are folders to minimatch. */
  const isPlace = (text: string) => text.split("/").some((part) => part === "." || part === "..");

  test.each([
    ["without groups", patternOf(segment), 4000],
    ["with groups", patternOf(grouped), 2000],
  ] as const)("%s", (_name, pattern, count) => {
    fc.assert(
      fc.property(pattern, path, word, (written, text, tail) => {
        for (const one of [text, `${text}${tail}`, text.replaceAll("/", "")]) {
          fc.pre(!isPlace(one) && !isPlace(written));
          expect(fits(written, one), `${written} against ${one}`).toBe(reference(written, one));
        }
      }),
      cases(count),
    );
  });

  test.each([
    ["acme/*", ["acme/bot", "ACME/Bot"], ["acme", "acme/a/b", "acme/"]],
    ["fixtures/**", ["fixtures/a", "fixtures/a/b/c"], ["fixtures", "other/fixtures/a"]],
    ["**/test/*.md", ["test/a.md", "a/b/test/c.md"], ["a/test/b/c.md"]],
    ["a/**/z", ["a/z", "a/b/z", "a/b/c/z"], ["a", "z", "a/b"]],
    ["!(x|y)*", ["a", "zx"], []],
    ["a!(b)c", ["ac", "axc", "abbc"], ["abc"]],
    ["*.[!m]*", ["a.txt"], ["a.md"]],
    ["+(ab|c)", ["ab", "abcab", "ccc"], ["a", "abd", ""]],
    ["[", ["["], ["a"]],
    ["@(a", ["@(a"], ["a"]],
    ["许可*", ["许可证"], ["可许"]],
    ["?", ["🦙"], ["ab"]],
  ] as const)("%s", (pattern, fitting, others) => {
    for (const text of fitting) expect(fits(pattern, text), text).toBe(true);
    for (const text of others) expect(fits(pattern, text), text).toBe(false);
  });
});

/** As regular expressions, each of these takes longer than anybody waits. */
test.each([
  ["many stars", `${"*a".repeat(30)}*b`],
  ["stars in a group", "+(*a|a*|*)b"],
  ["groups in groups", "+(+(+(a|aa)|a)|*(a|aa))b"],
  ["what a group is not, in another", `${"!(!(!(a)*)*)".repeat(5)}b`],
  ["many folders", `${"**/a/".repeat(30)}b`],
])("%s cannot take long", (_name, pattern) => {
  expect(fits(pattern, "a".repeat(400))).toBe(false);
  expect(fits(pattern, `${"a/".repeat(200)}a`)).toBe(false);
});
