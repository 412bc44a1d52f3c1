import type { Conclusion, Declaration, Item, KnownName, LicenseClass, LicenseFile, Location, Stated, TextFact } from "../model.ts";
import { type Alternative, alternativeOf, combine } from "./alternatives.ts";
import { confirmedAbove, proseOf } from "./card-prose.ts";
import { classesOf, classesOfCandidates, joinClasses } from "./classes.ts";
import { fromTexts, fromTextsAbove, narrowed } from "./conclude-texts.ts";
import { formatExpression, leaf, parseExpression, UNKNOWN_LEAF } from "./expression.ts";
import type { Knowledge } from "./knowledge.ts";
import { calledInCatalog, fromCatalog } from "./models.ts";
import { understandLicenseName, understandLink, understandName } from "./names.ts";
import type { TextReader } from "./read-text.ts";

/** What a person found out about a component; outranks all that was read. */
export interface CuratedLicense {
  readonly license: string;
  readonly evidence: string;
  readonly location: Location;
}

type Invalid = Conclusion["invalid"][number];

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

/** What all declarations together state; several licenses are judged as AND. Null where none states one. */
function fromStatements(declarations: readonly Declaration[], knowledge: Knowledge, steps: string[], invalid: Invalid[]) {
  const parts: Alternative[] = [];
  let location: Location | null = null;
  for (const declaration of declarations) {
    for (const stated of statementsOf(declaration)) {
      const part = understand(stated, declaration, knowledge, steps, invalid);
      if (part === null) continue;
      location ??= stated.location;
      parts.push(part);
    }
  }
  const joined = combine(parts);
  return joined === null ? null : { found: joined, location };
}

/** The license fields; a card that gives only a name or a link is understood as if it said `other`. */
function statementsOf(declaration: Declaration): readonly Stated[] {
  const licenses = declaration.licenses ?? [];
  if (licenses.length > 0) return distinct(licenses);
  const hint = declaration.licenseLink ?? declaration.licenseName;
  return hint === undefined ? [] : [{ value: "other", location: hint.location }];
}

function distinct(licenses: readonly Stated[]): readonly Stated[] {
  return [...new Map(licenses.map((stated) => [stated.value.trim().toLowerCase(), stated])).values()];
}

function understand(
  stated: Stated,
  declaration: Declaration,
  knowledge: Knowledge,
  steps: string[],
  invalid: Invalid[],
): Alternative | null {
  const meaning = understandName(stated.value, knowledge.names);
  steps.push(meaning.step);
  if (meaning.means === "special" && (meaning.special === "other" || meaning.special === "unknown")) {
    const named = fromNameAndLink(declaration, knowledge, steps);
    if (named !== null) return named;
    if (meaning.special === "other" && declaration.licenseName === undefined && declaration.licenseLink === undefined) {
      invalid.push({
        message: "“other” with neither license_name nor license_link says nothing",
        location: stated.location,
        suggestion: null,
      });
    }
    return unknown;
  }
  if (meaning.means === "placeholder") {
    invalid.push({ message: `“${stated.value}” is a placeholder, not a license`, location: stated.location, suggestion: null });
    return unknown;
  }
  if (meaning.means === "special") return meaning.special === "noassertion" ? null : unknown;
  if (meaning.means === "nothing") {
    const named = fromNameAndLink(declaration, knowledge, steps);
    invalid.push({ message: `“${stated.value}” is not a license identifier`, location: stated.location, suggestion: meaning.suggestion });
    return named ?? unknown;
  }
  return withNameAndLink(alternativeOf(meaning), stated, declaration, knowledge, steps, invalid);
}

/** An identifier beside a name or a link that means another license: nothing tells which one holds, so either may. */
function withNameAndLink(
  own: Alternative,
  stated: Stated,
  declaration: Declaration,
  knowledge: Knowledge,
  steps: string[],
  invalid: Invalid[],
): Alternative {
  if ((declaration.licenses ?? []).some(({ value }) => value.trim().toLowerCase() === "other")) return own;
  const beside: string[] = [];
  const named = fromNameAndLink(declaration, knowledge, beside);
  if (named === null || shareALicense(own, named)) return own;
  const others = named.expressions.map(formatExpression);
  steps.push(...beside, `“${stated.value}” and what stands beside it contradict each other: it may be either`);
  invalid.push({
    message: `the license is “${stated.value}”, but its ${named.basis === "alias" ? "license_name" : "license_link"} means ${others.slice(0, 3).join(" or ")}: only one can be right`,
    location: stated.location,
    suggestion: null,
  });
  return { expressions: [...own.expressions, ...named.expressions], basis: own.basis, confidence: Math.min(own.confidence, 0.5) };
}

function shareALicense(a: Alternative, b: Alternative): boolean {
  const names = new Set(a.expressions.flatMap(leaves));
  return b.expressions.flatMap(leaves).some((name) => names.has(name));
}

function leaves(expression: Alternative["expressions"][number]): readonly string[] {
  return "license" in expression ? [expression.license] : expression.sides.flatMap(leaves);
}

/** `license_link` outranks `license_name`: names lie. */
function fromNameAndLink(declaration: Declaration, knowledge: Knowledge, steps: string[]): Alternative | null {
  const { licenseLink, licenseName } = declaration;
  const link = licenseLink === undefined ? null : understandLink(licenseLink.value, knowledge.names);
  if (link !== null) {
    steps.push(link.step);
    return alternativeOf(link);
  }
  if (licenseLink !== undefined && !/^https?:/i.test(licenseLink.value))
    steps.push(`license_link “${licenseLink.value}” means the file beside the card`);
  else if (licenseLink !== undefined) steps.push(`what stands at ${licenseLink.value} is not known`);
  if (licenseName === undefined) return null;
  const name = understandLicenseName(licenseName.value, knowledge.names);
  steps.push(name.step);
  if (name.means !== "license" && name.means !== "family") return null;
  return { ...alternativeOf(name), basis: "alias", confidence: 0.8 };
}

const unknown: Alternative = { expressions: [leaf(UNKNOWN_LEAF)], basis: "none", confidence: 0 };
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
