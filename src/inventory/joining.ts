import type { Declaration, Kind, Subject } from "../model.ts";
import { folderOf } from "../paths.ts";

/** Declarations about one thing, on their way to become a component. */
export interface Group {
  readonly subject: Subject;
  readonly declarations: Declaration[];
}

/**
 * Joins what speaks of a component of this repository from elsewhere: references by the name that it gives itself or by its folder, the recipe of which it is
 * the output or that lies beside it, the one Modelfile beside its card. A name that two components claim joins neither.
 */
export function joinGroups(groups: Map<string, Group>, stated: ReadonlySet<string>, rootOf: (path: string) => string): void {
  const here = [...groups].filter(([, { subject, declarations }]) => isHere(subject, declarations));
  const byName = new Map<string, string[]>();
  for (const [key, group] of here)
    for (const name of namesOf(group)) {
      const keys = byName.get(name);
      if (keys === undefined) byName.set(name, [key]);
      else if (!keys.includes(key)) keys.push(key);
    }
  const modelfiles = countByFolder(groups);
  for (const [key, { subject, declarations }] of [...groups]) {
    const root = rootOf(declarations[0]?.location.path ?? "");
    const target = targetOf(subject, declarations, byName, root, (folder) => stated.has(folder) && modelfiles.get(folder) === 1);
    if (target !== null) groups.get(target)?.declarations.push(...declarations);
    else if (subject.at === "output") supposeBeside(declarations, groups, stated);
    if (target !== null || subject.at === "output") groups.delete(key);
  }
}

/** A recipe whose output lies elsewhere may have made the model beside it, where that tells no base: a hint, and nothing of its license. */
function supposeBeside(recipes: readonly Declaration[], groups: ReadonlyMap<string, Group>, stated: ReadonlySet<string>): void {
  for (const { recipe: _, ...declaration } of recipes) {
    const folder = folderOf(declaration.location.path);
    const beside = stated.has(folder) ? groups.get(pathKey(folder)) : undefined;
    if (beside === undefined || beside.declarations.some(({ bases = [] }) => bases.some(({ inferred }) => !inferred))) continue;
    const bases = (declaration.bases ?? []).map((base) => ({ ...base, inferred: true }));
    beside.declarations.push({ ...declaration, subject: beside.subject, evidenceOnly: true, bases, datasets: [] });
  }
}

/** The key of what lies in a folder. */
function pathKey(folder: string): string {
  return `path:${folder === "" ? "." : folder}`;
}

function targetOf(
  subject: Subject,
  declarations: readonly Declaration[],
  byName: ReadonlyMap<string, readonly string[]>,
  root: string,
  takesModelfile: (folder: string) => boolean,
): string | null {
  const kind = declarations[0]?.kind ?? "model";
  if (subject.at === "name") return only(byName.get(nameKey(kind, subject.name)));
  if (subject.at === "output") return only(byName.get(nameKey(kind, `./${root === "" ? "" : `${root}/`}${subject.folder}`)));
  if (subject.at !== "file" || !isModelfile(declarations)) return null;
  const folder = folderOf(subject.path);
  return takesModelfile(folder) ? pathKey(folder) : null;
}

function only(keys: readonly string[] | undefined): string | null {
  return keys?.length === 1 ? (keys[0] ?? null) : null;
}

/** Files of a component that lie in this repository; entries of lists and names only speak of others. */
function isHere(subject: Subject, declarations: readonly Declaration[]): boolean {
  return (subject.at === "folder" || subject.at === "file") && declarations.some(({ role }) => role === "published");
}

/** The names that a component answers to: those that its declarations give it, and its folder as `owner/name`. */
function namesOf({ subject, declarations }: Group): readonly string[] {
  const kind = declarations[0]?.kind ?? "model";
  const own = declarations.flatMap(({ name, evidenceOnly }) => (name === undefined || evidenceOnly === true ? [] : [name.value]));
  if (subject.at !== "folder") return own.map((name) => nameKey(kind, name));
  const ownerAndName = subject.folder.split("/").slice(-2).join("/");
  return [...own, ...(ownerAndName.includes("/") ? [ownerAndName] : []), `./${subject.folder}`].map((name) => nameKey(kind, name));
}

/** Models and adapters share their names; data sets and Spaces have their own. */
function nameKey(kind: Kind, name: string): string {
  return `${kind === "adapter" ? "model" : kind} ${name.toLowerCase()}`;
}

function isModelfile(declarations: readonly Declaration[]): boolean {
  return declarations.every(({ reader }) => reader === "ollama-modelfile");
}

function countByFolder(groups: ReadonlyMap<string, Group>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { subject, declarations } of groups.values()) {
    if (subject.at !== "file" || !isModelfile(declarations)) continue;
    const folder = folderOf(subject.path);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return counts;
}
