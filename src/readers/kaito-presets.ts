import { field, text, texts, type ValueNode } from "../formats/node.ts";
import type { Declaration, FileContent, Problem, Reader, Reading, Stated } from "../model.ts";
import { licenseIn } from "./parts/license-fields.ts";
import { declaration, openManifest, parseYamlManifest, reference } from "./parts/manifest.ts";
import { said } from "./parts/model-details.ts";
import { hubName } from "./parts/model-names.ts";
import { declared } from "./parts/reading.ts";

/** The models that KAITO deploys: `supported_models.yaml` with the Hub's address as `version`, `model_catalog.yaml` with license and base models. */
export const kaitoPresets: Reader = {
  id: "kaito-presets",
  title: "KAITO model presets",
  ends: ["yaml", "yml"],
  matches: (_path, name) => /^(?:supported_models|model_catalog|builtin_models|supported_models_\w+)\.ya?ml$/.test(name),
  read: readPresets,
};

async function readPresets(file: FileContent): Promise<Reading> {
  const isOurs = (source: string) =>
    /^models:/m.test(source) && /^[ \t]+(?:runtime|tag|modelFileSize|pipelineTag|downloadAtRuntime|modelTokenLimit|version):/m.test(source);
  const { source, reading } = openManifest(file, isOurs, false);
  if (reading !== undefined) return reading;
  const { value, problems } = await parseYamlManifest(source, file.path);
  const models = field(value, "models");
  const more: Problem[] = [];
  const items = models?.type === "list" ? models.items : [];
  return declared(
    items.flatMap((item) => preset(item, file.path, more)),
    [...problems, ...more],
  );
}

function preset(item: ValueNode, path: string, problems: Problem[]): Declaration[] {
  const called = said(field(item, "name"), problems);
  if (called === undefined) return [];
  const { licenses, licenseLink } = licenseIn(problems, item);
  const origin = said(field(item, "version"), problems) ?? text(field(item, "description")) ?? called;
  const hub = hubName(origin.value) ?? hubName(called.value);
  const name: Stated | undefined =
    hub === null ? undefined : { value: hub.name, location: hubName(origin.value) === null ? called.location : origin.location };
  if (licenses.length === 0 && licenseLink === undefined)
    return name === undefined ? [] : [reference(kaitoPresets.id, name, "model", hub?.revision)];
  const own: Declaration = {
    reader: kaitoPresets.id,
    subject: { at: "entry", path, entry: called.value },
    kind: "model",
    role: "published",
    location: licenses[0]?.location ?? called.location,
    licenses,
    bases: texts(field(item, "baseModel")).map((base) => ({ ...base, relation: null, inferred: false })),
  };
  return [declaration(own, { name: name ?? called, licenseLink, revision: hub?.revision, modality: text(field(item, "pipelineTag")) })];
}
