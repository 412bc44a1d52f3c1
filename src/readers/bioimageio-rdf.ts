import { field, text, texts, type ValueNode } from "../formats/node.ts";
import type { Declaration, FileContent, Kind, Problem, Reader, Reading, Stated, StatedBase } from "../model.ts";
import { isLink, licenseIn } from "./parts/license-fields.ts";
import { declaration, openManifest, parseYamlManifest, part } from "./parts/manifest.ts";
import { declared, folderSubject, problemOnly, unrecognized } from "./parts/reading.ts";

const KINDS: ReadonlyMap<string, Kind> = new Map([
  ["model", "model"],
  ["dataset", "dataset"],
  ["application", "application"],
  ["notebook", "application"],
]);
const FOLDER_NAME = /(?:^|\/)(?:rdf|bioimageio|resource)\.ya?ml$/i;

/** bioimage.io resource descriptions of models, data sets and applications, and the collection's entries (bioimage.io specification 0.1 to 0.5). */
export const bioimageioRdf: Reader = {
  id: "bioimageio-rdf",
  title: "bioimage.io resource description",
  ends: ["yaml", "yml"],
  matches: (_path, name) => /(?:^|[-_.])(?:rdf|bioimageio|resource|collection|model|dataset)(?:[-_.].*)?\.ya?ml$/.test(name),
  read: readDescription,
};

async function readDescription(file: FileContent): Promise<Reading> {
  const isDescription = (source: string) =>
    /^format_version:/m.test(source) &&
    (/^type:[ \t]*["']?(?:model|dataset|application|notebook|collection)\b/m.test(source) || isUntyped(source));
  const isEntry = (source: string) =>
    /^versions:/m.test(source) && /rdf_source:/.test(source) && /^type:[ \t]*["']?(?:model|dataset|application|notebook)\b/m.test(source);
  const isOurs = (source: string) => isDescription(source) || isEntry(source) || isCut(source, file.path);
  const { source, marks, reading } = openManifest(file, isOurs, false);
  if (reading !== undefined) return reading;
  const { value, problems } = await parseYamlManifest(source, file.path);
  const more: Problem[] = [];
  const kind = KINDS.get(text(field(value, "type"))?.value ?? (isUntyped(marks) ? "model" : ""));
  if (value?.type === "map" && isCut(marks, file.path) && problems.length === 0)
    return problemOnly("a bioimage.io description that does not say what it describes: state its type", value.location);
  if (value?.type !== "map" || (kind === undefined && field(value, "collection") === undefined)) return unrecognized(problems);
  if (kind === undefined) return declared(collection(value, file.path, more), [...problems, ...more]);
  const own = isDescription(marks) ? declare(value, kind, file.path, more) : entry(value, kind, more);
  return declared([own, ...describedData(value, file.path, more)], [...problems, ...more]);
}

/** What breaks off before its type is known by its name. */
function isCut(source: string, path: string): boolean {
  const isNamed =
    /(?:^|[/._-])(?:rdf|bioimageio)\.ya?ml$/i.test(path) &&
    /^format_version:/m.test(source) &&
    /^(?:authors|inputs|test_inputs):/m.test(source);
  return isNamed && !/^type:/m.test(source) && !isUntyped(source);
}

/** Up to 0.3 a model did not say that it is one: it has inputs, and weights or how to predict with them. */
function isUntyped(source: string): boolean {
  return /^format_version:[ \t]*["']?0\.[123]\b/m.test(source) && /^inputs:/m.test(source) && /^(?:weights|prediction):/m.test(source);
}

function declare(node: ValueNode, kind: Kind, path: string, problems: Problem[]): Declaration {
  const { licenses, licenseLink } = licenseIn(problems, node);
  const name = text(field(node, "name"));
  const base: Declaration = {
    reader: bioimageioRdf.id,
    subject: FOLDER_NAME.test(path) ? folderSubject(path) : { at: "file", path },
    kind,
    role: kind === "application" ? "mentioned" : "published",
    location: licenses[0]?.location ?? name?.location ?? node.location,
    licenses,
    bases: parents(node),
    datasets: datasets(node),
    tags: texts(field(node, "tags")),
  };
  return declaration(base, { name, licenseLink });
}

/** `resource.yaml` of the collection: the description lies elsewhere, under a DOI or an id. */
function entry(node: ValueNode, kind: Kind, problems: Problem[]): Declaration {
  const versions = field(node, "versions");
  const all = [node, ...(versions?.type === "list" ? versions.items : [])];
  const id = text(field(node, "id")) ?? text(field(node, "doi")) ?? { value: "unnamed", location: node.location };
  const { licenses, licenseLink } = licenseIn(problems, ...all);
  const base: Declaration = {
    reader: bioimageioRdf.id,
    subject: { at: "name", name: id.value },
    kind,
    role: kind === "application" ? "mentioned" : "used",
    location: id.location,
    licenses,
    bases: all.flatMap(parents),
    datasets: all.flatMap(datasets),
  };
  return declaration(base, { name: id, licenseLink });
}

/** A description of the type `collection` holds others, whole or by reference: an entry has what the collection says unless it says so itself. */
function collection(node: ValueNode, path: string, problems: Problem[]): Declaration[] {
  const list = field(node, "collection");
  const entries = (list?.type === "list" ? list.items : []).flatMap((item) => {
    const kind = KINDS.get(text(field(item, "type"))?.value ?? "model");
    const source = text(field(item, "rdf_source"));
    const name =
      text(field(item, "id")) ?? text(field(item, "name")) ?? (source !== undefined && isLink(source.value) ? source : undefined);
    // A file of the repository speaks for itself.
    if (kind === undefined || name === undefined) return [];
    return [
      part(
        bioimageioRdf.id,
        path,
        name,
        kind,
        kind === "application" ? "mentioned" : "published",
        licenseIn(problems, item, source === undefined ? node : undefined),
      ),
    ];
  });
  // Where no entry has it, what the collection says holds of the list alone.
  const name = text(field(node, "name"));
  const own = licenseIn(problems, node);
  const isSaid = entries.some(({ licenses }) => (licenses ?? []).some(({ location }) => location === own.licenses[0]?.location));
  return name === undefined || own.licenses.length === 0 || isSaid
    ? entries
    : [...entries, part(bioimageioRdf.id, path, name, "application", "mentioned", own)];
}

function linked(node: ValueNode | undefined): readonly Stated[] {
  const first = ["id", "name", "uri", "source"].flatMap((key) => text(field(node, key)) ?? [])[0] ?? text(node);
  return first === undefined ? [] : [first];
}

function datasets(node: ValueNode): readonly Stated[] {
  return linked(field(node, "training_data"));
}

/** Since 0.5 the data may be described as a whole where they are named, with a license of their own. */
function describedData(node: ValueNode, path: string, problems: Problem[]): Declaration[] {
  const data = field(node, "training_data");
  const license = licenseIn(problems, data);
  const isStated = license.licenses.length > 0 || license.licenseLink !== undefined;
  return isStated ? linked(data).map((name) => part(bioimageioRdf.id, path, name, "dataset", "used", license)) : [];
}

function parents(node: ValueNode): StatedBase[] {
  return linked(field(node, "parent")).map((stated) => ({ ...stated, relation: "finetune", inferred: false }));
}
