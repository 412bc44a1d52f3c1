import { field, type MapEntry, type MapNode, text, type ValueNode } from "../../formats/node.ts";
import { limits } from "../../limits.ts";
import type { Declaration, Problem, Stated } from "../../model.ts";
import { basesOfCard } from "./card-fields.ts";
import { filled, joinLicenses, licenseFields } from "./license-fields.ts";
import { declaration } from "./manifest.ts";
import { said } from "./model-details.ts";
import { addressedName, hubName, isHostedName, isSizedName } from "./model-names.ts";

/** Not the license of the code, the data or the program that a model comes with. */
const LICENSE_KEY =
  /^(?!(?:\w+_)?(?:code|source|data|dataset|runtime|engine|library|package|framework|implementation|software|app)_)(?:\w+_|model|weights?)?licen[cs]es?(?:_?(?:id|name|spdx|identifier|expression|type))?$|^spdx(?:_(?:id|identifier|expression|licen[cs]e))?$/;
/** A license that is said to be a model's. */
const OF_MODEL = /(?:^|_)(?:model|weights?)_licen[cs]e$/;
const ELSEWHERE = /^(?:git(?:hub|lab|ee)|codeberg|bitbucket|npm|pypi)(?:\.com|\.org)?$/i;
/** What an entry says of itself in a mapping of its own. */
const GROUP =
  /^(?:openness|legal|licensing|compliance|governance|rights|terms|meta(?:data)?|info|details?|provenance|origin|upstream|source|attribution|distribution|model(?:_(?:info|card|details?|metadata))?|weights?|checkpoint|hf|hugging_?face)$/;
/** Fields that may hold the repository on the Hub; not the address of the license. */
const SOURCE_KEY =
  /^(?:hf|hugging_?face)(?:_?(?:repo|id|repo_?id|model|url))?$|^repo(?:sitory|_?id)?$|^(?:(?:[a-z]+_)?model_?(?:id|ref)|upstream_(?:id|repo|model)|(?:repo_)?model|id|name)$|^(?!(?:\w+_)?licen[cs]e_)(?:\w+_)?(?:url|uri|source|upstream)s?$/;
/** Addresses of something that belongs to the entry: `durations_url` beside its `url`. */
const PART_KEY = /^(?!(?:source|upstream|origin|provider|model|hf|hugging_?face|repo|card|base|homepage)_)\w+_(?:url|uri)s?$/;
/** Fields that only models have, and those that hold a name of the Hub. */
const MODEL_KEY =
  /^(?:base_?model|quant(?:i[sz]ation)?|context_(?:length|window|size)(?:_tokens)?|max_context|(?:num_|n_)?param(?:eter)?s(?:_count)?|model_(?:name|type|family|arch|architecture|size|format)|arch(?:itecture)?|framework|task|adapter|embedding_?dim\w*|model_?id|(?:min_)?vram\w*|modalities|open_weights|weights|checkpoint|repo_model)$/;
/** Fields that say what an entry is, and what they say of one; `model` alone may be a mesh. */
const KIND_KEY = /^(?:kind|type|category|component_type)$/;
const KIND =
  /^(?:(?:ai|ml|llm|base|language|embedding|vision|speech|diffusion|machine[-_ ]learning)[-_ ]model|model[-_ ](?:backend|weights?|checkpoint)|llm|vlm|lora|checkpoint|weights|tts|asr|stt|embeddings?|reranker)$/i;
const HUB_KEY = /^(?:hf|hugging_?face)(?:_\w+)?$|^(?:source_)?repo(?:sitory|_?id|_model)?$|^(?:[a-z]+_)?model(?:_?id)?$/;
/** In a program a repository is most often one of programs. */
const SURE_HUB_KEY = /^(?:hf|hugging_?face)(?:_\w+)?$|^(?:[a-z]+_)?model(?:_?(?:id|ref))?$|^upstream_id$/;
/** Fields that only what lies on the Hub has: the key that such an entry stands under is its name there. */
const REVISION_KEY = /^(?:hf_?)?(?:revision|commit(?:_?(?:hash|sha|id))?)$/;
const WEIGHTS =
  /^[^,;\n]{0,500}\.(?:gguf|ggml|onnx|safetensors|pt|pth|ckpt|tflite|mlmodel|mlpackage|task|rknn|engine|h5|keras|pb|blob|nemo)$/i;
const LINK_KEY =
  /^(?!(?:\w+_)?(?:code|source|data|dataset|runtime|engine|library|package|framework|implementation|software|app)_)(?:\w+_)?licen[cs]e_(?:url|link)$/;
/** Fields that name the entry, the more telling ones first. */
const NAME_KEYS =
  "name id model_id model_name model base_name title slug label base_filename filename file_name file checkpoint weights".split(" ");
