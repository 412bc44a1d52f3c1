import type { ValueNode } from "../formats/node.ts";
import type { Clause, Effect, LicenseClass } from "../model.ts";
import type { CompiledClauseRules } from "./clauses/rules.ts";
import type { Table } from "./table.ts";

/**
 * What the program knows: `rules/`, compiled by `npm run bundle` into one file of sorted lines. Stages get it as a value; a line is parsed when it is first
 * asked for, so that a scan pays only for the licenses and models that it meets.
 */
export interface Knowledge {
  readonly terms: Table<TermDefinition>;
  /** By the name used in expressions: an SPDX id or `LicenseRef-<catalog id>`. */
  readonly licenses: Table<LicenseEntry>;
  readonly names: NameIndex;
  readonly models: ModelCatalog;
  /** Unions of countries with their members. */
  readonly territories: Table<readonly string[]>;
  /** The rules of the clause finder. */
  clauseRules(): CompiledClauseRules;
  /** Shipped policies, by name without `modelterms:`: a file that was found valid (`PolicyFile` of the policy's schema), and the tree that its values stand in. */
  readonly policies: Table<{ readonly file: unknown; readonly root: ValueNode | null }>;
}

/** How a term is held against the facts; see the head of `rules/terms.yaml`. */
export type Judge =
  | { readonly by: "uses"; readonly forbids: readonly string[] }
  | { readonly by: "uses"; readonly permits: readonly string[] }
  | { readonly by: "threshold"; readonly fact: "monthly-active-users" | "daily-active-users" | "annual-revenue" | "funding" | "devices" }
  | { readonly by: "territories" }
  | { readonly by: "applications"; readonly items?: readonly string[] | undefined }
  | { readonly by: "competition" }
  | { readonly by: "derivative-distribution" }
  | { readonly by: "obligation"; readonly when: readonly string[]; readonly check: string }
  | { readonly by: "counts-as"; readonly use: string; readonly situation: string }
  | { readonly by: "base-terms" }
  | { readonly by: "exemption"; readonly permits?: readonly string[] | undefined }
  | { readonly by: "person" };

export interface TermDefinition {
  readonly group: string;
  readonly effect: Effect;
  readonly class?: Exclude<LicenseClass, "permissive" | "unknown"> | undefined;
  /** Terms that a license with this one need not state: it is at least as strict. */
  readonly implies: readonly string[];
  readonly parameters: readonly string[];
  readonly judge?: Judge | undefined;
  readonly plain: string;
}

export interface LicenseEntry {
  /** The name used in expressions. */
  readonly expression: string;
  /** The key of the catalog; the SPDX id for those that have no entry of their own. */
  readonly id: string;
  readonly name: string;
  readonly version: string | null;
  readonly publisher: string | null;
  readonly kind: "license" | "policy";
  readonly family: string | null;
  readonly previous: string | null;
  readonly links: readonly string[];
  /** Catalog ids of use policies that the license makes binding. */
  readonly incorporates: readonly string[];
  readonly classes: readonly LicenseClass[];
  readonly clauses: readonly Clause[];
}

/** What a spelling means: one license (as in expressions), or a family that leaves several open. */
export type Meaning = { readonly license: string } | { readonly family: string };

/** A name without one text. */
export interface Family {
  readonly plain: string;
  readonly candidates: readonly string[];
}

export interface NameIndex {
  /** Identifiers of the Hub, lower case. */
  readonly hub: Table<Meaning>;
  /** Values of `license_name`, normalized. */
  readonly licenseNames: Table<Meaning>;
  /** SPDX ids, lower case, to their spelling. */
  readonly spdx: Table<string>;
  /** SPDX exceptions, lower case, to their spelling. */
  readonly exceptions: Table<string>;
  /** Names and spellings, normalized. */
  readonly aliases: Table<Meaning>;
  /** Catalog ids to the name in expressions. */
  readonly catalog: Table<string>;
  /** Links without scheme, `www.`, and with `blob` for all of the Hub's and GitHub's variants. */
  readonly links: Table<string>;
  readonly families: Table<Family>;
  /** Words that are not a license, such as NONE: what they mean. */
  readonly special: Table<"none" | "noassertion" | "unknown" | "unlicensed" | "other">;
  readonly placeholders: readonly string[];
}

export interface ModelEntry {
  readonly name: string;
  readonly license?: Meaning | undefined;
  readonly licenseName?: string | undefined;
  readonly licenseLink?: string | undefined;
  readonly bases?: readonly string[] | undefined;
  readonly relation?: string | undefined;
  readonly conflict?: readonly string[] | undefined;
  readonly modality?: string | undefined;
  readonly kind?: string | undefined;
  readonly source: string;
  readonly read: string;
}

/** What stands between the stars of a pattern of names, in lower case. */
export type NamePattern = readonly string[];

/** Families of models that other models' names speak of, `acme/support-llama3`, by the letter that they begin with there. */
export type SpokenFamilies = Readonly<Record<string, SpokenWords>>;
export interface SpokenWords {
  /** As the catalog writes them: `meta-llama/Llama-3.1-*`. */
  readonly patterns: readonly string[];
  /** A regular expression for all of them, held against the words of a name in lower case without its owner, with a group for each. */
  readonly expression: string;
}

export interface ModelCatalog {
  /** By name in lower case. */
  readonly exact: Table<ModelEntry>;
  /** By owner in lower case; the longest pattern first. */
  readonly patterns: Table<readonly { readonly pattern: NamePattern; readonly entry: ModelEntry }[]>;
  /** Hub ids of the large publishers' models by the part behind the owner, in lower case. */
  readonly named: Table<string>;
  /** The patterns of the large publishers, the longest first. */
  readonly publisherPatterns: readonly string[];
  readonly spoken: SpokenFamilies;
}
