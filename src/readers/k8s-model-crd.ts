import { field, type ValueNode } from "../formats/node.ts";
import type { FileContent, Reader, Reading } from "../model.ts";
import { type KubernetesObject, modelsOfObjects, objectsOf } from "./parts/kubernetes.ts";
import { declared, nothing, unrecognized } from "./parts/reading.ts";
import { itemsOf } from "./parts/training.ts";
import { readYamlManifest, YAML_HEAD } from "./parts/yaml-manifest.ts";

/** Groups whose objects are about models; those of others are read where a model is named in them. */
const MODEL_GROUP =
  /(?:^|\.)(?:kubeai\.org|kaito\.sh|ome\.io|llmaz\.io|llmkube\.dev|seldon\.io|ayaka\.io|aibrix\.ai|vllm\.ai|substratus\.ai|arks\.ai|llm-d\.ai|llm-d\.io)$/;
const KSERVE = /^serving\.(?:kserve\.io|kubeflow\.org)$/;
/** Kinds that describe other objects, or hold no model. */
const OTHER_KIND =
  /^(?:CustomResourceDefinition|(?:Cluster)?Role(?:Binding)?|Namespace|Service|ServiceAccount|HorizontalPodAutoscaler|NetworkPolicy|ValidatingWebhookConfiguration|MutatingWebhookConfiguration)$/;

/** Kubernetes objects that name models: KubeAI, KAITO, OME, llmaz, LLMKube, Seldon and others, and deployments whose containers name one. */
export const k8sModelCrd: Reader = {
  id: "k8s-model-crd",
  title: "Kubernetes manifest that names models",
  head: YAML_HEAD,
  ends: ["yaml", "yml"],
  matches: (_path, name) => name.endsWith(".yaml") || name.endsWith(".yml"),
  read: readObjects,
};

async function readObjects(file: FileContent): Promise<Reading> {
  const manifest = await readYamlManifest(
    file,
    ["apiVersion"],
    ["kind"],
    ["odel", "MODEL", "hf://", "huggingface", "ollama", "preset", "LLM"],
  );
  if (manifest === null) return nothing;
  const broken = manifest.template ? nothing : unrecognized(manifest.problems);
  const objects = objectsOf(manifest).filter(({ group, kind }) => !KSERVE.test(group) && !OTHER_KIND.test(kind));
  if (objects.length === 0) return broken;
  const { declarations, problems } = modelsOfObjects(k8sModelCrd.id, manifest, objects, namesIn);
  const isOurs = declarations.length > 0 || problems.length > 0 || objects.some(({ group }) => MODEL_GROUP.test(group));
  return isOurs ? declared(declarations, manifest.problems.length > 0 ? manifest.problems : problems) : broken;
}

/** Fields that name a model by a name of the operator's own catalog, or another object. */
function namesIn({ group, kind, node }: KubernetesObject): readonly (ValueNode | undefined)[] {
  const at = (...path: readonly string[]) => field(node, ...path);
  if (group === "kaito.sh") {
    return [
      ...["inference", "tuning"].map((part) => at(part, "preset", "name")),
      at("spec", "inference", "preset", "name"),
      at("spec", "template", "inference", "preset", "name"),
    ];
  }
  if (group === "ome.io") {
    if (kind === "InferenceService")
      return [at("spec", "model", "name"), at("spec", "predictor", "model", "baseModel"), at("spec", "predictor", "model", "name")];
    return [at("spec", "baseModelRef", "name"), at("spec", "baseModel")];
  }
  if (group === "inference.llmkube.dev") return [at("spec", "modelRef")];
  if (group === "inference.llmaz.io") {
    return [at("spec", "modelClaim", "modelName"), ...itemsOf(at("spec", "modelClaims", "models")).map((model) => field(model, "name"))];
  }
  if (group === "ollama.ayaka.io" && kind === "Model") return [at("spec", "image")];
  if (group === "model.aibrix.ai" && kind === "ModelAdapter") return [at("spec", "baseModel")];
  if (group === "apps.nvidia.com") return [at("spec", "source", "ngc", "modelPuller"), at("spec", "image", "repository")];
  return [];
}
