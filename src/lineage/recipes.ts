import { classesOf, classesOfCandidates } from "../licenses/classes.ts";
import { allOf, formatExpression, parseExpression } from "../licenses/expression.ts";
import type { Knowledge } from "../licenses/knowledge.ts";
import type { Base, Basis, Conclusion, Item } from "../model.ts";

/**
 * Where nothing states a license, what a component is made of can tell: a recipe (an Ollama Modelfile, a merge) holds no weights and is under the licenses
 * of its bases; a model that is used, and of which its name or the catalog says what it was converted from, is probably under that model's license, which is
 * `inferred`.
 */
export function concludeFromBases(item: Item, conclusion: Conclusion, bases: readonly Base[], knowledge: Knowledge): Conclusion {
  const direct = bases.filter(({ via }) => via === null);
  if (conclusion.expression !== null || conclusion.candidates.length > 0 || direct.length === 0 || statesSomething(item, conclusion))
    return conclusion;
  const names = direct.map(({ name }) => name).join(" and ");
  if (item.declarations.every(({ recipe }) => recipe === true)) {
    return under(
      direct,
      conclusion,
      direct[0]?.basis ?? "catalog",
      `it holds no weights of its own and states no license: it is under the licenses of ${names}`,
      knowledge,
    );
  }
  if (item.role !== "published" && direct.every(({ inferred, relation }) => inferred || relation === "quantized")) {
    const how = direct.some(({ inferred }) => inferred) ? `its name suggests that it was made from ${names}` : `it is ${names}, converted`;
    return under(direct, conclusion, "inferred", `nothing states its license; ${how}`, knowledge);
  }
  return conclusion;
}

function statesSomething(item: Item, conclusion: Conclusion): boolean {
  return (
    conclusion.texts.length > 0 ||
    item.declarations.some(
      ({ licenses, licenseName, licenseLink }) => (licenses?.length ?? 0) > 0 || licenseName !== undefined || licenseLink !== undefined,
    )
  );
}

/** Under all of the bases' licenses, if every one of them is known. */
function under(direct: readonly Base[], conclusion: Conclusion, basis: Basis, step: string, knowledge: Knowledge): Conclusion {
  const steps = [step, ...direct.flatMap((base) => base.steps)];
  const only = direct.length === 1 ? direct[0] : undefined;
  if (only !== undefined && only.candidates.length > 0) {
    return {
      ...conclusion,
      candidates: only.candidates,
      basis,
      confidence: 0.4,
      classes: classesOfCandidates(only.candidates, knowledge),
      steps,
    };
  }
  const expressions = direct.flatMap(({ expression }) => (expression === null ? [] : (parseExpression(expression, knowledge.names) ?? [])));
  const all = allOf(expressions);
  if (all === undefined || expressions.length < direct.length) return conclusion;
  return {
    ...conclusion,
    expression: formatExpression(all),
    basis,
    confidence: basis === "inferred" ? 0.4 : 0.7,
    classes: classesOf(all, knowledge),
    steps,
  };
}
