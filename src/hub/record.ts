import type { Location, Relation } from "../model.ts";

export type HubKind = "model" | "dataset";

/** A name to be looked up, where it is written, and the branch, tag or commit that it is pinned to there. */
export interface AskedName {
  readonly name: string;
  readonly kind: HubKind;
  readonly pin: string | null;
  readonly location: Location;
}

/**
 * What became of a repository: `gated` ones show their card and give their files only to those who were granted access, `private` ones are seen with the
 * token in use, `missing` ones are gone, never were, or are private to others (the Hub does not tell these apart).
 */
export type HubState = "public" | "gated" | "private" | "missing";

/** A license that was recognized in a text, with how well it fits (0 to 1). Equally good names side by side. */
export interface Recognized {
  readonly licenses: readonly string[];
  readonly kind: "exact" | "modified" | "partial";
  readonly confidence: number;
}

/** A license file of a repository. The text is null where only the lock speaks of it, or where the Hub refuses it; the hash is of its bytes, hexadecimal. */
export interface HubText {
  readonly path: string;
  readonly sha256: string | null;
  readonly text: string | null;
  /** Known beforehand by the lock; null where the text is still to be read. */
  readonly recognized: readonly Recognized[] | null;
}

export interface HubBase {
  readonly name: string;
  readonly relation: Relation | null;
}

/** All that is known of one name, verbatim. */
export interface HubRecord {
  readonly name: string;
  readonly kind: HubKind;
  readonly source: "lock" | "hub-cache" | "hub";
  readonly state: HubState;
  /** The id that answers for the name now, where it is another one. */
  readonly renamedTo: string | null;
  /** The commit that was read. */
  readonly revision: string | null;
  /** The branch, tag or commit that was asked for; null for the main one. */
  readonly pin: string | null;
  readonly license: readonly string[];
  readonly licenseName: string | null;
  readonly licenseLink: string | null;
  readonly bases: readonly HubBase[];
  readonly tags: readonly string[];
  /** The Hub's `pipeline_tag`. */
  readonly task: string | null;
  readonly texts: readonly HubText[];
  /** When it was resolved, ISO 8601; null where nobody wrote it down. */
  readonly resolved: string | null;
}

/** Names are the same whatever their case; a model and a data set may share one. */
export function nameKey(name: string, kind: HubKind): string {
  return `${kind}:${name.toLowerCase()}`;
}

const PART = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,95}";
const HUB_NAME = new RegExp(`^${PART}(?:/${PART})?$`);

/** Whether the Hub could have a repository of this name (its own rules, and nothing that a path or an address could be made of); Ollama's library and Docker's models lie elsewhere. */
export function isHubName(name: string): boolean {
  return HUB_NAME.test(name) && !name.includes("..") && !/\.git$|^(?:ollama|ai)\//i.test(name);
}

/** A record of a name of which nothing but its state is known. */
export function emptyRecord(
  { name, kind, pin }: Pick<AskedName, "name" | "kind" | "pin">,
  source: HubRecord["source"],
  state: HubState,
): HubRecord {
  return {
    ...{ name, kind, source, state, pin },
    ...{ renamedTo: null, revision: null, license: [], licenseName: null, licenseLink: null },
    ...{ bases: [], tags: [], task: null, texts: [], resolved: null },
  };
}
