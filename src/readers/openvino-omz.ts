import { field, texts, type ValueNode } from "../formats/node.ts";
import type { Declaration, FileContent, Problem, Reader, Reading, StatedBase } from "../model.ts";
import { hubAddress } from "./parts/hub-names.ts";
import { licenseIn } from "./parts/license-fields.ts";
import { declaration, openManifest, parseYamlManifest } from "./parts/manifest.ts";
import { declared, folderSubject, unrecognized } from "./parts/reading.ts";

/** Models of the Open Model Zoo: `model.yml` and `composite-model.yml`, whose `license` is a web address (OpenVINO `open_model_zoo/CONTRIBUTING.md`). */
export const openvinoOmz: Reader = {
  id: "openvino-omz",
  title: "Open Model Zoo model.yml",
  ends: ["yaml", "yml"],
  matches: (_path, name) => /^(?:.*-)?model\.ya?ml$/.test(name),
  read: readModel,
};

async function readModel(file: FileContent): Promise<Reading> {
  const isOurs = (source: string) =>
    /^task_type:/m.test(source) &&
    /^(?:framework|files|input_info|model_optimizer_args|license|composite_model|description):/m.test(source);
  const { source, reading } = openManifest(file, isOurs, false);
  if (reading !== undefined) return reading;
  const { value, problems } = await parseYamlManifest(source, file.path);
  if (value?.type !== "map") return unrecognized(problems);
  const more: Problem[] = [];
  const { licenses, licenseLink } = licenseIn(more, value);
  const base: Declaration = {
    reader: openvinoOmz.id,
    subject: folderSubject(file.path),
    kind: "model",
    role: "published",
    location: licenses[0]?.location ?? licenseLink?.location ?? value.location,
    licenses,
    bases: bases(value),
  };
  return declared([declaration(base, { licenseLink })], [...problems, ...more]);
}

/** Files that are fetched from the Hub say where the model comes from. */
function bases(node: ValueNode): StatedBase[] {
  const files = field(node, "files");
  const addresses = (files?.type === "list" ? files.items : []).flatMap((file) =>
    ["original_source", "source"].flatMap((key) => [...texts(field(file, key)), ...texts(field(file, key, "url"))]),
  );
  const hubs = addresses.flatMap((stated) => hubAddress(stated) ?? []).filter(({ kind }) => kind === "model");
  const names = new Map(hubs.map(({ name }) => [name.value, name]));
  return [...names.values()].map((name) => ({ ...name, relation: null, inferred: true }));
}
