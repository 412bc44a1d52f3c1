import type { Location } from "../model.ts";
import type { ListNode, MapEntry, ScalarNode, ValueNode } from "./node.ts";

const KEY = /^([A-Za-z_][\w-]{0,99}):(?: (.*))?$/;
const ITEM = /^( *)- (.*)$/;
/** A plain scalar of one line that can be nothing but a text: words from a letter on, without the marks that mean something to YAML. */
const TEXT = /^[A-Za-z](?:[\w./+()-]|:(?=[\w/]))*(?: [\w./+()](?:[\w./+()-]|:(?=[\w/]))*)*$/;
/** Words that the core schema takes for other kinds of scalars (YAML 1.2.2, section 10.3.2). */
const NO_TEXT = /^(?:null|true|false)$/i;

/**
 * What most front matter is: `key: text`, and lists of texts one level deep. The same nodes as `parseYaml` gives, without loading a parser, which
 * takes longer than all else in a scan of one card. Null for everything else, well-formed or not.
 */
export function plainYaml(source: string, path: string, linesBefore: number): ValueNode | null {
  const entries: MapEntry[] = [];
  const keys = new Set<string>();
  const lines = source.split("\n");
  const at = (index: number, column: number): Location => ({ path, line: linesBefore + index + 1, column: column + 1 });
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    if (line === "") continue;
    const [, key, written] = KEY.exec(line) ?? [];
    if (key === undefined || keys.has(key)) return null;
    keys.add(key);
    let value: ScalarNode | ListNode | null;
    if (written === undefined) {
      const items = itemsFrom(lines, index + 1, at);
      value = items;
      index += items?.items.length ?? 0;
    } else value = textAt(written, at(index, key.length + 2));
    if (value === null) return null;
    entries.push({ key, keyLocation: at(index - (value.type === "list" ? value.items.length : 0), 0), value });
  }
  const [first] = entries;
  return first === undefined ? null : { type: "map", entries, location: first.keyLocation };
}

/** The items of a list, each on a line of its own with the same indentation; null where none begins here. */
function itemsFrom(lines: readonly string[], start: number, at: (index: number, column: number) => Location): ListNode | null {
  const items: ScalarNode[] = [];
  let indentation: string | undefined;
  for (let index = start; index < lines.length; index += 1) {
    const [, indented, written] = ITEM.exec(lines[index] ?? "") ?? [];
    if (indented === undefined || written === undefined) break;
    indentation ??= indented;
    const item = textAt(written, at(index, indented.length + 2));
    if (item === null || indented !== indentation) return null;
    items.push(item);
  }
  return indentation === undefined ? null : { type: "list", items, location: at(start, indentation.length) };
}

function textAt(written: string, location: Location): ScalarNode | null {
  return TEXT.test(written) && !NO_TEXT.test(written) ? { type: "scalar", text: written, kind: "text", location } : null;
}
