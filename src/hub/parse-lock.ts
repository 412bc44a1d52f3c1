import { parseJson } from "../formats/json.ts";
import { field, type MapNode, type ValueNode } from "../formats/node.ts";
import type { Location } from "../model.ts";
import { relationOf } from "./card-data.ts";
import { type Lock, type LockEntry, LockError } from "./lock.ts";
import { emptyRecord, type HubKind, type HubRecord, type HubState, type HubText, isHubName, nameKey, type Recognized } from "./record.ts";

const KEYS = "revision pin state renamed_to license license_name license_link base_model pipeline_tag texts resolved".split(" ");
const STATES: readonly HubState[] = ["public", "gated", "private", "missing"];

/** Reads a lock (`formatLock` writes it). Throws LockError for everything that is not exactly of its form: half a lock would change verdicts silently. */
export function parseLock(text: string, path: string): Lock {
  const { value, problems } = parseJson(text, path);
  const [problem] = problems;
  if (problem !== undefined) throw new LockError(problem.location, problem.message);
  const root = mapOf(value ?? undefined, { path, line: 1, column: 1 }, "a lock");
  onlyKeys(root, ["version", "models", "datasets"], "the lock");
  const version = field(root, "version");
  if (version?.type !== "scalar" || version.text !== "1")
    throw new LockError(version?.location ?? root.location, "the lock's version is not 1: this program does not know it");
  const lock = new Map<string, LockEntry>();
  for (const [key, kind] of [
    ["models", "model"],
    ["datasets", "dataset"],
  ] as const) {
    const node = field(root, key);
    if (node === undefined) continue;
    for (const { key: name, keyLocation, value: entry } of mapOf(node, node.location, key).entries) {
      if (!isHubName(name)) throw new LockError(keyLocation, `${JSON.stringify(name)} is no name of the Hub`);
      const id = nameKey(name, kind);
      if (lock.has(id)) throw new LockError(keyLocation, `${name} stands twice`);
      lock.set(id, { record: recordOf(name, kind, entry), location: keyLocation });
    }
  }
  return lock;
}

function recordOf(name: string, kind: HubKind, node: ValueNode): HubRecord {
  const entry = mapOf(node, node.location, name);
  onlyKeys(entry, KEYS, name);
  const state = STATES.find((one) => one === textAt(entry, "state"));
  if (state === undefined)
    throw new LockError(field(entry, "state")?.location ?? entry.location, `state must be one of ${STATES.join(", ")}`);
  const revision = textAt(entry, "revision");
  if (revision !== null && !/^[0-9a-f]{40}$/.test(revision))
    throw new LockError(field(entry, "revision")?.location ?? entry.location, "revision must be a commit of 40 hexadecimal digits");
  return {
    ...emptyRecord({ name, kind, pin: textAt(entry, "pin") }, "lock", state),
    renamedTo: textAt(entry, "renamed_to"),
    revision,
    license: listAt(entry, "license").map((item) => textIn(item, "license")),
    licenseName: textAt(entry, "license_name"),
    licenseLink: textAt(entry, "license_link"),
    bases: listAt(entry, "base_model").map((item) => {
      const base = mapOf(item, item.location, "an entry of base_model");
      onlyKeys(base, ["name", "relation"], "base_model");
      return { name: needed(base, "name"), relation: relationOf(textAt(base, "relation")) };
    }),
    task: textAt(entry, "pipeline_tag"),
    texts: listAt(entry, "texts").map(textOf),
    resolved: textAt(entry, "resolved"),
  };
}

function textOf(node: ValueNode): HubText {
  const entry = mapOf(node, node.location, "an entry of texts");
  onlyKeys(entry, ["path", "sha256", "recognized"], "texts");
  const sha256 = textAt(entry, "sha256");
  if (sha256 !== null && !/^[0-9a-f]{64}$/.test(sha256))
    throw new LockError(field(entry, "sha256")?.location ?? entry.location, "sha256 must have 64 hexadecimal digits");
  return {
    path: needed(entry, "path"),
    sha256,
    text: null,
    recognized: sha256 === null ? null : listAt(entry, "recognized").map(recognizedOf),
  };
}

function recognizedOf(node: ValueNode): Recognized {
  const entry = mapOf(node, node.location, "an entry of recognized");
  onlyKeys(entry, ["licenses", "kind", "confidence"], "recognized");
  const kind = textAt(entry, "kind");
  const confidence = Number(textAt(entry, "confidence") ?? "NaN");
  if (kind !== "exact" && kind !== "modified" && kind !== "partial")
    throw new LockError(field(entry, "kind")?.location ?? entry.location, "kind must be one of exact, modified, partial");
  if (!(confidence >= 0 && confidence <= 1))
    throw new LockError(field(entry, "confidence")?.location ?? entry.location, "confidence must be a number from 0 to 1");
  return { licenses: listAt(entry, "licenses").map((item) => textIn(item, "licenses")), kind, confidence };
}

function mapOf(node: ValueNode | undefined, location: Location, what: string): MapNode {
  if (node?.type !== "map") throw new LockError(node?.location ?? location, `${what} must be an object: { … }`);
  return node;
}

function onlyKeys(node: MapNode, known: readonly string[], what: string): void {
  const seen = new Set<string>();
  for (const { key, keyLocation } of node.entries) {
    if (!known.includes(key)) throw new LockError(keyLocation, `unknown key ${JSON.stringify(key)} in ${what}`);
    if (seen.has(key)) throw new LockError(keyLocation, `${JSON.stringify(key)} stands twice in ${what}`);
    seen.add(key);
  }
}

function textAt(node: MapNode, key: string): string | null {
  const value = field(node, key);
  if (value === undefined || (value.type === "scalar" && value.kind === "null")) return null;
  return textIn(value, key);
}

function textIn(node: ValueNode, what: string): string {
  if (node.type !== "scalar" || node.kind === "null") throw new LockError(node.location, `${what} must be a text`);
  return node.text;
}

function needed(node: MapNode, key: string): string {
  const value = textAt(node, key);
  if (value === null) throw new LockError(node.location, `${key} is missing`);
  return value;
}

function listAt(node: MapNode, key: string): readonly ValueNode[] {
  const value = field(node, key);
  if (value === undefined) return [];
  if (value.type !== "list") throw new LockError(value.location, `${key} must be a list: [ … ]`);
  return value.items;
}
