import type { Kind } from "../../model.ts";

/** A model (or data set, or Space) as a manifest names it, cleaned of scheme, revision and file. */
export interface ModelName {
  readonly name: string;
  readonly kind: Kind;
  readonly revision?: string;
}

const PART = "[A-Za-z0-9][\\w.-]{0,95}";
const BARE = new RegExp(`^(${PART}/${PART})(?:@([\\w./-]+))?(?::([\\w.-]+))?$`);
const HUB_HOST = /^(?:https?:\/\/)?(?:www\.)?(?:huggingface\.co|hf\.co|hf-mirror\.com)\/(.+)$/i;
const HUB_SCHEME = /^(?:hf|huggingface):\/\/(.+)$/i;
const MODELSCOPE = /^(?:(?:modelscope|ms):\/\/|https?:\/\/(?:www\.)?modelscope\.cn\/(?:models\/)?)(.+)$/i;
const OLLAMA = /^(?:ollama:\/\/|(?:https?:\/\/)?(?:registry\.)?ollama\.(?:com|ai)\/)(?:library\/)?([\w.-]+(?:\/[\w.-]+)?(?::[\w.-]+)?)$/i;
const OCI = /^(?:oci|docker|oci\+native):\/\/([\w.:-]+(?:\/[\w.:@-]+)+)$/i;
const STORAGE = /^(?:s3|gs|gcs|pvc|oss|hdfs|webhdfs|abfss?|azure|az|wasbs?|file|https?|model|ngc|dfs|local):\/\/\S+$/i;
const CACHED = /(?:^|\/)(models|datasets)--([\w.-]+?)(?:--([\w.-]+?))?(?:\/(?:snapshots\/([\da-f]{7,64}))?.*)?$/;

const NOT_OWNERS = new Set(
  "papers docs blog collections api join tasks learn posts organizations settings login pricing chat new inference-endpoints".split(" "),
);
/** First parts of paths, which no owner on the Hub is called. */
const FOLDERS = new Set(
  "output outputs out checkpoint checkpoints ckpt ckpts result results runs run saves saved save model models weights data dataset datasets home workspace workspaces tmp temp content mnt opt src app apps var usr etc root storage cache artifacts experiments exp logs log bin lib local path your my pretrained pretrained_models hf_models model_zoo model_repository examples scripts config configs test tests assets application text image audio video ollama ollama_chat".split(
    " ",
  ),
);
const FILE =
  /\.(?:gguf|ggml|bin|safetensors|pt|pth|ckpt|onnx|engine|plan|tflite|h5|pkl|model|json|jsonl|ya?ml|toml|ini|cfg|conf|py|sh|js|ts|txt|csv|tsv|parquet|arrow|md|html?|xml|jinja2?|zip|tar|gz|tgz|png|jpe?g|wav|mp3|mp4|log|so|exe|git)$/i;
const QUANTIZATION = /^(?:UD-)?(?:I?Q\d|F16|F32|BF16|FP\d|INT\d|latest$)|\.gguf$/i;
const DOMAIN = /\.(?:io|com|org|net|dev|ai|cn|cloud|local|internal)$/i;

/** Characters of an address; longer texts are none. */
const LONGEST = 1_000;

/** Takes a text that says itself where the model lies: a Hub or Ollama address, a path in the Hub's cache; null for all others. */
export function addressedName(text: string): ModelName | null {
  const value = clean(text);
  const hub = HUB_SCHEME.exec(value) ?? HUB_HOST.exec(value);
  if (hub?.[1] !== undefined) return hubPath(hub[1], HUB_SCHEME.test(value));
  const scope = MODELSCOPE.exec(value);
  if (scope?.[1] !== undefined) return hubPath(scope[1], false);
  const ollama = OLLAMA.exec(value);
  if (ollama?.[1] !== undefined) return { name: ollama[1], kind: "model" };
  const cached = CACHED.exec(value);
  if (cached === null) return null;
  const name = cached[3] === undefined ? (cached[2] ?? "") : `${cached[2]}/${cached[3]}`;
  return withRevision(name, cached[1] === "datasets" ? "dataset" : "model", cached[4]);
}

/** Takes an address as above, or `owner/name` with a revision; null for paths, images and other texts. */
export function hubName(text: string): ModelName | null {
  const value = clean(text);
  const addressed = addressedName(value);
  if (addressed !== null) return addressed;
  const match = BARE.exec(value);
  const [owner = "", name = ""] = (match?.[1] ?? "").split("/");
  if (match === null || name === "" || isPathLike(owner, name)) return null;
  return withRevision(`${owner}/${name}`, "model", match[2] ?? match[3]);
}

