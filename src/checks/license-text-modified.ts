import type { Check } from "../model.ts";
import { curationOfText } from "./parts/outcomes.ts";

/** The license text is modified. */
export const licenseTextModified: Check = {
  id: "license-text-modified",
  looksAt: "component",
  level: "review",
  title: "The license text is modified",
  what: "Looks whether the license text beside a model differs from the original, in which lines, and which terms stand in them.",
  why: "A changed text is another license, whatever its title: a line more may forbid what you do.",
  fix: "Read the lines that differ; record what they mean as a curation, or put the original text beside the model.",
  run(context) {
    return context.conclusion.texts
      .filter(({ kind }) => kind === "modified" || kind === "partial")
      .map(({ path, startLine, kind, licenses, confidence, unmatched, terms }) => {
        const name = licenses.map((equal) => equal.join(" or ")).join(" and ");
        const lines = unmatched.map((range) =>
          range.startLine === range.endLine ? `${range.startLine}` : `${range.startLine}–${range.endLine}`,
        );
        const found = [...new Set(terms.map(({ term }) => term))];
        return {
          outcome: "hit",
          message: `${path} is ${kind === "partial" ? "a part" : "a modified text"} of ${name}${lines.length === 0 ? "" : `; not in the original: lines ${lines.slice(0, 6).join(", ")}`}${found.length === 0 ? "" : `, with ${found.join(", ")}`}`,
          location: { path, line: unmatched[0]?.startLine ?? startLine, column: 1 },
          because: [
            ...context.conclusion.steps,
            `${Math.round(confidence * 100)} % of ${name} was found`,
            ...terms.map(({ term, evidence }) => `${term}: “${evidence?.quote ?? ""}” (line ${evidence?.startLine ?? 0})`),
          ],
          fix: `read the lines that differ, and record what they mean: ${curationOfText(context, path)}`,
          about: `${path} ${name} ${kind}`,
        };
      });
  },
};
