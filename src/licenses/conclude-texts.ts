import type { Kind, LicenseFile, Location, Term, TextFact } from "../model.ts";
import { folderOf } from "../paths.ts";
import { type Alternative, alternativeOf, combine } from "./alternatives.ts";
import { formatExpression, leaf } from "./expression.ts";
import { filesMeant } from "./files-meant.ts";
import type { Knowledge } from "./knowledge.ts";
import { licenseNamedIn } from "./license-named.ts";
import type { TextGroup, TextReader } from "./read-text.ts";

/** What license files say of a component: the license, where that stands, and each file for the checks. */
interface Texts {
  readonly found: Alternative | null;
  readonly location: Location | null;
  readonly facts: readonly TextFact[];
}

/** Reads the license files of one folder that are meant for such a component: what they hold or name together. */
export function fromTexts(files: readonly LicenseFile[], kind: Kind, readText: TextReader, knowledge: Knowledge, steps: string[]): Texts {
  const facts: TextFact[] = [];
  const parts: Alternative[] = [];
  let location: Location | null = null;
  const named = (file: LicenseFile) => licenseNamedIn(file, readText(file).terms, knowledge);
  const meant = filesMeant(files, kind, (file) => {
    const { groups, terms, strange } = readText(file);
    return groups.length > 0 || terms.length > 0 || strange === true || named(file) !== null;
  });
  for (const file of files) {
    if (!meant.includes(file)) {
      steps.push(`going by its name ${file.path} is meant for something else`);
      continue;
    }
    const { groups, terms, strange } = readText(file);
    const name = groups.length === 0 ? named(file) : null;
    facts.push(textFact(file, groups, terms, strange === true, name === null ? [] : alternativeOf(name).expressions.map(formatExpression)));
    for (const group of groups) {
      steps.push(textStep(file.path, group));
      location ??= { path: file.path, line: group.startLine, column: 1 };
      parts.push({ expressions: group.licenses.map(leaf), basis: "text", confidence: group.confidence });
    }
    if (name !== null) {
      steps.push(`${file.path} holds no license text, and names one: ${name.step}`);
      location ??= { path: file.path, line: file.startLine, column: 1 };
      parts.push(alternativeOf(name));
    } else if (groups.length === 0) steps.push(`${file.path} holds no license text that is known`);
  }
  return { found: combine(parts), location, facts };
}

/** Reads the license files further up, which come nearest first: the nearest folder in which one holds or names a license decides. */
export function fromTextsAbove(
  files: readonly LicenseFile[],
  kind: Kind,
  readText: TextReader,
  knowledge: Knowledge,
  steps: string[],
): Texts {
  const folderAt = ({ path, collection }: LicenseFile) => folderOf(collection ? folderOf(path) : path);
  for (const folder of new Set(files.map(folderAt))) {
    const inFolder = files.filter((file) => folderAt(file) === folder);
    const texts = fromTexts(inFolder, kind, readText, knowledge, steps);
    if (texts.found !== null) return texts;
  }
  return { found: null, location: null, facts: [] };
}

function textFact(
  file: LicenseFile,
  groups: readonly TextGroup[],
  terms: readonly Term[],
  strange: boolean,
  named: readonly string[],
): TextFact {
  const kinds = groups.map(({ kind }) => kind);
  return {
    path: file.path,
    startLine: file.startLine,
    kind: kinds.length === 0 ? "unknown" : kinds.includes("modified") ? "modified" : kinds.includes("partial") ? "partial" : "exact",
    licenses: groups.map(({ licenses }) => licenses),
    confidence: Math.min(1, ...groups.map(({ confidence }) => confidence)),
    unmatched: groups.flatMap(({ kind, unmatched }) => (kind === "exact" ? [] : unmatched)),
    terms,
    named,
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
