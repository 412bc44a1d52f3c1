import { field, type MapEntry, type MapNode, text, type ValueNode } from "../formats/node.ts";
import { limits } from "../limits.ts";
import type { Declaration, FileContent, Problem, Reader, Reading, Stated } from "../model.ts";
import { basesOfCard } from "./parts/card-fields.ts";
import { filled, joinLicenses, licenseFields } from "./parts/license-fields.ts";
import { declaration, HEAD_BYTES, openManifest, parseJsonManifest, parseYamlManifest } from "./parts/manifest.ts";
import { said } from "./parts/model-details.ts";
import { addressedName, hubName, isHostedName, isSizedName } from "./parts/model-names.ts";
import { declared } from "./parts/reading.ts";

const NAME =
  /^(?:models?|(?:ai|ml|model)[-_]?s?bom|(?:ml[-_]?|ai[-_]?)?models?[-_.](?:manifest|registry|zoo|list|lock|index|inventory|licen[cs]es|sources|provenance|assets|metadata))\.(?:json|lock|ya?ml)$/;
/** Files that are called after models that learn; a manifest of models may be one of meshes. */
const REGISTRY = /(?:^|[/._-])models?[-_.](?:registry|zoo)\.\w+$/i;
/** Bills of materials in a format that has a reader of its own. */
const BILL = /"(?:bomFormat"\s*:\s*"CycloneDX"|spdxVersion"|spdxId"|@context")/;
/** In a folder of models the file itself may be called like any other list. */
const IN_FOLDER = /(?:^|\/)[^/]*models?\/(?:manifest|registry|index|inventory|licen[cs]es|sources|provenance)\.(?:json|ya?ml)$/;
/** Not the license of the code, the data or the program that a model comes with. */
const LICENSE_KEY =
  /^(?!(?:\w+_)?(?:code|source|data|dataset|runtime|engine|library|software|app)_)(?:\w+_|model|weights?)?licen[cs]es?(?:_?(?:id|name|spdx))?$/i;
/** A license that is said to be a model's. */
const OF_MODEL = /(?:^|_)(?:model|weights?)_licen[cs]e$/i;
const ELSEWHERE = /^(?:git(?:hub|lab|ee)|codeberg|bitbucket|npm|pypi)(?:\.com|\.org)?$/i;
const LINK_KEY = /^(?!(?:\w+_)?(?:code|source|data|dataset|runtime|engine|library|software|app)_)(?:\w+_)?licen[cs]e(?:_url|_link|Url)$/;
/** Fields that may hold the repository on the Hub, the more telling ones first. */
const SOURCE_KEY =
  /^(?:hf|hugging_?face)(?:_?(?:repo|id|repo_?id|model|url))?$|^repo(?:sitory|_?id)?$|^(?:model_?id|id|name|model)$|(?:^|_)(?:url|uri|source|upstream)s?$/i;
/** Fields that only models have, and those that hold a name of the Hub. */
const MODEL_KEY =
  /^(?:base_?model|quant(?:ization)?|context_(?:length|window)|param(?:eter)?s|arch(?:itecture)?|framework|task|adapter|embedding_?dim\w*|model_?id)$/i;
