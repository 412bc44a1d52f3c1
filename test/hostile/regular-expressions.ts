import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";
import { ROOT } from "../harness/places.ts";

/** A regular expression of the program, and where it is written. */
export interface Written {
  readonly source: string;
  readonly flags: string;
  readonly place: string;
}

/** Every literal in `src` (what only builds the program aside), and every `RegExp` whose pattern is known when it is written. */
export function regularExpressions(): readonly Written[] {
  return readdirSync(`${ROOT}src`, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !path.startsWith("build/"))
    .sort()
    .flatMap((path) => inModule(path));
}

function inModule(path: string): readonly Written[] {
  const file = ts.createSourceFile(path, readFileSync(`${ROOT}src/${path}`, "utf8"), ts.ScriptTarget.Latest, true);
  const constants = new Map<string, ts.Expression>();
  const found: Written[] = [];
  const placeOf = (node: ts.Node) => `src/${path}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer !== undefined)
      constants.set(node.name.text, node.initializer);
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf("/");
      found.push({ source: node.text.slice(1, end), flags: node.text.slice(end + 1), place: placeOf(node) });
    }
    if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === "RegExp") {
      const [pattern, flags] = node.arguments ?? [];
      const source = pattern === undefined ? null : textOf(pattern, constants);
      if (source !== null) found.push({ source, flags: flags === undefined ? "" : (textOf(flags, constants) ?? ""), place: placeOf(node) });
      else found.push({ source: "", flags: "unknown", place: placeOf(node) });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The text of an expression that is made of constants; null where it is not. */
function textOf(node: ts.Expression, constants: ReadonlyMap<string, ts.Expression>): string | null {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isIdentifier(node)) {
    const value = constants.get(node.text);
    return value === undefined || value === node ? null : textOf(value, constants);
  }
  if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === "String.raw") return templateText(node.template, constants, true);
  if (ts.isTemplateExpression(node)) return templateText(node, constants, false);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const [left, right] = [textOf(node.left, constants), textOf(node.right, constants)];
    return left === null || right === null ? null : left + right;
  }
  return null;
}

function templateText(node: ts.TemplateLiteral, constants: ReadonlyMap<string, ts.Expression>, isRaw: boolean): string | null {
  const piece = (part: ts.TemplateLiteralLikeNode) => (isRaw ? (part.rawText ?? part.text) : part.text);
  if (ts.isNoSubstitutionTemplateLiteral(node)) return piece(node);
  let text = piece(node.head);
  for (const span of node.templateSpans) {
    const value = textOf(span.expression, constants);
    if (value === null) return null;
    text += value + piece(span.literal);
  }
  return text;
}
