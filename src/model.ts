/**
 * The types that pass between the stages of a scan, in the order in which the data takes them:
 * files → declarations → components → conclusions → judgments → findings → result.
 */

/** A place in the scanned tree. `path` is relative to the root, with `/`. Line and column count from 1; null where a file has no lines. */
export interface Location {
  readonly path: string;
  readonly line: number | null;
  readonly column: number | null;
}

/** Something that could not be read or understood. `incomplete` marks those after which the scan is not whole. */
export interface Problem {
  readonly message: string;
  readonly location: Location;
  readonly incomplete?: true;
}

// --- what readers hand over ------------------------------------------------------------------------------------------

/** What the reader gets: the path and the first bytes of a file. `size` is the whole file's, null where the source does not know it. */
export interface FileContent {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly size: number | null;
}

export type Kind = "model" | "adapter" | "dataset" | "application" | "service";
export type Role = "published" | "used" | "mentioned";
export type Relation = "finetune" | "adapter" | "merge" | "quantized";

/** A value exactly as it is written, and where. */
export interface Stated {
  readonly value: string;
  readonly location: Location;
}

export interface StatedBase extends Stated {
  readonly relation: Relation | null;
  /** True where nobody states it and a name or a path suggests it. */
  readonly inferred: boolean;
}

/**
 * What a declaration is about:
 * - `folder`: the model whose files lie in this folder,
 * - `file`: a model that is this one file,
 * - `entry`: one entry of a list of models kept in this file,
 * - `name`: something referred to by its name,
 * - `output`: the model that a recipe writes into this folder, if one lies there.
 */
export type Subject =
  | { readonly at: "folder"; readonly folder: string }
  | { readonly at: "file"; readonly path: string }
  | { readonly at: "entry"; readonly path: string; readonly entry: string }
  | { readonly at: "name"; readonly name: string }
  | { readonly at: "output"; readonly folder: string };

/** What one reader read about one thing, verbatim. */
export interface Declaration {
  readonly reader: string;
  readonly subject: Subject;
  readonly kind: Kind;
  readonly role: Role;
  readonly location: Location;
  /** The name that the thing gives itself; the Hub id where it is one. */
  readonly name?: Stated;
  /** What it is called besides: the title of its card, the folder that it lay in. They may speak of a family. */
  readonly otherNames?: readonly Stated[];
  readonly revision?: string;
  /** License fields; a list without an operator is several entries, judged as AND. */
  readonly licenses?: readonly Stated[];
  readonly licenseName?: Stated;
  readonly licenseLink?: Stated;
  readonly bases?: readonly StatedBase[];
  /** Where it is said that there is a base model, and not which. */
  readonly unnamedBase?: Location;
  readonly datasets?: readonly Stated[];
  readonly tags?: readonly Stated[];
  /** The Hub's `pipeline_tag`, or the like: which modality the model has. */
  readonly modality?: Stated;
  /** True for weights and configurations: they show that a model lies here, and say nothing of it. */
  readonly evidenceOnly?: boolean;
  /** True for recipes that make a model of others and hold no weights of their own: without a license stated they are under their bases'. */
  readonly recipe?: boolean;
}

/** A file that is a license, a notice or a use policy. It declares nothing by itself: inventory finds out what it covers. */
export interface LicenseFile {
  readonly path: string;
  /** `card`: what the text of a card says of its terms, the other lines empty. */
  readonly type: "license" | "notice" | "use-policy" | "card";
  readonly text: string;
  /** The line of the file at which the text begins; 1 unless it stands inside another file. */
  readonly startLine: number;
  /** The one thing that it covers, where the file says so (a license inside a Modelfile, or of one entry of a bill of materials); null where its folder decides. */
  readonly covers: Subject | null;
  /** True for texts kept in a folder of such (`LICENSES/`, `incl_licenses/`): they are at hand, and cover nothing by themselves. */
  readonly collection: boolean;
  /** SHA-256 of the bytes, hexadecimal: what curations and waivers are pinned to. */
  readonly sha256: string;
}

