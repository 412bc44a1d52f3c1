import type { Clause } from "../model.ts";
import type { Knowledge } from "./knowledge.ts";

/** A clause, with the license or use policy in which it stands (the name in expressions). */
export interface PlacedClause {
  readonly clause: Clause;
  readonly license: string;
}

/** The clauses of a license, and those of the use policies that it makes binding. */
export function expandClauses(license: string, knowledge: Knowledge): readonly PlacedClause[] {
  const entry = knowledge.licenses.get(license);
  if (entry === undefined) return [];
  const own = entry.clauses.map((clause) => ({ clause, license }));
  const policies = entry.incorporates.flatMap((id) => {
    const name = knowledge.names.catalog.get(id) ?? id;
    return (knowledge.licenses.get(name)?.clauses ?? []).map((clause) => ({ clause, license: name }));
  });
  return [...own, ...policies];
}
