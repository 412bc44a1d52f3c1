import type { Knowledge } from "./licenses/knowledge.ts";
import type { Component, Vocabulary } from "./model.ts";

const OPERATORS = new Set(["AND", "OR", "WITH"]);

/** The words for the terms and licenses that these components name. */
export function vocabularyOf(components: readonly Component[], knowledge: Knowledge): Vocabulary {
  const expressions = new Set<string>();
  const terms = new Set<string>();
  const declared = new Set<string>();
  for (const component of components) {
    for (const { expression, candidates } of [component.concluded, ...component.basedOn])
      for (const one of [expression, ...candidates]) if (one !== null) expressions.add(one);
    for (const { expression } of component.datasets) if (expression !== null) expressions.add(expression);
    for (const { value } of component.declared) declared.add(value);
  }
  // Components under the same licenses share one list.
  for (const list of new Set(components.map((component) => component.terms)))
    for (const { term, license } of list) {
      terms.add(term);
      expressions.add(license);
    }
  return {
    terms: table(terms, (term) => {
      const found = knowledge.terms.get(term);
      return found && { plain: found.plain, group: found.group, class: found.class ?? null };
    }),
    licenses: table(identifiers(expressions), (id) => {
      const found = knowledge.licenses.get(id);
      return found && { name: found.name, links: found.links };
    }),
    spellings: Object.fromEntries(
      [...identifiers(declared)].sort().flatMap((id) => {
        const spelled = knowledge.names.spdx.get(id.toLowerCase()) ?? knowledge.licenses.get(id)?.expression;
        return spelled === undefined ? [] : [[id.toLowerCase(), spelled] as const];
      }),
    ),
  };
}

function identifiers(expressions: Iterable<string>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const expression of expressions)
    for (const token of expression.match(/[^\s()]+/g) ?? []) if (!OPERATORS.has(token)) found.add(token);
  return found;
}

/** Sorted, so that the order in which things were met does not show. */
function table<Value>(keys: Iterable<string>, find: (key: string) => Value | undefined): Readonly<Record<string, Value>> {
  const entries = [...new Set(keys)].sort().flatMap((key) => {
    const value = find(key);
    return value === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries(entries);
}
