import type { LicenseFile, Term } from "../model.ts";
import { findClauses } from "./clauses/find.ts";
import type { CompiledClauseRules } from "./clauses/rules.ts";
import type { Knowledge } from "./knowledge.ts";
import { recognize, type TextMatch } from "./texts/recognize.ts";
import { isRemark } from "./texts/remark.ts";
import type { LineRange, Surroundings } from "./texts/surroundings.ts";
import type { TextIndex } from "./texts/text-index.ts";

/** A license text, read: which licenses it holds, and which terms stand in the lines that none of them covers. */
export interface ReadText {
  /** Matches of the same lines with the same confidence are other names for them. */
  readonly groups: readonly TextGroup[];
  /** Terms in lines that no license covers, with the quoted words. */
  readonly terms: readonly Term[];
  /** It holds no license, and is no mere remark that names one. */
  readonly strange?: boolean;
}

/** Equally good names for the same lines. Lines count from 1 in the file. */
export interface TextGroup {
  readonly licenses: readonly string[];
  readonly kind: TextMatch["kind"];
  readonly confidence: number;
  readonly startLine: number;
  readonly endLine: number;
  readonly unmatched: TextMatch["unmatched"];
}

export type TextReader = (file: LicenseFile) => ReadText;

/** Makes the function that reads license texts. The index and the rules are asked for with the first text. */
export function textReader(
  open: () => { readonly index: TextIndex; readonly rules: CompiledClauseRules },
  knowledge: Knowledge,
): TextReader {
  let opened: ReturnType<typeof open> | undefined;
  const known = new Map<string, { readonly path: string; readonly read: ReadText }>();
  return (file) => {
    opened ??= open();
    const key = `${surroundingsOf(file.path)} ${file.type} ${file.startLine} ${file.text.length} ${file.sha256}`;
    const before = known.get(key);
    if (before !== undefined) return before.path === file.path ? before.read : elsewhere(before.read, file.path);
    const read = readText(file, opened.index, opened.rules, knowledge);
    known.set(key, { path: file.path, read });
    return read;
  };
}

/** What was read in one of several equal files, as it was read in another: trees hold the same license text many times. */
function elsewhere({ terms, ...read }: ReadText, path: string): ReadText {
  return {
    ...read,
    terms: terms.map((term) => ({ ...term, license: textOf(path), evidence: term.evidence === null ? null : { ...term.evidence, path } })),
  };
}

/** How the license of a term is called that was read out of a text. */
function textOf(path: string): string {
  return `the text of ${path}`;
}

function readText(file: LicenseFile, index: TextIndex, rules: CompiledClauseRules, knowledge: Knowledge): ReadText {
  const shift = file.startLine - 1;
  const matches = recognize(file.text, index, surroundingsOf(file.path));
  const groups = groupsOf(matches, shift);
  const lines = file.text.split(/\r\n|\r|\n/);
  const uncovered = groups.length === 0 ? [{ startLine: 1, endLine: lines.length }] : matches.flatMap(({ unmatched }) => unmatched);
  const terms = passagesOf(uncovered, lines).flatMap((range) => termsIn(range, lines, file, rules, knowledge));
  const strange = groups.length === 0 && terms.length === 0 && file.type !== "card" && !isRemark(file.text, index);
  return strange ? { groups, terms, strange } : { groups, terms };
}

function groupsOf(matches: readonly TextMatch[], shift: number): readonly TextGroup[] {
  const groups = new Map<string, TextGroup & { licenses: string[] }>();
  for (const match of matches) {
    const key = `${match.startLine} ${match.endLine} ${match.confidence}`;
    const group = groups.get(key);
    const names = [match.license, ...match.same];
    if (group !== undefined) {
      for (const name of names) if (!group.licenses.includes(name)) group.licenses.push(name);
      continue;
    }
    groups.set(key, {
      licenses: names,
      kind: match.kind,
      confidence: match.confidence,
      startLine: match.startLine + shift,
      endLine: match.endLine + shift,
      unmatched: match.unmatched.map(({ startLine, endLine }) => ({ startLine: startLine + shift, endLine: endLine + shift })),
    });
  }
  return [...groups.values()];
}

function termsIn(
  range: LineRange,
  lines: readonly string[],
  file: LicenseFile,
  rules: CompiledClauseRules,
  knowledge: Knowledge,
): readonly Term[] {
  const shift = file.startLine - 1 + range.startLine - 1;
  return findClauses(lines.slice(range.startLine - 1, range.endLine), rules).map((clause) => ({
    term: clause.term,
    effect: knowledge.terms.get(clause.term)?.effect ?? "information",
    value: Object.keys(clause.parameters).length > 0 ? clause.parameters : null,
    license: textOf(file.path),
    section: null,
    inheritedFrom: null,
    evidence: { path: file.path, startLine: clause.startLine + shift, endLine: clause.endLine + shift, quote: clause.quote },
  }));
}

/** Ranges in order, joined where only empty lines stand between them: a list belongs to what leads up to it. */
function passagesOf(ranges: readonly LineRange[], lines: readonly string[]): readonly LineRange[] {
  const passages: LineRange[] = [];
  for (const { startLine, endLine } of ranges.toSorted((a, b) => a.startLine - b.startLine || a.endLine - b.endLine)) {
    const previous = passages.at(-1);
    if (previous !== undefined && lines.slice(previous.endLine, startLine - 1).every((line) => line.trim() === ""))
      passages[passages.length - 1] = { startLine: previous.startLine, endLine: Math.max(previous.endLine, endLine) };
    else passages.push({ startLine, endLine });
  }
  return passages;
}

const document = /(?:^|[/\\])[^/\\]*(?:readme|model[-_ ]?card|dataset[-_ ]?card)[^/\\]*$/i;
const markdown = /\.(?:md|markdown|rst)$/i;
const licenseName = /(?:licen[cs]e|copying|eula|terms|notice|legal)[^/\\]*$/i;

/** In a document a license may stand among other things; of other Markdown it depends on how much of it is license. */
function surroundingsOf(path: string): Surroundings | undefined {
  if (document.test(path)) return "document";
  return markdown.test(path) && !licenseName.test(path) ? undefined : "license-file";
}
