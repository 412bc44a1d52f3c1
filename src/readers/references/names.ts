import type { Kind } from "../../model.ts";
import { isHostedName } from "../parts/model-names.ts";

/** A name found in a text: what is named, and where in the text the name begins. */
export interface NameIn {
  readonly name: string;
  readonly kind: Kind;
  readonly from: number;
  readonly revision?: string;
  /** What a program makes of it lands there: `hub_model_id`, `push_to_hub`. It is shown, but nothing is used. */
  readonly isOutput?: boolean;
  /** It stands in the address of a license's text: that is read, and nothing is used. */
  readonly isOfLicense?: boolean;
}

const PART = "[A-Za-z0-9][\\w.-]{0,95}";
/** Docker's own catalog of models, where a tag is the version of an image. */
const DOCKERS_OWN = "ai";

const OWNED = new RegExp(`^(${PART})/(${PART})(?:@([\\w./-]{1,100}))?(?::([\\w.-]{1,60}))?$`);

/** `owner/name-GGUF/name.Q4_K_M.gguf`: the file begins like the repository. */
const FILE_OF = /^([\w.-]{1,96}\/([\w.-]{4})[\w.-]{0,90}-gguf)\/\2[\w.-]{0,92}\.gguf$/i;

/** First parts that no owner on the Hub is called: folders, media types, parts of code and of web addresses. */
const NOT_OWNERS = new Set(
  (
    "built-in builtin ci schemas europe america asia africa australia pacific atlantic antarctica foo mock mocks fake dummy fixture admin auth account accounts catalog customer sales users block item entity com output outputs out vae vaes lora loras unet unets clip clip_vision text_encoders diffusion_models controlnet controlnets upscale_models embeddings checkpoint_files deployment statefulset service pod job daemonset configmap secret checkpoint checkpoints ckpt ckpts result results runs run saves saved save model models weights data dataset datasets home workspace workspaces tmp temp content mnt opt src app apps var usr etc root storage cache artifacts experiments exp logs log bin lib libs local path paths your my source target user username org organization owner namespace repo " +
    "pretrained pretrained_models hf_models model_zoo model_repository examples example scripts config configs test tests fixtures assets static public docs doc files file build dist node_modules packages vendor third_party tools utils helpers common core internal server client api v1 v2 web www http https pages components routes views hooks store styles templates template images image img media audio video text application multipart font message chemical " +
    "actions github docker library ollama vllm lmsysorg pypi npm conda anaconda apache kubernetes helm charts ollama_chat refs heads feature fix bugfix release hotfix origin upstream dev prod staging and or true false yes no on off input in import read train valid eval inference training plugins plugin extensions resources shared include lang language languages locale translations tokenizer tokenizers flat next react vite eslint plugin recommended tunedmodels voice voices speakers"
  ).split(" "),
);
const FILE =
  /\.(?:gguf|ggml|llamafile|bin|safetensors|pt|pth|ckpt|model|spm|onnx(?:[._]data)?|engine|plan|tflite|h5|pkl|json|jsonl|jsonnet|ya?ml|toml|ini|cfg|conf|py|pyc|sh|[cm]?[jt]sx?|vue|svelte|css|scss|txt|csv|tsv|parquet|arrow|mdx?|rst|html?|xml|jinja2?|j2|npy|npz|pickle|joblib|msgpack|pdf|docx|pptx|xlsx|ipynb|zip|tar|gz|tgz|whl|png|jpe?g|gif|svg|ico|webp|tiff?|bmp|wav|mp3|mp4|flac|ogg|m4a|webm|mov|avi|log|so|dll|exe|git|lock|go|rs|java|kt|rb|php|cpp|hpp|cc|h|proto|sql|wasm|map|env|example|tmpl)$/i;
const DOMAIN = /\.(?:io|com|org|net|dev|cn|cloud|local|internal|svc|gov|edu)$|^(?:ghcr|nvcr|quay|gcr|docker)\.|^localhost$/i;
/** Owners of code on GitHub and of images whose repositories are no models, though some sound like it. */
const CODE_OWNERS =
  /^(?:facebookresearch|ggerganov|pytorch|tensorflow|apache|vercel|docker|kubernetes|langchain-ai|run-llama|vllm-project|NVIDIA-NeMo|abetlen|oobabooga|Lightning-AI|hiyouga|axolotl-ai-cloud|lm-sys|tatsu-lab|openlm-research|salesforce|google-research|google-deepmind|microsoft-semantic-kernel|aws|aws-samples|Azure|Azure-Samples|GoogleCloudPlatform|guillaumekln|SYSTRAN|m-bain|huggingface-projects|h2oai|mlc-ai)$/i;

