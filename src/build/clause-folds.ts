import { createHash } from "node:crypto";
import { type ClauseMatch, findClauseMatches, joinClauses } from "../licenses/clauses/find.ts";
import type { CompiledClauseRules, FoundClause, Sequence } from "../licenses/clauses/rules.ts";

export const folds = 5;

/** A family's number by the hash of its name, below `parts`. */
export function partOf(family: string, parts: number): number {
  return Number.parseInt(createHash("sha256").update(family).digest("hex").slice(0, 8), 16) % parts;
}

export interface FoldedText {
  readonly id: string;
  readonly family: string;
  readonly text: string;
  readonly terms: ReadonlySet<string>;
}

/**
 * What the rules find in each text when the patterns are left out that are right in texts of the text's own fold alone: a pattern counts only
 * where a family of another fold has spoken for it.
 */
export function findByFolds(texts: readonly FoldedText[], rules: CompiledClauseRules): Map<string, FoundClause[]> {
  const all = new Map<string, readonly ClauseMatch[]>();
  const supporters = new Map<Sequence, Set<number>>();
  for (const { id, family, text, terms } of texts) {
    const matches = findClauseMatches(text.split(/\r?\n/), rules, true);
    all.set(id, matches);
    for (const { clause, pattern } of matches) {
      if (!terms.has(clause.term)) continue;
      const known = supporters.get(pattern) ?? new Set();
      supporters.set(pattern, known.add(partOf(family, folds)));
    }
  }
  return new Map(
    texts.map(({ id, family }) => {
      const own = partOf(family, folds);
      const kept = (all.get(id) ?? []).filter(({ pattern }) => [...(supporters.get(pattern) ?? [])].some((fold) => fold !== own));
      return [id, joinClauses(kept.map(({ clause }) => ({ ...clause })))];
    }),
  );
}
