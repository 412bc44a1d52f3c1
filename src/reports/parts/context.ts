import type { Check, Result } from "../../model.ts";

/** The words that a report uses: those of the result's vocabulary, and the documentation of the checks. */
export interface ReportContext {
  readonly checks: readonly CheckFacts[];
  /** A term with its words; made from its name where the vocabulary lacks it. */
  term(term: string): TermWords;
  /** A term in plain words; the term itself where it is not known. */
  plain(term: string): string;
  /** The title of a license by its name in expressions. */
  licenseName(id: string): string | null;
  /** Where the text of a license stands. */
  licenseLinks(id: string): readonly string[];
  /** The spelling that expressions use for an SPDX id or a `LicenseRef-` of the catalog, whatever its case; null where it is neither. */
  spelling(id: string): string | null;
}

export type TermWords = Result["vocabulary"]["terms"][string];

/** The words of a result. Names from files are looked up in maps: no name is taken for a property that every object has. */
export function contextOf({ vocabulary }: Pick<Result, "vocabulary">, checks: readonly CheckFacts[]): ReportContext {
  const terms = new Map(Object.entries(vocabulary.terms));
  const licenses = new Map(Object.entries(vocabulary.licenses));
  const spellings = new Map(Object.entries(vocabulary.spellings));
  return {
    checks,
    term: (term) => terms.get(term) ?? { plain: term, group: "legal", class: null },
    plain: (term) => terms.get(term)?.plain ?? term,
    licenseName: (id) => licenses.get(id)?.name ?? null,
    licenseLinks: (id) => licenses.get(id)?.links ?? [],
    spelling: (id) => spellings.get(id.toLowerCase()) ?? null,
  };
}

export type CheckFacts = Pick<Check, "id" | "level" | "title" | "what" | "why" | "fix">;

/** The text of a report, or of several files by name: the first is the report itself. */
export type Rendered = string | Readonly<Record<string, string>>;

export interface ReportFormat {
  render(result: Result, context: ReportContext): Rendered;
}

/** Where each check is described, as an anchor of this page. */
const HOME = "https://www.npmjs.com/package/modelterms";

export function checkAddress(check: string): string {
  return /^[a-z0-9-]+$/.test(check) ? `${HOME}#${check}` : HOME;
}

export function homeAddress(): string {
  return HOME;
}

/** The facts about a check; made from its id where the program does not know it (a result of another version). */
export function checkFacts(id: string, { checks }: ReportContext): CheckFacts {
  const known = checks.find((check) => check.id === id);
  if (known !== undefined) return known;
  const words = id.replaceAll("-", " ").trim();
  const title = words === "" ? "Unknown check" : `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
  return { id, level: "review", title, what: title, why: "", fix: "" };
}
