import { field, text, type ValueNode } from "../../formats/node.ts";
import type { Kind, Stated } from "../../model.ts";
import { isShortModel, isStrong } from "../references/names.ts";
import { addressedName, hubName } from "./model-names.ts";
import type { PythonModule, PythonRecord } from "./python-records.ts";

/** Licenses that are said to be those of a model. */
const MODEL_LICENSES = ["model_license", "weights_license"];
export const LICENSE_KEYS = ["license", "licence", "licenses", ...MODEL_LICENSES, "license_id"];
/** What it is called, where nothing else says it. */
export const LICENSE_NAME_KEYS = ["license_name", "license_type"];
/** Fields that hold the name by which a model is known, the surest first. */
const NAME_KEYS =
  "model model_id hf_hub_id hf_id hf_model_id hf_model hf_repo hf_repo_id huggingface_id repo_id repo repository hf_path model_path path model_name name id".split(
    " ",
  );
const MODEL_KEYS = new Set(
  "model model_id hf_hub_id hf_id hf_model_id hf_model hf_repo hf_repo_id huggingface_id repo_id model_name model_path embed_dim embedding_dim dim n_parameters num_parameters num_params parameter_count parameters_b params_b max_tokens context_length context_window max_context max_input_tokens architecture architectures weights weights_url checkpoint checkpoint_url ckpt_url quantization base_model adapted_from model_file size_in_GB size_gb open_weights hidden_size n_layers vocab_size kaggle_handle input_size crop_pct".split(
    " ",
  ),
);
/** Fields that hold the address of an entry. */
const ADDRESS_KEYS = ["source", "url", "hub_url", "source_url"];
/** What an entry is called where none of its fields is a Hub id, the surest first. */
const TITLE_KEYS = "name model_name display_name title id model model_id slug key".split(" ");
/** Fields with other words before or after: `source_repo`, `hf_tokenizer`, `ollama_name`. */
const HUB_KEY = /^(?:hf|hugging_?face|ollama|gguf|mlx)(?:_\w+)?$|^(?!git|docker|code)\w+_repo(?:_id)?$/;
const WEIGHTS_FILE = /\.(?:safetensors|ckpt|pth?|onnx|gguf|tflite)$/i;
const MODEL_CALLEE = /model|embedd|encoder|backbone|checkpoint|pretrained|weights|^_?cfg$|llm/i;
const MODEL_LABEL =
  /(?:^|[_.])models?(?:$|_(?:list|registry|catalog|zoo|infos?|cards?|specs?|map|table|db|profiles?|presets?|options|metadata|licen[cs]es|sources))|_models_|zoo$|default_cfgs|pretrained|checkpoints|backbones|(?:_|^)weights$|Weights$/i;
const NOT_MODEL_LABEL = /^model_config$/i;
const DATASET = /dataset|corpus|taskmetadata/i;
/** What a model was made from: one that names its data set too was trained on that. */
export const BASE_KEYS = ["adapted_from", "base_model", "base_model_name"];
const DATASET_KEYS = ["dataset", "dataset_id", "dataset_name", "hf_dataset", "hf_dataset_id"];
/** What packages and web services say of themselves, what another reader reads, and the cards of what a program makes. */
const NOT_MODELS =
  /^(?:setup|Extension|FastAPI|License|PackageInfo|ConfigDict|ArgumentParser|moduleinfo|push_to_hub|\w*CardData|(?:create|generate)_model_card)$/;
const PACKAGE_KEYS = [
  "packages",
  "install_requires",
  "python_requires",
  "author_email",
  "classifiers",
  "entry_points",
  "search_keywords",
  "block_type",
];

/** Licenses that a function's result or a shared dictionary gives to every entry made with it, by its name. */
export function givenLicenses(module: PythonModule): ReadonlyMap<string, PythonRecord> {
  const given = new Map<string, PythonRecord>();
  for (const record of module.records) {
    if (!statesLicense(record) || record.callee !== "") continue;
    const variable = record.labels.length === 1 ? record.labels[0]?.value : undefined;
    const name = record.returnedBy ?? variable;
    if (name !== undefined) given.set(name, record);
  }
  return given;
}

export function statesLicense(record: PythonRecord): boolean {
  return [...LICENSE_KEYS, ...LICENSE_NAME_KEYS].some((key) => record.keys.has(key));
}

/** The record that the license comes from: itself, or what it is made with. */
export function giver(record: PythonRecord, given: ReadonlyMap<string, PythonRecord>): [string, PythonRecord] | null {
  for (const name of [...record.spread, record.callee]) {
    const found = given.get(name);
    if (found !== undefined && found !== record) return [name, found];
  }
  return null;
}

