import type { Check } from "../model.ts";
import { curationOfText, placeOfStatement } from "./parts/outcomes.ts";

/** The card and the license text disagree. */
export const declaredTextMismatch: Check = {
  id: "declared-text-mismatch",
  looksAt: "component",
  level: "fail",
  title: "The card and the license text disagree",
  what: "Compares the license that a card or manifest states with the license text beside the model.",
  why: "The text is what was granted; a card that says something else misleads everyone who reads only the card.",
  fix: "Correct the card, or put the right text beside the model.",
  run(context) {
    const { conclusion } = context;
    if (conclusion.stated.length === 0) return [];
    const stated = conclusion.stated.join(" or ");
    const names = new Set(conclusion.stated.flatMap((one) => one.split(/[()\s]+/)));
    const recognized = conclusion.texts
      .map((text) => (text.named.length === 0 ? text : { ...text, licenses: [text.named] }))
      .filter(({ licenses }) => licenses.length > 0);
    const agrees = recognized.filter(({ licenses }) => licenses.some((equal) => equal.some((name) => names.has(name))));
    const place = placeOfStatement(context);
    if (agrees.length > 0) {
      return agrees.slice(0, 1).map(({ path, startLine, named }) => ({
        outcome: "pass",
        message: `${path} ${named.length > 0 ? "names" : "is the text of"} what is stated`,
        location: place,
        related: [{ path, line: startLine, column: 1 }],
        because: conclusion.steps,
        fix: "",
        about: path,
      }));
    }
    return recognized.map(({ path, startLine, licenses, kind, named }) => {
      const text = licenses.map((equal) => equal.join(" or ")).join(" and ");
      return {
        outcome: "hit",
        message: `${stated} is stated, and ${path} ${named.length > 0 ? "names" : kind === "exact" ? "is the text of" : `is a ${kind} text of`} ${text}`,
        location: place,
        related: [{ path, line: startLine, column: 1 }],
        because: conclusion.steps,
        fix: `state ${licenses[0]?.[0] ?? text} in the card, or put the text of ${stated} beside the model; where a person knows which of them holds: ${curationOfText(context, path)}`,
        about: `${stated} ${path} ${text}`,
      };
    });
  },
};
