import { createHash } from "node:crypto";
import type { Component, Result } from "../../model.ts";
import { wellFormed } from "./escape.ts";

const NAMESPACE = Buffer.from("6ba7b8119dad11d180b400c04fd430c8", "hex");

/** A UUID made from the whole result (version 5): the same result has the same, another has another. */
export function uuidOf(result: Result): string {
  const hash = createHash("sha1")
    .update(NAMESPACE)
    .update(`modelterms:${JSON.stringify(result)}`)
    .digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}

/** A short name made from a text of any length and content. */
export function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

/** Owner and name where a component's name is the Hub's; null for folders, files, data sets, Spaces and services. */
export function hubName({ id, name, kind }: Pick<Component, "id" | "name" | "kind">): HubName | null {
  return (kind === "model" || kind === "adapter") && id !== `path:${name}` ? hubNameOf(name) : null;
}

export interface HubName {
  readonly owner: string;
  readonly name: string;
}

export function hubNameOf(text: string): HubName | null {
  const [, owner, name] = /^([\w.-]+)\/([\w.-]+)$/.exec(text) ?? [];
  return owner === undefined || name === undefined ? null : { owner, name };
}

/** The package URL: owner and name keep their case, the revision is lower case (purl-spec, type huggingface). */
export function packageUrl({ owner, name }: HubName, revision: string | null): string {
  const version = revision === null || revision === "" ? "" : `@${encodeURIComponent(wellFormed(revision.toLowerCase()))}`;
  return `pkg:huggingface/${encodeURIComponent(owner)}/${encodeURIComponent(name)}${version}`;
}

/** A day as a point in time. */
export function timestampOf({ scan }: Result): string {
  return `${scan.date}T00:00:00Z`;
}
