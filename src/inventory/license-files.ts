import type { Declaration, Item, LicenseFile, Subject } from "../model.ts";
import { folderOf } from "../paths.ts";

type Covered = Pick<Item, "licenseFiles" | "enclosingFiles">;

/** Finds the license files of a component: those in its own folder, and those further up, nearest first. */
export function attachFiles(
  licenseFiles: readonly LicenseFile[],
): (subject: Subject, folder: string | null, declarations: readonly Declaration[]) => Covered {
  const byFolder = new Map<string, LicenseFile[]>();
  const byFile = new Map<string, LicenseFile[]>();
  for (const file of licenseFiles) {
    if (file.covers?.at === "file") push(byFile, file.covers.path, file);
    else push(byFolder, folderOf(file.collection ? folderOf(file.path) : file.path), file);
  }
  return (subject, folder, declarations) => {
    if (subject.at === "name" || subject.at === "output") return { licenseFiles: [], enclosingFiles: [] };
    const files = new Set(declarations.flatMap((one) => (one.subject.at === "file" ? [one.subject.path] : [])));
    const inside = [...files].flatMap((path) => byFile.get(path) ?? []);
    const own = folder === null ? [] : (byFolder.get(folder) ?? []);
    const start =
      folder === null ? (subject.at === "folder" ? subject.folder : folderOf(subject.path)) : folder === "" ? null : folderOf(folder);
    const enclosing: LicenseFile[] = [];
    for (let at: string | null = start; at !== null; at = at === "" ? null : folderOf(at)) enclosing.push(...(byFolder.get(at) ?? []));
    return { licenseFiles: [...inside, ...own], enclosingFiles: enclosing };
  };
}

function push<Key>(map: Map<Key, LicenseFile[]>, key: Key, file: LicenseFile): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [file]);
  else list.push(file);
}
