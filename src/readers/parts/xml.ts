import { Lines } from "../../formats/lines.ts";
import type { MapEntry, ValueNode } from "../../formats/node.ts";
import { limits } from "../../limits.ts";
import type { Location, Problem } from "../../model.ts";

interface Element {
  readonly name: string;
  readonly attributes: readonly MapEntry[];
  readonly children: Element[];
  text: string;
  textAt: number;
  readonly at: number;
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["lt", "<"],
  ["gt", ">"],
  ["amp", "&"],
  ["quot", '"'],
  ["apos", "'"],
]);

/**
 * XML as the values that JSON of the same schema would give: attributes and children are fields, elements with text only are texts, and elements named in
 * `lists` are lists of their children (in `licenses`, each under its own name). Entities beyond the five of XML and document types are not read. Never throws.
 */
export function parseXml(
  source: string,
  path: string,
  lists: ReadonlySet<string>,
): { readonly value: ValueNode | null; readonly problems: readonly Problem[] } {
  const lines = new Lines(source, path);
  const at = (offset: number): Location => lines.at(offset);
  const { root, fault } = scan(source, at);
  const problems: Problem[] =
    fault === null
      ? []
      : [{ message: `XML: ${fault.message}`, location: at(fault.at), ...(fault.isLimit === true ? { incomplete: true } : {}) }];
  return { value: root === null ? null : convert(root, lists, at), problems };
}

function scan(
  source: string,
  at: (offset: number) => Location,
): { root: Element | null; fault: { message: string; at: number; isLimit?: true } | null } {
  const top: Element = { name: "", attributes: [], children: [], text: "", textAt: 0, at: 0 };
  const open: Element[] = [top];
  const stop = (message: string, where: number) => ({ root: top.children[0] ?? null, fault: { message, at: where } });
  const limit = (message: string, where: number) => ({
    root: top.children[0] ?? null,
    fault: { message, at: where, isLimit: true as const },
  });
  let position = 0;
  while (position < source.length) {
    const start = source.indexOf("<", position);
    const current = open.at(-1) ?? top;
    if (start === -1) break;
    addText(current, source.slice(position, start), position);
    const [skip, close] = source.startsWith("<!--", start) ? [4, "-->"] : source.startsWith("<![CDATA[", start) ? [9, "]]>"] : [1, ">"];
    const end = source.indexOf(close, start + skip);
    if (end === -1) return stop("a tag is not closed: the file is cut or malformed", start);
    position = end + close.length;
    if (skip === 9) addText(current, source.slice(start + 9, end), start + 9);
    const tag = source.slice(start + 1, end);
    if (skip !== 1 || tag.startsWith("!") || tag.startsWith("?")) continue;
    // Neither may stand in a tag (XML 1.0, section 3.1): another one was swallowed.
    if (tag.includes("<") || /^\s/.test(tag)) return stop("a tag is not closed: the file is cut or malformed", start);
    if (tag.startsWith("/")) {
      if (open.length < 2 || current.name !== local(tag.slice(1).trim())) return stop("an end tag without its start tag", start);
      open.pop();
      continue;
    }
    if (tag.length > limits.tagCharacters || open.length > limits.depth)
      return limit("a tag longer or deeper than what is read: not read further", start);
    const name = /^[^\s/>]+/.exec(tag)?.[0] ?? "";
    const element: Element = {
      name: local(name),
      attributes: attributes(tag, start + 1, at),
      children: [],
      text: "",
      textAt: end + 1,
      at: start,
    };
    current.children.push(element);
    if (!tag.endsWith("/")) open.push(element);
  }
  return open.length > 1 ? stop("the file ends inside an element", open.at(-1)?.at ?? 0) : { root: top.children[0] ?? null, fault: null };
}

function addText(element: Element, written: string, position: number): void {
  if (element.text.trim() === "" && written.trim() !== "") element.textAt = position + (written.length - written.trimStart().length);
  element.text += written;
}

function attributes(tag: string, offset: number, at: (offset: number) => Location): MapEntry[] {
  return [...tag.matchAll(/(?<![\w:.-])([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map((match) => {
    const location = at(offset + match.index);
    const value: ValueNode = { type: "scalar", text: decoded(match[2] ?? match[3] ?? ""), kind: "text", location };
    return { key: match[1] ?? "", keyLocation: location, value };
  });
}

function convert(element: Element, lists: ReadonlySet<string>, at: (offset: number) => Location): ValueNode {
  const location = at(element.at);
  const { name, children, text } = element;
  if (lists.has(name)) {
    const wrapped = (child: Element): ValueNode => {
      const value = convert(child, lists, at);
      return name === "licenses"
        ? { type: "map", entries: [{ key: child.name, keyLocation: value.location, value }], location: value.location }
        : value;
    };
    return { type: "list", items: children.map(wrapped), location };
  }
  const content: ValueNode = {
    type: "scalar",
    text: decoded(text.trim()),
    kind: text.trim() === "" ? "null" : "text",
    location: at(element.textAt),
  };
  if (name === "property")
    return { type: "map", entries: [...element.attributes, { key: "value", keyLocation: location, value: content }], location };
  if (children.length === 0 && name !== "text" && (content.kind === "text" || element.attributes.length === 0)) return content;
  const entries = children.map((child): MapEntry => ({ key: child.name, keyLocation: at(child.at), value: convert(child, lists, at) }));
  const own: MapEntry[] = name === "text" ? [{ key: "content", keyLocation: location, value: content }] : [];
  return { type: "map", entries: [...element.attributes, ...own, ...entries], location };
}

function decoded(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w{2,4});/gi, (whole, name: string) => {
    if (!name.startsWith("#")) return ENTITIES.get(name.toLowerCase()) ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function local(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
