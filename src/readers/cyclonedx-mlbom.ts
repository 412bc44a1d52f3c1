import { field, text, type ValueNode } from "../formats/node.ts";
import { limits } from "../limits.ts";
import type { Declaration, FileContent, LicenseFile, Problem, Reader, Reading, Stated, Subject } from "../model.ts";
import {
  bases,
  type Component,
  collect,
  datasetRefs,
  datasets,
  dependencies,
  isHosted,
  isPackage,
  licenseOf,
  licenseProperties,
  nameByRef,
  nameOf,
  pageOnHub,
  texts,
} from "./parts/cyclonedx-component.ts";
import { declaration, openManifest, parseJsonManifest } from "./parts/manifest.ts";
import { isHostedName } from "./parts/model-names.ts";
import { nothing, unrecognized } from "./parts/reading.ts";
import { parseXml } from "./parts/xml.ts";

const NAME = /bom|cdx|cyclone|machine-learning|ml-?model/;
const FOLDER = /(?:^|\/)[^/]*(?:bom|cyclonedx)[^/]*\//i;
/** What a bill of materials that holds a model or a data set says somewhere. */
const ML = /machine-learning-model|modelCard|"type"\s*:\s*"(?:data|dataset)"|type="data"/;
const LISTS = new Set("components licenses datasets ancestors properties externalReferences dependencies".split(" "));

/** CycloneDX bills of materials that hold models or data sets, JSON and XML (CycloneDX 1.5 to 1.7, ECMA-424). */
export const cyclonedxMlbom: Reader = {
  id: "cyclonedx-mlbom",
  title: "CycloneDX bill of materials with models",
  limit: limits.bomBytes,
  ends: ["json", "xml"],
  matches: (path, name) => /\.(?:json|xml)$/.test(name) && (NAME.test(name) || FOLDER.test(path)),
  read: readBom,
};

async function readBom(file: FileContent): Promise<Reading> {
  const isOurs = (source: string) => /"bomFormat"\s*:\s*"CycloneDX"|cyclonedx\.org\/schema\/bom\//i.test(source) && ML.test(source);
  const { source, reading } = openManifest(file, isOurs, false);
  if (reading !== undefined) return reading;
  const isXml = source.trimStart().startsWith("<");
  const { value, problems } = isXml ? parseXml(source, file.path, LISTS) : await parseJsonManifest(source, file.path);
  if (!isXml && text(field(value, "bomFormat"))?.value !== "CycloneDX") return unrecognized(problems);
  const components = [...collect(field(value, "metadata", "component"), true), ...collect(field(value, "components"), false)];
  const named = new Map(components.flatMap(({ node }) => nameByRef(node)));
  const needed = dependencies(value);
  const models = new Set(components.filter(isModel).flatMap(({ node }) => refOf(node) ?? []));
  const data = new Set(
    components.filter(({ node }) => text(field(node, "type"))?.value === "data").flatMap(({ node }) => refOf(node) ?? []),
  );
  const trainedOn = new Set([
    ...components.flatMap(({ node }) => datasetRefs(node).map(({ value: ref }) => ref)),
    ...[...models].flatMap((ref) => (needed.get(ref) ?? []).map(({ value: other }) => other)),
  ]);
  const found: Declaration[] = [];
  const licenseFiles: LicenseFile[] = [];
  const more: Problem[] = [];
  if (!components.some((one) => isModel(one) || isDataset(one.node, trainedOn))) return { ...nothing, problems };
  for (const component of components) {
    const kind = isModel(component) ? "model" : isDataset(component.node, trainedOn) ? "dataset" : "application";
    const needs = kind === "model" ? (needed.get(refOf(component.node) ?? "") ?? []) : [];
    const lineage = {
      bases: needs.filter(({ value: ref }) => models.has(ref) && ref !== refOf(component.node)),
      datasets: needs.filter(({ value: ref }) => data.has(ref)),
    };
    const one = declare(component, kind, file.path, named, lineage, more);
    if (one === null || (kind === "application" && (one.licenses ?? []).length === 0)) continue;
    found.push(one);
    if (kind !== "application") licenseFiles.push(...texts(component.node, one.subject, file.path));
  }
  return { declarations: found, licenseFiles, problems: [...problems, ...more] };
}

/** A model, also one that is called data and lies on the Hub as a model. */
function isModel({ node }: Component): boolean {
  const type = text(field(node, "type"))?.value;
  if (field(node, "modelCard") !== undefined || (type === "data" && pageOnHub(node)?.kind === "model")) return true;
  return type === "machine-learning-model" && !isPackage(node);
}

function refOf(node: ValueNode): string | undefined {
  return text(field(node, "bom-ref"))?.value;
}

function isDataset(node: ValueNode, trainedOn: ReadonlySet<string>): boolean {
  if (text(field(node, "type"))?.value !== "data") return false;
  const data = field(node, "data");
  const types = data?.type === "list" ? data.items.map((item) => text(field(item, "type"))?.value) : [];
  return (
    types.includes("dataset") ||
    trainedOn.has(text(field(node, "bom-ref"))?.value ?? "") ||
    (types.length === 0 && (field(node, "licenses") !== undefined || licenseProperties(node).length > 0))
  );
}

/** Other components of the bill (libraries, frameworks) and what models were made from are mentioned with the license that it states, and never judged. */
function declare(
  component: Component,
  kind: "model" | "dataset" | "application",
  path: string,
  named: ReadonlyMap<string, Stated>,
  needs: { readonly bases: readonly Stated[]; readonly datasets: readonly Stated[] },
  problems: Problem[],
): Declaration | null {
  const { node, main, isAncestor } = component;
  const own = nameOf(node);
  if (own === null) return null;
  const { name, revision } = own;
  const isService = kind === "model" && isHosted(node);
  const subject: Subject =
    (own.isHub || isHostedName(name.value)) && !main ? { at: "name", name: name.value } : { at: "entry", path, entry: name.value };
  const { licenses, licenseLink } = licenseOf(node, problems);
  const base: Declaration = {
    reader: cyclonedxMlbom.id,
    subject: kind === "application" ? { at: "entry", path, entry: name.value } : subject,
    kind: isService ? "service" : kind,
    role: kind === "application" || isAncestor ? "mentioned" : main ? "published" : "used",
    location: name.location,
    licenses,
    bases: kind === "model" ? [...bases(node), ...needs.bases.map((ref) => ({ ...at(ref, named), relation: null, inferred: true }))] : [],
    datasets: kind === "model" ? once([...datasets(node, named), ...needs.datasets.map((ref) => at(ref, named))]) : [],
  };
  return declaration(base, { name, revision, licenseLink });
}

/** What a reference is called, at the place of the reference. */
function at(ref: Stated, named: ReadonlyMap<string, Stated>): Stated {
  return { value: named.get(ref.value)?.value ?? ref.value, location: ref.location };
}

function once(stated: readonly Stated[]): readonly Stated[] {
  return [...new Map(stated.map((one) => [one.value, one]).reverse() as [string, Stated][]).values()].reverse();
}
