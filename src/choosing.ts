import type { Reader } from "./model.ts";
import { fileName } from "./paths.ts";

/** Says which readers want a file, by its path alone and in their own order. Most are never asked: they read only names with certain ends. */
export function chooserOf(readers: readonly Reader[]): (path: string) => readonly Reader[] {
  const anywhere = readers.filter(({ ends }) => ends === undefined);
  const known = new Set(readers.flatMap(({ ends }) => ends ?? []));
  const byEnd = new Map<string, readonly Reader[]>();
  const askedFor = (end: string): readonly Reader[] => {
    if (!known.has(end)) return anywhere;
    const before = byEnd.get(end);
    if (before !== undefined) return before;
    const asked = readers.filter(({ ends }) => ends?.includes(end) ?? true);
    byEnd.set(end, asked);
    return asked;
  };
  const lists = new Map<Reader, (readonly Reader[])[]>();
  return (path) => {
    const name = fileName(path).toLowerCase();
    return theSame(
      askedFor(endOf(name)).filter((reader) => reader.matches(path, name)),
      lists,
    );
  };
}

/** What stands behind the last dot of a name, or the whole name where it has none; lower case. */
export function endOf(path: string): string {
  const name = fileName(path).toLowerCase();
  return name.slice(name.lastIndexOf(".") + 1);
}

const NONE: readonly Reader[] = [];

/** Equal lists as one: trees have tens of thousands of files, and the readers few combinations. */
function theSame(list: readonly Reader[], lists: Map<Reader, (readonly Reader[])[]>): readonly Reader[] {
  const [first] = list;
  if (first === undefined) return NONE;
  const begun = lists.get(first) ?? [];
  const before = begun.find((one) => one.length === list.length && one.every((reader, at) => reader === list[at]));
  if (before !== undefined) return before;
  begun.push(list);
  lists.set(first, begun);
  return list;
}
