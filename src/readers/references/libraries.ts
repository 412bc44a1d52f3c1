import type { Frame, Literal } from "../../formats/code-syntax.ts";
import { isRepositoryKey, type Meaning } from "./contexts.ts";
import { isArm } from "./given-back.ts";
import { isLoader } from "./lines.ts";
import { isShortModel, isShortName } from "./names.ts";
import { lastPart } from "./ways.ts";
import { isWithWeights } from "./weights-beside.ts";

/** Which libraries a program works with, where that tells what a name is; looked for once, when it is first asked. */
export class Libraries {
  private gradio: boolean | null = null;
  private ownData: boolean | null = null;
  private hosted: boolean | null = null;
  private ownerless: boolean | null = null;
  private rust: boolean | null = null;
  private hub: boolean | null = null;
  private named: boolean | null = null;
  private ollama: boolean | null = null;
  private speaksOfOllama: boolean | null = null;
  private router: boolean | null = null;
  private kaggle: boolean | null = null;
  private asked: ReadonlySet<string> | null = null;

  constructor(private readonly source: string) {}

  /** gradio's `Client("owner/name")` is a Space. */
  takesSpace({ opener, callee }: Frame, key: string, index: number): boolean {
    if (opener !== "(" || index > 0 || (key !== "" && key !== "src") || !CLIENT.test(callee)) return false;
    this.gradio ??= this.source.includes("gradio");
    return this.gradio;
  }

  /** Whether anything in the program can be given to Ollama. */
  knowsOllama(): boolean {
    this.speaksOfOllama ??= OLLAMA_MARKS.some((mark) => this.source.includes(mark));
    return this.speaksOfOllama;
  }

  /** Whether the program speaks of a router of model services. */
  knowsRouter(): boolean {
    this.router ??= /open_?router|gateway/i.test(this.source);
    return this.router;
  }

  /** Whether a name without an owner can be what a call loads. */
  load(text: string, { kind }: Meaning): boolean {
    return kind === "dataset" ? isShortName(text) && !isLoader(text) && !this.hasOwnData() : isShortModel(text);
  }

  /** `load_dataset("penguins")` is not one of the Hub's. */
  private hasOwnData(): boolean {
    this.ownData ??= OWN_DATA.test(this.source) && !this.source.includes("from datasets import");
    return this.ownData;
  }

  /** The program may work with a library that has names of its own for models. */
  haveNames(): boolean {
    this.named ??= OWN_NAMES.some((name) => this.source.includes(name));
    return this.named;
  }

  /** `owner/name` of `owner/name/framework/variation/version`, as Kaggle has it, in a program that speaks of its library; null elsewhere. */
  handleIn(text: string): string | null {
    const handle = KAGGLE_HANDLE.exec(text)?.[1];
    if (handle === undefined) return null;
    this.kaggle ??= this.source.includes("kagglehub");
    return this.kaggle ? handle : null;
  }

  /**
   * The program takes files from the Hub by its crate for Rust, and a text is what one of several is called there, or is given to a `repo`; weights are named
   * with it; or the program works with the Hub, and a text has the commit behind it that is taken of it: `"owner/name": "277f43b…"`.
   */
  tellOf(source: string, literal: Literal): boolean {
    this.rust ??= this.source.includes("hf_hub::");
    if (this.rust && (isArm(source, literal) || isRepositoryKey(lastPart(literal.key)))) return true;
    if (isWithWeights(source, literal)) return true;
    if (!literal.isKey || !isPinned(source, literal)) return false;
    this.hub ??= /hugging[ _]?face|hf_hub/i.test(this.source);
    return this.hub;
  }

  /** Whether the program hands a variable on as the model that is asked for: `create(model=NAME)`. */
  askFor(variable: string): boolean {
    this.asked ??= new Set([...this.source.matchAll(/\bmodel(?: ?= ?|: ?)([A-Za-z_]\w{0,80})/g)].map(([, name = ""]) => name));
    return this.asked.has(variable);
  }

  /** The program asks Ollama for its answers, and no hosted API that runs the same models. */
  asksOllama(): boolean {
    this.ollama ??= OLLAMA.test(this.source) && !HOSTED_API.test(this.source);
    return this.ollama;
  }

