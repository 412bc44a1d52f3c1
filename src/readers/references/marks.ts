// Words by which a first look knows files that can hold a reference, none of them an `owner/name`.

/** What only files that use models hold, though no `owner/name` stands in them: looked for where the file speaks of models at all. */
export const SHORT_MARKS = [
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
/** A pipeline of models begins with its task, one of streams with a stream. */
export const PIPELINE = /pipeline\(\s*(?:["'`]|task\b|model\b)/;
/** What does so by itself, whatever else the file speaks of. */
export const HUB = /huggingface_hub|hf_hub/;
/** Classes that load models are called so; "The HuggingFace Team" stands in the head of many files that load none. */
export const CLASSES = /HuggingFace(?:\w|\(|\.\w)/;
/** In programs these do so by themselves as well, or where the file speaks of models. */
export const LIBRARY_MARKS = ["gradio_client", "spacy.load", "spacy.cli", "htdemucs", "FaceAnalysis", "RepoType", "hfhub"];
export const LOADER_MARKS = ["DATASET_PATH", "load_dataset", "hf_dataset", "get_dataset_", "HuggingFaceDataset"];
/** Keys of configurations whose value may be a name without an owner. */
export const KEY_MARKS = [
  "_dataset",
  "model_id",
  "MODEL_ID",
  "model-id",
  "name_or_path",
  "base_model",
  "dataset_path",
  "pretrained=",
  "spacy",
  "WHISPER",
  "htdemucs",
];
/** Parts of the names without an owner that are surely models'. */
export const NAME_MARKS = [
  "_core_",
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
  "cased",
  "roberta-",
  "MiniLM",
  "mpnet-base",
  "gpt2-",
  '"gpt2"',
  "'gpt2'",
  "t5-",
  "b-versatile",
  "b-instant",
  "b-8192",
  "b-32768",
];
/** Words of which a file holds one that speaks of models. */
export const SPEAKING = ["odel", "MODEL", "openai", "dataset", "Dataset", "DATASET", "_pretrained", "_hparams", "llama", "vllm", "hugging"];
/** The library of models; compilers have transformers too. */
export const TRANSFORMERS = /(?:from |import |sentence_|(?:huggingface|xenova)\/)transformers\b/;
/** In commands and configurations these do so too. */
export const SPEAKING_OF_HUB = ["hf download", "ollama", "spacy"];
/** What the names of families begin with. */
export const BEGINNINGS = [
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
export const SIZES = [":1b", ":2b", ":3b", ":4b", ":7b", ":8b", ":12b", ":13b", ":14b", ":24b", ":27b", ":30b", ":32b", ":70b"];
