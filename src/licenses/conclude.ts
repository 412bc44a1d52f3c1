import type { Basis, Conclusion, Declaration, Item, LicenseFile, Location, Stated } from "../model.ts";
import { classesOf, classesOfCandidates } from "./classes.ts";
import { allOf, type Expression, formatExpression, leaf, parseExpression, UNKNOWN_LEAF } from "./expression.ts";
import type { Knowledge } from "./knowledge.ts";
import { type NameMeaning, understandLicenseName, understandLink, understandName } from "./names.ts";

/** What a license text was recognized as; null where it was not. */
export type TextReader = (file: LicenseFile) => RecognizedText | null;
export interface RecognizedText {
  readonly license: string;
  readonly confidence: number;
  readonly step: string;
}

/** What a person found out about a component; outranks all that was read. */
export interface CuratedLicense {
  readonly license: string;
  readonly evidence: string;
  readonly location: Location;
}

type Invalid = Conclusion["invalid"][number];

/** One reading of one statement: an expression, or several that it may mean. */
interface Alternative {
  readonly expressions: readonly Expression[];
  readonly basis: Basis;
  readonly confidence: number;
}

/**
 * Concludes the license of a component from what was read about it, in order of evidence: curation, license text in its own folder, identifier, link, name,
 * model catalog, license text further up.
 */
export function conclude(
  item: Item,
  knowledge: Knowledge,
  options: { curated?: CuratedLicense | null; readText: TextReader; enclosingCounts: boolean },
): Conclusion {
  const steps: string[] = [];
  const invalid: Invalid[] = [];
  const finish = (found: Alternative | null, location: Location | null) => conclusionOf(found, location, steps, invalid, knowledge);
  if (options.curated) {
    const expression = parseExpression(options.curated.license, knowledge.names) ?? leaf(UNKNOWN_LEAF);
    steps.push(`a person's curation says ${options.curated.license} (${options.curated.evidence})`);
    return finish({ expressions: [expression], basis: "curation", confidence: 1 }, options.curated.location);
  }
  const text = fromTexts(ownTexts(item), options.readText, steps, "text");
  const stated = fromStatements(item.declarations, knowledge, steps, invalid);
  if (text !== null) return finish(text.found, text.location);
  if (stated !== null) return finish(stated.found, stated.location);
  if (item.role !== "mentioned" || item.kind !== "service") {
    const catalog = fromCatalog(item.name, knowledge, steps);
    if (catalog !== null) return finish(catalog, item.declarations[0]?.location ?? null);
  }
  const above =
    item.role === "published"
      ? fromTexts(
          item.enclosingFiles.filter(({ type }) => type === "license"),
          options.readText,
          steps,
          "enclosing",
        )
      : null;
  if (above !== null) {
    const basis = options.enclosingCounts ? "text" : "enclosing";
    return finish({ ...above.found, basis, confidence: options.enclosingCounts ? above.found.confidence : 0.5 }, above.location);
  }
  if (steps.length === 0) steps.push("nothing that was read states a license");
  return finish(null, item.declarations[0]?.location ?? null);
}

/** License texts that cover the component itself; the texts of a `LICENSES/` folder are at hand and cover nothing. */
function ownTexts(item: Item): readonly LicenseFile[] {
  return item.licenseFiles.filter(({ type, collection }) => type === "license" && !collection);
}

