import { describe, expect, it } from "vitest";
import { ClauseRulesError, compileClauseRules } from "../../../src/licenses/clauses/compile.ts";
import { findClauses } from "../../../src/licenses/clauses/find.ts";

const compile = (value: unknown) => compileClauseRules([{ path: "rules/clauses/x.yaml", value }]);
const finds = (pattern: string, text: string, more: Record<string, unknown> = {}): boolean =>
  findClauses([text], compile({ groups: { no: ["(may|shall) not"] }, terms: { "non-commercial": [{ match: [pattern], ...more }] } }))
    .length > 0;

describe("patterns", () => {
  it.each([
    ["sell copies", "You may sell copies.", true],
    ["sell copies", "You may sell the copies.", false],
    ["sell .. copies", "You may sell all of the copies.", true],
    ["sell ..2 copies", "You may sell all of the copies.", false],
    ["sell (copies|the work)", "Sell the work!", true],
    ["sell [the] copies", "Sell copies", true],
    ["sell [the] copies", "Sell the copies", true],
    ["commerc*", "commercially", true],
    ["@no sell", "You shall not sell", true],
    ["@no sell", "You shall sell", false],
    ["not-for-profit", "a not for profit body", true],
    ["<money>", "USD 5", true],
    ["<money>", "five of them", false],
    ["商业 .. 目的", "商业或其他目的", true],
  ])("%s in: %s is %s", (pattern, text, expected) => {
    expect(finds(pattern, text)).toBe(expected);
  });

  it.each(["(sell", "sell)", "", "@nobody sells", ".. sell", "sell ..999 it", "sell || it"])(
    "%s is a mistake that names its place",
    (pattern) => {
      expect(() => finds(pattern, "x")).toThrow(ClauseRulesError);
      expect(() => finds(pattern, "x")).toThrow("rules/clauses/x.yaml: terms.non-commercial");
    },
  );

  it("needs the context, and minds what excludes", () => {
    expect(finds("sell", "You may sell.", { with: ["may"] })).toBe(true);
    expect(finds("sell", "You sell.", { with: ["may"] })).toBe(false);
    expect(finds("sell", "You may sell unless forbidden.", { without: ["unless"] })).toBe(false);
  });

  it("tells definitions from clauses", () => {
    expect(finds("sell", "“Sell” means to sell for money.")).toBe(false);
    expect(finds("sell", "“Trade” means to sell for money.", { in: "definition" })).toBe(true);
  });

  it.each([{ terms: { x: { match: "a" } } }, { terms: { x: [{ match: ["a"], wiht: ["b"] }] } }, { terms: { x: [{}] } }, { terms: [] }, 7])(
    "refuses %j",
    (value) => {
      expect(() => compile(value)).toThrow(ClauseRulesError);
    },
  );
});
