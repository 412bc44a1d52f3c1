/** The compiled form of `rules/clauses`: plain data, so that it can be kept as JSON. */

/**
 * One element of a pattern:
 * - a number: one word, by its place in `words`
 * - `["~", max]`: up to that many words, whatever they are
 * - `["|", ...]`: one of several sequences
 * - `["?", ...]`: a sequence that may be absent
 * - `["@", n]`: a named group, by its place in `groups`
 */
export type Element =
  | number
  | readonly ["~", number]
  | readonly ["|", ...Sequence[]]
  | readonly ["?", ...Element[]]
  | readonly ["@", number];
export type Sequence = readonly Element[];

/** Where a clause may stand: in a definition ("X" means …), outside of definitions, or in both. */
export type Place = "text" | "definition" | "any";

/** Values, each with the patterns that speak for it. */
export type Choices = readonly (readonly [string, readonly Sequence[]])[];

/** How one parameter is got out of the text. */
export type Extraction =
  | { readonly by: "set"; readonly value: string | number | boolean | readonly string[] }
  | { readonly by: "number" }
  | { readonly by: "currency" }
  | { readonly by: "choose"; readonly from: Choices; readonly otherwise: string | null; readonly reach: number }
  | {
      readonly by: "table";
      readonly table: string;
      readonly span: "match" | "clause" | "list";
      readonly required: boolean;
      readonly least: number;
    }
  | { readonly by: "quoted"; readonly least: number }
  /** The quotation, and where there is none the copyright line of the text. */
  | { readonly by: "notice"; readonly least: number };

export interface ClauseRule {
  readonly term: string;
  readonly match: readonly Sequence[];
  /** All of these lists must have a pattern that occurs in the same clause. */
  readonly with: readonly (readonly Sequence[])[];
  /** None of these may occur within `reach` words of the match. */
  readonly without: readonly Sequence[];
  readonly reach: number;
  /** Beside the match the clause holds nothing but these, where any are given: "For students only." */
  readonly whole: readonly Sequence[];
  /** The section's heading must hold one of these, where any is given. */
  readonly under: readonly Sequence[];
  readonly place: Place;
  /** Whether the general guards (negations, titles) apply. */
  readonly guarded: boolean;
  readonly quoted: boolean;
  /** "Only for: (a) …; (b) …": what leads up to a list of several counts for none of them alone. */
  readonly alone: boolean;
  /** The rule counts only in a text in which none of these terms is found, and in which one of those is, where any is given. */
  readonly unless: readonly string[];
  readonly along: readonly string[];
  readonly parameters: readonly (readonly [string, Extraction])[];
}

export interface CompiledClauseRules {
  /** Every word of every pattern: `word`, `begin*`, or a class in angle brackets. */
  readonly words: readonly string[];
  readonly groups: readonly Sequence[];
  /** One word written for several: `noncommercial` → `non commercial`. */
  readonly spellings: Readonly<Record<string, string>>;
  /** Values that several rules look for: regions, prohibited uses. */
  readonly tables: Readonly<Record<string, Choices>>;
  readonly guards: readonly { readonly match: readonly Sequence[]; readonly before: number; readonly after: number }[];
  readonly rules: readonly ClauseRule[];
}

export type ParameterValue = string | number | boolean | (string | number)[];

/** A term that was found in a text, and the words in which it was found. */
export interface FoundClause {
  term: string;
  parameters: Record<string, ParameterValue>;
  startLine: number;
  endLine: number;
  /** The words, at most 300 characters. */
  quote: string;
}