/** All that one reader found in one file. `more` asks for the same file again with that many of its first bytes. */
export interface Reading {
  readonly declarations: readonly Declaration[];
  readonly licenseFiles: readonly LicenseFile[];
  readonly problems: readonly Problem[];
  /** Lines of prose that give credit (“Built with …”, “… is licensed under …”): what obligations to display a text are looked for in. */
  readonly credits?: readonly Stated[];
  readonly more?: number;
}

/** One manifest format: which paths may hold it, and what a file of it declares. */
export interface Reader {
  /** kebab-case; appears as `reader` in the result. */
  readonly id: string;
  /** What it reads, in one sentence. */
  readonly title: string;
  /** How many of a file's first bytes it needs; default: the whole file up to the limit. */
  readonly head?: number;
  /** Bytes of the longest file that it reads whole; default: `limits.textBytes`. */
  readonly limit?: number;
  /** What stands behind the last dot of every name that it reads, or the whole name where it has none; lower case. Absent: anything. Saves asking. */
  readonly ends?: readonly string[];
  /** Decides by the name alone, without reading. `path` is relative, `name` its last part in lower case. */
  matches(path: string, name: string): boolean;
  /** Reads the content; never throws on malformed content but says so in `problems`. */
  read(file: FileContent): Reading | Promise<Reading>;
}

// --- components ------------------------------------------------------------------------------------------------------

export type Basis = "curation" | "text" | "identifier" | "alias" | "link" | "lock" | "catalog" | "hub" | "enclosing" | "inferred" | "none";

export type LicenseClass = "permissive" | "copyleft" | "commercial-restricted" | "responsible-use" | "unknown";

/** A joined thing: all declarations about it, and the license files beside it. */
export interface Item {
  readonly id: string;
  readonly kind: Kind;
  readonly name: string;
  readonly role: Role;
  /** The folder whose files it is; null for references and entries of lists. */
  readonly folder: string | null;
  readonly declarations: readonly Declaration[];
  readonly licenseFiles: readonly LicenseFile[];
  /** License files further up, nearest first. */
  readonly enclosingFiles: readonly LicenseFile[];
  /** License texts of others, in a `third_party/` folder below it. */
  readonly thirdPartyFiles?: readonly LicenseFile[];
}

/** What the text of a card lays down beyond the license that was concluded. */
export interface CardProse {
  /** Terms of classes that the license does not belong to. */
  readonly terms: readonly Term[];
  /** Licenses of such classes that the text says the thing is under, as it writes them. */
  readonly named: readonly Stated[];
  /** That the terms of the weights stand elsewhere: an unknown license by name, or that of a base that is not named. */
  readonly elsewhere: readonly Stated[];
  /** Sentences that ask or deny something in words that no rule knows; sought where nothing else is found. */
  readonly doubts: readonly Stated[];
}

/** How a name, a link or a text was taken to mean a license. */
export interface Conclusion {
  /** SPDX expression; null when unknown, or when a name fits several licenses. */
  readonly expression: string | null;
  readonly candidates: readonly string[];
  readonly basis: Basis;
  /** 0 to 1. */
  readonly confidence: number;
  readonly classes: readonly LicenseClass[];
  /** From what was read to the conclusion, one sentence each. */
  readonly steps: readonly string[];
  /** What is wrong with the statement itself, for the check `license-invalid`. */
  readonly invalid: readonly { readonly message: string; readonly location: Location; readonly suggestion: string | null }[];
  /** Where the conclusion was read. */
  readonly location: Location | null;
  /** What the component's own statements mean, whatever its texts say: one expression, or several that a name may mean. */
  readonly stated: readonly string[];
  /** The license texts that cover it. */
  readonly texts: readonly TextFact[];
  /** What the catalog calls its license, whose terms are not known. */
  readonly called?: string;
  /** What the text of its card lays down beyond the license; absent where nothing. */
  readonly prose?: CardProse;
  /** What other sources say of its name. */
  readonly others?: NameFacts;
}

/** Two sources that say different things of one name. */
export interface Disagreement {
  readonly message: string;
  readonly because: readonly string[];
  /** Apart from wording: makes the fingerprint. */
  readonly about: string;
}

/** What the Hub says of a name now, and the lock says otherwise. The location is the name's in the lock. */
export interface LockChange {
  readonly message: string;
  readonly location: Location;
  readonly about: string;
}

