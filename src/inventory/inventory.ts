import type { Declaration, Item, Kind, LicenseFile, Role, Subject } from "../model.ts";
import { folderOf } from "../paths.ts";
import { type Group, joinGroups } from "./joining.ts";
import { attachFiles } from "./license-files.ts";

/**
 * Joins declarations about the same thing: card, license, configuration and weights of one folder; all references to one name. Sorted by id. `rootOf` gives
 * the folder of the repository that a path lies in, where several are read at once.
 */
export function takeInventory(
  declarations: readonly Declaration[],
  licenseFiles: readonly LicenseFile[],
  rootOf: (path: string) => string = () => "",
): readonly Item[] {
  const groups = new Map<string, Group>();
  const stated = statedFolders(declarations);
  const weightFiles = groupWeightFiles(declarations, stated);
  for (const declaration of declarations) {
    const subject = weightFiles.get(declaration) ?? home(declaration, stated);
    const key = keyOf(subject, declaration.kind);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { subject, declarations: [declaration] });
    else group.declarations.push(declaration);
  }
  joinGroups(groups, stated, rootOf);
  const files = attachFiles(licenseFiles);
  return [...groups]
    .map(([id, group]): Item => {
      const ordered = group.declarations.toSorted(byPlace);
      const folder = folderOfSubject(group.subject);
      return {
        id,
        kind: kindOf(ordered),
        name: nameOf(group.subject, ordered),
        role: roleOf(ordered),
        folder,
        declarations: ordered,
        ...files(group.subject, folder, ordered),
      };
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Folders that a card, an adapter or a pipeline makes one component with the folders below it. */
function statedFolders(declarations: readonly Declaration[]): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const { subject, evidenceOnly, location, kind } of declarations) {
    if (subject.at !== "folder" || kind === "dataset" || kind === "application") continue;
    if (evidenceOnly !== true || location.path.endsWith("model_index.json")) folders.add(subject.folder);
  }
  return folders;
}

/** Weights and configurations that say nothing themselves belong to the nearest folder above that does. */
function home({ subject, evidenceOnly }: Declaration, stated: ReadonlySet<string>): Subject {
  if (subject.at !== "folder" || evidenceOnly !== true) return subject;
  for (let folder: string | null = subject.folder; folder !== null; folder = parentOf(folder)) {
    if (stated.has(folder)) return { at: "folder", folder };
  }
  return subject;
}

/**
 * Weight files with a header of their own (GGUF): part of their folder's component where a card or configuration speaks for the folder, or where all of
 * the folder's files say the same; else each is its own.
 */
function groupWeightFiles(declarations: readonly Declaration[], stated: ReadonlySet<string>): Map<Declaration, Subject> {
  const byFolder = new Map<string, Declaration[]>();
  for (const declaration of declarations) {
    if (declaration.subject.at !== "file" || declaration.reader !== "gguf") continue;
    const folder = folderOf(declaration.subject.path);
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), declaration]);
  }
  const subjects = new Map<Declaration, Subject>();
  for (const [folder, files] of byFolder) {
    const speech = new Set(
      files.map((file) =>
        JSON.stringify([file.name?.value, file.licenses?.map(({ value }) => value), file.bases?.map(({ value }) => value)]),
      ),
    );
    const near = home({ ...(files[0] as Declaration), subject: { at: "folder", folder }, evidenceOnly: true }, stated);
    if (stated.has(near.at === "folder" ? near.folder : "") || speech.size === 1) for (const file of files) subjects.set(file, near);
  }
  return subjects;
}

function keyOf(subject: Subject, kind: Kind): string {
  switch (subject.at) {
    case "folder":
      return `path:${subject.folder === "" ? "." : subject.folder}`;
    case "file":
      return `path:${subject.path}`;
    case "entry":
      return `path:${subject.path}#${subject.entry}`;
    case "name":
      return `${kind === "model" || kind === "adapter" ? "name" : kind}:${subject.name.toLowerCase()}`;
    case "output":
      return `output:${subject.folder}`;
  }
}

function folderOfSubject(subject: Subject): string | null {
  if (subject.at === "folder") return subject.folder;
  return subject.at === "file" && /\.(?:md|markdown|gguf)$/i.test(subject.path) ? folderOf(subject.path) : null;
}

function kindOf(declarations: readonly Declaration[]): Kind {
  const speaking = declarations.filter(({ evidenceOnly }) => evidenceOnly !== true);
  if (speaking.some(({ kind }) => kind === "adapter")) return "adapter";
  return speaking[0]?.kind ?? declarations[0]?.kind ?? "model";
}

function nameOf(subject: Subject, declarations: readonly Declaration[]): string {
  if (subject.at === "name") return subject.name;
  for (const { name, evidenceOnly } of declarations) {
    if (name !== undefined && evidenceOnly !== true && /^[\w.-]+\/[\w.-]+$/.test(name.value)) return name.value;
  }
  if (subject.at === "folder" || subject.at === "output") return subject.folder === "" ? "." : subject.folder;
  return subject.at === "entry" ? subject.entry : subject.path;
}

function roleOf(declarations: readonly Declaration[]): Role {
  const roles = new Set(declarations.map(({ role }) => role));
  return roles.has("published") ? "published" : roles.has("used") ? "used" : "mentioned";
}

/** Speaking declarations first, cards before all; then by place. */
function byPlace(a: Declaration, b: Declaration): number {
  const rank = (one: Declaration) => (one.reader === "huggingface-card" ? 0 : one.evidenceOnly === true ? 2 : 1);
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  if (a.location.path !== b.location.path) return a.location.path < b.location.path ? -1 : 1;
  return (a.location.line ?? 0) - (b.location.line ?? 0) || (a.location.column ?? 0) - (b.location.column ?? 0);
}

function parentOf(folder: string): string | null {
  if (folder === "") return null;
  return folderOf(folder);
}