/** Organizations that keep models and data sets on the Hub and little else, so that a text `owner/name` with them is a reference by itself. */
const HUB_OWNERS = new Set(
  "01-ai adept ai21labs ai4bharat alignment-handbook alpindale answerdotai argilla athene bartowski baai bigcode bigscience black-forest-labs briaai cardiffnlp casperhansen cerebras city96 cognitivecomputations cohereforai coherelabs compvis coqui cross-encoder cyberagent databricks dbmdz deepseek-ai deepset defog diffusers distil-whisper distilbert dslim eleutherai elyza facebookai google-bert google-t5 gpt2 gradientai h4 helsinki-nlp hexgrad hkunlp hf-internal-testing hfl hooshvarelab huggingfaceh4 huggingfacetb huggingfacefw huggingfacem4 huggyllama ibm-granite ibm-nasa-geospatial internlm intfloat jinaai jonatasgrosman kyutai lgai-exaone liquidai llava-hf lllyasviel lmms-lab lmsys lmstudio-community llm-jp madebyollin maziyarpanahi meta-llama microsoft-phi minimaxai minishlab mistral-community mistralai mixedbread-ai mlx-community mobiuslabsgmbh moonshotai moritzlaurer mradermacher nateraw neuralmagic nlptown nomic-ai nousresearch novasearch nbailab nlpconnect onnx-community open-orca opengvlab openai-community openbmb openchat opengpt-x openassistant orca parler-tts phind pleias prajjwal1 prithivmlmods prometheus-eval pyannote quantfactory qwen redhatai runwayml rinna sentence-transformers sesame shenzhi-wang skywork snowflake speechbrain stable-diffusion-v1-5 stabilityai stanfordnlp starcoder supabase superb suno segmind swe-gym tencent-hunyuan teknium thebloke thenlper thudm tiiuae timm tinyllama togethercomputer trl-lib trl-internal-testing tohoku-nlp unsloth upstage vikhyatk wizardlm wizardlmteam xenova xai-org xlabs-ai yentinglin zai-org zhipuai-hub zyphra systran allenai-hub".split(
    " ",
  ),
);

/** Words in names that tell a model by themselves: families, and what is said only of weights. */
const FAMILY =
  /(?:^|[-_./])(?:(?:code|tiny|open|mini|meta-)?-?llama-?\d?|mistral|mixtral|ministral|codestral|pixtral|voxtral|devstral|magistral|qwen\d*|qwq|qvq|gemma\d?|codegemma|paligemma|medgemma|phi-?\d|gpt-?2|distilgpt2|gpt-?neox?|gpt-?j|gpt-oss|opt-\d|bloomz?|falcon-?\d|t5|mt5|byt5|umt5|flan|ul2|bart|mbart|pegasus|nllb|m2m100|marian|opus-mt|whisper|wav2vec2?|hubert|wavlm|data2vec|clip|siglip\d?|vit|deit|beit|dinov\d|swin|detr|yolos?v?\d*|segformer|mask2former|stable-diffusion|sdxl?|controlnet|flux|kandinsky|minilm|mpnet|bge|e5|gte|nomic-embed|mxbai|colbert|splade|smollm\d?|smolvlm\d?|zephyr|vicuna|alpaca|deepseek|internlm\d?|internvl\d?|baichuan\d?|chatglm\d?|glm-?\d|yi-\d|hermes|openhermes|starcoder\d?|starchat\d?|codegen\d?|santacoder|moondream\d?|florence|blip\d?|llava|idefics\d?|kokoro|musicgen|bark|speecht5|xtts|moonshine|silero-vad|olmoe?|granite|command-r|dbrx|jamba|r?wkv|pythia|electra|albert|xlnet|xlm|longformer|bigbird|layoutlm\w*|donut|trocr|depth-anything|potion|(?:distil|camem|multilingual-|modern-?|mod|deb|sci|bio|fin|mobile|squeeze|news)?bert\w*|\w*roberta|deberta|orca|solar|exaone|minicpm|kimi|lfm2?|nemotron|ernie|hunyuan|sam2?|all-(?:mini|mpnet|distil)\w*|paraphrase|msmarco|multi-qa|translategemma|embeddinggemma|snowflake-arctic|arctic-embed|dolly|redpajama|stablelm|dialogpt|parakeet|grounding-?dino|cogvideox?|cogvlm\d?|animatediff|hunyuanvideo|ltx-video|cosyvoice\d?|jina-embeddings|gliner|birefnet|seamless-m4t|mms-(?:tts|lid|1b)|encodec|audioldm\d?|codet5p?|kosmos|vilt|guanaco|airoboros|tulu|mpt-\d|cerebras|aya|ggml|gguf|gptq|awq|exl2|mlx)(?:$|[-_.:/\d])/i;
