import { classesOf, classesOfCandidates } from "../licenses/classes.ts";
import { allOf, formatExpression, parseExpression } from "../licenses/expression.ts";
import type { Knowledge } from "../licenses/knowledge.ts";
import type { Base, Conclusion, Item } from "../model.ts";

/** A recipe (an Ollama Modelfile, a merge) holds no weights: where it states no license it is under those of its bases, if all of them are known. */
export function concludeRecipe(item: Item, conclusion: Conclusion, bases: readonly Base[], knowledge: Knowledge): Conclusion {
  const isRecipe = item.declarations.length > 0 && item.declarations.every(({ recipe }) => recipe === true);
  const stated = item.declarations.some(({ licenses }) => (licenses?.length ?? 0) > 0) || item.licenseFiles.length > 0;
  const direct = bases.filter(({ via }) => via === null);
  if (!isRecipe || stated || conclusion.expression !== null || direct.length === 0) return conclusion;
  const step = `it holds no weights of its own and states no license: it is under the licenses of ${direct.map(({ name }) => name).join(" and ")}`;
  const only = direct.length === 1 ? direct[0] : undefined;
  if (only !== undefined && only.candidates.length > 0) {
    return {
      ...conclusion,
      candidates: only.candidates,
      basis: "inferred",
      confidence: 0.4,
      classes: classesOfCandidates(only.candidates, knowledge),
      steps: [step, ...only.steps],
    };
  }
  const expressions = direct.flatMap(({ expression }) => (expression === null ? [] : (parseExpression(expression, knowledge.names) ?? [])));
  const all = allOf(expressions);
  if (all === undefined || expressions.length < direct.length) return conclusion;
  return {
    ...conclusion,
    expression: formatExpression(all),
    basis: "inferred",
    confidence: 0.6,
    classes: classesOf(all, knowledge),
    steps: [step, ...direct.flatMap(({ steps }) => steps)],
  };
}
