import { describe, expect, it } from "vitest";
import { readClauseRules } from "../../../src/build/clause-rules.ts";
import { compileClauseRules } from "../../../src/licenses/clauses/compile.ts";
import { findClauses } from "../../../src/licenses/clauses/find.ts";
import { cases } from "./cases.ts";

const rules = compileClauseRules(readClauseRules(process.cwd()));

describe("findClauses", () => {
  it.each(cases)("$text", ({ text, finds = [], not = [], parameters = {} }) => {
    const found = findClauses(text.split("\n"), rules);
    const terms = found.map((clause) => clause.term);
    for (const term of finds) expect(terms).toContain(term);
    for (const term of not) expect(terms).not.toContain(term);
    const clause = found.find((each) => each.term === finds[0]);
    for (const [name, value] of Object.entries(parameters)) {
      const given = clause?.parameters[name];
      expect({ [name]: Array.isArray(given) ? [...given].sort() : given }).toEqual({
        [name]: Array.isArray(value) ? [...value].sort() : value,
      });
    }
  });

  it("says where it stands, in the words of the text", () => {
    const lines = [
      "Foo License",
      "",
      "1. Grant. You may use the Model.",
      "",
      "2. Limits. You shall not use the Model",
      "for any commercial purpose.",
    ];
    const clause = findClauses(lines, rules).find((each) => each.term === "non-commercial");
    expect(clause).toMatchObject({ startLine: 5, endLine: 6 });
    expect(clause?.quote).toContain("shall not use the Model for any commercial purpose");
  });

  it("names a term once in a place, and again in another", () => {
    const lines = [
      "You shall not use it for commercial purposes, and it is for non-commercial use only.",
      "",
      "Commercial use is prohibited.",
    ];
    expect(
      findClauses(lines, rules)
        .filter((clause) => clause.term === "non-commercial")
        .map((clause) => clause.startLine),
    ).toEqual([1, 3]);
  });

  it("reads a quotation as a quotation", () => {
    const lines = [
      'The readme of the other project says: "You may not use this model for commercial purposes". It is not part of this license.',
    ];
    expect(findClauses(lines, rules).map((clause) => clause.term)).not.toContain("non-commercial");
  });

  it("finds no restriction in a permissive license", () => {
    const lines = [
      "Permission is granted, free of charge, to any person to use, copy, modify and sell copies of the software without restriction,",
      "provided that the copyright notice and this permission notice are included in all copies.",
      "",
      "THE SOFTWARE IS PROVIDED AS IS, WITHOUT WARRANTY OF ANY KIND. IN NO EVENT SHALL THE AUTHORS BE LIABLE FOR ANY CLAIM.",
    ];
    const terms = new Set(findClauses(lines, rules).map((clause) => clause.term));
    for (const term of ["attribution-notice", "provide-copy-of-license", "commercial-use-allowed", "warranty-disclaimer"])
      expect(terms).toContain(term);
    for (const term of ["non-commercial", "use-restrictions", "no-distribution", "no-derivatives", "share-alike", "research-only"])
      expect(terms).not.toContain(term);
  });

  it("keeps the compiled rules as plain data", () => {
    const copy = JSON.parse(JSON.stringify(rules)) as typeof rules;
    const lines = ["You may not use the Model for commercial purposes."];
    expect(findClauses(lines, copy)).toEqual(findClauses(lines, rules));
  });
});
