import { Graph, layout } from "@dagrejs/dagre";
import type { Component } from "../../../model.ts";
import { shorten } from "../escape.ts";
import { count, licenseText, nameText } from "../wording.ts";
import { type Content, type Html, html } from "./markup.ts";
import { placeOf, table, type View } from "./view.ts";

/** A graph of more is no picture any more, and laying it out takes its time. */
const MOST_NODES = 120;
const MOST_IN_ONE = 40;
const NODE = { width: 250, height: 44 } as const;
const LONGEST = 33;

interface Node {
  readonly key: string;
  readonly name: string;
  readonly license: string;
  /** Null for a base that is not a component of its own. */
  readonly component: Component | null;
}

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly relation: string;
  readonly conflict: string | null;
  readonly inferred: boolean;
}

/** Families of models that descend from each other, those with a conflict first, as far as they can be drawn; what is left out is counted. */
export function lineagePictures(view: View): Content {
  const { components } = view.result;
  const derived = components.filter(({ basedOn }) => basedOn.length > 0);
  if (derived.length === 0) return html`<p>No component names a base model.</p>`;
  const families = familiesOf(derived, components);
  const drawn: Family[] = [];
  let nodes = 0;
  for (const family of families) {
    if (family.nodes.size > MOST_IN_ONE || nodes + family.nodes.size > MOST_NODES) continue;
    nodes += family.nodes.size;
    drawn.push(family);
  }
  const shown = drawn.reduce((sum, { derived: own }) => sum + own, 0);
  const rest = derived.length - shown;
  return [
    html`<p>${count(derived.length, "component")} with base models. An arrow points from the base to what is made from it; a conflict is marked ✕ and drawn as a broken line, a base that nobody states and a name suggests as a dotted one.${
      rest === 0
        ? null
        : ` Drawn: ${shown.toLocaleString("en-US")} of ${count(derived.length, "component")}, conflicts first; the other ${rest.toLocaleString("en-US")} stand in the inventory with their bases.`
    }</p>
`,
    drawn.map((family, at) => picture(family, at + 1, view)),
    conflictTable(view),
  ];
}

interface Family {
  readonly nodes: ReadonlyMap<string, Node>;
  readonly edges: readonly Edge[];
  readonly derived: number;
}

/** Components that are connected by bases, each with its nodes and edges. Names are compared as they are. */
function familiesOf(derived: readonly Component[], all: readonly Component[]): readonly Family[] {
  const byName = new Map(all.map((component) => [component.name, component]));
  const parents = new Map<string, string>();
  const rootOf = (key: string): string => {
    let at = key;
    for (let up = parents.get(at); up !== undefined && up !== at; up = parents.get(at)) at = up;
    return at;
  };
  const keyOf = (name: string) => byName.get(name)?.id ?? `base ${name}`;
  for (const { id, basedOn } of derived) for (const { name } of basedOn) parents.set(rootOf(keyOf(name)), rootOf(id));
  type Growing = { readonly nodes: Map<string, Node>; readonly edges: Edge[]; derived: number };
  const families = new Map<string, Growing>();
  for (const component of derived) {
    const root = rootOf(component.id);
    const family: Growing = families.get(root) ?? { nodes: new Map(), edges: [], derived: 0 };
    families.set(root, family);
    family.derived += 1;
    family.nodes.set(component.id, { key: component.id, name: nameText(component), license: licenseText(component), component });
    for (const base of component.basedOn) {
      const key = keyOf(base.name);
      const own = byName.get(base.name) ?? null;
      const license = base.expression ?? (base.candidates.length > 0 ? base.candidates.join(" or ") : "license unknown");
      if (!family.nodes.has(key)) family.nodes.set(key, { key, name: base.name, license, component: own });
      family.edges.push({
        from: key,
        to: base.via === null ? component.id : keyOf(base.via),
        relation: base.relation ?? "based on",
        conflict: base.conflict?.message ?? null,
        inferred: base.inferred,
      });
    }
  }
  const worst = (family: Family) => (family.edges.some(({ conflict }) => conflict !== null) ? 0 : 1);
  return [...families.values()].toSorted((a, b) => worst(a) - worst(b));
}

