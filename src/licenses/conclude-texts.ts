import type { Basis, LicenseFile, Location, Term, TextFact } from "../model.ts";
import { type Alternative, combine } from "./alternatives.ts";
import { formatExpression, leaf } from "./expression.ts";
import type { TextGroup, TextReader } from "./read-text.ts";

/** Reads the texts: what they hold together, and each of them for the checks. Of those further up the nearest decides. */
export function fromTexts(
  files: readonly LicenseFile[],
  readText: TextReader,
  steps: string[],
  basis: Basis,
): { found: Alternative | null; location: Location | null; facts: readonly TextFact[] } {
  const facts: TextFact[] = [];
  const parts: Alternative[] = [];
  let location: Location | null = null;
  for (const file of files) {
    const { groups, terms, strange } = readText(file);
    facts.push(textFact(file, groups, terms, strange === true));
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

function textFact(file: LicenseFile, groups: readonly TextGroup[], terms: readonly Term[], strange: boolean): TextFact {
  const kinds = groups.map(({ kind }) => kind);
  return {
    path: file.path,
    startLine: file.startLine,
    kind: kinds.length === 0 ? "unknown" : kinds.includes("modified") ? "modified" : kinds.includes("partial") ? "partial" : "exact",
    licenses: groups.map(({ licenses }) => licenses),
    confidence: Math.min(1, ...groups.map(({ confidence }) => confidence)),
    unmatched: groups.flatMap(({ kind, unmatched }) => (kind === "exact" ? [] : unmatched)),
    terms,
    short: groups.length === 0 && terms.length === 0 && !strange && file.text.trim().length < SHORT_TEXT,
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
export function narrowed(text: Alternative, said: Alternative | null, steps: string[]): Alternative {
  if (said === null || text.expressions.length < 2) return text;
  const stated = new Set(said.expressions.map(formatExpression));
  const common = text.expressions.filter((expression) => stated.has(formatExpression(expression)));
  if (common.length === 0 || common.length === text.expressions.length) return text;
  steps.push(`of the names of that text the card says ${common.map(formatExpression).join(" or ")}`);
  return { ...text, expressions: common };
}
