import type { FileContent, Reader, Reading } from "../model.ts";
import { modelsOfObjects, objectsOf } from "./parts/kubernetes.ts";
import { declared, unrecognized } from "./parts/reading.ts";
import { readYamlManifest, YAML_HEAD } from "./parts/yaml-manifest.ts";

const GROUP = /^serving\.(?:kserve\.io|kubeflow\.org)$/;

/** KServe's objects (InferenceService, LLMInferenceService, TrainedModel, LocalModelCache, ServingRuntime): `storageUri`, `uri`, arguments and environments. */
export const kserve: Reader = {
  id: "kserve",
  title: "KServe manifest",
  head: YAML_HEAD,
  ends: ["yaml", "yml"],
  matches: (_path, name) => name.endsWith(".yaml") || name.endsWith(".yml"),
  read: readKserve,
};

async function readKserve(file: FileContent): Promise<Reading> {
  const manifest = await readYamlManifest(file, ["serving.kserve.io/", "serving.kubeflow.org/"], ["apiVersion"]);
  const objects = manifest === null ? [] : objectsOf(manifest).filter(({ group }) => GROUP.test(group));
  if (manifest === null || objects.length === 0) return unrecognized(manifest?.problems);
  const { declarations, problems } = modelsOfObjects(kserve.id, manifest, objects, () => []);
  return declared(declarations, manifest.problems.length > 0 ? manifest.problems : problems);
}
