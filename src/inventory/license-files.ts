import type { Declaration, Item, LicenseFile, Subject } from "../model.ts";
import { folderOf } from "../paths.ts";

type Covered = Pick<Item, "licenseFiles" | "enclosingFiles" | "thirdPartyFiles">;
const THIRD_PARTY = /^(?:(.*?)\/)?third[-_]?party\/.*[^/]$/i;

/** Finds the license files of a component: those in its own folder, and those further up, nearest first. */
export function attachFiles(
  licenseFiles: readonly LicenseFile[],
): (subject: Subject, folder: string | null, declarations: readonly Declaration[]) => Covered {
  const byFolder = new Map<string, LicenseFile[]>();
  const bySubject = new Map<string, LicenseFile[]>();
  const ofOthers = new Map<string, LicenseFile[]>();
  for (const file of licenseFiles) {
    const one = file.covers === null ? null : keyOfOne(file.covers);
    if (one !== null) push(bySubject, one, file);
    else push(byFolder, folderOf(file.collection ? folderOf(file.path) : file.path), file);
    const others = file.type === "license" ? THIRD_PARTY.exec(file.path) : null;
    if (others !== null) push(ofOthers, others[1] ?? "", file);
  }
  return (subject, folder, declarations) => {
    const ones = new Set(declarations.map((one) => keyOfOne(one.subject)));
    const inside = [...ones].flatMap((one) => (one === null ? [] : (bySubject.get(one) ?? [])));
    if (subject.at === "name" || subject.at === "output") return { licenseFiles: inside, enclosingFiles: [] };
    const own = folder === null ? [] : (byFolder.get(folder) ?? []);
    const start =
      folder === null ? (subject.at === "folder" ? subject.folder : folderOf(subject.path)) : folder === "" ? null : folderOf(folder);
    const enclosing: LicenseFile[] = [];
    for (let at: string | null = start; at !== null; at = at === "" ? null : folderOf(at)) enclosing.push(...(byFolder.get(at) ?? []));
    const others = folder === null ? undefined : ofOthers.get(folder);
    return {
      licenseFiles: [...inside, ...own],
      enclosingFiles: enclosing,
      ...(others === undefined ? {} : { thirdPartyFiles: others }),
    };
  };
}

/** What a license inside a file is told to be that of: the file itself, one entry of it, a name; null where a folder decides. */
function keyOfOne(subject: Subject): string | null {
  switch (subject.at) {
    case "file":
      return `file:${subject.path}`;
    case "entry":
      return `entry:${subject.path}#${subject.entry}`;
    case "name":
      return `name:${subject.name.toLowerCase()}`;
    default:
      return null;
  }
}

function push<Key>(map: Map<Key, LicenseFile[]>, key: Key, file: LicenseFile): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [file]);
  else list.push(file);
}