/** What came out beside the license when a name was looked up. */
export interface NameFacts {
  readonly modality: Modality | null;
  readonly disagreements: readonly Disagreement[];
  readonly changes: readonly LockChange[];
}

/** What the lock, the Hub or the Hub's local cache says of a name; the conclusion's basis is `lock`, `hub`, or `none` where they know no license. */
export interface KnownName extends NameFacts {
  readonly conclusion: Conclusion;
  readonly bases: readonly StatedBase[];
}

/** Null for names that nobody has looked up. */
export type KnownNames = (name: string, kind: "model" | "dataset") => KnownName | null;

/** A license text beside a component. */
export interface TextFact {
  readonly path: string;
  readonly startLine: number;
  readonly kind: "exact" | "modified" | "partial" | "unknown";
  /** The licenses in it: equally good names for one text side by side. */
  readonly licenses: readonly (readonly string[])[];
  readonly confidence: number;
  readonly unmatched: readonly { readonly startLine: number; readonly endLine: number }[];
  /** Terms in lines that no license covers. */
  readonly terms: readonly Term[];
  /** Where it holds no license text and names a license: what that may be. */
  readonly named: readonly string[];
  /** True where so little stands in it that it points elsewhere rather than licenses. */
  readonly short: boolean;
}

export type Modality = "text" | "multimodal";

export type Effect = "grant" | "condition" | "restriction" | "obligation" | "information";
export type ParameterValue = string | number | boolean | readonly (string | number)[];

/** One clause of a license: a term with its parameters, its section and a short locator. */
export interface Clause {
  readonly term: string;
  readonly section: string | null;
  readonly locator: string | null;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
}

/** The words in a scanned file from which a term was read. */
export interface TermEvidence {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly quote: string;
}

/** A term that binds a component, with the license and the base model that it comes from. */
export interface Term {
  readonly term: string;
  readonly effect: Effect;
  readonly value: Readonly<Record<string, ParameterValue>> | null;
  readonly license: string;
  readonly section: string | null;
  readonly inheritedFrom: string | null;
  readonly evidence: TermEvidence | null;
}

/** A base model and the license that it is known to carry. */
export interface Base {
  readonly name: string;
  readonly relation: Relation | null;
  readonly expression: string | null;
  readonly basis: Basis;
  readonly candidates: readonly string[];
  readonly inferred: boolean;
  /** `text` or `multimodal`, where the catalog or its card tells. */
  readonly modality: Modality | null;
  readonly location: Location | null;
  /** Through which base it was reached; null for those that the component names itself. */
  readonly via: string | null;
  readonly steps: readonly string[];
  /** What the text of its card lays down beyond the license; absent where nothing. */
  readonly prose?: CardProse;
  /** What other sources say of its name. */
  readonly others?: NameFacts;
}

/** A data set that a component names. */
export interface Dataset {
  readonly name: string;
  readonly expression: string | null;
  /** Where its name fits several licenses. */
  readonly candidates: readonly string[];
  readonly location: Location;
  /** Terms of its license that the component's own license does not keep. */
  readonly dropped: readonly string[];
}

export type Verdict = "pass" | "review" | "fail";

export interface Obligation {
  readonly term: string;
  readonly state: "met" | "unmet" | "attested" | "not-asked";
  readonly license: string;
  readonly section: string | null;
  /** Where it is seen to be met. */
  readonly evidence: readonly Location[];
}

/** An obligation held against what the repository shows. */
export interface ObligationJudgment extends Obligation {
  /** The check that reports it. */
  readonly check: string;
  readonly inheritedFrom: string | null;
  /** Why it is asked or not, met or not. */
  readonly reason: string;
  /** The words that the license wants to be shown; null where it leaves them open. */
  readonly text: string | null;
  readonly policyLocation: Location | null;
}

// --- judging ---------------------------------------------------------------------------------------------------------

/** A term held against the facts. */
export interface TermJudgment {
  readonly term: Term;
  readonly verdict: Verdict;
  /** The check that reports it; null where nothing is judged. */
  readonly check: string | null;
  readonly reason: string;
  /** The fact of `organization` that decides it, where it is missing. */
  readonly missingFact: string | null;
  readonly policyLocation: Location | null;
}