/** For fields that hold a Hub id or a path: also names without an owner (`gpt2`); null for paths. */
export function hubNameOrShort(text: string): ModelName | null {
  const value = clean(text);
  const hub = hubName(value);
  if (hub !== null) return hub;
  const isShort =
    /^[A-Za-z0-9][\w.-]{2,95}$/.test(value) &&
    !FILE.test(value) &&
    !FOLDERS.has(value.toLowerCase()) &&
    !/path|^(?:true|false|none|null|auto|default)$/i.test(value);
  return isShort ? { name: value, kind: "model" } : null;
}

/** Whether a text is a name of Ollama's library, which its size behind the colon gives away: `llama3.1:8b`. */
export function isSizedName(text: string): boolean {
  return /^[a-z][\w.-]*:e?\d+(?:\.\d+)?[bm](?:-[\w.-]+)?$/i.test(text);
}

/** For fields that hold the address of a model and nothing else: also images and storage, named by their address. */
export function modelAddress(text: string): ModelName | null {
  const value = clean(text);
  const oci = OCI.exec(value);
  if (oci?.[1] !== undefined) return { name: oci[1], kind: "model" };
  return addressedName(value) ?? (STORAGE.test(value) ? { name: value, kind: "model" } : null);
}

/** `${VAR:-default}` of shells, `${oc.env:VAR,default}` of OmegaConf; before it may stand who serves it: `ollama/${VAR:-default}`. */
const FALLBACK = /^(\w+\/)?\$\{(?:\w+:?-|oc\.env:\w+,)([^{}$]*)\}$/;
/** `${key:default}` of Spring, `${env.VAR:=default}` of Llama Stack. */
const PLACEHOLDER = /^\$\{[\w.-]+:=?([A-Za-z][\w.-]*(?:[/:][^{}$:,\s]*)?)\}$/;

/** What `${VAR:-default}` falls back to; the text itself where it is no such thing; null where nothing is known. */
export function knownValue(text: string): string | null {
  const value = clean(text);
  const [, server = "", known] = FALLBACK.exec(value) ?? [];
  if (known === "") return "";
  if (known !== undefined) return server + (value.includes("${oc.") ? clean(known) : known);
  const placeholder = PLACEHOLDER.exec(value);
  if (placeholder !== null) return placeholder[1] ?? null;
  return value.includes("$") ? null : value;
}

/** Names of models that only a hosted API serves. */
export function isHostedName(value: string): boolean {
  // Programs of the same houses.
  if (/^(?:claude|gemini)-(?:code|cli|desktop|agent|sdk)(?:$|-(?!\d))/i.test(value)) return false;
  const name = clean(value).replace(SERVER, "");
  return HOSTED.some((pattern) => pattern.test(name));
}

/** Who serves them, as routers write it before the name. */
const SERVER =
  /^(?:openai|azure|anthropic|google(?:[-_](?:gla|vertex|genai|vertexai))?|gemini|vertex_ai|bedrock|mistral|cohere|models|x-?ai|deepseek|voyage|groq)[/:]/i;
