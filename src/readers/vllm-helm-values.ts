import { field, type MapNode } from "../formats/node.ts";
import type { FileContent, Reader, Reading } from "../model.ts";
import { findModels } from "./parts/config-walk.ts";
import { declared, nothing, unrecognized } from "./parts/reading.ts";
import { readYamlManifest, YAML_HEAD } from "./parts/yaml-manifest.ts";

/** Helm values of charts that serve models: vLLM's production stack (`servingEngineSpec.modelSpec`), KubeAI's catalog, OPEA, llm-d and others. */
export const vllmHelmValues: Reader = {
  id: "vllm-helm-values",
  title: "Helm values of a chart that serves models",
  head: YAML_HEAD,
  ends: ["yaml", "yml"],
  matches: (_path, name) => name.endsWith(".yaml") || name.endsWith(".yml"),
  read: readValues,
};

async function readValues(file: FileContent): Promise<Reading> {
  const isValues = /(?:^|[-_./])values[^/]*\.ya?ml$/i.test(file.path);
  const marks = isValues ? ["odel", "MODEL", "hf://", "huggingface", "ollama"] : ["servingEngineSpec:", "modelSpec:"];
  const manifest = await readYamlManifest(file, marks);
  const values = manifest?.documents.filter((document) => isOurs(document, isValues)) ?? [];
  if (manifest === null || values.length === 0) return unrecognized(manifest?.problems);
  const found = values.map((document) => findModels(vllmHelmValues.id, manifest, document));
  const declarations = found.flatMap((one) => one.declarations);
  const holes = manifest.template ? [] : found.flatMap((one) => one.holes);
  if (declarations.length === 0 && holes.length === 0 && !values.some((document) => field(document, "servingEngineSpec") !== undefined))
    return manifest.template ? nothing : unrecognized(manifest.problems);
  return declared(declarations, [...manifest.problems, ...holes]);
}

/** Values are no Kubernetes object. */
function isOurs(document: MapNode, isValues: boolean): boolean {
  if (field(document, "apiVersion") !== undefined && field(document, "kind") !== undefined) return false;
  return isValues || field(document, "servingEngineSpec") !== undefined || field(document, "modelSpec") !== undefined;
}
