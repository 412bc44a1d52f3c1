import { limits } from "../limits.ts";
import type { MapEntry } from "./node.ts";
import type { Offset } from "./yaml.ts";

/** Fields that stand on lines of their own at the left margin, for texts that are not wholly YAML: `key: value`, without lists. */
export function fieldsByLine(source: string, keys: ReadonlySet<string>, offset: Offset): readonly MapEntry[] {
  const entries: MapEntry[] = [];
  for (const [index, line] of source.split("\n").entries()) {
    const match = /^(["']?)([\w-]+)\1[ \t]*:[ \t]+([^\s#].*)$/.exec(line.slice(0, limits.valueCharacters).trimEnd());
    const key = match?.[2] ?? "";
    const written = withoutComment(match?.[3] ?? "");
    if (!keys.has(key) || written === null || /^[[{|>&*]/.test(written)) continue;
    const location = { path: offset.path, line: index + 1 + offset.lines, column: line.indexOf(written, key.length) + 1 };
    const text = /^"[^"]*"$|^'[^']*'$/.test(written) ? written.slice(1, -1) : written;
    entries.push({ key, keyLocation: { ...location, column: 1 }, value: { type: "scalar", text, kind: "text", location } });
  }
  return entries;
}

/** A value without the comment behind it; null where a `#` stands in the value itself. */
function withoutComment(value: string): string | null {
  const mark = value.indexOf("#");
  if (mark === -1) return value;
  return /[ \t]/.test(value[mark - 1] ?? "") ? value.slice(0, mark).trimEnd() : null;
}
