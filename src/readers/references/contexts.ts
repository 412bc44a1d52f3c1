import type { Frame, Literal } from "../../formats/code-syntax.ts";
import type { Kind } from "../../model.ts";
import { remembering } from "./remembering.ts";
import { isVaguer } from "./vague.ts";

/** Functions and classes of which the first argument, or one named so, is a model on the Hub. */
const MODEL_CALL =
  /(?:^|[.:_])(?:from_pretrained|from_single_file|from_model_id|hf_hub_download|hub_download|hub_snapshot|kagglehub\.model_download|snapshot_download|hf_hub_url|cached_download|cached_file|try_to_load_from_cache|model_info|list_repo_files|load_lora_weights|load_textual_inversion|load_ip_adapter|load_attn_procs|SentenceTransformer|(?:Sparse|MultiVector)Encoder|CrossEncoder|SBERT|StaticModel|InferenceClient|AsyncInferenceClient|LLM|AsyncEngineArgs|EngineArgs|HuggingFace\w*Embeddings?|HuggingFace(?:Endpoint|LLM|Hub|Pipeline|Model|InferenceAPI\w*|TransformersEmbeddingFunction)|ChatHuggingFace|FlagModel|FlagAutoModel|BGEM3FlagModel|FlagReranker|FlagLLM\w*|WhisperModel|BatchedInferencePipeline|TextEmbedding|LateInteraction\w*|ctransformers|get_peft_config|PeftConfig|PeftModel|TransformersModel|Transformer(?:Word|Document)Embeddings|TransformersSimilarityRanker|SentenceTransformers\w*|Colbert|RAGPretrainedModel|Reranker|KeyBERT|GLiNER|SetFitModel|hf_model|hf_tokenizer|load_model_from_hub|AutoTokenizer|AutoModel\w*|push_to_hub|create_repo|hub_load|(?:SequenceTagger|TextClassifier|TARSClassifier)\.load|mlx_(?:lm|vlm|audio)\.load|from_hparams|lmdeploy\.(?:pipeline|serve)|transformer_engine|loadModel|from_hf_hub|from_hub|get_pretrained|loadTokenizer|HFModel|download_model|convert_hf\w*|ORT\w+|OV\w+|(?:gr|gradio)\.(?:Interface\.)?load|(?:SFT|DPO|ORPO|KTO|CPO|GRPO|RLOO|PPO|PRM|GKD|XPO|BCO|Reward|OnlineDPO|NashMD)Trainer|Tokenizer|Transformers?|Create(?:WebWorker|ServiceWorker)?MLCEngine|[hH]ub(?:Api)?\.snapshot)$/;
const DATASET_CALL =
  /(?:^|[.:_])(?:load_dataset(?:_builder|_metadata)?|kagglehub\.dataset_download|get_dataset_(?:config_names|split_names|infos|config_info)|dataset_info|load_dataset_from_hub|hf_dataset|(?:load|get|read|download)_(?:hf|hugging_?face|hub)_data_?sets?|(?:load|get|read|download)_data_?sets?_(?:from_)?(?:hf|hugging_?face|hub)|MsDataset\.load|(?:HF|HuggingFace)Dataset|LeRobot(?:\w+D|D)ataset\w*)$/;
/** Libraries that bring data sets of their own. */
const OTHER_DATASETS = /(?:^|\.)(?:sns|seaborn|learn\.datasets|tfds|evaluation)\.load_dataset$/;
/** Calls that read a folder or a name alike: a name without an owner counts here. */
const SHORT_CALL =
  /(?:^|[.:_])(?:from_pretrained|from_model_id|SentenceTransformer|(?:Sparse|MultiVector)Encoder|CrossEncoder|SBERT|HuggingFace\w*Embeddings?|Transformer(?:Word|Document)Embeddings|AutoTokenizer|AutoModel\w*|InferenceClient|KeyBERT|model_info|snapshot_download|hf_hub_download|Create(?:WebWorker|ServiceWorker)?MLCEngine)$/;
