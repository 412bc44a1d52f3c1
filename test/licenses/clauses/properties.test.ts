import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readClauseRules } from "../../../src/build/clause-rules.ts";
import { compileClauseRules } from "../../../src/licenses/clauses/compile.ts";
import { findClauses } from "../../../src/licenses/clauses/find.ts";
import { Matcher } from "../../../src/licenses/clauses/match.ts";
import { cases } from "./cases.ts";

const rules = compileClauseRules(readClauseRules(process.cwd()));
const words = [
  "you",
  "may",
  "not",
  "use",
  "the",
  "model",
  "for",
  "commercial",
  "purposes",
  "(a)",
  "1.",
  "-",
  ":",
  ";",
  ".",
  "“",
  "”",
  '"',
  "$",
  "10",
  "million",
  "monthly",
  "active",
  "users",
  "不得",
  "商业",
  "。",
  "means",
  "\n",
  "\n\n",
  "<br>",
  "output",
];
const wordy = fc.array(fc.constantFrom(...words), { maxLength: 200 }).map((parts) => parts.join(" ").split("\n"));
const anything = fc.array(fc.string({ unit: "binary", maxLength: 200 }), { maxLength: 20 });
const sentences = fc
  .array(fc.constantFrom(...cases.map((each) => each.text)), { maxLength: 12 })
  .map((parts) => parts.join("\n\n").split("\n"));

describe("findClauses on any text", () => {
  it("never throws, stays within the lines, in order, with short quotations", () => {
    fc.assert(
      fc.property(fc.oneof(wordy, anything, sentences), (lines) => {
        let before = 0;
        for (const clause of findClauses(lines, rules)) {
          expect(clause.startLine).toBeGreaterThanOrEqual(Math.max(1, before));
          expect(clause.endLine).toBeGreaterThanOrEqual(clause.startLine);
          expect(clause.endLine).toBeLessThanOrEqual(lines.length);
          expect(clause.quote.length).toBeLessThanOrEqual(300);
          before = clause.startLine;
        }
      }),
      { numRuns: 150 },
    );
  });

  it("finds the same whatever the case of English letters", () => {
    fc.assert(
      fc.property(fc.constantFrom(...cases.filter((each) => !each.text.includes("\n"))), ({ text }) => {
        const terms = (written: string): string[] =>
          findClauses([written], rules)
            .map((clause) => clause.term)
            .sort();
        expect(terms(text.toLowerCase())).toEqual(terms(text));
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ["one sentence without an end", `${"you may not use the model or any of its outputs ".repeat(20_000)}`],
    ["open brackets", "(a) ".repeat(250_000)],
    ["quotation marks", '" '.repeat(500_000)],
    ["one word", "a".repeat(1_000_000)],
    ["numbers", "1,000 million ".repeat(70_000)],
    ["Chinese numbers", "一亿".repeat(300_000)],
    ["list markers", "1. you agree not to:\n(a) use\n".repeat(30_000)],
  ])(
    "ends on a megabyte of %s",
    (_, text) => {
      expect(Array.isArray(findClauses(text.split("\n"), rules))).toBe(true);
    },
    60_000,
  );
});

describe("what a text can hold", () => {
  it("is told the same at a glance as from all that a pattern needs", () => {
    const matcher = new Matcher(rules);
    const patterns = rules.rules.flatMap(({ match, without, under, whole }) => [...match, ...without, ...under, ...whole]);
    const held = fc.tuple(fc.nat(3), fc.uniqueArray(fc.nat(rules.words.length - 1), { maxLength: 400 }));
    fc.assert(
      fc.property(held, ([density, some]) => {
        // From texts of few words to those that hold nearly all.
        const counts = rules.words.map((_, word): number => (word % 4 < density ? 1 : 0));
        for (const word of some) counts[word] = 2;
        for (const pattern of patterns) {
          const needed = matcher.needsOf(pattern).every((need) => need.some((word) => (counts[word] ?? 0) > 0));
          expect(matcher.isPossible(pattern, counts)).toBe(needed);
        }
      }),
      { numRuns: 60, seed: 20_261_123 },
    );
  });
});