  /** The program asks a hosted API that runs open models, and nothing in it could run one. */
  onlyAsks(): boolean {
    this.hosted ??= HOSTED_API.test(this.source) && !RUNS.test(this.source);
    return this.hosted;
  }

  /** The program asks a hosted API that names open models without their owners, and loads none itself. */
  asksWithoutOwners(): boolean {
    this.ownerless ??= WITHOUT_OWNERS.test(this.source) && !LOADS.test(this.source);
    return this.ownerless;
  }
}

function isPinned(source: string, { text, from }: Literal): boolean {
  const end = from + text.length;
  return COMMIT.test(source.slice(end, end + 100));
}

/** A commit behind a key. */
const COMMIT = /^["'`]\s{0,9}:\s{0,40}["'`][\da-f]{40}["'`]/;

const OLLAMA_MARKS = ["llama", "LLAMA", ":11434"];
const CLIENT = /(?:^|\.)Client(?:\.connect)?$|^client$/;
const OWN_DATA = /\bfrom (?:seaborn|langchain\.evaluation) import [^\n]{0,200}\bload_dataset\b/;

/** Of these one stands in every call of these libraries. */
const OWN_NAMES = [
  "hisper",
  "spacy.",
  "_core_web_",
  "_core_news_",
  "YOLO",
  "xtts",
  "ViT-",
  "timm.",
  "emucs",
  "FaceAnalysis",
  "from_preset",
  "ms-marco-",
];

const KAGGLE_HANDLE =
  /^([\w-]+\/[\w.-]+)\/(?:pytorch|tensorflow[12]|tf-?lite|tfjs|keras|jax|flax|transformers|gemmacpp|gguf|onnx|scikitlearn|other)\/[\w.{}$-]+(?:\/\d+)?$/i;

const OLLAMA =
  /:11434\b|\b(?:import|from) ollama\b|from ["']ollama["']|"github\.com\/ollama\/ollama\/api"|\bOLLAMA_(?:\w{1,20}_)?(?:URL|HOST)\b|^[ \t]*(?:using [\w.]{0,60}Ollama|use [\w:\\{]{0,60}[oO]llama[\w:\\{}, ]{0,60};|import [\w.]{3,60}\.ollama\b|import '?package:\w{0,30}ollama|library\(r?ollama)|\b(?:ollamar|rollama)::|\bOllama\.(?:init|new)\(/m;
const HOSTED_API =
  /openrouter\.ai\/api|api\.(?:together\.(?:xyz|ai)|groq\.com|fireworks\.ai|deepinfra\.com|cerebras\.ai|sambanova\.ai|novita\.ai|hyperbolic\.xyz|siliconflow\.c\w+|studio\.nebius)|integrate\.api\.nvidia\.com|\bfrom (?:groq|together|cerebras\.cloud\.sdk) import|["'](?:groq-sdk|together-ai|@openrouter\/[\w-]+|@ai-sdk\/(?:groq|togetherai|fireworks|deepinfra|cerebras|replicate))["']/;
/** Groq, Cerebras, SambaNova, and the APIs of those who made Qwen, GLM and Kimi. */
const WITHOUT_OWNERS =
  /\bChat(?:Groq|Cerebras|SambaNova)|\b(?:llms?|models|langchain)[._-](?:groq|cerebras|sambanova)\b|\bfrom (?:groq|cerebras\.cloud\.sdk) import|["'](?:groq-sdk|@ai-sdk\/(?:groq|cerebras))["']|api\.(?:groq\.com|cerebras\.ai|sambanova\.ai|moonshot\.\w+|z\.ai)|open\.bigmodel\.cn|\b(?:dashscope|zhipuai)\b|\b(?:GROQ|CEREBRAS|SAMBANOVA)_API_KEY\b/;
const LOADS = /_pretrained\b|[lL]lama_?[cC]pp\b|\bvllm\b|\.gguf\b/;
const RUNS =
  /_pretrained\b|\bpipeline\(|\bv?llm\.LLM|vllm|ollama|localhost|127\.0\.0\.1|transformers|huggingface|\b(?:hf|snapshot)_(?:hub_)?download/i;