/** What the lists of the policy say of one license. */
export interface ListDecision {
  readonly license: string;
  readonly decision: "denied" | "allowed" | "review" | "unlisted" | "unknown";
  readonly verdict: Verdict;
  readonly reason: string;
  readonly policyLocation: Location | null;
  /** The base model whose license this is; null for the component's own. */
  readonly base: string | null;
  /** The data set whose license this is, where it is one that the component was made with. */
  readonly dataset?: string;
}

export type CheckLevel = "fail" | "review" | "off";

/** The facts that terms are judged against; undefined means unknown, an empty list none. */
export interface Organization {
  readonly uses?: readonly string[];
  readonly "monthly-active-users"?: Quantity;
  readonly "daily-active-users"?: Quantity;
  readonly "annual-revenue"?: Money;
  readonly funding?: Money;
  readonly devices?: Quantity;
  readonly territories?: readonly string[];
  readonly applications?: readonly string[];
  readonly "competes-with"?: readonly string[];
  /** How much of the second currency one of the first is worth, by `EUR/USD`. */
  readonly "exchange-rates"?: Readonly<Record<string, number>>;
}
/** A number, with the date that it holds for where one is stated. */
export interface Quantity {
  readonly value: number;
  readonly asOf: string | null;
}
/** An amount in one currency (ISO 4217). */
export interface Money {
  readonly amount: number;
  readonly currency: string;
  readonly asOf: string | null;
}

/** What a check sees: one component with everything that was concluded and judged, and the levels of the checks. */
export interface CheckContext {
  readonly item: Item;
  readonly conclusion: Conclusion;
  readonly bases: readonly Base[];
  readonly terms: readonly Term[];
  readonly lists: readonly ListDecision[];
  readonly judgments: readonly TermJudgment[];
  readonly obligations: readonly ObligationJudgment[];
  readonly conflicts: readonly LineageConflict[];
  readonly datasets: readonly Dataset[];
  readonly owned: boolean;
  /** The entry of `models.deny` that holds the component or a base model of it. */
  readonly modelDenied: { readonly name: string; readonly pattern: string; readonly location: Location } | null;
}

/** A right that a derivative claims and its base does not give. */
export interface LineageConflict {
  readonly base: Base;
  readonly message: string;
  readonly because: readonly string[];
  readonly certain: boolean;
}

/** What a check has to say; `hit` takes the check's level, `open` is review whatever the level, `pass` shows that the rule was applied. */
export interface Outcome {
  readonly outcome: "pass" | "open" | "hit";
  readonly message: string;
  readonly location: Location;
  readonly related?: readonly Location[];
  readonly because: readonly string[];
  readonly policyLocation?: Location | null;
  readonly fix: string;
  /** What the finding is about, apart from places and wording: makes the fingerprint. */
  readonly about: string;
}

/** One check. Its texts are its documentation page. */
export type Check = ComponentCheck | PolicyCheck;

interface CheckTexts {
  /** kebab-case: policy key, SARIF id and documentation anchor at once. */
  readonly id: string;
  readonly level: "fail" | "review";
  readonly title: string;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
}

/** Looks at one component after the other. */
export interface ComponentCheck extends CheckTexts {
  readonly looksAt: "component";
  run(context: CheckContext): readonly Outcome[];
}

/** Looks at the policy itself, once a scan. */
export interface PolicyCheck extends CheckTexts {
  readonly looksAt: "policy";
  run(context: PolicyContext): readonly Outcome[];
}

/** What a check of the policy sees. */
export interface PolicyContext {
  readonly waivers: Result["waivers"];
  /** True where all components were judged: only then it shows that a waiver is not used. */
  readonly wholeTree: boolean;
  /** In what a change makes the policy or the lock milder; none where nothing is compared. */
  readonly changes: readonly PolicyChange[];
}

/** One way in which a policy or a lock judges more mildly than the one before it. */
export interface PolicyChange {
  readonly message: string;
  /** In the new policy or lock. */
  readonly location: Location;
  /** In the old one, where something was taken out or replaced. */
  readonly before: Location | null;
  /** False for what a person only has to look at: a claim of the lock where it made none. */
  readonly certain: boolean;
  /** What has changed, apart from wording: makes the fingerprint. */
  readonly about: string;
}

