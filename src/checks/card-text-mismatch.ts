import type { Check } from "../model.ts";
import { curationFor } from "./parts/outcomes.ts";

/** The text of the card limits what its license grants. */
export const cardTextMismatch: Check = {
  id: "card-text-mismatch",
  looksAt: "component",
  level: "review",
  title: "The text of the card limits what its license grants",
  what: "Looks in the text of a model card, in notices and in texts of licenses beside it, for limits that the concluded license does not hold: non-commercial or research use only, thresholds, prohibited uses, another license by name, that the weights are under terms that stand elsewhere, or a sentence that asks or denies something in other words.",
  why: "A publisher who writes “for research only” below a permissive license field means one of the two; which one binds is disputed, and a person must decide.",
  fix: "Ask the publisher, or find out where the words belong to (the data, a base model, the code), and record the license as a curation.",
  run({ conclusion, item }) {
    const prose = conclusion.prose;
    if (prose === undefined) return [];
    const [firstTerm] = prose.terms;
    const [firstName] = [...prose.named, ...prose.elsewhere, ...prose.doubts];
    const evidence = firstTerm?.evidence ?? null;
    const location = evidence === null ? firstName?.location : { path: evidence.path, line: evidence.startLine, column: 1 };
    if (location === undefined) return [];
    const license = conclusion.expression ?? conclusion.candidates.join(" or ");
    const terms = [...new Set(prose.terms.map(({ term }) => term))];
    const names = [...new Set(prose.named.map(({ value }) => value))];
    const elsewhere = [...new Set(prose.elsewhere.map(({ value }) => value))];
    const isCard = item.licenseFiles.some(({ path, type }) => type === "card" && path === location.path);
    const doubts = [...new Set(prose.doubts.map(({ value }) => value))];
    const says = [...terms, ...[...names, ...elsewhere, ...doubts].map((name) => `“${name}”`)].join(", ");
    return [
      {
        outcome: "hit",
        message: `${license} was concluded, and ${isCard ? "the text of the card" : location.path} says otherwise: ${says}`,
        location,
        because: [
          ...conclusion.steps,
          ...prose.terms.map((term) => `${term.term}: “${term.evidence?.quote ?? ""}” (line ${term.evidence?.startLine ?? 0})`),
          ...prose.named.map(({ value, location }) => `line ${location.line ?? 0} of ${location.path} names the license ${value}`),
          ...prose.elsewhere.map(
            ({ value, location }) =>
              `line ${location.line ?? 0} of ${location.path} puts the weights under terms that are not known: “${value}”`,
          ),
          ...prose.doubts.map(
            ({ value, location }) =>
              `line ${location.line ?? 0} of ${location.path} asks or denies something that the license does not: “${value}”`,
          ),
        ],
        fix: `find out which of the two binds, and record the license as a curation: ${curationFor(item.name)}`,
        about: `${location.path} ${says}`,
      },
    ];
  },
};
