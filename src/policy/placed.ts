import type { MapNode, ValueNode } from "../formats/node.ts";
import type { Location } from "../model.ts";
import type { PolicyText } from "./policy.ts";
import type { PolicyFile } from "./schema.ts";

/** What a policy file says, valid by its schema, and the tree that it stands in; plain data. */
export interface ParsedPolicy {
  readonly root: ValueNode | null;
  readonly file: PolicyFile;
  /** Of the text, in hexadecimal. */
  readonly sha256: string;
}

/** Policies that were parsed before. */
export interface PolicyMemory {
  find(policy: PolicyText): ParsedPolicy | null;
  keep(policy: PolicyText, parsed: ParsedPolicy): void;
}

/** A policy file, valid by its schema; `at` finds where a value stands. */
export interface ReadPolicy {
  readonly path: string;
  readonly file: PolicyFile;
  /** Null for a shipped one. */
  readonly sha256: string | null;
  at(keys: readonly PropertyKey[]): Location;
  /** Whether a list is written with `!reset`: it starts over instead of joining what the policy extends. */
  isReset(keys: readonly PropertyKey[]): boolean;
  /** Where the key itself stands. */
  keyAt(keys: readonly PropertyKey[]): Location;
}

/** A policy file that was read and found valid, with the tree that its values stand in. */
export function placed(
  path: string,
  { root, file, sha256 }: Omit<ParsedPolicy, "sha256"> & { readonly sha256: string | null },
): ReadPolicy {
  const at = (keys: readonly PropertyKey[]): Location => placeIn(path, root, keys);
  return {
    path,
    file,
    sha256,
    at,
    isReset: (keys) => {
      const node = entryAt(root, keys)?.value;
      return node?.type === "list" && node.tag === "!reset";
    },
    keyAt: (keys) => keyLocation(root, keys) ?? at(keys),
  };
}

/** Where a value stands; for one that is not there, the nearest that holds it. */
export function placeIn(path: string, root: ValueNode | null, keys: readonly PropertyKey[]): Location {
  return locate(root, keys) ?? { path, line: 1, column: 1 };
}

export function entryAt(root: ValueNode | null, keys: readonly PropertyKey[]): { key: Location | null; value: ValueNode } | null {
  let current: { key: Location | null; value: ValueNode } | null = root === null ? null : { key: null, value: root };
  for (const key of keys) {
    const node: ValueNode | undefined = current?.value;
    if (node?.type === "map") {
      const entry = entriesByKey(node).get(key);
      current = entry === undefined ? null : { key: entry.keyLocation, value: entry.value };
    } else if (node?.type === "list" && typeof key === "number" && node.items[key] !== undefined)
      current = { key: null, value: node.items[key] };
    else return null;
  }
  return current;
}

/** Each mapping's entries by their keys, of several with one key the last: a policy with many mistakes asks for each of them. */
const byKey = new WeakMap<MapNode, ReadonlyMap<PropertyKey, MapNode["entries"][number]>>();

function entriesByKey(node: MapNode): ReadonlyMap<PropertyKey, MapNode["entries"][number]> {
  const known = byKey.get(node) ?? new Map(node.entries.map((entry) => [entry.key, entry]));
  byKey.set(node, known);
  return known;
}

function locate(root: ValueNode | null, keys: readonly PropertyKey[]): Location | null {
  for (let length = keys.length; length >= 0; length -= 1) {
    const found = entryAt(root, keys.slice(0, length));
    if (found !== null) return found.value.type === "scalar" || found.key === null ? found.value.location : found.key;
  }
  return null;
}

export function keyLocation(root: ValueNode | null, keys: readonly PropertyKey[]): Location | null {
  return entryAt(root, keys)?.key ?? null;
}
