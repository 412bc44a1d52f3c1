import type { Reader } from "./model.ts";
import { fileName } from "./paths.ts";

/** Says which readers want a file, by its path alone and in their own order. Most are never asked: they read only names with certain ends. */
export function chooserOf(readers: readonly Reader[]): (path: string) => readonly Reader[] {
  const anywhere = readers.filter(({ ends }) => ends === undefined);
  const byEnd = new Map<string, readonly Reader[]>();
  for (const end of readers.flatMap(({ ends }) => ends ?? []))
    if (!byEnd.has(end))
      byEnd.set(
        end,
        readers.filter(({ ends }) => ends?.includes(end) ?? true),
      );
  return (path) => {
    const name = fileName(path).toLowerCase();
    const asked = byEnd.get(name.slice(name.lastIndexOf(".") + 1)) ?? anywhere;
    return asked.filter((reader) => reader.matches(path, name));
  };
}