const SIZED = /(?:^|[-_.])\d+(?:\.\d+)?(?:x\d+)?[bm](?:$|[-_.])/i;
/** `writer-1.5b`, `writer-8x7b`: what is counted in billions so exactly are parameters. */
const PARAMETERS = /[-_]\d+(?:\.|x)\d+b(?:$|[-_.])/i;
const SAID_OF_WEIGHTS =
  /[-_.](?:uncased|cased|finetuned?|fine-tuned|instruct|chat|sft|dpo|gguf|gptq|awq|onnx|int[48]|q[48]_?\w*|fp16|bf16|base-v\d|large-v\d|patch\d+|distilled|zeroshot|it)(?:$|[-_.])/i;

/** `owner/name` as it stands on the Hub, where the whole text is one; null for paths, images, media types and the like. */
export function ownedName(text: string, kind: Kind = "model"): NameIn | null {
  if (text.length > 200 || !text.includes("/")) return null;
  const match = OWNED.exec(text.endsWith(".gguf") ? text.replace(FILE_OF, "$1") : text);
  if (match === null) return null;
  const [, owner = "", name = "", revision, tag] = match;
  // No name on the Hub ends so: something is joined to it. Nor does one hold these (huggingface_hub, validate_repo_id).
  if (/[-.]$/.test(name) || /--|\.\./.test(text)) return null;
  if (
    isNoOwner(owner) ||
    isHosted(owner) ||
    (FILE.test(name) && text !== "ggerganov/whisper.cpp") ||
    /^v?[\d.-]+$/.test(name) ||
    /^[sh]$/.test(name) ||
    (owner.length < 2 && name.length < 3)
  )
    return null;
  if (tag !== undefined && !isTag(tag) && owner !== DOCKERS_OWN) return null;
  if (
    /^(?:model|model[-_](?:name|id|path)|name|repo(?:sitory)?|data_?set)$|^(?:path|to|your)[-_]|^my[-_](?:[a-z]+[-_])*(?:model|repo|name|data_?set|adapter|lora|space|org|bot|app|project)s?$|[-_]path$|^x+$|^\.+$|^(?:(?:checkpoint|epoch|global_?step)[-_]?\d+|step[-_]?\d{3,})$/i.test(
      name,
    )
  )
    return null;
  // Only OpenRouter's names end so, and what one house alone serves others only pass on.
  if (tag === "free" || (kind === "model" && isPassedOn(owner, name))) return { name: text, kind: "service", from: 0 };
  return { name: `${owner}/${name}`, kind, from: 0, ...(revision === undefined || revision === "main" ? {} : { revision }) };
}

/** `owner/one,owner/two`, `owner/one;owner/two;`: every part must be such a name. */
export function listed(text: string, kind?: Kind): readonly NameIn[] {
  if (!/[,;]/.test(text) || !text.includes("/")) return [];
  const found: NameIn[] = [];
  let from = 0;
  for (const part of text.replace(/;$/, "").split(/[,;]/)) {
    const own = part.trim();
    const name = ownedName(own, kind);
    if (name === null) return [];
    found.push({ ...name, from: from + part.indexOf(own) });
    from += part.length + 1;
  }
  return found;
}

/** `relay/gpt-4o`, but no copy of its tokenizer on the Hub. */
function isPassedOn(owner: string, name: string): boolean {
  return isHosted(name) && !HUB_OWNERS.has(owner.toLowerCase()) && !isStrong(`${owner}/${name}`);
}

/** What is put into a text when the program runs: `{size}`, `${size}`. */
export const HOLE = /\$?\{[^{}]*\}/g;