/** Fields of lists that have readers of their own (KAITO, Kubeflow, LocalAI, Coqui, ComfyUI, GPT4All), and of models that are tables. */
const OTHERS = /^(?:columns|modelTokenLimit|modelFileSize|licenseLink|overrides|github_rls_url|save_path|ramrequired)$/;

/** A mapping that states a license and is a model, with the key that it stands under. */
export interface ModelEntry {
  readonly node: MapNode;
  readonly key: Stated | undefined;
  /** The fields that state its license: its own, or those of a group of its fields. */
  readonly licenses: readonly MapEntry[];
}

/** A key in small letters with underscores: `modelId` and `model-id` say the same as `model_id`. */
export function plainKey(key: string): string {
  return key
    .replace(/([a-z\d])(?=[A-Z])/g, "$1_")
    .replace(/[- ]/g, "_")
    .toLowerCase();
}

/**
 * Mappings that state a license and look like a model; the parts of one may have licenses of their own. What stands under
 * `models` is one whatever it looks like, in a registry (`isRegistry`) and where another one there is; not what lies with programs.
 */
export function modelEntries(node: ValueNode, isRegistry: boolean): readonly ModelEntry[] {
  return entriesIn(node, undefined, isRegistry, false, 0);
}

function entriesIn(node: ValueNode, key: Stated | undefined, isRegistry: boolean, isListed: boolean, depth: number): ModelEntry[] {
  if (depth > Math.min(6, limits.depth)) return [];
  const lists =
    key !== undefined && /^models?$/.test(key.value) && (isRegistry || children(node).some((child) => isModel(child, undefined)));
  if (node.type === "list") return node.items.flatMap((item) => entriesIn(item, undefined, isRegistry, lists, depth + 1));
  if (node.type !== "map") return [];
  const isOthers = node.entries.some((entry) => OTHERS.test(entry.key)) || hasStored(field(node, "artifacts"));
  const isOne = !isOthers && isModel(node, key);
  const licenses = isOne || (isListed && !isOthers && !isElsewhere(node)) ? licensesOf(node, isOne) : [];
  const inside = node.entries.flatMap((entry) =>
    licenses.includes(entry) ? [] : entriesIn(entry.value, { value: entry.key, location: entry.keyLocation }, isRegistry, lists, depth + 1),
  );
  return licenses.length > 0 ? [{ node, key, licenses }, ...inside] : inside;
}

function children(node: ValueNode): readonly MapNode[] {
  const all = node.type === "list" ? node.items : node.type === "map" ? node.entries.map(({ value }) => value) : [];
  return all.flatMap((one) => (one.type === "map" ? [one] : []));
}

/** The fields that state the license, also those in groups. What kind it is (`license_type`) is only asked where nothing says which it is. */
function licensesOf(node: MapNode, inGroups: boolean): readonly MapEntry[] {
  const own = node.entries.filter((entry) => LICENSE_KEY.test(plainKey(entry.key)));
  const grouped = () =>
    node.entries.flatMap(({ key, value }) =>
      value.type === "map" && GROUP.test(plainKey(key)) && !isModel(value, undefined)
        ? value.entries.filter((entry) => LICENSE_KEY.test(plainKey(entry.key)))
        : [],
    );
  const all = own.length > 0 || !inGroups ? own : grouped();
  const named = all.filter((entry) => !/type$/i.test(entry.key));
  return named.length > 0 ? named : all;
}

function isModel(node: MapNode, key: Stated | undefined): boolean {
  return (
    keyOnHub(node, key) !== undefined ||
    holdsModel(node, HUB_KEY) ||
    fieldsOf(node).some((entry) => {
      const plain = plainKey(entry.key);
      return entry.value.type === "scalar" && (MODEL_KEY.test(plain) || (KIND_KEY.test(plain) && KIND.test(entry.value.text)));
    })
  );
}

/** Whether a field names weights, a model's address, or in a field that is called so a repository of the Hub; or states a model's license. */
function holdsModel(node: MapNode, hubKey: RegExp): boolean {
  return fieldsOf(node).some((entry) => {
    const plain = plainKey(entry.key);
    return (
      OF_MODEL.test(plain) ||
      leaves(entry.value, 0).some(
        ({ value }) =>
          WEIGHTS.test(value) ||
          addressedName(value)?.kind === "model" ||
          (hubKey.test(plain) && !isElsewhere(node) && (hubName(value) !== null || isSizedName(value))),
      )
    );
  });
}

/**
 * A mapping of a program that states a license: an entry only where a field names weights or a model of the Hub, or where what it is called tells by itself
 * that it is a model's name (`tells`). Null for all else.
 */
