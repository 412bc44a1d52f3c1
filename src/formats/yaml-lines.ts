import type { MapEntry } from "./node.ts";
import type { Offset } from "./yaml.ts";

/** Fields that stand on lines of their own at the left margin, for texts that are not wholly YAML: `key: value`, without lists. */
export function fieldsByLine(source: string, keys: ReadonlySet<string>, offset: Offset): readonly MapEntry[] {
  const entries: MapEntry[] = [];
  for (const [index, line] of source.split("\n").entries()) {
    const match = /^([\w-]+)[ \t]*:[ \t]+([^\s#][^#]*?)[ \t\r]*(?:[ \t]#.*)?$/.exec(line.slice(0, 2000));
    const key = match?.[1] ?? "";
    const written = match?.[2] ?? "";
    if (!keys.has(key) || /^[[{|>&*]/.test(written)) continue;
    const location = { path: offset.path, line: index + 1 + offset.lines, column: line.indexOf(written, key.length) + 1 };
    const text = /^"[^"]*"$|^'[^']*'$/.test(written) ? written.slice(1, -1) : written;
    entries.push({ key, keyLocation: { ...location, column: 1 }, value: { type: "scalar", text, kind: "text", location } });
  }
  return entries;
}
