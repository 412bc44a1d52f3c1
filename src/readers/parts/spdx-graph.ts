import { field, text, texts, type ValueNode } from "../../formats/node.ts";
import { limits } from "../../limits.ts";
import type { Problem, Stated } from "../../model.ts";
import { hubAddress, hubPackage } from "./hub-names.ts";

interface Relationship {
  readonly type: string;
  readonly from: string;
  readonly to: readonly Stated[];
}
export interface Graph {
  readonly path: string;
  readonly elements: ReadonlyMap<string, ValueNode>;
  readonly relationships: readonly Relationship[];
  readonly roots: ReadonlySet<string>;
  readonly problems: Problem[];
}

export function nodesOf(value: ValueNode | null): readonly ValueNode[] {
  const graph = field(value, "@graph") ?? field(value, "element");
  // The document may itself be an element beside those that it holds.
  if (graph?.type === "list") return value === null || typeOf(value) === "" ? graph.items : [value, ...graph.items];
  if (value?.type === "list") return value.items;
  return value === null ? [] : [value];
}

/** A property, with the profile that it belongs to before it or without: `software_packageUrl`, `software:packageUrl`, `packageUrl`. */
export function property(node: ValueNode | undefined, profile: string, key: string): ValueNode | undefined {
  return field(node, `${profile}_${key}`) ?? field(node, `${profile}:${key}`) ?? field(node, key);
}

/** The type without its profile: `ai_AIPackage`, `ai:AIPackage` and a full address are the same. */
export function typeOf(node: ValueNode): string {
  const type = texts(field(node, "type") ?? field(node, "@type"))[0]?.value ?? "";
  return /(?<![A-Za-z0-9])[A-Za-z0-9]+$/.exec(type)?.[0] ?? "";
}

export function idOf(node: ValueNode): string {
  return text(field(node, "spdxId") ?? field(node, "@id"))?.value ?? "";
}

/** References are texts, or objects with `@id`. */
export function targets(node: ValueNode | undefined): readonly Stated[] {
  const items = node?.type === "list" ? node.items : node === undefined ? [] : [node];
  return items.flatMap((item) => text(item) ?? text(field(item, "@id") ?? field(item, "spdxId")) ?? []);
}

/** An element, and those that are written where another would only refer to them. */
function elementsIn(node: ValueNode, depth: number): [string, ValueNode][] {
  if (depth > limits.depth || node.type === "scalar") return [];
  const inside = node.type === "list" ? node.items : node.entries.map(({ value }) => value);
  const own: [string, ValueNode][] = typeOf(node) === "" ? [] : [[idOf(node), node]];
  return [...inside.flatMap((one) => elementsIn(one, depth + 1)), ...own];
}

export function graphOf(nodes: readonly ValueNode[], path: string): Graph {
  const elements = new Map(nodes.flatMap((node) => elementsIn(node, 0)));
  const relationships = nodes.flatMap((node): Relationship[] => {
    const type = text(field(node, "relationshipType"))?.value.replace(/^.*[/:]/, "");
    const from = targets(field(node, "from"))[0];
    return type === undefined || from === undefined ? [] : [{ type, from: from.value, to: targets(field(node, "to")) }];
  });
  return {
    path,
    elements,
    relationships,
    roots: new Set(nodes.flatMap((node) => targets(field(node, "rootElement")).map(({ value }) => value))),
    problems: [],
  };
}

export function nameAt(target: Stated, graph: Graph): Stated {
  const element = graph.elements.get(target.value);
  return element === undefined ? (hubAddress(target)?.name ?? target) : nameOf(element, target.value).name;
}

/** The Hub id (package URL or download location), else the name, else the SPDX id. */
export function nameOf(node: ValueNode, id: string): { name: Stated; isHub: boolean } {
  const identifiers = field(node, "externalIdentifier");
  const values = (identifiers?.type === "list" ? identifiers.items : []).flatMap((item) => text(field(item, "identifier")) ?? []);
  const own = ["packageUrl", "downloadLocation", "homePage"].flatMap((key) => texts(property(node, "software", key)));
  for (const stated of [...values, ...own]) {
    const hub = (hubPackage(stated) ?? hubAddress(stated))?.name;
    if (hub !== undefined) return { name: hub, isHub: true };
  }
  const name = text(field(node, "name")) ?? { value: id, location: node.location };
  return { name, isHub: /^[\w.-]+\/[\w.-]+$/.test(name.value) };
}