const PIPELINE = /(?:^|[.:_])(?:pipeline|pipe)$/;
const HUB_KEY =
  /^(?:model|model_id|modelId|model_name|modelName|repo_id|repoId|repo|repo_or_dir|base_model|pretrained_model_name_or_path|pretrained_model_link_or_path|model_name_or_path|model_path|model_id_or_path|model_or_path|checkpoint|tokenizer|embedding_model|name|path|filename_or_id|model_args|pretrained|handle|from|source)$/;
const DATASET_KEY =
  /data_?sets?(?:$|_?(?:id|name|path|repo(?:_?id)?|mixer|mixture|key|names|list|hub_id|splits?)$)|(?:^|_)ds(?:_name|_id|_path)?$|(?:^|_)(?:train(?:ing)?|eval|test|val(?:idation)?|prompt|pretrain|sft|dpo|rm|preference|calib(?:ration)?)_data(?:set)?s?$|dataset/i;
const MODEL_KEY =
  /model|checkpoint|ckpt|pretrain(?:ed|$|_path)|repo_?id|hf_?repo|hub_?id|hf_?id|^hf$|tokeni[sz]er|encoder|decoder|vocoder|embedd|rerank|(?:^|_)llm(?:$|_|s$)|(?:^|_)(?:vae|unet|lora|adapter|controlnet|draft|teacher|student|backbone|weights|detector|classifier|captioner|segmenter|generator_id|whisper|vlm|asr|tts|stt|clip|peft|judge|embed)(?:$|_|s$)|pipeline|huggingface/i;
const NOT_MODEL_KEY =
  /(?:keywords?|tags|(?<!model_?)aliases|examples|capabilities|github|gitlab|permissions?|(?<!model_?)scopes?|image(?:_?(?:name|repo|repository|tag))?|format|_class|className|cache\w*|mount\w*|volume\w*|_?dir|folder|_type|^type|_?files?(?:name|path)?|architecture|size|label|secret|api_?key|endpoint|host|port|mime\w*|module|_module|extends|title|(?:^|_)groups?|descr\w*|help|(?<!h(?:ugging_?)?f(?:ace)?_)version|url_?path|route|href_path|output\w*|_types|save_?path|author|prefix|suffix|namespace|uses|runs_on|plugins?|presets?|parser|loader|provider|vendor|owner|organi[sz]ation|registry|branch|backend|runtime|bucket|s3\w*|store|storage|root|location|base_?path|lib(?:rary)?|package|pkg|(?:^|_)out|rule|import(?!\w*models?$)\w*)$|^(?:data|view|domain|pricing|business|save|output)_?models?$|^served_?model|^\w+::\w+::/i;
/** Calls whose texts are files, addresses, messages or parts of code. */
const NOT_CALL =
  /(?:^|[.:_])(?:open|join|Path|PurePath|exists|makedirs|mkdir|isfile|isdir|listdir|glob|rglob|require|import_module|__import__|import|read_text|readFile|readFileSync|writeFile|resolve|dirname|basename|Error|Exception|print|log|warn|warning|error|info|debug|describe|it|test|skip|split|startswith|startsWith|endswith|endsWith|replace|fetch|get_logger|getLogger|t|dispatch|commit|emit|invoke|handle|createAction|createAsyncThunk|route|get|post|put|delete|Router|use|navigate|redirect|url_for|static|extends|config|patch|mock|setattr|getattr|register_blueprint|include_router|addEventListener|querySelector|createElement|classList|append_path|load_image|imread|savefig|save|dynamic|lazy|alias)$/;

/** The first text of a call that names a setting: `MODEL_ID`, `--model`, `-m, --model <id>`. */
const OPTION =
  /^(?:-\w, ?)?-{0,2}([\w-]{1,60}(?:\.(?!(?:json|ya?ml|py|[jt]s|txt|bin|onnx|pth?|gguf)$)[\w-]{1,40}){0,4})(?:[ =][<[][^<>[\]]{0,30}[>\]])?$/;

