import { limits } from "../limits.ts";
import type { Location, Stated } from "../model.ts";

/**
 * A value with its place, the same for YAML, JSON and TOML. Scalars keep the text as it is written (`1.0` stays `1.0`), without quotes.
 */
export type ValueNode = ScalarNode | ListNode | MapNode;
export interface ScalarNode {
  readonly type: "scalar";
  readonly text: string;
  /** What kind of scalar the format says it is; a quoted `null` is a text. */
  readonly kind: "text" | "number" | "boolean" | "null";
  readonly location: Location;
}
export interface ListNode {
  readonly type: "list";
  readonly items: readonly ValueNode[];
  /** The YAML tag that is written before it, such as `!reset`. */
  readonly tag?: string;
  readonly location: Location;
}
export interface MapNode {
  readonly type: "map";
  /** In the order of the file; a key that stands twice is here twice. */
  readonly entries: readonly MapEntry[];
  readonly location: Location;
}
export interface MapEntry {
  readonly key: string;
  readonly keyLocation: Location;
  readonly value: ValueNode;
}

/** The value of a key; the last one where it stands twice. Undefined where the node is no map or has no such key. */
export function field(node: ValueNode | null | undefined, ...keys: readonly string[]): ValueNode | undefined {
  let current: ValueNode | undefined = node ?? undefined;
  for (const key of keys) {
    if (current?.type !== "map") return undefined;
    current = current.entries.findLast((entry) => entry.key === key)?.value;
  }
  return current;
}

/** All values of a key, in order. */
export function fieldEntries(node: ValueNode | null | undefined, key: string): readonly MapEntry[] {
  return node?.type === "map" ? node.entries.filter((entry) => entry.key === key) : [];
}

/**
 * A scalar that says something, as it is written; undefined for null, an empty text, a list, a map. Of a value longer than the limit one character more is
 * kept, by which the cut is known and said.
 */
export function text(node: ValueNode | undefined): Stated | undefined {
  if (node?.type !== "scalar" || node.kind === "null" || node.text.trim() === "") return undefined;
  return { value: node.text.slice(0, limits.valueCharacters + 1), location: node.location };
}

/** The texts of a scalar or of a list of scalars. */
export function texts(node: ValueNode | undefined): readonly Stated[] {
  if (node === undefined) return [];
  if (node.type === "list") return node.items.flatMap((item) => text(item) ?? []);
  const one = text(node);
  return one === undefined ? [] : [one];
}