export function entryOfProgram(node: MapNode, key: Stated | undefined, tells: (name: string) => boolean): ModelEntry | null {
  const licenses = licensesOf(node, false);
  const isModel = () =>
    holdsModel(node, SURE_HUB_KEY) ||
    fieldsOf(node).some(
      ({ key: called, value }) => SOURCE_KEY.test(plainKey(called)) && tells(hubName(text(value)?.value ?? "")?.name ?? ""),
    );
  return licenses.length > 0 && isModel() ? { node, key, licenses } : null;
}

/** The fields of an entry, and those of its source. */
function fieldsOf(node: MapNode): readonly MapEntry[] {
  return node.entries.flatMap((entry) =>
    entry.value.type === "map" && SOURCE_KEY.test(plainKey(entry.key)) ? [entry, ...entry.value.entries] : [entry],
  );
}

/** Whether the entry says that its repository is no repository of the Hub. */
function isElsewhere(node: MapNode): boolean {
  return fieldsOf(node).some(
    ({ key, value }) => /^(?:source|hub|host|provider|origin)$/i.test(key) && ELSEWHERE.test(text(value)?.value ?? ""),
  );
}

/** Kubeflow's artifacts have nothing but an address. */
function hasStored(artifacts: ValueNode | undefined): boolean {
  return artifacts?.type === "list" && artifacts.items.some((item) => field(item, "uri") !== undefined);
}

/** The key that an entry stands under where it is a name of the Hub. */
function keyOnHub(node: MapNode, key: Stated | undefined): Stated | undefined {
  const found = key === undefined || !node.entries.some((entry) => REVISION_KEY.test(plainKey(entry.key))) ? null : hubName(key.value);
  return key === undefined || found?.kind !== "model" ? undefined : { value: found.name, location: key.location };
}

/** Texts in a field, however few lists and mappings they lie in. */
function leaves(node: ValueNode, depth: number): readonly Stated[] {
  if (node.type === "scalar") return text(node) === undefined ? [] : [{ value: node.text, location: node.location }];
  if (depth > 3) return [];
  const inside = node.type === "list" ? node.items : node.entries.map(({ value }) => value);
  return inside.flatMap((one) => leaves(one, depth + 1));
}

/** The repository of the Hub that the entry comes from, its name in Ollama's library, or the key that it stands under where that is a name of the Hub. */
export function nameOnHub({ node, key }: ModelEntry): Stated | undefined {
  const isOfPart = hasOwnAddress(node) ? (plain: string) => PART_KEY.test(plain) : () => false;
  const sources = node.entries.flatMap((entry) => {
    const plain = plainKey(entry.key);
    return SOURCE_KEY.test(plain) && !isOfPart(plain) ? leaves(entry.value, 0) : [];
  });
  const read = (reads: typeof hubName) =>
    sources.flatMap(({ value, location }) => {
      const found = reads(value);
      return found?.kind === "model" ? [{ value: found.name, location }] : [];
    })[0];
  return (
    read(addressedName) ??
    (isElsewhere(node) ? undefined : read(hubName)) ??
    sources.find(({ value }) => isSizedName(value)) ??
    keyOnHub(node, key)
  );
}

/** Whether the entry lies at an address that is none of the Hub's. */
function hasOwnAddress(node: MapNode): boolean {
  const address = text(node.entries.find(({ key }) => plainKey(key) === "url")?.value)?.value ?? "";
  return /^https?:/i.test(address) && addressedName(address) === null;
}

/** What an entry says: a model by its name on the Hub, a hosted one, or one that only the list knows. Nothing where it has no name or no license. */
export function declareEntry(reader: string, entry: ModelEntry, path: string, problems: Problem[]): Declaration[] {
  const { node, key } = entry;
  const { licenses, licenseLink } = joinLicenses(...entry.licenses.map(({ value }) => licenseFields(value, problems)));
  const linked = node.entries.flatMap((one) => (LINK_KEY.test(plainKey(one.key)) ? filled(one.value, problems) : []))[0];
  const link = licenseLink ?? linked;
  const called = NAME_KEYS.flatMap((one) => node.entries.filter((field) => plainKey(field.key) === one)).flatMap(
    (field) => said(field.value, problems) ?? [],
  )[0];
  const hub = nameOnHub(entry);
  const name = hub ?? called ?? key;
  if (name === undefined || (licenses.length === 0 && link === undefined)) return [];
  const isHosted = isHostedName(name.value);
  const base: Declaration = {
    reader,
    subject: hub === undefined && !isHosted ? { at: "entry", path, entry: name.value } : { at: "name", name: name.value },
    kind: isHosted ? "service" : "model",
    role: "used",
    location: licenses[0]?.location ?? name.location,
    licenses,
    ...basesOfCard(node, problems),
  };
  return [declaration(base, { name, licenseLink: link })];
}