/** `owner/name-{size}`: the owner and the beginning of the name must be known. A revision that is put in is no part of it. */
export function nameWithHoles(written: string): NameIn | null {
  const text = written.replace(/@\$?\{[^{}]*\}$/, "");
  const own = /^[A-Za-z0-9][\w.-]*\/([A-Za-z0-9][\s\S]+)/.exec(text)?.[1];
  if (own === undefined || own.replace(HOLE, "").replace(/[-_.]/g, "").length < 2) return null;
  return ownedName(text.replace(HOLE, "0")) === null ? null : { name: text, kind: "model", from: 0 };
}

/** Whether an owner has repositories of code, and this may be one: what has a size is none. */
export function isOfCode(name: string): boolean {
  const [owner = "", own = ""] = name.split("/");
  return CODE_OWNERS.test(owner) && !SIZED.test(own);
}

/** Whether an `owner/name` is a model's by itself, whatever stands around it. */
export function isStrong(name: string): boolean {
  const [owner = "", own = ""] = name.split("/");
  if (isOfCode(name)) return false;
  if (HUB_OWNERS.has(owner.toLowerCase())) return !NO_NAME.test(own);
  if (!own.includes("-") && !own.includes("_") && !/\d/.test(own)) return false;
  // A size of what is called before it: `some-voice/1.7b-custom`.
  if (/^\d+(?:\.\d+)?[bm](?:$|[-_])/i.test(own)) return false;
  return (
    (FAMILY.test(own) &&
      (SIZED.test(own) ||
        SAID_OF_WEIGHTS.test(own) ||
        /[-_](?:base|x*large|small|tiny|mini|medium|huge|giant|x+l)(?:$|[-_.])|\d/i.test(own))) ||
    (SIZED.test(own) && SAID_OF_WEIGHTS.test(own)) ||
    PARAMETERS.test(own)
  );
}

/** Parts of web addresses, and what programs call their own choices behind a family: `qwen/base`. */
const NO_NAME = /^(?:main|master|blob|tree|issues|discussions|base|default|chat|fast|local|latest|small|large)$/;

/** What programs call the parts of a family: `Gemma3ForCausalLM`. */
const CLASS = /^[A-Z][A-Za-z\d]{1,60}(?:Model|Config|Tokenizer|TokenizerFast|Processor|Pipeline|For[A-Z][A-Za-z\d]{1,40})$/;

/** A name without an owner that is surely a model's: `bert-base-uncased`, `gpt2`, `all-MiniLM-L6-v2`, `llama3:8b`; or one that only Ollama has: `owner/llama3:latest`. */
export function isShortModel(written: string): boolean {
  const text = behindOwner(written);
  return (
    /^[A-Za-z][\w.-]{2,80}(?::[\w.-]+)?$/.test(text) &&
    !FILE.test(text) &&
    !CLASS.test(text) &&
    !isPlaceholder(text) &&
    !isFolderOf(text) &&
    (FAMILY.test(text) || CANONICAL.test(text)) &&
    !/^(?:clip|flux|sam|bark|solar|donut|orca|opt|command|flan|aya|swin|hermes|cerebras|vit)$|^sentence-transformers:|^(?:ollama|openai|azure|groq|litellm)-/i.test(
      text,
    )
  );
}

/** `meta-llama_Llama-3-8B`: what programs call the folder of an `owner/name`. */
function isFolderOf(text: string): boolean {
  const [owner = "", name = ""] = text.split("_", 2);
  return HUB_OWNERS.has(owner.toLowerCase()) && /^[A-Za-z]/.test(name) && FAMILY.test(name);
}

/** What stands behind the owner of a name with one of Ollama's tags; the text itself where it is no such name. */
function behindOwner(text: string): string {
  const slash = text.indexOf("/");
  // What is quantized is named so on the Hub too.
  const isUploaded =
    slash > 0 &&
    text.slice(0, slash) !== DOCKERS_OWN &&
    /:(?:latest$|(?:e|\d+x)?\d+(?:\.\d+)?[bm](?:$|-))/i.test(text) &&
    !PROGRAM.test(text);
  return isUploaded && !isNoOwner(text.slice(0, slash)) ? text.slice(slash + 1) : text;
}

/** An image is called after the program in it. */
const PROGRAM = /[-_](?:server|service|api|(?:web)?ui|app|worker|runner|proxy|gateway|cpu|gpu|cuda|rocm|openai):/i;

