import { type Expression, leavesOf, parseExpression } from "../licenses/expression.ts";
import type { Knowledge } from "../licenses/knowledge.ts";
import { expandClauses } from "../licenses/terms.ts";
import type { Base, Conclusion, LineageConflict } from "../model.ts";

/**
 * Finds rights that a derivative claims and its base does not give: the base's license limits purpose, commerce, territory, distribution or outputs, or asks
 * for the same license, and the derivative's license says nothing of it.
 */
export function conflictFinder(knowledge: Knowledge): (conclusion: Conclusion, bases: readonly Base[]) => readonly LineageConflict[] {
  // Of thousands of components most are under a few licenses, and made of models under a few.
  const known = new Map<string, LostPairs>();
  const lostPairs = (conclusion: Conclusion, base: Base): LostPairs => {
    const key = `${licenseKey(conclusion)}\n${licenseKey(base)}`;
    const pairs = known.get(key) ?? compare(conclusion, base, knowledge);
    known.set(key, pairs);
    return pairs;
  };
  return (conclusion, bases) => {
    const seen = new Set<string>();
    return bases.flatMap((base) => {
      const license = licenseKey(base);
      const conflict = seen.has(license) ? null : conflictWith(base, conclusion, lostPairs(conclusion, base), knowledge);
      if (conflict !== null) seen.add(license);
      return conflict ?? [];
    });
  };
}

type License = Pick<Conclusion, "expression" | "candidates">;
/** The terms that get lost, for every pair of what both licenses may mean. */
type LostPairs = readonly (readonly LostTerm[])[];

function licenseKey({ expression, candidates }: License): string {
  return expression ?? candidates.join(" | ");
}

function compare(own: License, base: License, knowledge: Knowledge): LostPairs {
  const theirs = alternativesOf(base, knowledge);
  return alternativesOf(own, knowledge).flatMap((mine) => theirs.map((other) => lost(mine, other, knowledge)));
}

function conflictWith(base: Base, conclusion: Conclusion, pairs: LostPairs, knowledge: Knowledge): LineageConflict | null {
  const lossy = pairs.filter((terms) => terms.length > 0);
  const first = lossy[0];
  if (first === undefined) return null;
  const certain = lossy.length === pairs.length && !base.inferred && lossy.every((terms) => terms.some(({ disputed }) => !disputed));
  const ownName = conclusion.expression ?? conclusion.candidates.join(" or ");
  const baseLicense = base.expression ?? base.candidates.join(" or ");
  const names = [...new Set(first.map(({ term }) => term))];
  const plain = first
    .slice(0, 4)
    .map(
      ({ term, section, license }) =>
        `${knowledge.terms.get(term)?.plain ?? term} (${license}${section === null || section === "" ? "" : `, section ${section}`})`,
    );
  return {
    base,
    message: `${ownName} drops terms of ${baseLicense} that bind it through ${base.inferred ? "what seems to be its base" : "its base"} ${base.name}: ${names.slice(0, 4).join(", ")}${names.length > 4 ? `, and ${names.length - 4} more` : ""}`,
    because: [
      ...conclusion.steps,
      `${base.inferred ? "its base seems to be" : "its base is"} ${base.name}${base.via === null ? "" : ` (through ${base.via})`}`,
      ...base.steps,
      ...plain,
      `${ownName} has no such term${lossy.length < pairs.length ? " in some of its possible readings" : ""}`,
    ],
    certain,
  };
}

/** The terms of a data set's license that a component's license has in no form, in one of their readings. */
export function lostTerms(own: License, theirs: License, knowledge: Knowledge): readonly string[] {
  const names = alternativesOf(own, knowledge).flatMap((mine) => {
    const held = termsHeld(mine, knowledge);
    const pairs = alternativesOf(theirs, knowledge).map((other) => lost(mine, other, knowledge));
    return pairs.flatMap((terms) => terms.flatMap(({ term }) => (held.has(term) ? [] : [term])));
  });
  return [...new Set(names)];
}

interface LostTerm {
  readonly term: string;
  readonly section: string | null;
  readonly license: string;
  /** Whether a derived model must keep it is disputed: share-alike of libraries, or under another share-alike license. */
  readonly disputed: boolean;
}

/** The terms that cause a class in the base's license and have no counterpart in the derivative's. For OR in the base, the side that loses least. */
function lost(own: Expression, base: Expression, knowledge: Knowledge): readonly LostTerm[] {
  if ("operator" in base) {
    const [left, right] = base.sides.map((side) => lost(own, side, knowledge));
    if (left === undefined || right === undefined) return [];
    if (base.operator === "AND") return [...left, ...right];
    return left.length <= right.length ? left : right;
  }
  const ownLeaves = leavesOf(own);
  if (ownLeaves.includes(base.license))
    return "operator" in own && own.operator === "OR" && !keepsOnEverySide(own, base.license) ? lostBy(own, base.license, knowledge) : [];
  return lostBy(own, base.license, knowledge);
}

function lostBy(own: Expression, license: string, knowledge: Knowledge): readonly LostTerm[] {
  const held = termsHeld(own, knowledge);
  const sameKind = leavesOf(own).some((leaf) => stem(leaf) === stem(license));
  const clauses = expandClauses(license, knowledge);
  const weak = clauses.some(({ clause }) => clause.parameters["strength"] === "weak");
  return clauses.flatMap(({ clause, license: source }) => {
    const kind = knowledge.terms.get(clause.term)?.class;
    if (kind === undefined) return [];
    const kept = held.has(clause.term) && (kind !== "copyleft" || sameKind);
    if (kept) return [];
    const disputed = kind === "copyleft" && (weak || held.has(clause.term));
    return [{ term: clause.term, section: clause.section, license: source, disputed }];
  });
}

/** `GPL-3.0-only` and `GPL-2.0-or-later` are one kind, as are the versions of CC-BY-SA. */
function stem(license: string): string {
  return license.replace(/-(?:only|or-later)$/, "").replace(/-\d[\d.]*(?:-[A-Z]{2,3})?$/, "");
}

/** Terms that hold whichever side of an OR a recipient chooses. */
function termsHeld(own: Expression, knowledge: Knowledge): ReadonlySet<string> {
  if ("license" in own) {
    return new Set(
      expandClauses(own.license, knowledge).flatMap(({ clause }) => [clause.term, ...(knowledge.terms.get(clause.term)?.implies ?? [])]),
    );
  }
  const [left, right] = own.sides.map((side) => termsHeld(side, knowledge));
  if (left === undefined || right === undefined) return new Set();
  return own.operator === "AND" ? new Set([...left, ...right]) : new Set([...left].filter((term) => right.has(term)));
}

function keepsOnEverySide(own: Expression, license: string): boolean {
  if ("license" in own) return own.license === license;
  const sides = own.sides.map((side) => keepsOnEverySide(side, license));
  return own.operator === "AND" ? sides.some(Boolean) : sides.every(Boolean);
}

function alternativesOf({ expression, candidates }: License, knowledge: Knowledge): readonly Expression[] {
  const all = expression === null ? candidates : [expression];
  return all.flatMap((one) => parseExpression(one, knowledge.names) ?? []);
}
