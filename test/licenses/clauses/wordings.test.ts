import { describe, expect, it } from "vitest";
import { readClauseRules } from "../../../src/build/clause-rules.ts";
import { compileClauseRules } from "../../../src/licenses/clauses/compile.ts";
import { findClauses } from "../../../src/licenses/clauses/find.ts";
import { academic } from "./academic.ts";
import { elsewhere } from "./elsewhere.ts";
import { homemade } from "./homemade.ts";
import { languages } from "./languages.ts";
import { notes } from "./notes.ts";
import { notices } from "./notices.ts";
import { ordinary } from "./ordinary.ts";
import { free, plain } from "./plain.ts";
import { sentences } from "./sentences.ts";
import { turns } from "./turns.ts";
import { wordings } from "./wordings.ts";

const rules = compileClauseRules(readClauseRules(process.cwd()));

describe("findClauses, in other words", () => {
  it.each([
    ...wordings,
    ...turns,
    ...academic,
    ...notices,
    ...plain,
    ...free,
    ...elsewhere,
    ...homemade,
    ...sentences,
    ...ordinary,
    ...notes,
    ...languages,
  ])("$text", ({ text, finds = [], not = [], parameters = {} }) => {
    const found = findClauses(text.split("\n"), rules);
    const terms = found.map((clause) => clause.term);
    for (const term of finds) expect(terms).toContain(term);
    for (const term of not) expect(terms).not.toContain(term);
    const given: Record<string, unknown> = {};
    for (const clause of found.filter((each) => each.term === finds[0])) {
      for (const [name, value] of Object.entries(clause.parameters)) {
        const before = given[name];
        given[name] = Array.isArray(value) ? [...new Set([...(Array.isArray(before) ? before : []), ...value])].sort() : (before ?? value);
      }
    }
    for (const [name, value] of Object.entries(parameters)) {
      expect(given[name]).toEqual(Array.isArray(value) ? [...value].sort() : value);
    }
  });
});
