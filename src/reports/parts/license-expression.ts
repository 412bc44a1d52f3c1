import type { Component } from "../../model.ts";
import type { ReportContext } from "./context.ts";
import { shortHash } from "./identity.ts";

const IDENTIFIER = /^(?:DocumentRef-[\w.-]+:)?[A-Za-z0-9.-]+\+?$/;
const ADDRESS = /^https?:\/\/[^\s<>"{}|\\^`\p{Cc}]+$/u;

/** The identifiers of an expression, exceptions left out; null where it is none. */
export function identifiersOf(expression: string): readonly string[] | null {
  const tokens = expression.match(/[()]|[^\s()]+/g) ?? [];
  const found: string[] = [];
  let depth = 0;
  let wanted: "identifier" | "operator" | "exception" = "identifier";
  for (const token of tokens) {
    if (token === "(" && wanted === "identifier") depth += 1;
    else if (token === ")" && wanted === "operator" && depth > 0) depth -= 1;
    else if (wanted === "operator" && (token === "AND" || token === "OR")) wanted = "identifier";
    else if (wanted === "operator" && token === "WITH") wanted = "exception";
    else if (wanted !== "operator" && IDENTIFIER.test(token)) {
      if (wanted === "identifier") found.push(token);
      wanted = "operator";
    } else return null;
  }
  return depth === 0 && wanted === "operator" ? found : null;
}

/** The custom licenses of an expression. */
export function customIds(expression: string): readonly string[] {
  return [...new Set((identifiersOf(expression) ?? []).filter((id) => id.includes("LicenseRef-")))];
}

/** A declared license that is not in SPDX, under a name of its own, with the words that were read. */
export interface CustomLicense {
  readonly id: string;
  readonly words: string;
  readonly links: readonly string[];
}

export interface DeclaredLicense {
  /** The statements as one expression; null where nothing is declared. */
  readonly expression: string | null;
  readonly custom: readonly CustomLicense[];
}

/**
 * What a component declares, as an expression: several statements are joined by AND. Identifiers are taken in SPDX's spelling; what is not one keeps its words
 * under a `LicenseRef-declared-…`. `other` stands for the name and the link beside it.
 */
export function declaredLicense(declared: Component["declared"], context: ReportContext): DeclaredLicense {
  const values = [...new Map(declared.map(({ value }) => [value.trim().toLowerCase(), value.trim()])).values()].filter(
    (value) => value !== "",
  );
  const links = values.filter((value) => ADDRESS.test(value));
  const names = values.filter((value) => !ADDRESS.test(value) && value.toLowerCase() !== "other");
  const stated = names.length > 0 ? names : links.length > 0 ? links.slice(0, 1) : values;
  const parts = new Set<string>();
  const custom = new Map<string, CustomLicense>();
  for (const value of stated) {
    const spelled = spelledExpression(value, context);
    if (spelled !== null) parts.add(/ OR /.test(spelled) && stated.length > 1 ? `(${spelled})` : spelled);
    else {
      const id = `LicenseRef-declared-${slug(value)}`;
      custom.set(id, { id, words: value, links: ADDRESS.test(value) ? [value] : links });
      parts.add(id);
    }
  }
  return { expression: parts.size === 0 ? null : [...parts].join(" AND "), custom: [...custom.values()] };
}

function spelledExpression(value: string, context: ReportContext): string | null {
  const identifiers = identifiersOf(value);
  if (identifiers === null) return null;
  const spellings = new Map(identifiers.map((id) => [id, context.spelling(id)] as const));
  if ([...spellings.values()].includes(null)) return null;
  return (value.match(/[()]|[^\s()]+/g) ?? [])
    .map((token) => spellings.get(token) ?? token)
    .join(" ")
    .replaceAll("( ", "(")
    .replaceAll(" )", ")");
}

/** The letters of a text that an SPDX identifier can hold; a hash tells apart what they do not. */
function slug(value: string): string {
  const plain = value.replace(/[^A-Za-z0-9.]+/g, "-").replace(/^-+|(?<!-)-+$/g, "");
  return plain.toLowerCase() === value.toLowerCase() && plain.length <= 60
    ? plain
    : `${plain.slice(0, 40)}-${shortHash(value).slice(0, 8)}`.replace(/^-/, "");
}

/** Links that are safe to hand on as addresses. */
export function addresses(links: readonly string[]): readonly string[] {
  return links.filter((link) => ADDRESS.test(link));
}