const HUB_KEY = /^(?:hf|hugging_?face)(?:_\w+)?$|^(?:source_)?repo(?:sitory|_?id)?$|^model(?:_?id)?$/i;
/** Fields that only what lies on the Hub has: the key that such an entry stands under is its name there. */
const REVISION_KEY = /^(?:hf_?)?(?:revision|commit(?:_?(?:hash|sha|id))?)$/i;
const WEIGHTS = /\.(?:gguf|ggml|onnx|safetensors|pt|pth|ckpt|tflite|mlmodel|mlpackage|task|rknn|engine|h5|keras|pb|blob|nemo)$/i;
/** What is said of a broken file where it has such fields: others of the same name may hold anything. */
const TELLS_MODELS =
  /["'\s{,](?:hf_\w+|hugging_?face\w*|repo(?:sitory|_?id)?|model_?id|base_?model|framework|adapter|task|quantization|checkpoint|weights|(?:hf_?)?revision)["']?[ \t]*:|\.(?:gguf|ggml|onnx|safetensors|pth?|ckpt|tflite|blob|rknn|mlmodel)\b|huggingface\.co\/|hf\.co\//i;
const QUOTED_LICENSE = /"licen[cs]e\w*"\s*:/i;
/** Fields of lists that have readers of their own: KAITO, Kubeflow, LocalAI, Coqui, ComfyUI, GPT4All. */
const OTHERS = /^(?:modelTokenLimit|modelFileSize|licenseLink|overrides|github_rls_url|save_path|ramrequired)$/;

/** Lists of models that a program takes along or fetches, in a format of its own, with the license of each: `models/manifest.json`, `models.lock`. */
export const modelList: Reader = {
  id: "model-list",
  title: "List of models with their licenses",
  head: HEAD_BYTES,
  ends: ["json", "lock", "yaml", "yml"],
  matches: (path, name) => NAME.test(name) || IN_FOLDER.test(path.toLowerCase()),
  read: readList,
};

async function readList(file: FileContent): Promise<Reading> {
  const { source, reading } = openManifest(
    file,
    (candidate) => /licen[cs]e\w*["']?[ \t]*:/i.test(candidate) && !BILL.test(candidate),
    false,
  );
  if (reading !== undefined) return reading;
  const isJson = /^\s*[[{]/.test(source) || /\.json$/i.test(file.path) || (/\.lock$/i.test(file.path) && QUOTED_LICENSE.test(source));
  if (!isJson && /\.lock$/i.test(file.path)) return declared([], []);
  const { value, problems } = await (isJson ? parseJsonManifest(source, file.path) : parseYamlManifest(source, file.path));
  const more: Problem[] = [];
  const isRegistry = REGISTRY.test(file.path);
  const found =
    value === null ? [] : entriesIn(value, undefined, isRegistry, false, 0).flatMap(([entry, key]) => declare(entry, key, file.path, more));
  return declared(found, found.length > 0 || isRegistry || TELLS_MODELS.test(source) ? [...problems, ...more] : []);
}

/**
 * Mappings that state a license and look like a model, with the key that they stand under; the parts of one may have licenses of their own. In a registry
 * what stands under `models` is one whatever it looks like (`isListed`).
 */
function entriesIn(
  node: ValueNode,
  key: Stated | undefined,
  isRegistry: boolean,
  isListed: boolean,
  depth: number,
): [MapNode, Stated | undefined][] {
  if (depth > Math.min(6, limits.depth)) return [];
  const lists = isRegistry && key?.value === "models";
  if (node.type === "list") return node.items.flatMap((item) => entriesIn(item, undefined, isRegistry, lists, depth + 1));
  if (node.type !== "map") return [];
  const isEntry = node.entries.some((entry) => LICENSE_KEY.test(entry.key)) && (isListed || isModel(node, key));
  const inside = node.entries.flatMap((entry) =>
    isEntry && LICENSE_KEY.test(entry.key)
      ? []
      : entriesIn(entry.value, { value: entry.key, location: entry.keyLocation }, isRegistry, lists, depth + 1),
  );
  return isEntry ? [[node, key], ...inside] : inside;
}

function isModel(node: MapNode, key: Stated | undefined): boolean {
  if (node.entries.some((entry) => OTHERS.test(entry.key)) || hasStored(field(node, "artifacts"))) return false;
  return (
    keyOnHub(node, key) !== undefined ||
    fieldsOf(node).some(
      (entry) =>
        OF_MODEL.test(entry.key) ||
        (entry.value.type === "scalar" && MODEL_KEY.test(entry.key)) ||
        leaves(entry.value, 0).some(
          ({ value }) =>
            WEIGHTS.test(value) ||
            addressedName(value) !== null ||
            (HUB_KEY.test(entry.key) && !isElsewhere(node) && (hubName(value) !== null || isSizedName(value))),
        ),
    )
  );
}

/** The fields of an entry, and those of its source. */
function fieldsOf(node: MapNode): readonly MapEntry[] {
  return node.entries.flatMap((entry) =>
    entry.value.type === "map" && SOURCE_KEY.test(entry.key) ? [entry, ...entry.value.entries] : [entry],
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
  const found = key === undefined || !node.entries.some((entry) => REVISION_KEY.test(entry.key)) ? null : hubName(key.value);
  return key === undefined || found?.kind !== "model" ? undefined : { value: found.name, location: key.location };
}

/** Texts in a field, however few lists and mappings they lie in. */
function leaves(node: ValueNode, depth: number): readonly Stated[] {
  if (node.type === "scalar") return text(node) === undefined ? [] : [{ value: node.text, location: node.location }];
  if (depth > 3) return [];
  const inside = node.type === "list" ? node.items : node.entries.map(({ value }) => value);
  return inside.flatMap((one) => leaves(one, depth + 1));
}

function declare(node: MapNode, key: Stated | undefined, path: string, problems: Problem[]): Declaration[] {
  const stated = node.entries.flatMap((entry) => (LICENSE_KEY.test(entry.key) ? [licenseFields(entry.value, problems)] : []));
  const { licenses, licenseLink } = joinLicenses(...stated);
  const linked = node.entries.flatMap((entry) => (LINK_KEY.test(entry.key) ? filled(entry.value, problems) : []))[0];
  const link = licenseLink ?? linked;
  const called = ["name", "id", "model_id", "model", "title", "slug", "label", "filename", "file", "checkpoint", "weights"].flatMap(
    (one) => said(field(node, one), problems) ?? [],
  )[0];
  const hub = onHub(node) ?? keyOnHub(node, key);
  const name = hub ?? called ?? key;
  if (name === undefined || (licenses.length === 0 && link === undefined)) return [];
  const isHosted = isHostedName(name.value);
  const base: Declaration = {
    reader: modelList.id,
    subject: hub === undefined && !isHosted ? { at: "entry", path, entry: name.value } : { at: "name", name: name.value },
    kind: isHosted ? "service" : "model",
    role: "used",
    location: licenses[0]?.location ?? name.location,
    licenses,
    ...basesOfCard(node, problems),
  };
  return [declaration(base, { name, licenseLink: link })];
}

/** The repository of the Hub that the entry comes from, or its name in Ollama's library. */
function onHub(node: MapNode): Stated | undefined {
  const sources = node.entries.flatMap(({ key, value }) => (SOURCE_KEY.test(key) ? leaves(value, 0) : []));
  const read = (reads: typeof hubName) =>
    sources.flatMap(({ value, location }) => {
      const found = reads(value);
      return found?.kind === "model" ? [{ value: found.name, location }] : [];
    })[0];
  return read(addressedName) ?? (isElsewhere(node) ? undefined : read(hubName)) ?? sources.find(({ value }) => isSizedName(value));
}
