import { field, type MapNode, text, type ValueNode } from "../formats/node.ts";
import { decodeText } from "../formats/text.ts";
import type { Declaration, FileContent, Reader, Reading, Relation, Stated } from "../model.ts";
import { addressedName, hubName } from "./parts/model-names.ts";
import { declared, nothing, usedModel } from "./parts/reading.ts";
import { countKeys, itemsOf, malformed, Training } from "./parts/training.ts";
import { holds, readYamlManifest, YAML_HEAD } from "./parts/yaml-manifest.ts";

const KEYS = new Set(
  "stage do_train do_predict do_eval finetuning_type dataset dataset_name dataset_mixer dataset_mixture template output_dir export_dir learning_rate per_device_train_batch_size num_train_epochs cutoff_len max_seq_length torch_dtype dtype bf16 lora_rank use_peft infer_backend adapter_name_or_path gradient_accumulation_steps tokenizer_name hub_model_id trust_remote_code load_in_4bit logging_steps report_to".split(
    " ",
  ),
);
const OTHER_MODELS = [
  "ref_model",
  "ref_model_name_or_path",
  "reward_model",
  "reward_model_path",
  "reward_model_path_or_name",
  "teacher_model_name_or_path",
  "tokenizer_name",
  "tokenizer_name_or_path",
  "value_model",
];

/** Training configurations around `model_name_or_path` (LLaMA-Factory, TRL and alignment-handbook, open-instruct), and LLaMA-Factory's `dataset_info.json`. */
export const llamafactory: Reader = {
  id: "llamafactory",
  title: "LLaMA-Factory, TRL or alignment-handbook training configuration",
  head: YAML_HEAD,
  ends: ["json", "yaml", "yml"],
  matches: (_path, name) => name.endsWith(".yaml") || name.endsWith(".yml") || name === "dataset_info.json",
  read: (file) => (file.path.endsWith(".json") ? readDatasetInfo(file) : readTraining(file)),
};

async function readTraining(file: FileContent): Promise<Reading> {
  const manifest = await readYamlManifest(file, ["model_name_or_path", "model_name"]);
  const config = manifest?.documents.find(isTraining);
  if (manifest === null || config === undefined) return malformed(manifest, "model_name_or_path", KEYS);
  const training = new Training(llamafactory.id, manifest);
  const base = training.model(field(config, "model_name_or_path"), "model", text(field(config, "model_revision"))?.value);
  const adapters = splitNames(field(config, "adapter_name_or_path")).map((one) => training.model(one, "adapter"));
  for (const key of OTHER_MODELS) {
    const other = field(config, key);
    if (text(other)?.value !== text(field(config, "model_name_or_path"))?.value) training.model(other);
  }
  for (const key of ["ref_model_adapters", "reward_model_adapters"])
    for (const one of splitNames(field(config, key))) training.model(one, "adapter");
  const datasets = datasetsOf(training, config);
  const finetuning = text(field(config, "finetuning_type"))?.value;
  const isAdapter =
    finetuning === "lora" ||
    finetuning === "oft" ||
    text(field(config, "use_peft"))?.value === "true" ||
    adapters.some((one) => one !== undefined);
  const bases = (relation: Relation) => training.base(field(config, "model_name_or_path"), base, relation);
  training.output(field(config, "hub_model_id"), isAdapter ? "adapter" : "model", bases(isAdapter ? "adapter" : "finetune"), datasets);
  training.output(field(config, "export_hub_model_id"), "model", bases("finetune"), datasets);
  training.outputFolder(field(config, "output_dir"), isAdapter ? "adapter" : "model", bases(isAdapter ? "adapter" : "finetune"), datasets);
  training.outputFolder(field(config, "export_dir"), "model", bases("finetune"), datasets);
  return declared(training.declarations, training.problems);
}

function isTraining(node: MapNode): boolean {
  return field(node, "model_name_or_path")?.type === "scalar" && countKeys(node, KEYS) >= 1;
}

/** Data sets by each of the ways in which these trainers name them. */
function datasetsOf(training: Training, config: MapNode): readonly Stated[] {
  const found: (Stated | undefined)[] = [];
  for (const key of ["dataset", "eval_dataset", "train_dataset", "dataset_name", "dataset_id_or_path", "dataset_id", "eval_dataset_name"]) {
    for (const one of splitNames(field(config, key))) found.push(training.dataset(one));
  }
  for (const key of ["dataset_mixer", "dataset_eval_mixer", "dataset_train_mixer"]) {
    const mixer = field(config, key);
    if (mixer?.type === "map")
      for (const entry of mixer.entries) found.push(training.datasetNamed({ value: entry.key, location: entry.keyLocation }));
  }
  for (const key of ["dataset_mixer_list", "dataset_eval_mixer_list"]) {
    for (const one of itemsOf(field(config, key))) if (text(one)?.value.includes("/")) found.push(training.dataset(one));
  }
  for (const item of itemsOf(field(config, "dataset_mixture", "datasets"))) {
    const name = field(item, "id") ?? field(item, "path") ?? field(item, "name");
    found.push(training.dataset(name, text(field(item, "revision"))?.value));
  }
  return found.filter((one) => one !== undefined);
}

/** Names with commas between them; each keeps its own place on the line. */
function splitNames(node: ValueNode | undefined): readonly ValueNode[] {
  return itemsOf(node).flatMap((item): readonly ValueNode[] => {
    if (item.type !== "scalar" || item.kind !== "text") return [];
    let column = item.location.column ?? 1;
    return item.text.split(",").flatMap((part) => {
      const lead = part.length - part.trimStart().length;
      const location = { ...item.location, column: column + lead };
      column += part.length + 1;
      return part.trim() === "" ? [] : [{ ...item, text: part.trim(), location }];
    });
  });
}

/** LLaMA-Factory's registry of data sets: which of its names stands for which data set of the Hub. */
async function readDatasetInfo(file: FileContent): Promise<Reading> {
  if (!holds(file.bytes, ["hf_hub_url", "ms_hub_url", "om_hub_url"])) return nothing;
  const { parseJson } = await import("../formats/json.ts");
  const { value, problems } = parseJson(decodeText(file.bytes).text, file.path);
  const declarations = (value?.type === "map" ? value.entries : []).flatMap(({ value: entry }): readonly Declaration[] => {
    const url = text(field(entry, "hf_hub_url")) ?? text(field(entry, "ms_hub_url")) ?? text(field(entry, "om_hub_url"));
    const name = url === undefined ? null : (addressedName(url.value) ?? hubName(url.value));
    return url === undefined || name === null ? [] : [usedModel(llamafactory.id, { ...name, kind: "dataset" }, url.location)];
  });
  return declared(declarations, problems);
}
