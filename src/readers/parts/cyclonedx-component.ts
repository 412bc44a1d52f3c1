import { createHash } from "node:crypto";
import { field, text, type ValueNode } from "../../formats/node.ts";
import { limits } from "../../limits.ts";
import type { LicenseFile, Problem, Stated, StatedBase, Subject } from "../../model.ts";
import { type HubReference, hubAddress, hubPackage } from "./hub-names.ts";
import { type LicenseFields, licenseFields } from "./license-fields.ts";
import { isHostedName } from "./model-names.ts";

/** A component of a CycloneDX bill of materials, with whether it is what the bill is about, and whether another was made from it. */
export interface Component {
  readonly node: ValueNode;
  readonly main: boolean;
  readonly isAncestor: boolean;
}

/** Components and those inside them, in the order of the file. */
export function collect(node: ValueNode | undefined, main: boolean, depth = 0): Component[] {
  if (node === undefined || depth > limits.depth) return [];
  if (node.type === "list") return node.items.flatMap((item) => collect(item, main, depth + 1));
  if (node.type !== "map") return [];
  return [{ node, main, isAncestor: false }, ...collect(field(node, "components"), false, depth + 1), ...licensedAncestors(node, depth)];
}

/** What a component was made from is mentioned where a license of its own is told. */
function licensedAncestors(node: ValueNode, depth: number): Component[] {
  return collect(field(node, "pedigree", "ancestors"), false, depth + 1)
    .filter((one) => field(one.node, "licenses") !== undefined)
    .map((one) => ({ ...one, isAncestor: true }));
}

/** `license: {id or name, url}` or `expression`, each in its list entry (or, against the schema, without one), also among what was found as evidence; a license among the external references where nothing else gives a link. */
export function licenseOf(node: ValueNode, problems: Problem[]): LicenseFields {
  const lists = [field(node, "licenses"), field(node, "license"), field(node, "evidence", "licenses")];
  const licenses: Stated[] = [];
  let link: Stated | undefined;
  for (const item of lists.flatMap((list) => (list?.type === "list" ? list.items : (list ?? [])))) {
    const license = field(item, "license");
    if (license?.type !== "map" && field(item, "expression") === undefined) {
      const stated = licenseFields(item, problems);
      licenses.push(...stated.licenses);
      link ??= stated.licenseLink;
      continue;
    }
    for (const key of ["id", "name"]) licenses.push(...licenseFields(field(license, key), problems).licenses);
    licenses.push(...licenseFields(field(item, "expression"), problems).licenses);
    link ??= text(field(license, "url"));
  }
  for (const value of licenseProperties(node)) licenses.push(...licenseFields(value, problems).licenses);
  const references = field(node, "externalReferences");
  for (const item of references?.type === "list" ? references.items : []) {
    if (text(field(item, "type"))?.value === "license") link ??= text(field(item, "url"));
  }
  return { licenses, ...(link === undefined ? {} : { licenseLink: link }) };
}

/** Values of the properties that are called a license, with whatever prefix, also those of a model's card. */
export function licenseProperties(node: ValueNode): readonly ValueNode[] {
  return [...properties(node), ...properties(field(node, "modelCard"))].flatMap(({ name, value }) =>
    value !== undefined && /(?:^|[:._-])licen[cs](?:e|ing)(?:[-_]?(?:id|name))?$/i.test(name) ? [value] : [],
  );
}

/** License texts that stand in the bill itself. */
export function texts(node: ValueNode, covers: Subject, path: string): LicenseFile[] {
  const list = field(node, "licenses");
  return (list?.type === "list" ? list.items : []).flatMap((item) => {
    const content = field(item, "license", "text", "content");
    if (content?.type !== "scalar" || content.text.trim() === "") return [];
    const encoded = text(field(item, "license", "text", "encoding"))?.value === "base64";
    const words = encoded ? Buffer.from(content.text, "base64").toString("utf8") : content.text;
    const sha256 = createHash("sha256").update(words).digest("hex");
    return [{ path, type: "license" as const, text: words, startLine: content.location.line ?? 1, covers, collection: false, sha256 }];
  });
}

/** The Hub id (package URL, group and name, or the page of that name), else the name. */
export function nameOf(node: ValueNode): { name: Stated; isHub: boolean; revision?: string } | null {
  const purl = text(field(node, "purl"));
  const hub = purl === undefined ? null : hubPackage(purl);
  if (hub !== null) return { name: hub.name, isHub: true, ...(hub.revision === undefined ? {} : { revision: hub.revision }) };
  const name = text(field(node, "name"));
  if (name === undefined) return null;
  const group = text(field(node, "group"));
  const id = group === undefined ? name.value : `${group.value}/${name.value}`;
  if (/^[\w.-]+\/[\w.-]+$/.test(id)) return { name: { value: id, location: name.location }, isHub: true };
  const page = pageOnHub(node);
  return page === null ? { name, isHub: false } : { name: page.name, isHub: true };
}

