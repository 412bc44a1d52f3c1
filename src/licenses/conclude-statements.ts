import type { Conclusion, Declaration, Location, Stated } from "../model.ts";
import { type Alternative, alternativeOf, combine } from "./alternatives.ts";
import { formatExpression, leaf, UNKNOWN_LEAF } from "./expression.ts";
import type { Knowledge } from "./knowledge.ts";
import { understandLicenseName, understandLink, understandName } from "./names.ts";

export type Invalid = Conclusion["invalid"][number];

const unknown: Alternative = { expressions: [leaf(UNKNOWN_LEAF)], basis: "none", confidence: 0 };

/** What all declarations together state; several licenses are judged as AND. Null where none states one. */
export function fromStatements(declarations: readonly Declaration[], knowledge: Knowledge, steps: string[], invalid: Invalid[]) {
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
