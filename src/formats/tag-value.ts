import type { Location } from "../model.ts";
import type { ListNode, MapEntry, MapNode, ScalarNode } from "./node.ts";

const LINE = /^([A-Za-z][\w-]*):(.*)$/;
const OPEN = "<text>";
const CLOSE = "</text>";

/** Which tags are kept, by which key, and which of them begin a mapping of a list. */
export interface Tags {
  readonly keys: ReadonlyMap<string, string>;
  readonly starts: ReadonlyMap<string, string>;
}

/** SPDX tag-value text as lists of mappings: each begins at a tag of `starts` and holds the tags below it. Between `<text>` and `</text>` a value may have several lines. */
export function parseTagValue(source: string, path: string, { keys, starts }: Tags): MapNode {
  const lists = new Map<string, { items: MapNode[]; location: Location }>();
  let entries: MapEntry[] = [];
  const lines = source.split(/\r?\n/);
  for (let index = 0; index < lines.length; index += 1) {
    const [line = "", tag = "", behind = ""] = LINE.exec(lines[index] ?? "") ?? [];
    const written = behind.trimStart();
    const keyLocation = { path, line: index + 1, column: 1 };
    const several = [written];
    if (written.startsWith(OPEN))
      for (; !several.at(-1)?.includes(CLOSE) && index + 1 < lines.length; index += 1) several.push(lines[index + 1] ?? "");
    const key = keys.get(tag);
    if (key === undefined) continue;
    const list = starts.get(tag);
    if (list !== undefined) {
      entries = [];
      const known = lists.get(list) ?? { items: [], location: keyLocation };
      known.items.push({ type: "map", entries, location: keyLocation });
      lists.set(list, known);
    }
    const location = { ...keyLocation, column: line.length - written.length + 1 };
    const value: ScalarNode = { type: "scalar", text: plain(several.join("\n")), kind: "text", location };
    entries.push({ key, keyLocation, value });
  }
  const all = [...lists].map(([key, { items, location }]): MapEntry => {
    const value: ListNode = { type: "list", items, location };
    return { key, keyLocation: location, value };
  });
  return { type: "map", entries: all, location: { path, line: 1, column: 1 } };
}

function plain(value: string): string {
  const text = value.startsWith(OPEN) ? value.slice(OPEN.length) : value;
  const end = text.indexOf(CLOSE);
  return (end === -1 ? text : text.slice(0, end)).trim();
}
