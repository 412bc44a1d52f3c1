import type { Basis } from "../model.ts";
import { allOf, type Expression, formatExpression, leaf, UNKNOWN_LEAF } from "./expression.ts";
import type { NameMeaning } from "./names.ts";

/** One reading of one statement: an expression, or several that it may mean. */
export interface Alternative {
  readonly expressions: readonly Expression[];
  readonly basis: Basis;
  readonly confidence: number;
}

const STRENGTH: readonly Basis[] = ["none", "inferred", "enclosing", "hub", "catalog", "link", "alias", "identifier", "text"];

/** How many combinations are looked at. */
const MOST = 64;

/** All parts at once: every combination of what they may mean; where there are too many of them, the rest stands for what is not known. Null for no part. */
export function combine(parts: readonly Alternative[]): Alternative | null {
  if (parts.length === 0) return null;
  let combinations: (readonly Expression[])[] = [[]];
  for (const part of parts) {
    const all = combinations.flatMap((so) => part.expressions.map((expression) => [...so, expression]));
    combinations = all.length > MOST ? [...all.slice(0, MOST), [leaf(UNKNOWN_LEAF)]] : all;
  }
  const expressions = new Map<string, Expression>();
  for (const combination of combinations) {
    const expression = allOf(combination);
    if (expression !== undefined) expressions.set(formatExpression(expression), expression);
  }
  const weakest = parts.reduce((a, b) => (STRENGTH.indexOf(b.basis) < STRENGTH.indexOf(a.basis) ? b : a));
  return { expressions: [...expressions.values()], basis: weakest.basis, confidence: Math.min(...parts.map((part) => part.confidence)) };
}

/** What a name means as an alternative. */
export function alternativeOf(meaning: Extract<NameMeaning, { means: "license" | "family" }>): Alternative {
  if (meaning.means === "license") return { expressions: [meaning.expression], basis: meaning.basis, confidence: meaning.confidence };
  return { expressions: meaning.candidates.map(leaf), basis: meaning.basis, confidence: meaning.basis === "identifier" ? 0.6 : 0.5 };
}