// --- the result (contract, section 2) --------------------------------------------------------------------------------

export interface Finding {
  readonly check: string;
  readonly verdict: Verdict;
  readonly component: string;
  readonly message: string;
  readonly location: Location;
  readonly related: readonly Location[];
  readonly because: readonly string[];
  readonly policyLocation: Location | null;
  readonly fix: string;
  readonly fingerprint: string;
  readonly baselineState: "new" | "unchanged" | "updated" | null;
  readonly waiver: { readonly reason: string; readonly approvedBy: string; readonly expires: string; readonly location: Location } | null;
}

export interface Component {
  readonly id: string;
  readonly kind: Kind;
  readonly name: string;
  readonly revision: string | null;
  readonly role: Role;
  readonly locations: readonly Location[];
  /** Every license statement, verbatim; `as` says whether it is an identifier, a name or a link. */
  readonly declared: readonly {
    readonly value: string;
    readonly as: "license" | "name" | "link";
    readonly reader: string;
    readonly location: Location;
  }[];
  /** The license texts that cover it, and what was recognized in them. */
  readonly texts: readonly Omit<TextFact, "terms" | "short" | "named">[];
  readonly concluded: {
    readonly expression: string | null;
    readonly candidates: readonly string[];
    readonly basis: Basis;
    readonly confidence: number;
    readonly classes: readonly LicenseClass[];
    readonly steps: readonly string[];
  };
  readonly basedOn: readonly {
    readonly name: string;
    readonly relation: Relation | null;
    readonly expression: string | null;
    readonly candidates: readonly string[];
    readonly basis: Basis;
    readonly inferred: boolean;
    readonly via: string | null;
    /** Where it is named. */
    readonly location: Location | null;
    readonly steps: readonly string[];
    /** The right that the component claims and this base does not give; null where there is none. */
    readonly conflict: { readonly message: string; readonly certain: boolean } | null;
  }[];
  readonly datasets: readonly (Omit<Dataset, "location"> & { readonly location: Location | null })[];
  readonly terms: readonly Term[];
  readonly obligations: readonly (Obligation & Pick<ObligationJudgment, "inheritedFrom" | "reason" | "text">)[];
  readonly verdict: Verdict | null;
}

/** The words for what a result names, so that a saved one can be rendered without the knowledge that it was made with. */
export interface Vocabulary {
  readonly terms: Readonly<Record<string, { readonly plain: string; readonly group: string; readonly class: LicenseClass | null }>>;
  /** By the name used in expressions. */
  readonly licenses: Readonly<Record<string, { readonly name: string; readonly links: readonly string[] }>>;
  /** The spelling that expressions use, by identifiers as they are declared, in lower case. */
  readonly spellings: Readonly<Record<string, string>>;
}

export interface Result {
  readonly version: 1;
  readonly tool: { readonly name: "modelterms"; readonly version: string };
  readonly scan: {
    readonly target: string;
    readonly revision: string | null;
    readonly date: string;
    /** Of an owner: its repositories, with the commits at which they were read. Their names are the first part of every path. */
    readonly repositories?: readonly { readonly name: string; readonly revision: string }[];
    readonly files: number;
    readonly read: number;
    readonly complete: boolean;
    readonly online: boolean;
    readonly policy: {
      readonly path: string | null;
      readonly sha256: string | null;
      readonly name: string | null;
      readonly organization: Readonly<Record<string, unknown>>;
    };
  };
  readonly components: readonly Component[];
  readonly findings: readonly Finding[];
  readonly waivers: readonly {
    readonly component: string;
    readonly check: string | null;
    readonly reason: string;
    readonly approvedBy: string;
    readonly expires: string;
    readonly state: "used" | "unused" | "expired";
    readonly location: Location;
  }[];
  readonly attestations: readonly {
    readonly obligation: string;
    readonly component: string;
    readonly evidence: string;
    readonly by: string;
    readonly state: "used" | "unused";
    readonly location: Location;
  }[];
  readonly problems: readonly Problem[];
  readonly vocabulary: Vocabulary;
  readonly summary: {
    readonly components: number;
    readonly pass: number;
    readonly review: number;
    readonly fail: number;
    readonly waived: number;
    readonly problems: number;
  };
}
