import type { FoundClause } from "../licenses/clauses/rules.ts";

/** A clause as the catalog has it. */
export type LabelledClause = Readonly<Record<string, unknown>> & { readonly term: string };

/** One parameter of one term of one license, labelled and found. */
export interface Comparison {
  readonly license?: string;
  readonly term: string;
  readonly parameter: string;
  readonly right: boolean;
  readonly detail: string;
  /** Of lists: the items in both, only found, only labelled. */
  readonly both: number;
  readonly extra: readonly string[];
  readonly missed: readonly string[];
}

const single = ["value", "currency", "period", "action", "regions", "text", "applies"];

function plain(value: unknown): string {
  return String(Array.isArray(value) ? [...value].sort().join(" ") : value)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** Compares the parameters that both sides can give; a text is right where one holds the other's words. */
export function compareParameters(term: string, labels: readonly LabelledClause[], found: readonly FoundClause[]): Comparison[] {
  const comparisons: Comparison[] = [];
  for (const parameter of single) {
    if (parameter === "applies" && term !== "territory-exclusion") continue;
    if (parameter === "text" && !["display-text", "attribution-notice", "name-prefix", "name-must-include"].includes(term)) continue;
    const wanted = new Set(labels.filter((label) => label[parameter] !== undefined).map((label) => plain(label[parameter])));
    if (wanted.size === 0) continue;
    const given = new Set(
      found.filter((clause) => clause.parameters[parameter] !== undefined).map((clause) => plain(clause.parameters[parameter])),
    );
    const alike = (one: string, other: string): boolean =>
      one === other || (parameter === "text" && (one.includes(other) || other.includes(one)) && other.length > 4);
    const right =
      parameter === "text"
        ? [...wanted].some((text) => [...given].some((other) => alike(text, other)))
        : [...wanted].every((text) => given.has(text)) && [...given].every((text) => wanted.has(text));
    comparisons.push({
      term,
      parameter,
      right,
      detail: `${[...wanted].join(" | ")} ← ${[...given].join(" | ")}`,
      both: 0,
      extra: [],
      missed: [],
    });
  }
  return comparisons;
}

const uses = ["use-restrictions", "military-ban", "acceptable-use-policy", "output-restrictions"];

/** Compares the prohibited uses of a license: catalog and finder may spread them differently over the terms that list uses. Null where one has no list. */
export function compareUses(labels: readonly LabelledClause[], found: readonly FoundClause[]): Comparison | null {
  const wanted = new Set(
    labels.flatMap((label) => (uses.includes(label.term) && Array.isArray(label["list"]) ? label["list"].map(String) : [])),
  );
  const given = new Set(
    found.flatMap((clause) =>
      uses.includes(clause.term) && Array.isArray(clause.parameters["list"]) ? clause.parameters["list"].map(String) : [],
    ),
  );
  if (wanted.size === 0 || given.size === 0) return null;
  for (const set of [wanted, given]) set.delete("safety-circumvention");
  const extra = [...given].filter((item) => !wanted.has(item));
  const missed = [...wanted].filter((item) => !given.has(item));
  return {
    term: "uses",
    parameter: "list",
    right: extra.length + missed.length === 0,
    detail: `+ ${extra.join(" ")} − ${missed.join(" ")}`,
    both: wanted.size - missed.length,
    extra,
    missed,
  };
}
