import { field, type MapNode, type ValueNode } from "../../formats/node.ts";
import type { Problem, Stated } from "../../model.ts";
import { filled } from "./license-fields.ts";

/** Whether a path may hold a model card written as data: the name or a folder says so. */
export function isCardPath(path: string): boolean {
  return /model[-_]?cards?(?:[-_./]|$)/i.test(path);
}

/** The text of a field that is no placeholder; words that say that nothing is known are nothing. */
export function said(node: ValueNode | undefined, problems: Problem[]): Stated | undefined {
  const [stated] = filled(node, problems);
  return stated === undefined || /^(?:none|null|n\/?a|tbd|unspecified|not specified|unknown|-+)$/i.test(stated.value.trim())
    ? undefined
    : stated;
}

/** The items of a field that is a mapping, a list of mappings, or neither. */
export function maps(node: ValueNode | undefined): readonly MapNode[] {
  if (node?.type === "map") return [node];
  return node?.type === "list" ? node.items.flatMap((item) => (item.type === "map" ? [item] : [])) : [];
}

/** The names that the mappings of a field give. */
export function names(node: ValueNode | undefined, problems: Problem[]): readonly Stated[] {
  return maps(node).flatMap((item) => said(field(item, "name"), problems) ?? []);
}

/** A field at the left margin of a malformed YAML text that the parser lost: its value on the same line, or the list below it. */
export function lostField(source: string, path: string, key: string): ValueNode | undefined {
  const lines = source.split("\n");
  const first = lines.findIndex((line) => line.startsWith(`${key}:`));
  if (first === -1) return undefined;
  const scalar = (index: number, skip: RegExp): ValueNode[] => {
    const line = (lines[index] ?? "").trimEnd();
    const match = skip.exec(line);
    const written = match === null ? "" : line.slice(match[0].length);
    const text = /^"[^"]*"$|^'[^']*'$/.test(written) ? written.slice(1, -1) : written;
    const location = { path, line: index + 1, column: line.length - written.length + 1 };
    return text === "" ? [] : [{ type: "scalar", text, kind: "text", location }];
  };
  const same = scalar(first, new RegExp(`^${key}:\\s*`));
  if (same[0] !== undefined) return same[0];
  const items: ValueNode[] = [];
  for (let index = first + 1; /^\s*-\s+\S/.test(lines[index] ?? ""); index += 1) items.push(...scalar(index, /^\s*-\s+/));
  return { type: "list", items, location: { path, line: first + 1, column: 1 } };
}
