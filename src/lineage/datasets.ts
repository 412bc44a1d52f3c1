import { formatExpression } from "../licenses/expression.ts";
import type { Knowledge } from "../licenses/knowledge.ts";
import { fromCatalog } from "../licenses/models.ts";
import type { Conclusion, Dataset, Item, Stated } from "../model.ts";
import { lostTerms } from "./conflicts.ts";
import type { Concluded } from "./local-models.ts";

/** The data sets that a component names, with the license that the repository or the catalog knows; and what of it the component's own license drops. */
export function datasetFinder(
  concluded: readonly Concluded[],
  knowledge: Knowledge,
): (item: Item, conclusion: Conclusion) => readonly Dataset[] {
  const local = localDatasets(concluded);
  return (item, conclusion) => datasetsOf(item, conclusion, local, knowledge);
}

function datasetsOf(item: Item, conclusion: Conclusion, local: ReadonlyMap<string, Concluded>, knowledge: Knowledge): readonly Dataset[] {
  const named = new Map<string, Stated>();
  for (const { datasets } of item.declarations)
    for (const stated of datasets ?? []) if (!named.has(stated.value)) named.set(stated.value, stated);
  if (named.size === 0 || item.kind === "dataset")
    return [...named.values()].map(({ value, location }) => ({ name: value, expression: null, candidates: [], location, dropped: [] }));
  return [...named.values()].map(({ value, location }) => {
    const here = local.get(value.toLowerCase())?.conclusion;
    const { expression, candidates } = here !== undefined && isKnown(here) ? here : fromNames(value, knowledge);
    return { name: value, expression, candidates, location, dropped: lostTerms(conclusion, { expression, candidates }, knowledge) };
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

function fromNames(name: string, knowledge: Knowledge): Pick<Dataset, "expression" | "candidates"> {
  const expressions = (fromCatalog(name, knowledge, [], "dataset")?.expressions ?? []).map(formatExpression);
  const only = expressions.length === 1 ? (expressions[0] ?? null) : null;
  return { expression: only, candidates: only === null ? expressions : [] };
}

function isKnown({ expression, candidates }: Conclusion): boolean {
  return expression !== null || candidates.length > 0;
}
