import { field, type MapNode, text, texts, type ValueNode } from "../../formats/node.ts";
import type { Declaration, Problem, Stated } from "../../model.ts";
import { type Found, findModels, holeProblem } from "./config-walk.ts";
import { isHole, placeholder } from "./license-fields.ts";
import { hubName, modelAddress } from "./model-names.ts";
import { usedModel } from "./reading.ts";
import { hasHole, type YamlManifest } from "./yaml-manifest.ts";

/** One object of a Kubernetes manifest. */
export interface KubernetesObject {
  readonly group: string;
  readonly kind: string;
  readonly name: Stated | undefined;
  readonly node: MapNode;
}

/** What the objects of a file refer to. */
interface ObjectModels {
  readonly declarations: readonly Declaration[];
  readonly problems: readonly Problem[];
}

const LICENSE_KEY = /(?:^|[./])licen[cs]es?(?:[-_]?(?:id|name|type|spdx))?$/i;
const LICENSE_LINK_KEY = /(?:^|[./])licen[cs]e[-_]?(?:link|url|uri)$/i;

/** The objects of all documents, those inside a List too. */
export function objectsOf(manifest: YamlManifest): readonly KubernetesObject[] {
  return manifest.documents.flatMap(objectsIn);
}

function objectsIn(node: ValueNode): readonly KubernetesObject[] {
  const version = text(field(node, "apiVersion"))?.value;
  const kind = text(field(node, "kind"))?.value;
  if (node.type !== "map" || version === undefined || kind === undefined) return [];
  const items = field(node, "items");
  if (kind.endsWith("List") && items?.type === "list") return items.items.flatMap(objectsIn);
  return [
    { group: version.includes("/") ? version.slice(0, version.indexOf("/")) : "", kind, name: text(field(node, "metadata", "name")), node },
  ];
}

/**
 * The models that objects refer to. `namedBy` gives the fields in which an object names a model, or another object that is one; such a name is passed
 * over where that object stands in the same file and says itself what it is.
 */
export function modelsOfObjects(
  reader: string,
  manifest: YamlManifest,
  objects: readonly KubernetesObject[],
  namedBy: (object: KubernetesObject) => readonly (ValueNode | undefined)[],
): ObjectModels {
  const declarations: Declaration[] = [];
  const problems: Problem[] = [];
  const resolved = new Set<string>();
  const names: ScalarName[] = [];
  for (const object of objects) {
    const found = walkObject(reader, manifest, object);
    problems.push(...found.holes);
    declarations.push(...withLicense(found.declarations, object, manifest, reader, problems));
    if (found.declarations.length > 0 && object.name !== undefined) resolved.add(object.name.value);
    for (const node of namedBy(object)) {
      const name = text(node);
      if (name !== undefined) names.push({ name, found: found.declarations });
    }
  }
  for (const { name, found } of names) {
    if (hasHole(name.value)) problems.push(holeProblem(name.value, name.location));
    else if (!resolved.has(name.value) && !found.some(({ location }) => location.line === name.location.line)) {
      declarations.push(
        usedModel(reader, hubName(name.value) ?? modelAddress(name.value) ?? { name: name.value, kind: "model" }, name.location),
      );
    }
  }
  return { declarations, problems };
}

interface ScalarName {
  readonly name: Stated;
  readonly found: readonly Declaration[];
}

function walkObject(reader: string, manifest: YamlManifest, { node }: KubernetesObject): Found {
  const found: Found = { declarations: [], holes: [] };
  for (const { key, value } of node.entries) {
    if (key === "metadata" || key === "status" || key === "apiVersion" || key === "kind") continue;
    const part = findModels(reader, manifest, value);
    found.declarations.push(...part.declarations);
    found.holes.push(...part.holes);
  }
  return found;
}

/** A license that an object states is that of the model it names; where it names none, an object that is called a model is an entry of its own. */
function withLicense(
  found: readonly Declaration[],
  object: KubernetesObject,
  manifest: YamlManifest,
  reader: string,
  problems: Problem[],
): readonly Declaration[] {
  if (object.group === "" || object.group === "apps" || object.group === "batch" || object.name === undefined) return found;
  const places = [
    field(object.node, "spec"),
    field(object.node, "spec", "additionalMetadata"),
    field(object.node, "metadata", "labels"),
    field(object.node, "metadata", "annotations"),
  ];
  const entries = places.flatMap((place) => (place?.type === "map" ? place.entries : []));
  const written = entries.flatMap(({ key, value }) => (LICENSE_KEY.test(key) ? texts(value) : []));
  const licenses = written.filter(({ value }) => !hasHole(value) && !isHole(value));
  // The problem of a template stands at its first hole.
  if (!manifest.template) problems.push(...written.filter((stated) => !licenses.includes(stated)).map(placeholder));
  const licenseLink = entries.flatMap(({ key, value }) => (LICENSE_LINK_KEY.test(key) ? (text(value) ?? []) : []))[0];
  if (licenses.length === 0 && licenseLink === undefined) return found;
  const stated = { licenses, ...(licenseLink === undefined ? {} : { licenseLink }) };
  const [first, ...rest] = found;
  if (first !== undefined) return [{ ...first, ...stated }, ...rest];
  if (!/model/i.test(object.kind)) return found;
  const location = licenses[0]?.location ?? object.name.location;
  return [
    {
      reader,
      subject: { at: "entry", path: manifest.path, entry: object.name.value },
      kind: "model",
      role: "used",
      location,
      name: object.name,
      ...stated,
    },
  ];
}