/** A component's page on the Hub: one that is called as the component is, since others are given for what it was made from. */
export function pageOnHub(node: ValueNode): HubReference | null {
  const plain = (name: string) => name.toLowerCase().replace(/[^a-z\d]/g, "");
  const called = plain(text(field(node, "name"))?.value ?? "");
  const references = field(node, "externalReferences");
  for (const item of references?.type === "list" ? references.items : []) {
    const url = text(field(item, "url"));
    const hub = url === undefined || text(field(item, "type"))?.value === "license" ? null : hubAddress(url);
    const own = plain(hub?.name.value.split("/").at(-1) ?? "");
    if (hub !== null && own.length > 3 && called.includes(own)) return hub;
  }
  return null;
}

export function nameByRef(node: ValueNode): [string, Stated][] {
  const ref = text(field(node, "bom-ref"));
  const own = nameOf(node);
  return ref === undefined || own === null ? [] : [[ref.value, own.name]];
}

/** Names and values that a tool adds. */
function properties(node: ValueNode | undefined): { readonly name: string; readonly value: ValueNode | undefined }[] {
  const list = field(node, "properties");
  return (list?.type === "list" ? list.items : []).map((item) => ({
    name: text(field(item, "name"))?.value ?? "",
    value: field(item, "value"),
  }));
}

/** Whether a package of a language or a system is meant: some tools call every library of the field a model. */
export function isPackage(node: ValueNode): boolean {
  return /^pkg:(?:pypi|npm|maven|golang|cargo|nuget|gem|composer|conda|hex|deb|rpm|apk|docker|oci|swift|pub|cran)\//i.test(
    text(field(node, "purl"))?.value ?? "",
  );
}

/** Whether a model is that of a hosted API: by the name that goes for its version, or by an address of the API on another machine. */
export function isHosted(node: ValueNode): boolean {
  const references = field(node, "externalReferences");
  const addresses = (references?.type === "list" ? references.items : []).flatMap((item) =>
    text(field(item, "type"))?.value === "api" ? (text(field(item, "url"))?.value ?? []) : [],
  );
  return (
    isHostedName(text(field(node, "version"))?.value ?? "") ||
    // As people write it: `Claude Opus 4.6`.
    isHostedName((text(field(node, "name"))?.value ?? "").replaceAll(" ", "-")) ||
    addresses.some((url) => /^https:\/\/(?!localhost|127\.|\[?::1)/i.test(url))
  );
}

/** What each component needs, by reference: of a model, what it was made from. */
export function dependencies(value: ValueNode | null): ReadonlyMap<string, readonly Stated[]> {
  const list = field(value, "dependencies");
  return new Map(
    (list?.type === "list" ? list.items : []).flatMap((item) => {
      const ref = text(field(item, "ref"));
      const needs = field(item, "dependsOn");
      // XML nests a dependency in a dependency.
      const nested = item.type === "map" ? item.entries.filter(({ key }) => key === "dependency").map((entry) => entry.value) : [];
      const refs = [...(needs?.type === "list" ? needs.items.map(text) : []), ...nested.map((inner) => text(field(inner, "ref")))];
      return ref === undefined ? [] : [[ref.value, refs.flatMap((one) => one ?? [])] as const];
    }),
  );
}

export function bases(node: ValueNode): StatedBase[] {
  const ancestors = collect(field(node, "pedigree", "ancestors"), false).flatMap((ancestor) => nameOf(ancestor.node)?.name ?? []);
  const told = properties(node).flatMap(({ name, value }) => (/(?:^|[:.])base_?model$/i.test(name) ? (text(value) ?? []) : []));
  return [...ancestors, ...told].map((stated) => ({ ...stated, relation: null, inferred: false }));
}

/** `ref` of a data set that is told elsewhere: a field in JSON, in XML the entry itself. */
function datasetRef(item: ValueNode): Stated | undefined {
  return text(field(item, "ref")) ?? text(item);
}

export function datasetRefs(node: ValueNode): Stated[] {
  const list = field(node, "modelCard", "modelParameters", "datasets");
  return (list?.type === "list" ? list.items : []).flatMap((item) => datasetRef(item) ?? []);
}

export function datasets(node: ValueNode, named: ReadonlyMap<string, Stated>): Stated[] {
  const list = field(node, "modelCard", "modelParameters", "datasets");
  return (list?.type === "list" ? list.items : []).flatMap((item) => {
    const ref = datasetRef(item);
    if (ref !== undefined) return named.get(ref.value) ?? ref;
    const url = text(field(item, "contents", "url"));
    const hub = url === undefined ? null : hubAddress(url);
    return hub?.name ?? text(field(item, "name")) ?? [];
  });
}