export interface Meaning {
  readonly kind: Kind;
  /** Only a Hub id or a folder can stand here, so that a name without an owner counts. */
  readonly takesShort: boolean;
  /** The call is one that loads from the Hub, or the name of the place says what is meant, or only that it lies on the Hub. */
  readonly because: "call" | "key" | "hub";
}

/** What the brackets and names around a text say that it is: a model's name, a data set's, or (null) nothing. */
export function meaningOf(literal: Literal): Meaning | null {
  return meaningAt(literal.frame, literal.key, literal.index, literal);
}

/** As above for a text that is `owner/name`, which under some keys says too little. */
export function meaningFor(literal: Literal, name: string): Meaning | null {
  const meaning = meaningOf(literal);
  const key = literal.key.slice(literal.key.lastIndexOf(".") + 1);
  return meaning?.because === "key" && (isVaguer(key, name) || isVagueInTable(literal, sayingPart(literal.key), name)) ? null : meaning;
}

/** `modelPaths = { arm: "robots/arm" }`: only the table speaks of models, and of something else that they have. */
function isVagueInTable({ frame, previous }: Literal, key: string, name: string): boolean {
  if (!/\/[a-z]+$/.test(name) || previous.startsWith("-") || isModelKey(key) || isDatasetKey(key)) return false;
  if (key === "" && frame.opener !== "[") return false;
  let table: Frame | null = frame;
  while (table !== null && !isModelKey(sayingPart(table.outerKey))) table = table.parent;
  return table !== null && MODEL_AND.test(sayingPart(table.outerKey));
}

/** `modelPaths`, `MODEL_RIGHTS` */
const MODEL_AND =
  /^(?:ai|llm|ml)?_?model_?(?!s$|names?$|ids?$|list$|map(?:ping)?s?$|options$|choices$|config|registry$|catalog$|dict$|table$|zoo$|presets?$|hub$)[a-z]/i;

/** As above for the place of any argument. */
export function meaningAt(frame: Frame, key: string, index: number, literal: Literal | null): Meaning | null {
  const called = frame.isDefinition ? null : callMeaning(frame, key, index);
  if (called !== null) return called;
  if (literal !== null && /^--?[\w-]+$/.test(literal.previous)) {
    const flag = literal.previous.replace(/^-+/, "").replaceAll("-", "_");
    if (isDatasetKey(flag)) return { kind: "dataset", takesShort: false, because: "key" };
    if (isModelKey(flag)) return { kind: "model", takesShort: false, because: "key" };
  }
  return keyMeaning(frame, key, index, literal);
}

/** What an argument of a call is, by the call alone. */
export function callMeaning(frame: Frame, key: string, index: number): Meaning | null {
  if (standsIn(frame, key, index)) return callMeaning(frame.parent, frame.outerKey, frame.parent.index);
  // A text inside a list or brackets of its own inside the call is still the call's.
  const call = frame.opener === "(" && frame.callee === "" && frame.parent !== null ? frame.parent : frame;
  if (call.opener !== "(" || call.callee === "") return null;
  const known = callOf(call);
  if (known === null || call.isDefinition) return null;
  const argument = call === frame ? key : frame.outerKey;
  const position = (call === frame ? index : call.index) - (known.at ?? 0);
  const isFirst = position === 0 && argument === "";
  const isTaken = {
    dataset: position === 0 && (isFirst || /^(?:path|repo_id|name_or_path|handle)$/.test(argument)),
    torch: position === 0,
    // Streams and functions are piped too: there no task stands first.
    pipeline:
      (position === 1 && argument === "" && (call.first !== "" || call.callee.endsWith("pipeline"))) ||
      /^(?:model|tokenizer|feature_extractor)$/.test(argument),
    repository: position === 0,
    model: isFirst || HUB_KEY.test(argument),
  }[known.is];
  if (!isTaken) return null;
  if (PUSHES_DATA.test(call.callee)) return { kind: "dataset", takesShort: false, because: "call" };
  return { kind: known.is === "model" ? (repoKind(call) ?? "model") : known.kind, takesShort: known.takesShort, because: "call" };
}

