import type { Conclusion, Item, KnownName, LicenseClass, LicenseFile, Location, TextFact } from "../model.ts";
import type { Alternative } from "./alternatives.ts";
import { confirmedAbove, proseOf } from "./card-prose.ts";
import { classesOf, classesOfCandidates, joinClasses } from "./classes.ts";
import { fromStatements, type Invalid } from "./conclude-statements.ts";
import { fromTexts, fromTextsAbove, narrowed } from "./conclude-texts.ts";
import { formatExpression, leaf, parseExpression, UNKNOWN_LEAF } from "./expression.ts";
import type { Knowledge } from "./knowledge.ts";
import { calledInCatalog, fromCatalog } from "./models.ts";
import type { TextReader } from "./read-text.ts";

/** What a person found out about a component; outranks all that was read. */
export interface CuratedLicense {
  readonly license: string;
  readonly evidence: string;
  readonly location: Location;
}

/**
 * Concludes the license of a component from what was read about it, in order of evidence: curation, license text in its own folder, identifier, link, name,
 * lock or Hub, model catalog, license text further up.
 */
export function conclude(item: Item, knowledge: Knowledge, options: ConcludeOptions): Conclusion {
  const found = concludeLicense(item, knowledge, options);
  if (found.basis === "curation") return found;
  const concluded = found.basis === "enclosing" ? confirmed(found, item, knowledge) : found;
  const prose = proseOf(item, concluded, options.readText, knowledge);
  return prose === null ? concluded : { ...concluded, prose };
}

/** A text further up counts as the models' own where a page says that they are under it. */
function confirmed(found: Conclusion, item: Item, { names }: Knowledge): Conclusion {
  const where = confirmedAbove(item, found, names);
  if (where === null) return found;
  return {
    ...found,
    basis: "text",
    confidence: 0.9,
    steps: [...found.steps, `line ${where.line ?? 1} of ${where.path} says that the models are under it`],
  };
}

export interface ConcludeOptions {
  readonly curated?: CuratedLicense | null;
  readonly known?: KnownName | null;
  readonly readText: TextReader;
  readonly enclosingCounts: boolean;
}

function concludeLicense(item: Item, knowledge: Knowledge, options: ConcludeOptions): Conclusion {
  const steps: string[] = [];
  const invalid: Invalid[] = [];
  const facts: { stated: readonly string[]; texts: readonly TextFact[]; called?: string } = { stated: [], texts: [] };
  const finish = (found: Alternative | null, location: Location | null) => conclusionOf(found, location, steps, invalid, facts, knowledge);
  const curation = fromCuration(options.curated ?? null, knowledge, steps);
  if (curation !== null) return finish(curation, options.curated?.location ?? null);
  const textSteps: string[] = [];
  const text = fromTexts(ownTexts(item), item.kind, options.readText, knowledge, textSteps);
  const said = fromStatements(item.declarations, knowledge, steps, invalid);
  facts.texts = text.facts;
  facts.stated = (said?.found.expressions ?? []).map(formatExpression).filter((one) => one !== UNKNOWN_LEAF);
  steps.push(...textSteps);
  if (text.found !== null) return finish(narrowed(text.found, said?.found ?? null, steps), text.location);
  if (said !== null) return finish(said.found, said.location);
  if (options.known) steps.push(...options.known.conclusion.steps);
  if (options.known && options.known.conclusion.basis !== "none")
    return { ...options.known.conclusion, steps, invalid, ...facts, location: item.declarations[0]?.location ?? null };
  if (item.role !== "mentioned" || item.kind !== "service") {
    const catalog = fromCatalog(item.name, knowledge, steps, item.kind);
    if (catalog !== null) return finish(catalog, item.declarations[0]?.location ?? null);
    const called = calledInCatalog(item.name, knowledge, item.kind);
    if (called !== null) facts.called = called;
  }
  const above =
    item.role === "published" && text.facts.length === 0
      ? fromTextsAbove(
          item.enclosingFiles.filter(({ type }) => type === "license"),
          item.kind,
          options.readText,
          knowledge,
          steps,
        )
      : null;
  if (above !== null && above.found !== null) {
    facts.texts = above.facts;
    const basis = options.enclosingCounts ? "text" : "enclosing";
    return finish({ ...above.found, basis, confidence: options.enclosingCounts ? above.found.confidence : 0.5 }, above.location);
  }
  if (steps.length === 0) steps.push("nothing that was read states a license");
  return finish(null, item.declarations[0]?.location ?? null);
}

/** What a person found out, as the expression that it is. */
export function fromCuration(curated: CuratedLicense | null, knowledge: Knowledge, steps: string[]): Alternative | null {
  if (curated === null) return null;
  steps.push(`a person's curation says ${curated.license} (${curated.evidence})`);
  return { expressions: [parseExpression(curated.license, knowledge.names) ?? leaf(UNKNOWN_LEAF)], basis: "curation", confidence: 1 };
}

/** License texts that cover the component itself; the texts of a `LICENSES/` folder are at hand and cover nothing. */
function ownTexts(item: Item): readonly LicenseFile[] {
  return item.licenseFiles.filter(({ type, collection }) => type === "license" && !collection);
}

function conclusionOf(
  found: Alternative | null,
  location: Location | null,
  steps: readonly string[],
  invalid: readonly Invalid[],
  facts: Pick<Conclusion, "stated" | "texts" | "called">,
  knowledge: Knowledge,
): Conclusion {
  const expressions = (found?.expressions ?? []).map(formatExpression);
  const only = expressions.length === 1 ? expressions[0] : undefined;
  const common = { steps, invalid, location, ...facts };
  if (found === null || expressions.length === 0 || only === UNKNOWN_LEAF) {
    return {
      expression: null,
      candidates: [],
      basis: "none",
      confidence: 0,
      classes: joinClasses([["unknown"], classesFound(facts.texts, knowledge)]),
      ...common,
    };
  }
  const first = found.expressions[0];
  const classes = only !== undefined && first !== undefined ? classesOf(first, knowledge) : classesOfCandidates(expressions, knowledge);
  return {
    expression: only ?? null,
    candidates: only === undefined ? expressions : [],
    basis: found.basis,
    confidence: found.confidence,
    classes: joinClasses([classes, classesFound(facts.texts, knowledge)]),
    ...common,
  };
}

/** The classes that terms in uncovered lines cause. What a part of a license leaves out may restrict: siblings share their ends. */
function classesFound(texts: readonly TextFact[], knowledge: Knowledge): readonly LicenseClass[] {
  return texts.flatMap(({ kind, terms }) => [
    ...(kind === "partial" ? ["unknown" as const] : []),
    ...terms.flatMap(({ term }) => knowledge.terms.get(term)?.class ?? []),
  ]);
}
