import type { Basis, Conclusion, Declaration, Item, LicenseClass, LicenseFile, Location, Stated, Term, TextFact } from "../model.ts";
import { classesOf, classesOfCandidates, joinClasses } from "./classes.ts";
import { allOf, type Expression, formatExpression, leaf, parseExpression, UNKNOWN_LEAF } from "./expression.ts";
import type { Knowledge } from "./knowledge.ts";
import { type NameMeaning, understandLicenseName, understandLink, understandName } from "./names.ts";
import type { TextGroup, TextReader } from "./read-text.ts";

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
  const facts: { stated: readonly string[]; texts: readonly TextFact[] } = { stated: [], texts: [] };
  const finish = (found: Alternative | null, location: Location | null) => conclusionOf(found, location, steps, invalid, facts, knowledge);
  if (options.curated) {
    const expression = parseExpression(options.curated.license, knowledge.names) ?? leaf(UNKNOWN_LEAF);
    steps.push(`a person's curation says ${options.curated.license} (${options.curated.evidence})`);
    return finish({ expressions: [expression], basis: "curation", confidence: 1 }, options.curated.location);
  }
  const textSteps: string[] = [];
  const text = fromTexts(ownTexts(item), options.readText, textSteps, "text");
  const said = fromStatements(item.declarations, knowledge, steps, invalid);
  facts.texts = text.facts;
  facts.stated = (said?.found.expressions ?? []).map(formatExpression).filter((one) => one !== UNKNOWN_LEAF);
  steps.push(...textSteps);
  if (text.found !== null) return finish(narrowed(text.found, said?.found ?? null, steps), text.location);
  if (said !== null) return finish(said.found, said.location);
  if (item.role !== "mentioned" || item.kind !== "service") {
    const catalog = fromCatalog(item.name, knowledge, steps);
    if (catalog !== null) return finish(catalog, item.declarations[0]?.location ?? null);
  }
  const above =
    item.role === "published" && text.facts.length === 0
      ? fromTexts(
          item.enclosingFiles.filter(({ type }) => type === "license"),
          options.readText,
          steps,
          "enclosing",
        )
      : null;
  if (above !== null && above.found !== null) {
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

/** Reads the texts: what they hold together, and each of them for the checks. Of those further up the nearest decides. */
function fromTexts(
  files: readonly LicenseFile[],
  readText: TextReader,
  steps: string[],
  basis: Basis,
): { found: Alternative | null; location: Location | null; facts: readonly TextFact[] } {
  const facts: TextFact[] = [];
  const parts: Alternative[] = [];
  let location: Location | null = null;
  for (const file of files) {
    const { groups, terms } = readText(file);
    facts.push(textFact(file, groups, terms));
    for (const group of groups) {
      steps.push(textStep(file.path, group));
      location ??= { path: file.path, line: group.startLine, column: 1 };
      parts.push({ expressions: group.licenses.map(leaf), basis, confidence: group.confidence });
    }
    if (groups.length === 0) steps.push(`${file.path} holds no license text that is known`);
    if (basis === "enclosing" && parts.length > 0) break;
  }
  const found = combine(parts);
  return { found: found === null ? null : { ...found, basis }, location, facts };
}

function textFact(file: LicenseFile, groups: readonly TextGroup[], terms: readonly Term[]): TextFact {
  const kinds = groups.map(({ kind }) => kind);
  return {
    path: file.path,
    startLine: file.startLine,
    kind: kinds.length === 0 ? "unknown" : kinds.includes("modified") ? "modified" : kinds.includes("partial") ? "partial" : "exact",
    licenses: groups.map(({ licenses }) => licenses),
    confidence: Math.min(1, ...groups.map(({ confidence }) => confidence)),
    unmatched: groups.flatMap(({ kind, unmatched }) => (kind === "exact" ? [] : unmatched)),
    terms,
    short: groups.length === 0 && terms.length === 0 && file.text.trim().length < SHORT_TEXT,
  };
}

/** A file that is shorter than the shortest licenses and holds no term points elsewhere. */
const SHORT_TEXT = 600;

function textStep(path: string, { licenses, kind, confidence, unmatched }: TextGroup): string {
  const names = licenses.join(" or ");
  if (kind === "exact") return `${path} holds the text of ${names}`;
  const lines = unmatched.map(({ startLine, endLine }) => (startLine === endLine ? `${startLine}` : `${startLine}–${endLine}`)).slice(0, 5);
  const rest = lines.length === 0 ? "" : `; not in it: lines ${lines.join(", ")}`;
  return `${path} holds a ${kind} text of ${names} (${Math.round(confidence * 100)} %)${rest}`;
}

/** Where one text bears several names, the card's word chooses among them. */
function narrowed(text: Alternative, said: Alternative | null, steps: string[]): Alternative {
  if (said === null || text.expressions.length < 2) return text;
  const stated = new Set(said.expressions.map(formatExpression));
  const common = text.expressions.filter((expression) => stated.has(formatExpression(expression)));
  if (common.length === 0 || common.length === text.expressions.length) return text;
  steps.push(`of the names of that text the card says ${common.map(formatExpression).join(" or ")}`);
  return { ...text, expressions: common };
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
  facts: Pick<Conclusion, "stated" | "texts">,
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

/** The classes that terms in uncovered lines cause. */
function classesFound(texts: readonly TextFact[], knowledge: Knowledge): readonly LicenseClass[] {
  return texts.flatMap(({ terms }) => terms.flatMap(({ term }) => knowledge.terms.get(term)?.class ?? []));
}
