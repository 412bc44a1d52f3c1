import { field, type MapNode, text } from "../formats/node.ts";
import type { Declaration, FileContent, Problem, Reader, Reading } from "../model.ts";
import { joinLicenses, licenseFields } from "./parts/license-fields.ts";
import { declaration, openManifest, parseJsonManifest } from "./parts/manifest.ts";
import { maps } from "./parts/model-details.ts";
import { dataSubject, declared } from "./parts/reading.ts";

/** `dataset_infos.json` and `dataset_info.json`, written by Hugging Face's `datasets` (each configuration's `license`) and by TensorFlow Datasets (`redistributionInfo.license`). */
export const datasetInfo: Reader = {
  id: "dataset-info",
  title: "dataset_info.json, dataset_infos.json",
  ends: ["json"],
  matches: (_path, name) => /^dataset_infos?\.json$/.test(name),
  read: readInfo,
};

async function readInfo(file: FileContent): Promise<Reading> {
  const isOurs = (source: string) => /"(?:features|redistributionInfo)"\s*:/.test(source) && /"license"\s*:/.test(source);
  const { source, reading } = openManifest(file, isOurs, /infos\.json$/i.test(file.path));
  if (reading !== undefined) return reading;
  const { value, problems } = await parseJsonManifest(source, file.path);
  if (value?.type !== "map") return declared([], problems);
  const more: Problem[] = [];
  const infos = [value, ...value.entries.flatMap((entry) => maps(entry.value))].filter(isInfo);
  const stated = infos.flatMap((info) => [field(info, "license"), field(info, "redistributionInfo", "license")]);
  const { licenses, licenseLink } = joinLicenses(...stated.map((node) => licenseFields(node, more)));
  const location = licenses[0]?.location ?? licenseLink?.location;
  if (location === undefined) return declared([], [...problems, ...more]);
  const own: Declaration = {
    reader: datasetInfo.id,
    subject: dataSubject(file.path),
    kind: "dataset",
    role: "published",
    location,
    licenses,
  };
  const name = infos.flatMap((info) => text(field(info, "builder_name")) ?? text(field(info, "name")) ?? [])[0];
  return declared([declaration(own, { name, licenseLink })], [...problems, ...more]);
}

/** Not a field among the features that is called so. */
function isInfo(node: MapNode): boolean {
  return field(node, "features") !== undefined || field(node, "redistributionInfo") !== undefined;
}