/** `dataset.push_to_hub("owner/name")` */
const PUSHES_DATA = /(?:^|[._])(?:data_?sets?|ds)(?:_?dict)?\.push_to_hub$/i;

interface Call {
  readonly is: "dataset" | "torch" | "pipeline" | "repository" | "model";
  readonly kind: Kind;
  readonly takesShort: boolean;
  /** The place of its first argument, where something else stands before it. */
  readonly at?: number;
}

const callNamed = remembering(classify);

/** `to_thread(SentenceTransformer, "owner/name")`, `dict(type=load_dataset, path="owner/name")`: what is called with the rest is itself an argument. */
export function handOn(name: string, frame: Frame, key: string, index: number): void {
  if (key === "type" ? frame.callee !== "dict" : key !== "" || index > 1 || !handsOn(frame.callee)) return;
  const call = callNamed(name);
  if (call !== null) frame.note = { ...call, at: index + 1 + (call.at ?? 0) };
}

const handsOn = remembering((callee) =>
  /(?:^|[._])(?:partial|to_thread|run_sync|run_in_threadpool|submit|run_in_executor|sync_to_async)$/.test(callee),
);

/** Which call it is by the name of what is called. A bracket is asked about for each of its arguments. */
function callOf(frame: Frame): Call | null {
  if (frame.note === undefined) frame.note = callNamed(frame.callee);
  return frame.note as Call | null;
}

function classify(callee: string): Call | null {
  if (/^kagglehub\.(?:load_dataset|dataset_load)$/.test(callee)) return { is: "dataset", kind: "dataset", takesShort: false, at: 1 };
  if (DATASET_CALL.test(callee) && !OTHER_DATASETS.test(callee))
    return { is: "dataset", kind: "dataset", takesShort: /^(?:(?:\w*datasets|hf\w*|ds)\.)?\w+$/i.test(callee) && !callee.startsWith("_") };
  if (/(?:^|[.:])torch\.hub\.load$/.test(callee)) return { is: "torch", kind: "model", takesShort: false };
  if (PIPELINE.test(callee)) return { is: "pipeline", kind: "model", takesShort: true };
  if (
    /(?:^|[.:])(?:api|hub|repo|Repo)\.(?:model|dataset|space)$|Repo::(?:model|dataset|space|new|with_revision)$|Api(?:Repo)?\.model$|(?:^|\.)Hub(?:Api)?\.Repo$/i.test(
      callee,
    )
  )
    return {
      is: "repository",
      kind: /dataset$/.test(callee) ? "dataset" : /space$/.test(callee) ? "application" : "model",
      takesShort: true,
    };
  return MODEL_CALL.test(callee) ? { is: "model", kind: "model", takesShort: SHORT_CALL.test(callee) } : null;
}

/** `repo_type="dataset"` beside it, once the call has been read to its end. */
export function repoKind(call: Frame): Kind | null {
  const named = call.named;
  if (named === null) return null;
  const type = named.get("repo_type") ?? named.get("repoType") ?? named.get("type");
  return type === "dataset" ? "dataset" : type === "space" || named.get("src") === "spaces" ? "application" : null;
}

/** `hf.textGeneration({ model: NAME })`, `new HuggingFaceTransformersEmbeddings({ model: NAME })`: what an option of a call is. */
export function optionKind({ parent }: Frame, key: string): Kind | null {
  if (parent === null || parent.opener !== "(" || !OPTION_KEY.test(key)) return null;
  return INFERENCE.test(parent.callee) || callOf(parent)?.is === "model" ? "model" : null;
}