const HOSTED = [
  /^(?:gpt-(?:3|4|5|image|audio|realtime)[\w.:-]*|chatgpt-(?=[\w.-]*(?:\d|latest))[\w.-]+|chat-latest|o[134](?:-mini|-pro|-preview)?(?:-[\d-]+)?|text-embedding-(?:ada|3|00)[\w.-]*|whisper-1|tts-1(?:-hd)?|dall-e-\d)$/i,
  // A version or a size tells them from programs of such names.
  /^claude-(?=[\w.@:-]*(?:\d|(?:opus|sonnet|haiku|instant|latest)(?:$|[-@:])))[\w.@:-]+$/i,
  /^gemini-(?=[\w.-]*(?:\d|(?:pro|flash|ultra|nano|exp|live|embedding|robotics|latest)(?:$|-)))[\w.-]+(?::cloud)?$/i,
  /^(?:grok-(?:\d|beta|code|vision|fast)[\w.-]*|deepseek-(?:chat|reasoner))$/i,
  // Mistral and Cohere name the same models otherwise on the Hub.
  /^(?:(?:open-)?(?:mistral|ministral|magistral|devstral|pixtral|codestral|voxtral)-[\w.-]*(?:latest|embed|-\d{4})|open-mi[sx]tral-[\w.-]+|mistral-(?:tiny|medium|embed))$/i,
  /^(?:command-r(?:-plus)?(?:-\d\d-\d{4})?|command-(?:a|r7b)-\d\d-\d{4}|(?:embed|rerank)-(?:english|multilingual)-[\w.-]+|rerank-v\d\.\d|voyage-(?:\d|code|law|finance|multilingual|large|lite)[\w.-]*)$/i,
  // Groq says behind a size how fast a model answers, or how much it reads.
  /^(?:llama|mixtral|gemma|deepseek|qwen)[\w.-]{0,40}\d+b-(?:versatile|instant|specdec|4096|8192|32768)(?:-tool-use-preview)?$/i,
  // OpenAI's first ones and Google's.
  /^(?:(?:text|code)-(?:davinci|curie|babbage|ada|cushman)-(?:edit-)?\d{3}|(?:davinci|babbage)-002|(?:omni|text)-moderation-(?:latest|stable|\d[\d-]*)|codex-mini-latest|computer-use-preview|sora-\d(?:-pro)?)$/i,
  /^(?:(?:text|chat|code|codechat)-(?:bison|unicorn|gecko)(?:-32k)?(?:@\w+|-\d{3})?|textembedding-gecko(?:-multilingual)?(?:@\w+)?|(?:imagen|veo)-\d\.\d-(?:fast-|ultra-)?generate(?:-[\w-]+)?)$/i,
  // Alibaba's, Zhipu's, Moonshot's, Perplexity's, ByteDance's, Baidu's and MiniMax's.
  /^(?:qwen3?-(?:vl-|coder-)?(?:max|plus|turbo|long|flash)|glm-4v?-(?:flashx?|airx?|plus|long|0520)|moonshot-v1-(?:\d+k|auto)(?:-vision)?|sonar-(?:pro|reasoning|deep-research)|text-embedding-v\d)(?:-(?:pro|latest|preview|\d{4}(?:-\d\d-\d\d)?))?$/i,
  /^(?:doubao-(?=[\w.-]*\d)[\w.-]+|ernie-(?=[\w.-]*-\d+k(?:$|-))[\w.-]+|abab\d[\w.]*-chat)$/i,
  // Bedrock: `us.anthropic.claude-…-v1:0`.
  /^(?:(?:us|eu|apac|jp|global)\.)?(?:anthropic\.claude|amazon\.(?:nova|titan)|cohere\.(?:command|embed|rerank)|meta\.llama|mistral\.mi[sx]tral|ai21\.(?:jamba|j2))-?[\w.-]+(?::\d+)?(?::\w+)?$/i,
  /^[a-z\d]+\.[a-z][\w.-]*-v\d+:\d+$/,
];

function hubPath(path: string, isScheme: boolean): ModelName | null {
  const parts = path
    .replace(/[?#][\s\S]*$/, "")
    .split("/")
    .filter((part) => part !== "");
  const kind: Kind = parts[0] === "datasets" ? "dataset" : parts[0] === "spaces" ? "application" : "model";
  const rest = ["datasets", "spaces", "models"].includes(parts[0] ?? "") ? parts.slice(1) : parts;
  const [owner = "", second] = rest;
  if (NOT_OWNERS.has(owner.toLowerCase())) return null;
  if (second === undefined) return isScheme && new RegExp(`^${PART}$`).test(owner) ? { name: owner, kind } : null;
  const match = new RegExp(`^(${PART})(?:[@:]([\\w.-]+))?$`).exec(second);
  if (!new RegExp(`^${PART}$`).test(owner) || match?.[1] === undefined) return null;
  const inPath = /^(?:resolve|blob|tree|raw|commit)$/.test(rest[2] ?? "") ? rest[3] : undefined;
  return withRevision(`${owner}/${match[1].replace(/\.git$/, "")}`, kind, match[2] ?? inPath);
}

function withRevision(name: string, kind: Kind, revision: string | undefined): ModelName {
  return revision === undefined || revision === "main" || QUANTIZATION.test(revision) ? { name, kind } : { name, kind, revision };
}

function isPathLike(owner: string, name: string): boolean {
  return (
    FOLDERS.has(owner.toLowerCase()) ||
    FILE.test(name) ||
    DOMAIN.test(owner) ||
    /path/i.test(owner) ||
    /^\d+$/.test(owner) ||
    /^v\d+$/.test(name) ||
    /^n\/a$/i.test(`${owner}/${name}`)
  );
}

function clean(text: string): string {
  if (text.length > LONGEST) return "";
  return text.trim().replace(/^["'`]+|(?<!["'`,;])["'`,;]+$/g, "");
}
