import { latin1 } from "../../formats/text.ts";
import type { Word } from "../../formats/words.ts";

// Words by which a first look knows files that can hold a reference, none of them an `owner/name`.

/** What a word tells of a file: that it uses models; that it does where it speaks of models at all; that it speaks of them. */
export type Mark = "uses" | "can use" | "speaks" | "speaks and can use";

/** What only files that use models hold, though no `owner/name` stands in them. */
const SHORT_MARKS = [
  "/resolve/",
  "models--",
  "datasets--",
  "_pretrained",
  "SentenceTransformer",
  "CrossEncoder",
  "OLLAMA",
  "MLCEngine",
  "ultralytics",
  "groq",
  "Groq",
  "GROQ",
  "ChatCerebras",
  "ChatSambaNova",
  "dashscope",
  "bigmodel.cn",
  "zhipuai",
  "api.moonshot",
  "whisper",
  "xtts_v",
  "Whisper",
  "WHISPER",
  "llama",
  ":11434",
  "MiniLM",
  "clip-ViT",
  "paraphrase-",
  "multi-qa-",
  "timm.create_model",
  "clip.load(",
  "uncased",
  "hf_model",
  "_clip.create_model",
  "tfhub.dev",
  "kagglehub",
  "huggingface-cli",
  "hf download",
];
const CONDITIONAL: readonly Word<Mark>[] = [
  { text: "HF_REPO", meaning: "uses" },
  // A pipeline of models begins with its task, one of streams with a stream.
  { text: "pipeline(", meaning: "can use", isMeant: followed(/^pipeline\(\s*(?:["'`]|task\b|model\b)/) },
  // Classes that load models are called so; "The HuggingFace Team" stands in the head of many files that load none.
  { text: "HuggingFace", meaning: "can use", isMeant: followed(/^HuggingFace(?:\w|\(|\.\w)/) },
  // T5 in all its forms, but no difference of a variable and another.
  { text: "t5-", meaning: "can use", isMeant: followed(/^t5-(?:[a-z]{3}|x+l|v\d|\d+(?:\.\d+)?[bm])/) },
  // Models are cased; words are written lower-cased.
  ...["-cased", "_cased"].map((text): Word<Mark> => ({ text, meaning: "can use", isMeant: isCased })),
  // The library of models; compilers have transformers too.
  {
    text: "transformers",
    meaning: "speaks",
    isMeant: (bytes, from) =>
      /(?:from |import |sentence_|(?:huggingface|xenova)\/)transformers\b/.test(latin1(bytes, from - 12, from + 13)),
  },
];
/** In programs these tell by themselves that models are used. */
const LIBRARY_MARKS = [
  "huggingface_hub",
  "hf_hub",
  "gradio_client",
  "gr.load(",
  "spacy.load",
  "spacy.cli",
  "htdemucs",
  "FaceAnalysis",
  "from_preset(",
  "hfhub",
];
/** In programs that speak of models. */
const LOADER_MARKS = ["DATASET_PATH", "load_dataset", "hf_dataset", "get_dataset_", "HuggingFaceDataset"];
/** Keys of configurations whose value may be a name without an owner. */
const KEY_MARKS = [
  "_dataset",
  "dataset_name",
  "--dataset",
  "model_id",
  "MODEL_ID",
  "model-id",
  "name_or_path",
  "base_model",
  "dataset_path",
  "pretrained=",
  "spacy",
  "htdemucs",
];
/** Parts of the names without an owner that are surely models'. */
const NAME_MARKS = [
  "_core_web",
  "_core_news",
  "_core_sci",
  "_core_med",
  "-core-web",
  "-core-news",
  "_in1k",
  "_in21k",
  "_in22k",
  "lvd142",
  "__openai",
  "__webli",
  "__laion",
  "laion2b_s",
  "_xl_s13b",
  "uncased",
  "roberta-",
  "MiniLM",
  "mpnet-base",
  "ms-marco-",
  "gpt2-",
  '"gpt2"',
  "'gpt2'",
  "distilgpt2",
  "albert-",
  "camembert-",
  "distiluse-",
  "msmarco-",
  "b-versatile",
  "b-instant",
  "b-8192",
  "b-32768",
  "_1-MLC",
];
/** Words of which a file holds one that speaks of models. */
const SPEAKING = [
  "odel",
  "MODEL",
  "openai",
  "dataset",
  "Dataset",
  "DATASET",
  "_pretrained",
  "_hparams",
  "llama",
  "vllm",
  "hugging",
  ".gguf",
  ".safetensors",
];
/** In commands and configurations these do so too. */
const SPEAKING_OF_HUB = ["LLM", "mbedding", "hf download", "hf_repo", "repo_id", "ollama", "spacy"];
/** What the names of families begin with. */
const BEGINNINGS = [
  "gpt-",
  "claude-",
  "gemini-",
  "text-embedding-",
  "mpnet-",
  "nomic-",
  "mxbai-",
  "arctic-",
  "bge-",
  "deepseek-",
  "mistral-",
  "command-r",
  "grok-",
  "qwen-",
  "glm-4",
  "moonshot-v1",
  "sonar-",
  "doubao-",
  "-davinci-",
  "-bison",
];
/** What Ollama's names end in. */
const SIZES =
  ":0.5b :0.6b :1b :1.5b :1.7b :2b :3b :4b :6b :7b :8b :9b :12b :13b :14b :20b :22b :24b :27b :30b :32b :34b :70b :72b :120b".split(" ");

/** What names of models end in. */
const PARAMETERS = "0.5 0.6 1 1.5 1.7 2 3 4 6 7 8 9 12 13 14 20 22 24 27 30 32 34 70 72 120"
  .split(" ")
  .flatMap((count) => [`-${count}b`, `-${count}B`]);

/** `qwen2.5-7b`, `Qwen2.5-7B-Instruct`, but no part of an identifier of hexadecimal digits. */
const COUNTED = /[a-z][\w.]{0,40}(?:-[\w.]{1,20}){0,3}-\d+(?:\.\d)?b(?=["'`\s)]|-[a-z])/i;

/** `llama3.2:1b`, but no part of a hardware address. */
const SIZED = /(?:[g-z][\w.-]{0,40}|[a-z][\w.-]{2,40}):\d+(?:\.\d+)?b(?![\da-f:])/i;

const EVERYWHERE: readonly Word<Mark>[] = [
  ...CONDITIONAL,
  ...SHORT_MARKS.map((text): Word<Mark> => ({ text, meaning: SPEAKING.includes(text) ? "speaks and can use" : "can use" })),
  ...[...NAME_MARKS, ...BEGINNINGS].map((text): Word<Mark> => ({ text, meaning: "can use" })),
  ...SIZES.map(
    (text): Word<Mark> => ({ text, meaning: "can use", isMeant: (bytes, from) => SIZED.test(latin1(bytes, from - 41, from + 8)) }),
  ),
  ...PARAMETERS.map(
    (text): Word<Mark> => ({ text, meaning: "can use", isMeant: (bytes, from) => COUNTED.test(latin1(bytes, from - 41, from + 8)) }),
  ),
  ...SPEAKING.filter((text) => !SHORT_MARKS.includes(text)).map((text): Word<Mark> => ({ text, meaning: "speaks" })),
];
/** The marks of programs. */
export const PROGRAM_MARKS: readonly Word<Mark>[] = [
  ...EVERYWHERE,
  ...LIBRARY_MARKS.map((text): Word<Mark> => ({ text, meaning: "uses" })),
  // What a repository on the Hub is of; other hosts of code have types of their own.
  { text: "RepoType", meaning: "uses", isMeant: followed(/^RepoType(?:\.|::)(?:model|dataset|space)/i) },
  ...LOADER_MARKS.map((text): Word<Mark> => ({ text, meaning: "can use" })),
];
/** Those of commands, configurations and prose. */
export const OTHER_MARKS: readonly Word<Mark>[] = [
  ...EVERYWHERE,
  ...KEY_MARKS.map((text): Word<Mark> => ({ text, meaning: "can use" })),
  ...SPEAKING_OF_HUB.map((text): Word<Mark> => ({ text, meaning: "speaks" })),
];

/** Whether what begins with a word goes on as it must. */
function followed(by: RegExp): (bytes: Uint8Array, from: number) => boolean {
  return (bytes, from) => by.test(latin1(bytes, from, from + 100));
}

/** Whether what is cased is a model: the word says which, or how large. */
function isCased(bytes: Uint8Array, from: number): boolean {
  return /(?:bert|net|electra|gpt|former|vocab|lingual|base|large|small|tiny|distil)[\w.-]{0,30}$/i.test(latin1(bytes, from - 60, from));
}