const OPTION_KEY = /^(?:model|model_?id|model_?name|repo)$/i;
/** Methods of @huggingface/inference, of which the model is an option. */
const INFERENCE =
  /\.(?:textGeneration|featureExtraction|chatCompletion|automaticSpeechRecognition|textTo(?:Image|Speech|Video)|imageTo(?:Text|Image)|summarization|translation|fillMask|sentenceSimilarity|(?:(?:visual|document)Q|q)uestionAnswering|(?:text|token|image|audio|zeroShot|zeroShotImage)Classification|objectDetection|imageSegmentation)(?:Stream)?$/;

/** Names from the inside out: the key, the first text of the call (`getenv("MODEL", …)`), what the bracket stands for. */
function keyMeaning(frame: Frame, key: string, index: number, literal: Literal | null): Meaning | null {
  let names: string[] = [key];
  let current: Frame | null = frame;
  /** What stays if nothing further out says more than `repo_id` does. */
  let meaning: Meaning | null = null;
  for (let depth = 0; depth < 7 && current !== null; depth += 1) {
    if (current.opener === "(" && current.callee !== "" && !current.isDefinition) {
      if (NOT_CALL.test(current.callee) && !(index > 0 && LOOKS_UP.test(current.callee) && !isOtherKey(current.first))) return meaning;
      const option = current.first === literal?.text ? undefined : OPTION.exec(current.first)?.[1];
      if (option !== undefined && holdsValue(names[0] ?? "")) names.push(option.replaceAll(/[-.]/g, "_"));
      if (depth === 0 && /data_?set\w*\.from_(?:huggingface|hub)$/i.test(current.callee)) names.push("dataset");
      if (depth === 0 && /model|embed|llm|tokenizer|encoder|huggingface|lora/i.test(current.callee)) names.push("model");
    }
    if (current.opener === "[" && current.callee !== "") names.push(current.callee);
    for (const name of names) {
      if (name === "") continue;
      const last = depth === 0 ? sayingPart(name) : ofTable(sayingPart(name));
      if (NOT_MODEL_KEY.test(last) && !/model_?(?:file|url)|^model_?type$/i.test(last)) return meaning;
      // Elsewhere it is a repository of code.
      if (last === "repo" && isHubCall(current)) return { kind: "model", takesShort: false, because: "hub" };
      if (SPACE_KEY.test(last)) return { kind: "application", takesShort: false, because: "key" };
      if (isDatasetKey(last)) return { kind: "dataset", takesShort: false, because: "key" };
      if (isHubKey(last)) meaning ??= { kind: "model", takesShort: false, because: "hub" };
      else if (isModelKey(last)) return { kind: "model", takesShort: false, because: meaning?.because ?? "key" };
    }
    // What a function or a class is called says little of what stands anywhere in it.
    if (current.opener === "{" && current.isDefinition && literal?.before !== "return") break;
    names = [current.outerKey];
    if (current.opener === "{" && current.callee === "" && depth > 4) break;
    current = current.parent;
  }
  return meaning;
}

/** Whether what a call has at this key is the value of the setting that its first text names, and not something else of it: `add("model", role="owner/name")`. */
const holdsValue = remembering(
  (key) => key === "" || /default|value|choice|option|fallback|initial|const|index|model|name|items|help/i.test(key),
);

/** What a table holds: `MODEL_REGISTRY`, `EMBEDDING_PRESETS`. */
export function ofTable(name: string): string {
  return name.replace(/s?_?(?:registry|presets?)$/i, "");
}

/** The part of `config.model.name_or_path` that says what is named: the last, or the one before it where that is any name. */
function sayingPart(name: string): string {
  const parts = name.split(".");
  const last = parts.at(-1) ?? "";
  return parts.length > 2 && /^(?:name|id|path|name_or_path|repo)$/.test(last) ? (parts.at(-2) ?? last) : last;
}

