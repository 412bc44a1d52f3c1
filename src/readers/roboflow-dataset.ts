import { field, text, type ValueNode } from "../formats/node.ts";
import type { Declaration, FileContent, Problem, Reader, Reading, Stated } from "../model.ts";
import { licenseIn } from "./parts/license-fields.ts";
import { declaration, openManifest, parseYamlManifest } from "./parts/manifest.ts";
import { declared, nothing } from "./parts/reading.ts";
import { shortPage } from "./parts/roboflow.ts";
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
  const { licenses, licenseLink } = licenseIn(more, project);
  const name = pageOf(project);
  const location = licenses[0]?.location ?? licenseLink?.location;
  if (name === undefined || location === undefined) return declared([], [...problems, ...more]);
  const own: Declaration = {
    reader: roboflowDataset.id,
    subject: name.value.includes("/") ? { at: "name", name: name.value } : { at: "entry", path: file.path, entry: name.value },
    kind: "dataset",
    role: "used",
    location,
    licenses,
  };
  return declared([declaration(own, { name, licenseLink })], [...problems, ...more]);
}

/** The page on Roboflow Universe by which a data set is known, else its project. */
function pageOf(project: ValueNode | undefined): Stated | undefined {
  const [workspace, name] = [text(field(project, "workspace")), text(field(project, "project"))];
  const url = text(field(project, "url"));
  const page = workspace === undefined || name === undefined ? url?.value : `universe.roboflow.com/${workspace.value}/${name.value}`;
  const stated = name ?? url;
  return stated === undefined ? undefined : { value: page === undefined ? stated.value : shortPage(page), location: stated.location };
}
