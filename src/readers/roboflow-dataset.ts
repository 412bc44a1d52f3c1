import { field, text } from "../formats/node.ts";
import type { Declaration, FileContent, Problem, Reader, Reading } from "../model.ts";
import { licenseFields } from "./parts/license-fields.ts";
import { declaration, openManifest, parseYamlManifest } from "./parts/manifest.ts";
import { said } from "./parts/model-details.ts";
import { declared, nothing } from "./parts/reading.ts";
import { holds } from "./parts/yaml-manifest.ts";

/** Data sets exported from Roboflow for YOLO: `data.yaml` says under `roboflow` which project they are and under which license (Roboflow "Export data"). */
export const roboflowDataset: Reader = {
  id: "roboflow-dataset",
  title: "Roboflow data.yaml",
  ends: ["yaml", "yml"],
  matches: (_path, name) => /^(?:[\w.-]*data[\w.-]*|custom[\w.-]*)\.ya?ml$/.test(name),
  read: (file) => (holds(file.bytes, ["roboflow"]) ? readExport(file) : nothing),
};

async function readExport(file: FileContent): Promise<Reading> {
  const { source, reading } = openManifest(file, (candidate) => /^roboflow:/m.test(candidate), false);
  if (reading !== undefined) return reading;
  const { value, problems } = await parseYamlManifest(source, file.path);
  const more: Problem[] = [];
  const project = field(value, "roboflow");
  const { licenses, licenseLink } = licenseFields(field(project, "license"), more);
  const name = said(field(project, "project"), more) ?? text(field(project, "url"));
  const location = licenses[0]?.location ?? licenseLink?.location;
  if (name === undefined || location === undefined) return declared([], [...problems, ...more]);
  const own: Declaration = {
    reader: roboflowDataset.id,
    subject: { at: "entry", path: file.path, entry: name.value },
    kind: "dataset",
    role: "published",
    location,
    licenses,
  };
  return declared([declaration(own, { name, licenseLink })], [...problems, ...more]);
}
