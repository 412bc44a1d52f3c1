import { ExpectedError } from "../errors.ts";
import type { CheckLevel, Location, Organization, Verdict } from "../model.ts";

/** A value of the policy and where it stands; the path is the policy file's, or `modelterms:NAME` for a shipped one. */
export interface Placed<Value> {
  readonly value: Value;
  readonly location: Location;
}

/** An entry of `allow`, `deny` or `review`, understood. */
export interface ListEntry {
  readonly written: string;
  readonly location: Location;
  readonly meaning:
    | { readonly is: "class"; readonly name: string }
    | { readonly is: "term"; readonly name: string }
    | { readonly is: "licenses"; readonly names: readonly string[] }
    /** `text` as `canonicalExpression` writes it. */
    | { readonly is: "expression"; readonly text: string }
    | { readonly is: "glob"; readonly matches: (name: string) => boolean };
}

export interface Lists {
  readonly allow: readonly ListEntry[];
  readonly deny: readonly ListEntry[];
  readonly review: readonly ListEntry[];
  /** What `unlisted` and `unknown` say, or the checks that are the same thing: `license-unlisted`, `license-unknown` and `license-missing`. */
  readonly unlisted: Placed<Verdict> | null;
  readonly unknown: Placed<Verdict> | null;
  readonly missing: Placed<Verdict> | null;
}

/** A pattern for names or paths. */
export interface Pattern {
  readonly written: string;
  readonly location: Location;
  matches(text: string): boolean;
}

/** The part of a policy that judges; overrides replace keys of it. */
export interface Judgments {
  readonly organization: Organization;
  /** Where each fact stands. */
  readonly factLocations: Readonly<Record<string, Location>>;
  readonly licenses: Lists;
  readonly datasets: Lists;
  readonly models: { readonly allow: readonly Pattern[]; readonly deny: readonly Pattern[] };
  readonly terms: Readonly<Record<string, Placed<Verdict>>>;
  readonly checks: Readonly<Record<string, Placed<CheckLevel>>>;
  readonly licenseFiles: "own-folder" | "enclosing";
  /** Where that is said; null where it is the default. */
  readonly licenseFilesLocation: Location | null;
}

export interface Curation {
  readonly component: Pattern;
  readonly license: string;
  readonly evidence: string;
  readonly sha256: string | null;
  readonly location: Location;
}

export interface Waiver {
  readonly component: Pattern;
  readonly check: string | null;
  readonly reason: string;
  readonly approvedBy: string;
  readonly expires: string;
  readonly revision: string | null;
  readonly sha256: string | null;
  readonly location: Location;
}

export interface PolicyText {
  readonly path: string;
  readonly text: string;
}

/** The texts that a policy was made of: enough to load the same policy again elsewhere. Shipped policies are not among them. */
export interface PolicySources {
  /** Null where the shipped policy applies because the repository has none. */
  readonly own: PolicyText | null;
  /** What `extends` named, and in which policy. */
  readonly extended: readonly { readonly name: string; readonly from: string; readonly policy: PolicyText }[];
}

/** A policy after `extends`, understood and ready to judge. */
export interface Policy {
  readonly sources: PolicySources;
  /** Null for a shipped policy that applies because the repository has none. */
  readonly path: string | null;
  readonly sha256: string | null;
  readonly name: string;
  /** All that it extends, its own entries and those of the files that it extends. */
  readonly extends: readonly Placed<string>[];
  readonly base: Judgments;
  readonly overrides: readonly { readonly paths: readonly Pattern[]; readonly judgments: Judgments }[];
  readonly owned: readonly Pattern[];
  readonly exclude: readonly Pattern[];
  readonly curations: readonly Curation[];
  readonly waivers: readonly Waiver[];
  readonly attestations: readonly {
    readonly obligation: string;
    readonly component: Pattern;
    readonly evidence: string;
    readonly by: string;
    readonly location: Location;
  }[];
}

/** Whether a file is a policy by its name, wherever it lies: models that it names are judged and not used. */
export function isPolicyFile(path: string): boolean {
  return /(?:^|\/)modelterms\.ya?ml$/.test(path);
}

/** What judges a file: the first override whose paths it fits, else the policy itself. */
export function judgmentsFor(policy: Policy, path: string): Judgments {
  return policy.overrides.find(({ paths }) => paths.some((pattern) => pattern.matches(path)))?.judgments ?? policy.base;
}

/** A policy that cannot be used. Each line names file, line, column, what is wrong and what to write instead. */
export class PolicyError extends ExpectedError {}