/** What Ollama's names end in: `llama3.1:8b`, `mixtral:8x7b`, `llama3.1:q4_K_M`. */
export const SIZED_TAG = /:(?:(?:e|\d+x)?\d+(?:\.\d+)?[bm](?:$|-)|q\d_[\dk](?:_[sml])?$)/i;

/** As above where a model is meant: there a name with a size or `latest` behind it, as Ollama has it, is one of whatever family: `wizardlm2:7b`. */
export function isShortMeant(text: string): boolean {
  return isShortModel(text) || (SIZED_NAME.test(text) && !PROGRAM.test(text));
}

const SIZED_NAME = /^[a-z][a-z\d._-]{1,60}:(?:(?:e|\d+x)?\d+(?:\.\d+)?b(?:-[\w.-]{1,60})?|latest)$/;

/** The Hub's first models, which have no owner, and those that sentence-transformers and WebLLM know without one: no other program has such names. */
export function isCanonical(text: string): boolean {
  return CANONICAL.test(text);
}

const CANONICAL =
  /^(?:(?:distil)?bert-(?:base|large)-[\w-]*cased[\w-]*|bert-base-(?:chinese|german\w*|japanese[\w-]*)|(?:distil|xlm-)?roberta-(?:base|large)(?:-(?:mnli|openai-detector|finetuned-\w+))?|distilgpt2|gpt2(?:-(?:medium|large|xl))?|t5-(?:small|base|large|3b|11b)|albert-(?:base|large|xlarge|xxlarge)-v[12]|xlnet-(?:base|large)-cased|camembert-base|all-(?:minilm|mpnet|distilroberta|roberta)-[\w-]+|paraphrase-[\w-]+-v\d|multi-qa-(?:minilm|mpnet|distilbert)-[\w-]+|msmarco-(?:distil|minilm|bert|roberta)[\w-]+|distiluse-base-[\w-]+|clip-vit-[bl]-\d\d[\w-]*|[\w.-]+-q\d+f(?:16|32)(?:_\d)?-mlc)$/i;

/** A name without an owner where only a Hub id or a folder can stand. */
export function isShortName(text: string): boolean {
  return (
    /^[A-Za-z][\w.-]{1,80}$/.test(text) &&
    !/^[\da-f]{40,64}$/.test(text) &&
    !FILE.test(text) &&
    !isPlaceholder(text) &&
    !NOT_OWNERS.has(text.toLowerCase())
  );
}

export function isPlaceholder(text: string): boolean {
  return /^(?:my|your|path|the|some|dummy|foo|bar|test|tmp|output|save|local|model|checkpoint|results?|example|user(?:name)?|none|null|auto(?:detect)?|default)(?:$|[-_./ ])|<|>|\bpath[-_]to\b|^\.{1,2}$|xxx|placeholder/i.test(
    text,
  );
}

/** Names of models that only a hosted service answers to. */
export function isHosted(text: string): boolean {
  return text.length < 100 && text.includes("-") && isHostedName(text) && !/^\W|[-_]$|-enabled$|tokenizer/.test(text) && !FILE.test(text);
}

/** `Microsoft.Compute/virtualMachines` is a kind of Azure's resources, `10.1007/…` what papers are registered as. */
const REGISTERED = /^microsoft\.\w|^10\.\d{4,9}$/i;

export function isNoOwner(owner: string): boolean {
  return (
    NOT_OWNERS.has(owner.toLowerCase()) ||
    REGISTERED.test(owner) ||
    DOMAIN.test(owner) ||
    FILE.test(owner) ||
    /^v?\d+(?:(?:alpha|beta)\d*)?$|(?:^|[-_])paths?[-_]|paths?$|_(?:models?|cache|dir|checkpoints?|ckpts?|weights|outputs?)$|^\$|example|your[-_]/i.test(
      owner,
    )
  );
}

/** What may follow a name behind a colon: a quantization or a provider; images have versions there. */
function isTag(tag: string): boolean {
  return /^(?:UD-)?(?:I?Q\d|F16|F32|BF16|FP\d|INT\d)|\.gguf$|^(?:fastest|cheapest|together|nebius|novita|fireworks-ai|hf-inference|groq|cerebras|sambanova)$|^free$/i.test(
    tag,
  );
}

/** A model of that name, where there is one. */
export function model(name: string | null): NameIn | null {
  return name === null ? null : { name, kind: "model", from: 0 };
}
