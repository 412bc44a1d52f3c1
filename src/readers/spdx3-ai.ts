import { createHash } from "node:crypto";
import { field, text, texts, type ValueNode } from "../formats/node.ts";
import { limits } from "../limits.ts";
import type { Declaration, FileContent, LicenseFile, Reader, Reading, Stated, StatedBase, Subject } from "../model.ts";
import { filled } from "./parts/license-fields.ts";
import { declaration, openManifest, parseJsonManifest } from "./parts/manifest.ts";
import { isHostedName } from "./parts/model-names.ts";
import { nothing } from "./parts/reading.ts";
import { type Graph, graphOf, idOf, nameAt, nameOf, nodesOf, property, targets, typeOf } from "./parts/spdx-graph.ts";

/** SPDX 3 documents (JSON-LD) with AI packages or data sets: licenses, `trainedOn` and `descendantOf` are relationships (SPDX 3.0.1, AI and Dataset profiles). */
export const spdx3Ai: Reader = {
  id: "spdx3-ai",
  title: "SPDX 3 document with AI or dataset packages",
  limit: limits.bomBytes,
  ends: ["json", "jsonld", "json-ld"],
  matches: (path, name) =>
    /\.(?:json|jsonld|json-ld)$/.test(name) && (/spdx|bom/.test(name) || /(?:^|\/)[^/]*(?:spdx|bom)[^/]*\//i.test(path)),
  read: readDocument,
};

const PACKAGES: ReadonlyMap<string, "model" | "dataset"> = new Map([
  ["AIPackage", "model"],
  ["DatasetPackage", "dataset"],
]);
/** A package of software may be a model by its purpose alone. */
const PURPOSE = /"(?:software[_:])?primaryPurpose"\s*:\s*"(?:[\w/:.]*\/)?model"/;
const LICENSES = new Set(["hasDeclaredLicense", "hasConcludedLicense"]);
const TRAINING = new Set(["trainedOn", "testedOn", "finetunedOn", "validatedOn"]);

async function readDocument(file: FileContent): Promise<Reading> {
  const isOurs = (source: string) =>
    (/AIPackage|DatasetPackage|"(?:ai|dataset)_\w+"|"(?:ai|dataset)"/.test(source) || PURPOSE.test(source)) &&
    /spdx\.org\/rdf|"spdxId"|"@context"/.test(source) &&
    !source.includes('"$defs"');
  const { source, reading } = openManifest(file, isOurs, false);
  if (reading !== undefined) return reading;
  const { value, problems } = await parseJsonManifest(source, file.path);
  const nodes = nodesOf(value);
  const graph = graphOf(nodes, file.path);
  const found: Declaration[] = [];
  const licenseFiles: LicenseFile[] = [];
  for (const node of nodes) {
    const kind = PACKAGES.get(typeOf(node)) ?? (isModel(node) ? "model" : undefined);
    if (kind !== undefined) declare(node, kind, graph, found, licenseFiles);
  }
  return found.length === 0 && problems.length === 0
    ? nothing
    : { declarations: found, licenseFiles, problems: [...problems, ...graph.problems] };
}

function isModel(node: ValueNode): boolean {
  return typeOf(node) === "Package" && /(?:^|\/)model$/.test(text(property(node, "software", "primaryPurpose"))?.value ?? "");
}

function declare(node: ValueNode, kind: "model" | "dataset", graph: Graph, found: Declaration[], licenseFiles: LicenseFile[]): void {
  const id = idOf(node);
  const { name, isHub } = nameOf(node, id);
  const versions = texts(property(node, "software", "packageVersion"));
  const isHosted = kind === "model" && [name, ...versions].some(({ value }) => isHostedName(value));
  const published = !isHosted && (graph.roots.has(id) || (graph.roots.size === 0 && !isHub));
  const subject: Subject = isHub && !published ? { at: "name", name: name.value } : { at: "entry", path: graph.path, entry: name.value };
  const to = (types: ReadonlySet<string>) =>
    graph.relationships.filter(({ type, from }) => from === id && types.has(type)).flatMap((one) => one.to);
  const licenses = new Map<string, Stated>();
  let licenseName: Stated | undefined;
  for (const target of to(LICENSES).flatMap((one) => membersOf(one, graph, 0))) {
    const element = graph.elements.get(target.value);
    const own = licensesAt(target, graph, 0);
    for (const stated of own) licenses.set(`${stated.value} ${stated.location.line}`, stated);
    const words = property(element, "simplelicensing", "licenseText");
    if (element === undefined || words?.type !== "scalar") continue;
    licenseName ??= text(field(element, "name"));
    const sha256 = createHash("sha256").update(words.text).digest("hex");
    const startLine = words.location.line ?? 1;
    if (!licenseFiles.some((file) => file.sha256 === sha256 && file.covers === subject)) {
      licenseFiles.push({ path: graph.path, type: "license", text: words.text, startLine, covers: subject, collection: false, sha256 });
    }
  }
  const base: Declaration = {
    reader: spdx3Ai.id,
    subject,
    kind: isHosted ? "service" : kind,
    role: published ? "published" : "used",
    location: name.location,
    licenses: [...licenses.values()],
    bases: basesOf(id, graph),
    datasets: [...new Map(to(TRAINING).map((target) => [target.value, nameAt(target, graph)])).values()],
  };
  found.push(declaration(base, { name, licenseName }));
}

/** A license, or those of a set that hold together: each may bring its own text. */
function membersOf(target: Stated, graph: Graph, depth: number): readonly Stated[] {
  const element = graph.elements.get(target.value);
  return element === undefined || typeOf(element) !== "ConjunctiveLicenseSet" || depth > 8
    ? [target]
    : targets(property(element, "expandedlicensing", "member")).flatMap((member) => membersOf(member, graph, depth + 1));
}

/** What a license element says: an expression, the members of a set (joined by OR where one may be chosen), else its address as it is written. A text says it itself, but for one of several that may be chosen. */
function licensesAt(target: Stated, graph: Graph, depth: number): readonly Stated[] {
  if (/NoAssertion(?:License)?$/i.test(target.value) || depth > 8) return [];
  const element = graph.elements.get(target.value);
  const type = element === undefined ? "" : typeOf(element);
  const members = targets(property(element, "expandedlicensing", "member")).flatMap((member) => licensesAt(member, graph, depth + 1));
  const [first] = members;
  if (type === "DisjunctiveLicenseSet" && first !== undefined)
    return [
      { value: members.map(({ value }) => value.replace(/^https?:\/\/spdx\.org\/licenses\//, "")).join(" OR "), location: first.location },
    ];
  if (type === "ConjunctiveLicenseSet") return members;
  const expression = filled(property(element, "simplelicensing", "licenseExpression"), graph.problems);
  if (expression.length > 0) return expression;
  if (depth === 0 && property(element, "simplelicensing", "licenseText") !== undefined) return [];
  // An id by which elements of the document are told apart says nothing; an address or a reference does.
  const isId = element !== undefined && !/^https?:|LicenseRef-/i.test(target.value);
  const own = isId ? text(field(element, "name")) : target;
  return own === undefined ? [] : filled({ type: "scalar", text: own.value, kind: "text", location: own.location }, graph.problems);
}

function basesOf(id: string, graph: Graph): StatedBase[] {
  const found = graph.relationships.flatMap(({ type, from, to }) => {
    if (type === "descendantOf" && from === id) return to;
    const source = graph.elements.get(from);
    return type === "ancestorOf" && source !== undefined && to.some(({ value }) => value === id)
      ? [{ value: from, location: source.location }]
      : [];
  });
  return found.map((target) => ({ ...nameAt(target, graph), relation: null, inferred: false }));
}
