import type { Conclusion, Item } from "../model.ts";
import { fileName, folderOf } from "../paths.ts";

/** A component with its license, as lineage needs it; the license may be concluded only when it is asked for. */
export interface Concluded {
  readonly item: Item;
  readonly conclusion: Conclusion;
}

/** The models whose files lie in this repository, by their name and by their folder. Several may claim one name: then all of them are meant. */
export class LocalModels {
  private readonly byName = new Map<string, Concluded[]>();
  private readonly byFolder = new Map<string, Concluded>();
  private readonly byFile = new Map<string, Concluded>();

  private readonly rootOf: (path: string) => string;

  constructor(concluded: readonly Concluded[], rootOf: (path: string) => string) {
    this.rootOf = rootOf;
    for (const one of concluded) {
      if (one.item.role !== "published" || one.item.kind === "dataset") continue;
      const names = new Set([one.item.name.toLowerCase()]);
      if (one.item.folder !== null) {
        this.byFolder.set(one.item.folder.toLowerCase(), one);
        const ownerAndName = one.item.folder.toLowerCase().split("/").slice(-2).join("/");
        if (ownerAndName.includes("/")) names.add(ownerAndName);
      }
      for (const name of names) {
        const others = this.byName.get(name);
        if (others === undefined) this.byName.set(name, [one]);
        else others.push(one);
      }
      for (const { location, role } of one.item.declarations) if (role === "published") this.byFile.set(location.path.toLowerCase(), one);
    }
  }

  /** What a name or a path means that `from` states in a file; never the component itself. */
  find(name: string, isPath: boolean, from: Item, statedIn: string): readonly Concluded[] {
    const found = isPath ? this.atPath(name, from, statedIn) : this.byName.get(name.toLowerCase());
    return (found ?? []).filter(({ item }) => item.id !== from.id);
  }

  private atPath(path: string, from: Item, statedIn: string): readonly Concluded[] {
    const start = from.folder ?? folderOf(from.declarations[0]?.location.path ?? "");
    for (const base of new Set([folderOf(statedIn), start, this.rootOf(start)])) {
      const full = resolve(base, path.replace(/^file:\/*/, "").replace(/(?<!\/)\/+$/, "")).toLowerCase();
      const found =
        this.byFile.get(full) ?? this.byFolder.get(full) ?? (fileName(full).includes(".") ? this.byFolder.get(folderOf(full)) : undefined);
      if (found !== undefined) return [found];
    }
    return [];
  }
}

function resolve(base: string, path: string): string {
  const parts = base === "" ? [] : base.split("/");
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}
