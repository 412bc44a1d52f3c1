import { classesOfTerms, joinClasses } from "./licenses/classes.ts";
import type { Knowledge } from "./licenses/knowledge.ts";
import { findLocator } from "./licenses/locator.ts";
import type { ReadText, TextReader } from "./licenses/read-text.ts";
import { expandClauses } from "./licenses/terms.ts";
import type { LicenseClass, LicenseFile, ParameterValue } from "./model.ts";

/** What `modelterms identify` says of one file (contract, section 2). Lines count from 1. */
export interface Identification {
  readonly path: string;
  readonly matches: readonly {
    readonly license: string;
    readonly confidence: number;
    readonly kind: "exact" | "modified" | "partial";
    readonly startLine: number;
    readonly endLine: number;
    readonly unmatched: readonly { readonly startLine: number; readonly endLine: number }[];
  }[];
  readonly terms: readonly IdentifiedTerm[];
  readonly classes: readonly LicenseClass[];
}

export interface IdentifiedTerm {
  readonly term: string;
  readonly value: Readonly<Record<string, ParameterValue>> | null;
  /** The license that the term is known of; null for a term that was read out of the text. */
  readonly license: string | null;
  readonly section: string | null;
  readonly evidence: { readonly startLine: number; readonly endLine: number; readonly quote: string } | null;
}

/** Names the licenses in a text, and the terms: those of the recognized licenses, and those in lines that none of them covers. */
export function identify(file: LicenseFile, readText: TextReader, knowledge: Knowledge): Identification {
  const read = readText(file);
  const known = distinctTerms(
    read.groups.flatMap(({ licenses }) => licenses.slice(0, 1)).flatMap((license) => knownTerms(license, file.text, knowledge)),
  );
  const found = read.terms.map(
    ({ term, value, evidence }): IdentifiedTerm => ({
      term,
      value,
      license: null,
      section: null,
      evidence: evidence === null ? null : { startLine: evidence.startLine, endLine: evidence.endLine, quote: evidence.quote },
    }),
  );
  return {
    path: file.path,
    matches: read.groups.flatMap(({ licenses, kind, confidence, startLine, endLine, unmatched }) =>
      licenses.map((license) => ({ license, confidence, kind, startLine, endLine, unmatched: kind === "exact" ? [] : unmatched })),
    ),
    terms: [...known, ...found],
    classes: classesOf(read, knowledge),
  };
}

function knownTerms(license: string, text: string, knowledge: Knowledge): readonly IdentifiedTerm[] {
  return expandClauses(license, knowledge).map(({ clause, license: source }) => ({
    term: clause.term,
    value: Object.keys(clause.parameters).length > 0 ? clause.parameters : null,
    license: source,
    section: clause.section,
    evidence: clause.locator === null ? null : findLocator(clause.locator, text),
  }));
}

function distinctTerms(terms: readonly IdentifiedTerm[]): readonly IdentifiedTerm[] {
  return [...new Map(terms.map((term) => [JSON.stringify([term.term, term.value, term.license, term.section]), term])).values()];
}

function classesOf(read: ReadText, knowledge: Knowledge): readonly LicenseClass[] {
  const caused = classesOfTerms(
    read.terms.map(({ term }) => ({ term, section: null, locator: null, parameters: {} })),
    (term) => knowledge.terms.get(term)?.class,
  );
  if (read.groups.length === 0)
    return read.terms.length === 0 ? ["unknown"] : joinClasses([caused.includes("permissive") ? ["unknown"] : caused]);
  const licensed = read.groups.map(({ licenses, kind }) => {
    const classes = knowledge.licenses.get(licenses[0] ?? "")?.classes ?? ["unknown" as const];
    // What a part leaves out may restrict: siblings of a license share their ends.
    return kind === "partial" ? joinClasses([classes, ["unknown"]]) : classes;
  });
  return joinClasses([...licensed, caused]);
}
