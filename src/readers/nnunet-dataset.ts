import { field, text } from "../formats/node.ts";
import type { Declaration, FileContent, Problem, Reader, Reading } from "../model.ts";
import { licenseIn } from "./parts/license-fields.ts";
import { declaration, openManifest, parseJsonManifest } from "./parts/manifest.ts";
import { dataSubject, declared } from "./parts/reading.ts";

/** `dataset.json` of nnU-Net and the Medical Segmentation Decathlon, with `licence` (nnU-Net "Dataset format"). */
export const nnunetDataset: Reader = {
  id: "nnunet-dataset",
  title: "nnU-Net dataset.json",
  ends: ["json"],
  matches: (_path, name) => name === "dataset.json",
  read: readDataset,
};

async function readDataset(file: FileContent): Promise<Reading> {
  const isOurs = (source: string) =>
    /"(?:numTraining|tensorImageSize)"\s*:/.test(source) && source.includes('"labels"') && /"licen[cs]e"\s*:/.test(source);
  const { source, reading } = openManifest(file, isOurs, false);
  if (reading !== undefined) return reading;
  const { value, problems } = await parseJsonManifest(source, file.path);
  const more: Problem[] = [];
  const { licenses, licenseLink } = licenseIn(more, value);
  const location = licenses[0]?.location ?? licenseLink?.location;
  if (location === undefined) return declared([], [...problems, ...more]);
  const own: Declaration = {
    reader: nnunetDataset.id,
    subject: dataSubject(file.path),
    kind: "dataset",
    role: "published",
    location,
    licenses,
  };
  return declared([declaration(own, { name: text(field(value, "name")), licenseLink })], [...problems, ...more]);
}