/** Calls of which the second text is what stands in for the first: `cfg.get("model", "…")`, `getattr(cfg, "model", "…")`. */
const LOOKS_UP = /(?:^|[.:_])(?:get|getattr|config|fetch)$/;
/** What stands in for a variable of the environment, or for what a table has not: `from_pretrained(os.environ.get("NAME", "owner/name"))`. */
export function standsIn(frame: Frame, key: string, index: number): frame is Frame & { readonly parent: Frame } {
  return index > 0 && key === "" && frame.parent !== null && FALLS_BACK.test(frame.callee);
}

const FALLS_BACK = /(?:^|[.:_])(?:getenv|get|getattr)$/;
const SPACE_KEY = /^(?:hf_?|gradio_?)?spaces?(?:_?(?:id|name|repo))?$/i;

/** Calls of @huggingface/hub, and others that name the Hub. */
function isHubCall(frame: Frame): boolean {
  const call = frame.opener === "(" ? frame : frame.parent;
  return (
    call !== null &&
    /(?:download|list|upload|delete|commit)Files?$|fileExists|fileDownloadInfo|snapshotDownload|hf|hugging/i.test(call.callee)
  );
}

/** Whether a key says that a data set stands there. Few keys make up most of all files. */
export const isDatasetKey = remembering((key) => DATASET_KEY.test(key) && !NOT_MODEL_KEY.test(key));

/** Whether a key says that a model stands there. */
export const isModelKey = remembering((key) => MODEL_KEY.test(key) && !NOT_MODEL_KEY.test(key) && !isDatasetKey(key));

/** Whether a key says that a model is put there, and not taken from there. */
export function isOutputKey(key: string): boolean {
  return OUTPUT_KEY.test(key);
}

const OUTPUT_KEY =
  /^(?:export_)?hub_model_id$|^output_(?:hub_)?(?:model|repo)(?:_?(?:id|name))?$|^push_to_hub(?:_model)?(?:_id|_name|_repo_id)?$|(?:^|_)(?:upload|push)_(?:to_)?(?:hf_|hub_)?(?:model|repo)(?:_?(?:id|name))?$/i;
/** Calls that put something on the Hub. */
const OUTPUT_CALL =
  /(?:^|[._])(?:push_to_(?:hf_)?hub\w*|create_repo|upload_(?:file|folder|large_folder|checkpoint\w*)|createRepo|uploadFiles?)$/;

/** Whether a call puts something on the Hub. */
export function isOutputCall(callee: string): boolean {
  return OUTPUT_CALL.test(callee);
}

/** Whether a key says no more than that a repository of the Hub stands there: a model, if nothing speaks of data. */
export function isHubKey(key: string): boolean {
  return HUB_REPOSITORY.test(key);
}

const HUB_REPOSITORY =
  /^(?:\w*_)?(?:hf|hub|repo_?ids?|hf_?(?:repo|id|path|name|map|mapping)s?|hf_?repo_?ids?|hub_?ids?|hugging_?face(?:_?(?:id|repo|repo_?id|path))?|hf_\w+_(?:repos?|repo_?ids?))$/i;

/** Whether the texts of a call are files, addresses, messages or parts of code. */
export const isOtherCall = remembering((callee) => NOT_CALL.test(callee));

/** Whether a key says that a repository stands there: on the Hub, or of code. */
export function isRepositoryKey(key: string): boolean {
  return /(?:^|_)repo(?:sitory)?(?:_|$)/i.test(key) && !isOtherKey(key);
}

/** Whether a key says where something is put, whatever that folder is called. */
export const isSavedTo = remembering((key) => /^(?:model_?)?(?:save|dest(?:ination)?)_?(?:path|dir|folder)$|^local_dir$/i.test(key));

/** Whether a key says that something else than a model stands there: an image, a folder, a title. */
export const isOtherKey = remembering((key) => NOT_MODEL_KEY.test(key));
