import { field, type MapNode, text, type ValueNode } from "../formats/node.ts";
import type { Declaration, FileContent, Problem, Reader, Reading, Stated } from "../model.ts";
import { holeProblem } from "./parts/config-walk.ts";
import { licenseIn } from "./parts/license-fields.ts";
import { HEAD_BYTES, holds, openManifest } from "./parts/manifest.ts";
import { addressedName, hubName, hubNameOrShort } from "./parts/model-names.ts";
import { declared, nothing, unrecognized, usedModel } from "./parts/reading.ts";
import { itemsOf } from "./parts/training.ts";
import { hasHole, readYamlManifest } from "./parts/yaml-manifest.ts";

const MODEL_KEY = '"input_model"';

/** Olive's recipes (microsoft/olive-recipes): `info.yml`, and the workflows beside it, whose `input_model` is what is optimized. */
export const oliveRecipeInfo: Reader = {
  id: "olive-recipe-info",
  title: "Olive recipe and workflow",
  head: HEAD_BYTES,
  ends: ["json", "yaml", "yml"],
  matches: (_path, name) => name === "info.yml" || name === "info.yaml" || name.endsWith(".json"),
  read: (file) => {
    if (!file.path.toLowerCase().endsWith(".json")) return readInfo(file);
    return holds(file, MODEL_KEY) ? readWorkflow(file) : nothing;
  },
};

async function readInfo(file: FileContent): Promise<Reading> {
  const { source, reading } = openManifest(file, (content) => /^(?:recipes|aitk|execution_provider|eps):/m.test(content), false);
  if (source === undefined) return reading;
  const manifest = await readYamlManifest(file, [":"]);
  const info = manifest?.documents.find(isInfo);
  if (manifest === null || info === undefined) return unrecognized(manifest?.problems);
  const problems: Problem[] = [...manifest.problems];
  const id = text(field(info, "model_id")) ?? text(field(info, "aitk", "modelInfo", "id")) ?? text(field(info, "modelInfo", "id"));
  const { licenses, licenseLink } = licenseIn(problems, info, field(info, "aitk", "modelInfo"));
  if (id === undefined) return declared([], problems);
  if (hasHole(id.value)) return declared([], manifest.template ? problems : [...problems, holeProblem(id.value, id.location)]);
  const found = addressedName(id.value) ?? hubName(id.value.replace(/^(?:huggingface|hf)\//i, ""));
  if (found === null) return declared([], problems);
  const used = usedModel(oliveRecipeInfo.id, found, manifest.place(id.location, found.name));
  const stated = { ...(licenses.length === 0 ? {} : { licenses }), ...(licenseLink === undefined ? {} : { licenseLink }) };
  return declared([{ ...used, ...stated }], problems);
}

function isInfo(node: MapNode): boolean {
  const recipes = field(node, "recipes");
  if (recipes?.type === "list") return itemsOf(recipes).some((recipe) => field(recipe, "file") !== undefined);
  return (
    field(node, "aitk", "modelInfo") !== undefined ||
    (field(node, "model_id") !== undefined && field(node, "execution_provider") !== undefined)
  );
}

/** A workflow: `input_model` (`model_path`, or `hf_config.model_name` in older ones), and the data sets of its `data_configs`. */
async function readWorkflow(file: FileContent): Promise<Reading> {
  const { source, reading } = openManifest(file, (content) => content.includes(MODEL_KEY), false);
  if (source === undefined) return reading;
  const { parseJson } = await import("../formats/json.ts");
  const { value, problems } = parseJson(source, file.path);
  const model = field(value, "input_model");
  if (model?.type !== "map") return unrecognized(problems);
  const isHub = /^(?:hf|huggingface)/i.test(text(field(model, "type"))?.value ?? "");
  const paths = [
    field(model, "model_path"),
    field(model, "config", "model_path"),
    field(model, "config", "hf_config", "model_name"),
    field(model, "hf_config", "model_name"),
  ];
  const adapters = [field(model, "adapter_path"), field(model, "config", "adapter_path")];
  const declarations: Declaration[] = [
    ...paths.flatMap((node) => reference(node, isHub, "model")),
    ...adapters.flatMap((node) => reference(node, false, "adapter")),
    ...dataConfigs(value).flatMap((config) => [
      ...reference(field(config, "load_dataset_config", "data_name"), true, "dataset"),
      ...reference(field(config, "load_dataset_config", "params", "data_name"), true, "dataset"),
      ...reference(field(config, "params_config", "data_name"), true, "dataset"),
    ]),
  ];
  return declared(declarations, problems);
}

function dataConfigs(value: ValueNode | null): readonly ValueNode[] {
  const configs = field(value, "data_configs");
  return configs?.type === "map" ? configs.entries.map((entry) => entry.value) : itemsOf(configs);
}

function reference(node: ValueNode | undefined, isHub: boolean, kind: Declaration["kind"]): readonly Declaration[] {
  const stated: Stated | undefined = text(node);
  if (stated === undefined || hasHole(stated.value)) return [];
  const found = isHub ? hubNameOrShort(stated.value) : hubName(stated.value);
  const isLoader = kind === "dataset" && /^(?:json|csv|text|parquet|arrow)$/.test(stated.value);
  return found === null || isLoader ? [] : [usedModel(oliveRecipeInfo.id, { ...found, kind }, stated.location)];
}
