import { field, text, type ValueNode } from "../formats/node.ts";
import type { Declaration, FileContent, Problem, Reader, Reading, Stated } from "../model.ts";
import { licenseIn } from "./parts/license-fields.ts";
import { declaration, openManifest, parseJsonManifest } from "./parts/manifest.ts";
import { maps } from "./parts/model-details.ts";
import { addressedName, hubName } from "./parts/model-names.ts";
import { declared, folderSubject, unrecognized } from "./parts/reading.ts";

/** ModelScope's `configuration.json`: a model lies here, with its framework and task; it may name the data sets that it was trained with. */
export const modelscopeConfiguration: Reader = {
  id: "modelscope-configuration",
  title: "ModelScope configuration.json",
  ends: ["json"],
  matches: (_path, name) => name === "configuration.json",
  read: readConfiguration,
};

async function readConfiguration(file: FileContent): Promise<Reading> {
  const isOurs = (source: string) => source.includes('"task"') && /"(?:framework|pipeline|preprocessor|model)"/.test(source);
  const { source, reading } = openManifest(file, isOurs, false);
  if (reading !== undefined) return reading;
  const { value, problems } = await parseJsonManifest(source, file.path);
  const task = text(field(value, "task"));
  const isShaped =
    field(value, "framework") !== undefined ||
    field(value, "pipeline", "type") !== undefined ||
    field(value, "model", "type") !== undefined;
  if (value?.type !== "map" || !isShaped || (task === undefined && problems.length === 0)) return unrecognized(problems);
  const more: Problem[] = [];
  const { licenses, licenseLink } = licenseIn(more, value);
  const bases = [
    field(value, "model", "pretrained_model"),
    field(value, "model", "model_name_or_path"),
    field(value, "model", "base_model"),
  ]
    .flatMap((node) => text(node) ?? [])
    .flatMap((stated) => {
      const hub = hubName(stated.value);
      return hub === null ? [] : [{ value: hub.name, location: stated.location, relation: null, inferred: false }];
    });
  const datasets = ["train", "val", "test"].flatMap((split) => dataset(field(value, "dataset", split)));
  const says = licenses.length > 0 || licenseLink !== undefined || bases.length > 0 || datasets.length > 0;
  const own: Declaration = {
    reader: modelscopeConfiguration.id,
    subject: folderSubject(file.path),
    kind: "model",
    role: "published",
    location: licenses[0]?.location ?? value.location,
    licenses,
    bases,
    datasets: datasets.filter(({ value: name }, index) => datasets.findIndex((other) => other.value === name) === index),
    ...(says ? {} : { evidenceOnly: true }),
  };
  return declared([declaration(own, { licenseLink, modality: task })], [...problems, ...more]);
}

function dataset(node: ValueNode | undefined): Stated[] {
  return maps(node).flatMap((item) => {
    const name = text(field(item, "name")) ?? text(field(item, "dataset_name"));
    return name === undefined ? [] : [{ ...name, value: addressedName(name.value)?.name ?? name.value }];
  });
}
