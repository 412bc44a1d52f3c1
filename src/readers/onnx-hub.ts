import { field, text, type ValueNode } from "../formats/node.ts";
import type { Declaration, FileContent, Problem, Reader, Reading } from "../model.ts";
import { licenseIn } from "./parts/license-fields.ts";
import { declaration, openManifest, parseJsonManifest } from "./parts/manifest.ts";
import { declared } from "./parts/reading.ts";

/** `ONNX_HUB_MANIFEST.json`: the models that `onnx.hub` loads from a repository. */
export const onnxHub: Reader = {
  id: "onnx-hub",
  title: "ONNX Hub manifest",
  ends: ["json"],
  matches: (_path, name) => /^onnx_hub_manifest[\w.-]*\.json$/.test(name),
  read: readManifest,
};

async function readManifest(file: FileContent): Promise<Reading> {
  const { source, reading } = openManifest(file, (text) => text.includes('"model_path"'), true);
  if (reading !== undefined) return reading;
  const { value, problems } = await parseJsonManifest(source, file.path);
  const more: Problem[] = [];
  const items = value?.type === "list" ? value.items : [];
  return declared(
    items.flatMap((item) => entry(item, file.path, more)),
    [...problems, ...more],
  );
}

/** The same model stands there once for each of its files: the path tells them apart. */
function entry(item: ValueNode, path: string, problems: Problem[]): Declaration[] {
  const name = text(field(item, "model"));
  const weights = text(field(item, "model_path"));
  if (name === undefined || weights === undefined) return [];
  const { licenses, licenseLink } = licenseIn(problems, field(item, "metadata"), item);
  const own: Declaration = {
    reader: onnxHub.id,
    subject: { at: "entry", path, entry: weights.value },
    kind: "model",
    role: "published",
    location: licenses[0]?.location ?? name.location,
    licenses,
  };
  return [declaration(own, { name, licenseLink })];
}
