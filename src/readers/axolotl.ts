import { field, type MapNode, text, type ValueNode } from "../formats/node.ts";
import type { FileContent, Reader, Reading, Stated } from "../model.ts";
import { declared, nothing } from "./parts/reading.ts";
import { countKeys, itemsOf, malformed, Training } from "./parts/training.ts";
import { readYamlManifest, YAML_HEAD } from "./parts/yaml-manifest.ts";

const KEYS = new Set(
  "datasets pretraining_dataset adapter sequence_len micro_batch_size gradient_accumulation_steps val_set_size dataset_prepared_path num_epochs sample_packing lora_r lora_alpha output_dir load_in_8bit load_in_4bit flash_attention wandb_project special_tokens chat_template rl optimizer learning_rate bf16 strict plugins base_model_config model_type tokenizer_type lr_scheduler".split(
    " ",
  ),
);

/** axolotl's training configuration (axolotl `docs/config-reference`): base model, data sets, adapters, the output on the Hub. */
export const axolotl: Reader = {
  id: "axolotl",
  title: "axolotl training configuration",
  head: YAML_HEAD,
  ends: ["yaml", "yml"],
  matches: (_path, name) => name.endsWith(".yaml") || name.endsWith(".yml"),
  read: readAxolotl,
};

async function readAxolotl(file: FileContent): Promise<Reading> {
  const manifest = await readYamlManifest(file, ["base_model"], ["datasets", "dataset", "adapter", "sequence_len", "micro_batch_size"]);
  const config = manifest?.documents.find(isTraining);
  if (manifest === null || config === undefined)
    return manifest?.brokenKeys.has("merge_method") ? nothing : malformed(manifest, "base_model", KEYS);
  const training = new Training(axolotl.id, manifest);
  const base = training.model(field(config, "base_model"), "model", text(field(config, "revision_of_model"))?.value);
  for (const key of ["base_model_config", "tokenizer_config", "reward_model", "teacher_model", "kd_teacher"]) {
    const other = field(config, key);
    if (text(other)?.value !== text(field(config, "base_model"))?.value) training.model(onHub(other));
  }
  training.model(onHub(field(config, "lora_model_dir")), "adapter");
  const datasets: Stated[] = [];
  for (const key of ["datasets", "test_datasets", "pretraining_dataset"]) {
    for (const item of itemsOf(field(config, key))) datasets.push(...dataset(training, item));
  }
  const adapter = text(field(config, "adapter"));
  const relation = adapter === undefined ? "finetune" : "adapter";
  const bases = training.base(field(config, "base_model"), base, relation);
  const kind = adapter === undefined ? "model" : "adapter";
  training.output(field(config, "hub_model_id"), kind, bases, datasets);
  training.outputFolder(field(config, "output_dir"), kind, bases, datasets);
  return declared(training.declarations, training.problems);
}

function isTraining(node: MapNode): boolean {
  if (field(node, "base_model")?.type !== "scalar" || field(node, "merge_method") !== undefined) return false;
  return countKeys(node, KEYS) >= 2;
}

function dataset(training: Training, item: ValueNode): readonly Stated[] {
  if (item.type === "scalar") return listed(training.dataset(item));
  const path = field(item, "path");
  const isFile = field(item, "data_files") !== undefined || field(item, "ds_type") !== undefined;
  const found =
    isFile && !(text(path)?.value.includes("/") ?? false) ? undefined : training.dataset(path, text(field(item, "revision"))?.value);
  return listed(found);
}

function listed(found: Stated | undefined): readonly Stated[] {
  return found === undefined ? [] : [found];
}

/** `lora_model_dir` is most often a folder: only what has the form of a Hub id is taken. */
function onHub(node: ValueNode | undefined): ValueNode | undefined {
  return text(node)?.value.includes("/") ? node : undefined;
}