/** Whether a record is about a model or a data set; null for packages, web services and all else that has a license. */
export function kindOf(record: PythonRecord, given: ReadonlyMap<string, PythonRecord>): Kind | null {
  const from = statesLicense(record) ? null : giver(record, given);
  if (!statesLicense(record) && from === null) return null;
  // A class with a license may be anything, a package's recipe above all.
  if (record.callee === "class") return hubName(nameOf(record.map(), record)?.value ?? "") === null ? null : "model";
  if (isOfScript(record)) return null;
  if (NOT_MODELS.test(record.callee) || PACKAGE_KEYS.some((key) => record.keys.has(key))) return null;
  const isOfData = DATASET_KEYS.some((key) => record.keys.has(key)) && !BASE_KEYS.some((key) => record.keys.has(key));
  if (DATASET.test(record.callee) || (isOfData && !MODEL_CALLEE.test(record.callee))) return "dataset";
  const isSaid = MODEL_LICENSES.some((key) => record.keys.has(key)) && NAME_KEYS.some((key) => record.keys.has(key));
  return isSaid || isModel(record, from?.[1]) || ownerOf(record) !== null ? "model" : kindByName(record);
}

/** Another reader reads what a loading script says of its data set. */
function isOfScript({ callee, keys, labels, returnedBy }: PythonRecord): boolean {
  const isInfo = returnedBy === "_info" || labels.some(({ value }) => value === "_info");
  return callee === "DatasetInfo" && (isInfo || ["features", "citation", "homepage"].some((key) => keys.has(key)));
}

/** By the address on the Hub that a record gives beside its license, or by a name that is surely a model's. */
function kindByName(record: PythonRecord): Kind | null {
  const map = record.map();
  for (const key of ADDRESS_KEYS) {
    const addressed = addressedName(text(field(map, key))?.value ?? "");
    if (addressed !== null) return addressed.kind;
  }
  return isModelName(nameOf(map, record)?.value ?? "") ? "model" : null;
}

/** Whether a name is surely a model's, whatever stands around it. */
function isModelName(name: string): boolean {
  return isStrong(name) || (isShortModel(name) && SIZED.test(name));
}

/** `writer-7b`: programs that are called after a family have no size. */
const SIZED = /[-_:]\d+(?:\.\d+)?b(?:$|[-_])/i;

function isModel({ callee, keys, labels }: PythonRecord, from?: PythonRecord): boolean {
  const isKept = [...keys, ...(from?.keys ?? [])].some((key) => MODEL_KEYS.has(key) || HUB_KEY.test(key));
  const isListed = labels.some(({ value }) => (MODEL_LABEL.test(value) && !NOT_MODEL_LABEL.test(value)) || WEIGHTS_FILE.test(value));
  return isKept || isListed || MODEL_CALLEE.test(callee);
}

/** Parts of an entry whose license is not that of the model. */
const OTHER_PART = /code|source|software|data|engine|runtime|library|tokenizer|voice|package|depend|paper/i;

/** The Hub id of the entry that a part without a name states the license of: `Model(id="owner/name", card=Card(license="mit"))`. */
export function ownerOf({ within, callee, labels }: PythonRecord): Stated | null {
  if (within === null || statesLicense(within) || DATASET.test(within.callee) || !isModel(within)) return null;
  if (OTHER_PART.test(callee === "" ? (labels.at(-1)?.value ?? "") : callee)) return null;
  const name = nameOf(within.map(), within);
  return name === undefined || hubName(name.value) === null ? null : name;
}

/** The Hub id where a field holds one, the entry stands under one or the call begins with one, else the name that the entry gives itself. */
export function nameOf(map: ValueNode, { first, labels }: PythonRecord): Stated | undefined {
  const dataset = field(map, "dataset");
  const others = map.type === "map" ? map.entries.flatMap(({ key, value }) => (HUB_KEY.test(key) ? [value] : [])) : [];
  const candidates = [...NAME_KEYS.map((key) => field(map, key)), ...others, field(dataset, "path"), field(dataset, "name")].flatMap(
    (node) => text(node) ?? [],
  );
  return (
    candidates.find(({ value }) => hubName(value) !== null) ??
    keyOnHub(labels.at(-1)) ??
    ADDRESS_KEYS.flatMap((key) => text(field(map, key)) ?? []).find(({ value }) => addressedName(value) !== null) ??
    (first !== null && hubName(first.value) !== null ? first : undefined) ??
    TITLE_KEYS.flatMap((key) => text(field(map, key)) ?? [])[0] ??
    labels.findLast(({ value }) => isModelName(value))
  );
}

/** `"owner/name": { … }`, also as folders of the Hub's cache are called, `"owner--name"`. */
function keyOnHub(label: Stated | undefined): Stated | undefined {
  const value = label?.value.replace(/^(?:models--)?([\w.-]{1,96}?)--(?=[^-])/, "$1/") ?? "";
  return label === undefined || hubName(value) === null ? undefined : { ...label, value };
}

/** What the entry stands under, without the functions around it. */
export function labelOf({ labels, returnedBy, callee }: PythonRecord): string {
  const names = labels.map(({ value }) => value).filter((value) => !/^[a-z_]*(?:cfgs?|registry|catalog|models?)$/i.test(value));
  return (names.length > 0 ? names : labels.map(({ value }) => value)).join(".") || (returnedBy ?? callee);
}
