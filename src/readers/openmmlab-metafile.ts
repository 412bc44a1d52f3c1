import { field, type MapNode, text, texts, type ValueNode } from "../formats/node.ts";
import type { Declaration, FileContent, Problem, Reader, Reading, Stated, StatedBase } from "../model.ts";
import { licenseFields } from "./parts/license-fields.ts";
import { declaration, openManifest, parseYamlManifest } from "./parts/manifest.ts";
import { maps } from "./parts/model-details.ts";
import { addressedName } from "./parts/model-names.ts";
import { declared } from "./parts/reading.ts";

/** OpenMMLab's `metafile.yml` (also `model-index.yml` of Papers with Code): collections and models with weights, training data and origin. */
export const openmmlabMetafile: Reader = {
  id: "openmmlab-metafile",
  title: "OpenMMLab metafile",
  ends: ["yaml", "yml"],
  matches: (_path, name) => /^(?:metafile|model[-_]index)[\w.-]*\.ya?ml$/.test(name),
  read: readMetafile,
};

async function readMetafile(file: FileContent): Promise<Reading> {
  const isOurs = (source: string) => /^(?:Models|Collections):|^- (?:Name|In Collection|Config|Weights):/m.test(source);
  const { source, reading } = openManifest(file, isOurs, false);
  if (reading !== undefined) return reading;
  const { value, problems } = await parseYamlManifest(source, file.path);
  const more: Problem[] = [];
  const collections = new Map(maps(field(value, "Collections")).map((item) => [text(field(item, "Name"))?.value ?? "", item]));
  const models = maps(value?.type === "list" ? value : field(value, "Models"));
  const own = models.flatMap((model) => declare(model, collections, file.path, more));
  const named = new Set(models.map((model) => text(field(model, "In Collection"))?.value));
  // A collection that states a license and has no models in this file speaks for itself.
  const alone = [...collections].flatMap(([name, item]) =>
    named.has(name) || field(item, "License") === undefined ? [] : declare(item, collections, file.path, more),
  );
  return declared([...own, ...alone], [...problems, ...more]);
}

function declare(model: MapNode, collections: ReadonlyMap<string, MapNode>, path: string, problems: Problem[]): Declaration[] {
  const name = text(field(model, "Name"));
  if (name === undefined) return [];
  const collection = collections.get(text(field(model, "In Collection"))?.value ?? "");
  const { licenses, licenseLink } = licenseFields(licenseOf(model) ?? licenseOf(collection), problems);
  const weights = texts(field(model, "Weights")).flatMap((stated) => hub(stated));
  const own: Declaration = {
    reader: openmmlabMetafile.id,
    subject: { at: "entry", path, entry: name.value },
    kind: "model",
    role: "published",
    location: licenses[0]?.location ?? name.location,
    licenses,
    bases: origin(field(model, "Converted From")),
    datasets: trainingData(model) ?? trainingData(collection) ?? [],
  };
  return [declaration(own, { name: weights[0] ?? name, licenseLink })];
}

function licenseOf(node: MapNode | undefined): ValueNode | undefined {
  return field(node, "License") ?? field(node, "license") ?? field(node, "Metadata", "License");
}

/** Weights converted from another publisher's: the model on the Hub that they come from. */
function origin(node: ValueNode | undefined): StatedBase[] {
  const stated = node?.type === "map" ? texts(field(node, "Weights")) : texts(node);
  return stated.flatMap((one) => hub(one)).map((base) => ({ ...base, relation: null, inferred: false }));
}

function hub(stated: Stated): Stated[] {
  const found = addressedName(stated.value);
  return found?.kind === "model" ? [{ value: found.name, location: stated.location }] : [];
}

function trainingData(node: MapNode | undefined): readonly Stated[] | undefined {
  const found = texts(field(node, "Metadata", "Training Data"));
  return found.length === 0 ? undefined : found;
}
