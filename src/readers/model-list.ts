import { limits } from "../limits.ts";
import type { FileContent, Problem, Reader, Reading } from "../model.ts";
import { HEAD_BYTES, openManifest, parseJsonManifest, parseTomlManifest, parseYamlManifest } from "./parts/manifest.ts";
import { declareEntry, modelEntries } from "./parts/model-entries.ts";
import { declared } from "./parts/reading.ts";

const NAME = /^(?:(?:ai|ml|model)[-_]?s?bom|(?:[\w.-]{0,80}[-_.])?models?(?:[-_.][\w.-]{0,80})?)\.(?:json|lock|toml|ya?ml)$/;
/** Files that are called after models that learn; a manifest of models may be one of meshes. */
const REGISTRY = /(?:^|[/._-])models?[-_./](?:registry|zoo)\.\w+$/i;
/** Bills of materials and manifests of models. */
const BILL = /(?:^|\/)(?:(?:ai|ml|model)[-_]?s?bom|models?[-_]manifest)\.\w+$/i;
/** In a folder of models the file itself may be called anything: like any other list, or like the one model that it tells of. */
const IN_FOLDER = /(?:^|\/)[^/]*models?\/[^/]+\.(?:json|toml|ya?ml)$/;
/** Names of formats that have readers of their own, or of what lies beside models and is none. */
const OTHER_NAME =
  /^(?:(?:.*[-_.])?(?:meta|metadata|config|configuration|schema|data|datasets?)|.*cards?|model[-_]index|rdf|bioimageio|metafile|spec|info|definition|croissant|package(?:-lock)?|composer|tokenizer.*|vocab|tsconfig)\.\w+$/;
/** Contents of formats that have readers of their own: bills of materials, bioimage.io, Kipoi, Open Model Zoo, Azure, LM Studio, fairseq2, the Model Openness Framework. */
const OTHER_FORMAT =
  /"(?:bomFormat"\s*:\s*"CycloneDX"|spdxVersion"|spdxId"|@context")|Model Openness Framework|^(?:format_version|default_dataloader|task_type|metadataOverrides|model_arch|\$schema):/m;
/** Coqui's list of models, which has a reader of its own. */
const COQUI_NAME = /(?:^|\/)\.?(?:tts_|coqui_)?models\.json$/i;
const COQUI = /"(?:tts|vocoder|voice_conversion)_models"\s*:\s*\{/;
/** What is said of a broken file where it has such fields: others of the same name may hold anything. */
const TELLS_MODELS =
  /["'\s{,](?:hf_\w+|hugging_?face\w*|(?:source_?)?repo(?:sitory|_?id)?|model_?id|base_?model|framework|architecture|adapter|task|quantization|checkpoint|weights|(?:hf_?)?revision)["']?[ \t]*[:=]|\.(?:gguf|ggml|onnx|safetensors|pth?|ckpt|tflite|blob|rknn|mlmodel)\b|huggingface\.co\/|hf\.co\//i;
const LICENSE = /(?:licen[cs]e\w*|\bspdx\w*)["']?[ \t]*[:=]/i;
const QUOTED_LICENSE = /"licen[cs]e\w*"\s*:/i;

/** Lists of models that a program takes along or fetches, in a format of its own, with the license of each: `models/manifest.json`, `models.lock`, `model-catalog.json`. */
export const modelList: Reader = {
  id: "model-list",
  title: "List of models with their licenses",
  head: HEAD_BYTES,
  ends: ["json", "lock", "toml", "yaml", "yml"],
  matches: (path, name) => !OTHER_NAME.test(name) && (NAME.test(name) || IN_FOLDER.test(path.toLowerCase())),
  read: readList,
};

async function readList(file: FileContent): Promise<Reading> {
  const isCut = file.size !== null && file.bytes.length < file.size;
  const isLong = isCut && file.bytes.length >= limits.textBytes;
  // The license may stand behind the first lines; what is too long to be read is one of these lists only where models are spoken of.
  const isOurs = (candidate: string) =>
    !OTHER_FORMAT.test(candidate) &&
    !(COQUI_NAME.test(file.path) && COQUI.test(candidate)) &&
    (LICENSE.test(candidate) ? !isLong || TELLS_MODELS.test(candidate) : isCut && !isLong && TELLS_MODELS.test(candidate));
  const { source, reading } = openManifest(file, isOurs, false);
  if (reading !== undefined) return reading;
  const isToml = /\.toml$/i.test(file.path);
  const isJson =
    (!isToml && /^\s*[[{]/.test(source)) || /\.json$/i.test(file.path) || (/\.lock$/i.test(file.path) && QUOTED_LICENSE.test(source));
  if (!isJson && /\.lock$/i.test(file.path)) return declared([], []);
  const { value, problems } = await (isToml
    ? parseTomlManifest(source, file.path)
    : isJson
      ? parseJsonManifest(source, file.path)
      : parseYamlManifest(source, file.path));
  const more: Problem[] = [];
  const isRegistry = REGISTRY.test(file.path);
  const found =
    value === null ? [] : modelEntries(value, isRegistry).flatMap((entry) => declareEntry(modelList.id, entry, file.path, more));
  const isTold = found.length > 0 || isRegistry || BILL.test(file.path) || TELLS_MODELS.test(source);
  return declared(found, isTold ? [...problems, ...more] : []);
}
