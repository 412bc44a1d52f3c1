import type { Term, TermJudgment } from "../model.ts";

type Judgments = readonly TermJudgment[];

const joined = new WeakMap<Judgments, WeakMap<Judgments, Judgments>>();

/** One list behind the other. Of the same lists it is the same each time, so that what was made of it is found again. */
export function joinJudgments(first: Judgments, second: Judgments): Judgments {
  if (first.length === 0) return second;
  if (second.length === 0) return first;
  const others = joined.get(first) ?? new WeakMap<Judgments, Judgments>();
  joined.set(first, others);
  const both = others.get(second) ?? [...first, ...second];
  others.set(second, both);
  return both;
}

const terms = new WeakMap<Judgments, readonly Term[]>();

/** The terms that were judged, in a list that is the same for the same judgments. */
export function termsJudged(judgments: Judgments): readonly Term[] {
  const known = terms.get(judgments) ?? judgments.map(({ term }) => term);
  terms.set(judgments, known);
  return known;
}
