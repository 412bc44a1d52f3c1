import { baseName } from "../lineage/names.ts";
import type { Declaration } from "../model.ts";
import { type AskedName, type HubKind, isHubName, nameKey } from "./record.ts";

/** The names that a tree uses, and those of the base models that it states: what has to be looked up. Each once, in the order of the names. */
export function askedNames(declarations: readonly Declaration[]): readonly AskedName[] {
  const own = publishedNames(declarations);
  const asked = new Map<string, { first: AskedName; pins: Set<string> }>();
  const ask = (one: AskedName) => {
    if (!isHubName(one.name) || own.has(one.name.toLowerCase())) return;
    const key = nameKey(one.name, one.kind);
    const known = asked.get(key) ?? { first: one, pins: new Set<string>() };
    if (one.pin !== null) known.pins.add(one.pin);
    asked.set(key, known);
  };
  for (const { role, kind, subject, revision, location, bases, reader } of declarations) {
    if (role === "mentioned" || kind === "service" || kind === "application") continue;
    const hubKind: HubKind = kind === "dataset" ? "dataset" : "model";
    if (role === "used" && subject.at === "name") ask({ name: subject.name, kind: hubKind, pin: revision ?? null, location });
    for (const base of bases ?? []) {
      const name = baseName(base.value, reader);
      if (name.is === "hub") ask({ name: name.name, kind: "model", pin: null, location: base.location });
    }
  }
  return [...asked.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { first, pins }]) => ({ ...first, pin: onlyOne(pins) }));
}

/** Where places pin a name to different revisions, the main one stands for all. */
function onlyOne(pins: ReadonlySet<string>): string | null {
  const [pin] = pins;
  return pins.size === 1 && pin !== undefined && pin !== "main" ? pin : null;
}

/** What lies in the tree itself answers to its own name, and to its folder `owner/name`. */
function publishedNames(declarations: readonly Declaration[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { role, subject, name, evidenceOnly } of declarations) {
    if (role !== "published") continue;
    if (name !== undefined && evidenceOnly !== true) names.add(name.value.toLowerCase());
    if (subject.at === "folder") names.add(subject.folder.toLowerCase().split("/").slice(-2).join("/"));
  }
  return names;
}
