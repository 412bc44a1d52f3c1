import { formatExpression, leavesOf, parseExpression } from "../licenses/expression.ts";
import type { Knowledge } from "../licenses/knowledge.ts";
import { fromCatalog } from "../licenses/models.ts";
import { expandClauses } from "../licenses/terms.ts";
import type { Conclusion, Dataset, Item, Stated } from "../model.ts";
import type { Concluded } from "./lineage.ts";

/** The data sets that a component names, with the license that the repository or the catalog knows; and what of it the component's own license drops. */
export function datasetsOf(item: Item, conclusion: Conclusion, concluded: readonly Concluded[], knowledge: Knowledge): readonly Dataset[] {
  const named = new Map<string, Stated>();
  for (const { datasets } of item.declarations)
    for (const stated of datasets ?? []) if (!named.has(stated.value)) named.set(stated.value, stated);
  if (named.size === 0 || item.kind === "dataset")
    return [...named.values()].map(({ value, location }) => ({ name: value, expression: null, location, dropped: [] }));
  const local = localDatasets(concluded);
  return [...named.values()].map(({ value, location }) => {
    const expression = local.get(value.toLowerCase())?.conclusion.expression ?? expressionOfCatalog(value, knowledge);
    return { name: value, expression, location, dropped: expression === null ? [] : dropped(conclusion, expression, knowledge) };
  });
}

/** Data sets whose files lie in this repository, by their name and by `owner/name` folders. */
function localDatasets(concluded: readonly Concluded[]): ReadonlyMap<string, Concluded> {
  const local = new Map<string, Concluded>();
  for (const one of concluded) {
    if (one.item.kind !== "dataset" || one.item.role !== "published") continue;
    for (const name of [one.item.name, one.item.folder?.split("/").slice(-2).join("/") ?? ""]) {
      if (name.includes("/") && !local.has(name.toLowerCase())) local.set(name.toLowerCase(), one);
    }
  }
  return local;
}

function expressionOfCatalog(name: string, knowledge: Knowledge): string | null {
  const found = fromCatalog(name, knowledge, []);
  const only = found?.expressions.length === 1 ? found.expressions[0] : undefined;
  return only === undefined ? null : formatExpression(only);
}

/** Terms that cause a class in the data set's license and have no counterpart in the component's. */
function dropped(conclusion: Conclusion, expression: string, knowledge: Knowledge): readonly string[] {
  const terms = (text: string | null) => {
    const parsed = text === null ? null : parseExpression(text, knowledge.names);
    return parsed === null ? [] : leavesOf(parsed).flatMap((license) => expandClauses(license, knowledge).map(({ clause }) => clause.term));
  };
  if (conclusion.expression === null) return [];
  const held = new Set(terms(conclusion.expression).flatMap((term) => [term, ...(knowledge.terms.get(term)?.implies ?? [])]));
  return [...new Set(terms(expression))].filter((term) => knowledge.terms.get(term)?.class !== undefined && !held.has(term));
}