function picture({ nodes, edges }: Family, number: number, view: View): Html {
  const graph = new Graph();
  graph.setGraph({ rankdir: "LR", nodesep: 14, ranksep: 40, marginx: 6, marginy: 6 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { key } of nodes.values()) graph.setNode(key, { ...NODE });
  const drawn = new Map(edges.filter(({ from, to }) => from !== to && nodes.has(to)).map((edge) => [`${edge.from}\n${edge.to}`, edge]));
  for (const edge of drawn.values()) graph.setEdge(edge.from, edge.to, { width: 7 * labelOf(edge).length + 10, height: 18, labelpos: "c" });
  layout(graph);
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  const conflicts = [...drawn.values()].filter(({ conflict }) => conflict !== null).length;
  const title = `Lineage ${number}: ${count(nodes.size, "model")}${conflicts === 0 ? "" : `, ${count(conflicts, "conflict")}`}`;
  return html`<figure class="lineage"><figcaption>${title}</figcaption><div class="scroll" role="region" tabindex="0" aria-label="${title}">
<svg class="graph" viewBox="0 0 ${Math.ceil(width)} ${Math.ceil(height)}" width="${Math.ceil(width)}" height="${Math.ceil(height)}" role="group" aria-label="${title}">
<defs><marker id="arrow-${number}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="10" markerHeight="10" markerUnits="userSpaceOnUse" orient="auto"><path class="head" d="M0 0L8 4L0 8z"/></marker></defs>
${[...drawn.values()].map((edge) => edgePath(edge, graph.edge(edge.from, edge.to) as Line, number))}
${[...nodes.values()].map((node) => nodeBox(node, graph.node(node.key) as Point, view))}
</svg></div></figure>
`;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where dagre draws an edge, and its label. */
interface Line extends Point {
  readonly points: readonly Point[];
}

function labelOf({ conflict, relation }: Edge): string {
  return `${conflict === null ? "" : "✕ conflict, "}${relation}`;
}

function edgePath(edge: Edge, { points, x, y }: Line, number: number): Html {
  const { conflict, inferred } = edge;
  const path = points.map(({ x, y }, at) => `${at === 0 ? "M" : "L"}${round(x)} ${round(y)}`).join("");
  const kind = conflict === null ? (inferred ? "edge inferred" : "edge") : "edge conflict";
  return html`<path class="${kind}" d="${path}" marker-end="url(#arrow-${number})"/><text class="${kind}" x="${round(x)}" y="${round(y - 5)}" text-anchor="middle">${labelOf(edge)}</text>
`;
}

function nodeBox({ name, license, component }: Node, { x, y }: Point, view: View): Html {
  const [left, top] = [round(x - NODE.width / 2), round(y - NODE.height / 2)];
  const kind = component?.verdict ?? "none";
  const box = html`<title>${name}: ${license}</title><rect class="node ${kind}" x="${left}" y="${top}" width="${NODE.width}" height="${NODE.height}" rx="5"/><text class="name" x="${left + 9}" y="${top + 18}">${shorten(name, LONGEST)}</text><text class="license" x="${left + 9}" y="${top + 35}">${shorten(license, LONGEST + 3)}</text>`;
  return component === null ? html`<g>${box}</g>` : html`<a href="#${view.anchors.get(component.id) ?? ""}">${box}</a>`;
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}

/** Every conflict in words, drawn or not. */
function conflictTable(view: View): Content {
  const rows = view.result.components.flatMap((component) =>
    component.basedOn.flatMap(({ name, conflict, location }) =>
      conflict === null
        ? []
        : [
            html`<tr><th scope="row"><a href="#${view.anchors.get(component.id) ?? ""}">${nameText(component)}</a></th><td><code>${name}</code></td><td>${conflict.certain ? "" : "possible: "}${conflict.message}</td><td>${location === null ? null : placeOf(location)}</td></tr>
`,
          ],
    ),
  );
  return rows.length === 0
    ? null
    : table(`Conflicts with base models (${rows.length.toLocaleString("en-US")})`, ["Component", "Base", "Conflict", "Place"], rows);
}