function fromTexts(files: readonly LicenseFile[], readText: TextReader, steps: string[], basis: Basis) {
  const found: { expression: Expression; confidence: number; location: Location }[] = [];
  for (const file of files) {
    const recognized = readText(file);
    if (recognized === null) continue;
    steps.push(recognized.step);
    found.push({
      expression: leaf(recognized.license),
      confidence: recognized.confidence,
      location: { path: file.path, line: file.startLine, column: 1 },
    });
    if (basis === "enclosing") break;
  }
  const expression = allOf(found.map((one) => one.expression));
  const first = found[0];
  if (expression === undefined || first === undefined) return null;
  const alternative: Alternative = { expressions: [expression], basis, confidence: Math.min(...found.map((one) => one.confidence)) };
  return { found: alternative, location: first.location };
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
  return alternativeOf(meaning);
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

function alternativeOf(meaning: Extract<NameMeaning, { means: "license" | "family" }>): Alternative {
  if (meaning.means === "license") return { expressions: [meaning.expression], basis: meaning.basis, confidence: meaning.confidence };
  return { expressions: meaning.candidates.map(leaf), basis: meaning.basis, confidence: meaning.basis === "identifier" ? 0.6 : 0.5 };
}

/** The license that the model catalog knows for a name; several where its sources disagree. */
export function fromCatalog(name: string, knowledge: Knowledge, steps: string[]): Alternative | null {
  const entry = findModel(name, knowledge);
  if (entry === null) return null;
  const read = `${entry.source}, ${entry.read}`;
  if (entry.conflict !== undefined) {
    steps.push(`sources disagree about ${name}: ${entry.conflict.join(", ")} (${read})`);
    return {
      expressions: entry.conflict.flatMap((one) => parseExpression(one, knowledge.names) ?? leaf(UNKNOWN_LEAF)),
      basis: "catalog",
      confidence: 0.4,
    };
  }
  if (entry.license === undefined) return null;
  if ("family" in entry.license) {
    const family = knowledge.names.families.get(entry.license.family);
    steps.push(`${name} is known to carry a license of the family ${entry.license.family} (${read})`);
    return { expressions: (family?.candidates ?? []).map(leaf), basis: "catalog", confidence: 0.5 };
  }
  steps.push(`${name} is known to carry ${entry.license.license} (${read})`);
  return {
    expressions: [parseExpression(entry.license.license, knowledge.names) ?? leaf(UNKNOWN_LEAF)],
    basis: "catalog",
    confidence: 0.8,
  };
}

/** The catalog's entry for a name: the exact one, else the longest pattern that fits. */
export function findModel(name: string, knowledge: Knowledge) {
  const key = name.toLowerCase();
  const exact = knowledge.models.exact.get(key);
  if (exact !== undefined) return exact;
  const owner = key.slice(0, key.indexOf("/"));
  const patterns = knowledge.models.patterns.get(owner) ?? [];
  return patterns.find((entry) => fits(entry.name.toLowerCase(), key)) ?? null;
}

/** Whether a name fits a pattern in which `*` stands for any characters. Linear in the length of both, whatever the pattern. */
export function fits(pattern: string, name: string): boolean {
  const parts = pattern.split("*");
  const last = parts.length - 1;
  if (last === 0) return pattern === name;
  if (!name.startsWith(parts[0] ?? "") || !name.endsWith(parts[last] ?? "")) return false;
  let position = (parts[0] ?? "").length;
  for (const part of parts.slice(1, last)) {
    const at = name.indexOf(part, position);
    if (at === -1) return false;
    position = at + part.length;
  }
  return position <= name.length - (parts[last] ?? "").length;
}

const unknown: Alternative = { expressions: [leaf(UNKNOWN_LEAF)], basis: "none", confidence: 0 };
const STRENGTH: readonly Basis[] = ["none", "inferred", "enclosing", "hub", "catalog", "link", "alias", "identifier"];

/** All parts at once: every combination of what they may mean. Null where there is none. */
function combine(parts: readonly Alternative[]): Alternative | null {
  if (parts.length === 0) return null;
  let combinations: (readonly Expression[])[] = [[]];
  for (const part of parts) {
    combinations = combinations.flatMap((so) => part.expressions.map((expression) => [...so, expression])).slice(0, 64);
  }
  const expressions = new Map<string, Expression>();
  for (const combination of combinations) {
    const expression = allOf(combination);
    if (expression !== undefined) expressions.set(formatExpression(expression), expression);
  }
  const weakest = parts.reduce((a, b) => (STRENGTH.indexOf(b.basis) < STRENGTH.indexOf(a.basis) ? b : a));
  return { expressions: [...expressions.values()], basis: weakest.basis, confidence: Math.min(...parts.map((part) => part.confidence)) };
}

function conclusionOf(
  found: Alternative | null,
  location: Location | null,
  steps: readonly string[],
  invalid: readonly Invalid[],
  knowledge: Knowledge,
): Conclusion {
  const expressions = (found?.expressions ?? []).map(formatExpression);
  const only = expressions.length === 1 ? expressions[0] : undefined;
  const nothingKnown = found === null || expressions.length === 0 || only === UNKNOWN_LEAF;
  if (nothingKnown)
    return { expression: null, candidates: [], basis: "none", confidence: 0, classes: ["unknown"], steps, invalid, location };
  const first = found.expressions[0];
  return {
    expression: only ?? null,
    candidates: only === undefined ? expressions : [],
    basis: found.basis,
    confidence: found.confidence,
    classes: only !== undefined && first !== undefined ? classesOf(first, knowledge) : classesOfCandidates(expressions, knowledge),
    steps,
    invalid,
    location,
  };
}
