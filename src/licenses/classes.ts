import type { Clause, LicenseClass } from "../model.ts";
import { type Expression, parseExpression, UNKNOWN_LEAF } from "./expression.ts";
import type { Knowledge } from "./knowledge.ts";
import type { NameMeaning } from "./names.ts";

const ORDER: readonly LicenseClass[] = ["permissive", "copyleft", "commercial-restricted", "responsible-use", "unknown"];

/** The classes of an expression: of all sides for AND, of the side with the fewest restrictions for OR (the licensee may choose). */
export function classesOf(expression: Expression, knowledge: Knowledge): readonly LicenseClass[] {
  if ("license" in expression) {
    if (expression.license === UNKNOWN_LEAF) return ["unknown"];
    return knowledge.licenses.get(expression.license)?.classes ?? ["unknown"];
  }
  const [left, right] = expression.sides.map((side) => classesOf(side, knowledge));
  if (left === undefined || right === undefined) return ["unknown"];
  if (expression.operator === "AND") return joinClasses([left, right]);
  return weight(left) <= weight(right) ? left : right;
}

/** The strictest reading of several possible licenses. */
export function classesOfCandidates(candidates: readonly string[], knowledge: Knowledge): readonly LicenseClass[] {
  return joinClasses(
    candidates.map((candidate) => {
      const expression = parseExpression(candidate, knowledge.names);
      return expression === null ? ["unknown" as const] : classesOf(expression, knowledge);
    }),
  );
}

/** The union; permissive only where nothing else is. */
export function joinClasses(all: readonly (readonly LicenseClass[])[]): readonly LicenseClass[] {
  const union = new Set(all.flat());
  if (union.size > 1) union.delete("permissive");
  return ORDER.filter((one) => union.has(one));
}

function weight(classes: readonly LicenseClass[]): number {
  return classes.reduce((sum, one) => sum + 2 ** ORDER.indexOf(one), 0);
}

/** The classes that the terms of a license cause; permissive where none causes one. */
export function classesOfTerms(
  clauses: readonly Pick<Clause, "term">[],
  classOf: (term: string) => LicenseClass | undefined,
): readonly LicenseClass[] {
  const caused = new Set(clauses.flatMap(({ term }) => classOf(term) ?? []));
  return caused.size === 0 ? ["permissive"] : ORDER.filter((one) => caused.has(one));
}

/** The classes of what a name means. */
export function classesNamed(
  meaning: Extract<NameMeaning, { means: "license" | "family" }>,
  knowledge: Knowledge,
): readonly LicenseClass[] {
  return meaning.means === "license" ? classesOf(meaning.expression, knowledge) : classesOfCandidates(meaning.candidates, knowledge);
}
