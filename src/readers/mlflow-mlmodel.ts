import { field, text, texts, type ValueNode } from "../formats/node.ts";
import type { Declaration, FileContent, Problem, Reader, Reading, Stated } from "../model.ts";
import { hubReference } from "./parts/hub-names.ts";
import { joinLicenses, licenseIn } from "./parts/license-fields.ts";
import { declaration, openManifest, parseYamlManifest } from "./parts/manifest.ts";
import { declared, folderSubject, unrecognized } from "./parts/reading.ts";

const SOURCE_KEYS = ["source_model_name", "huggingface_id", "hf_model_id", "base_model_name", "base_model"];

/** MLflow's `MLmodel`: a model lies here; flavors and metadata name the one that it was made from (MLflow "Models", transformers flavor). */
export const mlflowMlmodel: Reader = {
  id: "mlflow-mlmodel",
  title: "MLflow MLmodel",
  ends: ["mlmodel"],
  matches: (_path, name) => name === "mlmodel",
  read: readModel,
};

async function readModel(file: FileContent): Promise<Reading> {
  const { source, reading } = openManifest(file, (candidate) => /^flavors:/m.test(candidate), true);
  if (reading !== undefined) return reading;
  const { value, problems } = await parseYamlManifest(source, file.path);
  if (value?.type !== "map") return unrecognized(problems);
  const more: Problem[] = [];
  const metadata = field(value, "metadata");
  const list = field(value, "flavors");
  const flavors = list?.type === "map" ? list.entries.map((entry) => entry.value) : [];
  const { licenses, licenseLink } = joinLicenses(...[value, metadata, ...flavors].map((node) => licenseIn(more, node)));
  const isAdapter = flavors.some((flavor) => text(field(flavor, "peft_adaptor")) !== undefined);
  const names = sources([...flavors, metadata]);
  const says = licenses.length > 0 || licenseLink !== undefined || names.length > 0;
  const base: Declaration = {
    reader: mlflowMlmodel.id,
    subject: folderSubject(file.path),
    kind: isAdapter ? "adapter" : "model",
    role: "published",
    location: licenses[0]?.location ?? names[0]?.location ?? value.location,
    licenses,
    bases: names.map((name) => ({ ...name, relation: isAdapter ? ("adapter" as const) : null, inferred: !name.value.includes("/") })),
    datasets: texts(field(metadata, "datasets")),
    ...(says ? {} : { evidenceOnly: true as const }),
  };
  return declared([declaration(base, { licenseLink })], [...problems, ...more]);
}

/** Models by their Hub id, each once; where there is none, a bare name hints. Paths on the machine that logged the model say nothing. */
function sources(nodes: readonly (ValueNode | undefined)[]): readonly Stated[] {
  const found = new Map<string, Stated>();
  for (const node of nodes) {
    for (const key of SOURCE_KEYS) {
      for (const stated of texts(field(node, key))) {
        const name = hubReference(stated)?.name ?? (/^[\w.-]+$/.test(stated.value) ? stated : null);
        if (name !== null && !found.has(name.value)) found.set(name.value, name);
      }
    }
  }
  const ids = [...found.values()].filter(({ value }) => value.includes("/"));
  return ids.length > 0 ? ids : [...found.values()];
}
