import parse from "spdx-expression-parse";
import type { NameIndex } from "./knowledge.ts";
import { remembered } from "./remembered.ts";

/** A license expression (SPDX specification 3.0, annex "SPDX license expressions"). Leaves name a license as `Knowledge.licenses` does. */
export type Expression =
  | { readonly license: string; readonly exception: string | null; readonly orLater: boolean }
  | { readonly operator: "AND" | "OR"; readonly sides: readonly [Expression, Expression] };

/** Stands in an expression for a part that could not be understood; never passes. */
export const UNKNOWN_LEAF = "LicenseRef-unknown";

interface ParsedLeaf {
  readonly license: string;
  readonly plus?: true;
  readonly exception?: string;
}
type ParsedNode = ParsedLeaf | { readonly conjunction: "and" | "or"; readonly left: ParsedNode; readonly right: ParsedNode };

/**
 * Reads an SPDX expression in any case, with catalog ids (`LicenseRef-…` or bare) as leaves. Null where it is none: unknown identifiers, missing operands,
 * wrong parentheses.
 */
export const parseExpression = remembered(parseOnce);

function parseOnce(source: string, names: NameIndex): Expression | null {
  if (source.length > 2000) return null;
  const tokens = source.match(/[()]|[^\s()]+/g) ?? [];
  if (tokens.length === 0 || depthOf(tokens) > 50) return null;
  const spelled = tokens.map((token, index) => spell(token, tokens[index - 1], names));
  if (spelled.includes(null)) return null;
  try {
    return convert(parse(spelled.map((token) => forParser(token ?? "")).join(" ")) as ParsedNode, names);
  } catch {
    return null;
  }
}

/** A token as SPDX writes it; null where it is no operator, license or exception. */
function spell(token: string, previous: string | undefined, names: NameIndex): string | null {
  if (token === "(" || token === ")") return token;
  const lower = token.toLowerCase();
  if (lower === "and" || lower === "or" || lower === "with") return lower.toUpperCase();
  if (previous?.toLowerCase() === "with") return names.exceptions.get(lower) ?? null;
  const plus = lower.endsWith("+") && names.spdx.get(lower) === undefined;
  const name = plus ? lower.slice(0, -1) : lower;
  const spdx = names.spdx.get(name);
  if (spdx !== undefined) return plus ? `${spdx}+` : spdx;
  const id = name.replace(/^licenseref-/, "");
  const catalog = names.catalog.get(id);
  if (catalog !== undefined) return catalog;
  return /^licenseref-[a-z0-9.-]+$/.test(name) && !plus ? token : null;
}

/** Marks identifiers that are newer than the parser's own list. */
const NEWER = "LicenseRef-newer-than-the-parser-";
const listed = new Map<string, boolean>();

function forParser(token: string): string {
  if (/^(?:[()]|AND|OR|WITH|LicenseRef-.*)$/.test(token) || token.endsWith("+")) return token;
  let known = listed.get(token);
  if (known === undefined) {
    known = isListed(token);
    if (listed.size < 2_000) listed.set(token, known);
  }
  return known ? token : NEWER + token;
}

/** Whether the parser takes an identifier, as a license or as an exception. */
function isListed(token: string): boolean {
  for (const source of [token, `MIT WITH ${token}`]) {
    try {
      parse(source);
      return true;
    } catch {
      // The next way, or none.
    }
  }
  return false;
}

function convert(node: ParsedNode, names: NameIndex): Expression {
  if ("conjunction" in node) {
    return { operator: node.conjunction === "and" ? "AND" : "OR", sides: [convert(node.left, names), convert(node.right, names)] };
  }
  const { license, orLater } = modern(node.license.replace(NEWER, ""), node.plus === true);
  return { license, exception: node.exception ?? null, orLater };
}

const GNU = /^(A?GPL|LGPL|GFDL)-(\d[\d.]*)(\+?)$/;

/** SPDX's deprecated GNU identifiers by their present names. */
function modern(license: string, plus: boolean): { license: string; orLater: boolean } {
  const gnu = GNU.exec(license);
  if (gnu !== null) return { license: `${gnu[1]}-${gnu[2]}-${plus || gnu[3] === "+" ? "or-later" : "only"}`, orLater: false };
  return { license, orLater: plus };
}

function depthOf(tokens: readonly string[]): number {
  let depth = 0;
  let deepest = 0;
  for (const token of tokens) {
    if (token === "(") depth += 1;
    if (token === ")") depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/** The expression as text, with parentheses only where they are needed. */
export function formatExpression(expression: Expression): string {
  if ("license" in expression)
    return `${expression.license}${expression.orLater ? "+" : ""}${expression.exception === null ? "" : ` WITH ${expression.exception}`}`;
  const sides = expression.sides.map((side) => {
    const inner = formatExpression(side);
    return "operator" in side && side.operator !== expression.operator ? `(${inner})` : inner;
  });
  return sides.join(` ${expression.operator} `);
}

/** The expression as text in which the order of sides makes no difference: `Apache-2.0 OR MIT` for `MIT OR Apache-2.0`. */
export function canonicalExpression(expression: Expression): string {
  if ("license" in expression) return formatExpression(expression);
  const sides = operands(expression, expression.operator).map((side) =>
    "operator" in side ? `(${canonicalExpression(side)})` : canonicalExpression(side),
  );
  return [...new Set(sides)].sort().join(` ${expression.operator} `);
}

function operands(expression: Expression, operator: "AND" | "OR"): readonly Expression[] {
  if ("license" in expression || expression.operator !== operator) return [expression];
  return expression.sides.flatMap((side) => operands(side, operator));
}

/** The licenses named, each once, in order. */
export function leavesOf(expression: Expression): readonly string[] {
  if ("license" in expression) return [expression.license];
  return [...new Set(expression.sides.flatMap(leavesOf))];
}

/** The licenses named in an expression that was formatted by this program. */
export function leafNames(formatted: string): readonly string[] {
  return formatted.split(/[()\s]+/).filter((word) => word !== "" && word !== "AND" && word !== "OR" && word !== "WITH");
}

/** All of them at once; equal ones once. Undefined for none. */
export function allOf(expressions: readonly Expression[]): Expression | undefined {
  const distinct = new Map(expressions.map((expression) => [formatExpression(expression), expression]));
  return [...distinct.values()].reduce<Expression | undefined>(
    (joined, next) => (joined === undefined ? next : { operator: "AND", sides: [joined, next] }),
    undefined,
  );
}

export function leaf(license: string): Expression {
  return { license, exception: null, orLater: false };
}
