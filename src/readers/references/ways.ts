import type { Frame, Literal } from "../../formats/code-syntax.ts";
import { lineBefore } from "../../formats/lines.ts";
import { enumOf } from "./classes.ts";
import { isDatasetKey, isHubKey, isModelKey, isOtherKey, repoKind } from "./contexts.ts";
import { givenKind } from "./given-back.ts";
import { HOLE, isShortModel, isShortName, isStrong, type NameIn, ownedName, SIZED_TAG } from "./names.ts";
import { ollama } from "./ollama-names.ts";
import { remembering } from "./remembering.ts";

// Ways of writing a name, or of handing it on, that tell what it is.

const IMPORTS = new Set(["from", "import", "require", "export", "as", "include", "use", "package", "image", "docker"]);

/** Whether a text is what a program imports, or, in a Jenkinsfile, the image that it runs in. */
export function isImported({ before }: Literal): boolean {
  return IMPORTS.has(before);
}

/** `huggingface/owner/name` and `ollama/name`, as routers of model services write them; `spaces/owner/name` and `hf_hub:owner/name`. `isCalled` tells whether it stands where a model is loaded, or meant. */
export function prefixed(text: string, isCalled: () => boolean = () => false): NameIn | null {
  const match =
    /^(huggingface\/(?:together|nebius|novita|fireworks-ai|hf-inference|groq|cerebras|sambanova|hyperbolic|fal-ai|nscale|featherless-ai|replicate|cohere)\/(?=[^/]+\/)|huggingface:(?:[a-z]+(?:-[a-z]+)*:)?|huggingface\/|hf_hub:|hf-hub:|hf:|hub:|(?:[\w.-]+=)?djl:\/\/ai\.djl\.huggingface(?:\.\w+)?\/|local:|spaces\/|models\/|checkpoints\/|datasets\/|ollama:\/\/(?:library\/)?|ollama(?:_chat)?[/:](?:(?:chat|completion|embeddings):)?|hosted_vllm\/|vllm\/|(?:mlx(?:[_-](?:lm|vlm|audio|whisper))?|sglang|tgi|lmdeploy|transformers|llama[_-]?cpp|lm[_-]?studio)\/(?=[^/]+\/))(.+)$/.exec(
      text,
    );
  const [, prefix = "", rest = ""] = match ?? [];
  if (prefix === "") return null;
  if (prefix.startsWith("ollama")) {
    const name = ollama(rest.split("?", 1)[0] ?? "");
    const isName = name !== null && (isShortModel(name.name) || name.name.includes(":") || (name.name !== "ollama" && isCalled()));
    return isName ? { ...name, from: prefix.length } : null;
  }
  const owned = ownedName(rest, prefix === "spaces/" ? "application" : prefix === "datasets/" ? "dataset" : "model");
  if (owned === null && prefix.includes("djl:") && isShortName(rest)) return { name: rest, kind: "model", from: prefix.length };
  return owned === null || !(isStrong(owned.name) || /^(?:hf|hub|huggingface)|djl:/.test(prefix) || isCalled())
    ? null
    : { ...owned, from: prefix.length };
}

/** `huggingface:owner/name`, `huggingface:text-generation:owner/name`, `hf_hub:owner/name`, `ollama://name`, `ollama:chat:name`, `ollama_chat/name:7b`: the text says itself where the model lies. */
export function saysPlace(text: string): boolean {
  const isOllamas = /^ollama(?:_chat\/|:)/.test(text) || (text.startsWith("ollama/") && SIZED_TAG.test(text));
  return isOllamas || /^(?:huggingface:|hf[_-]hub:|(?:[\w.-]+=)?djl:|ollama:\/\/)/.test(text);
}

/** A word of a command that is written as a list: `["vllm", "serve", "owner/name"]`. */
function isCommandWord({ previous, frame }: Literal): boolean {
  return (previous === "serve" && frame.first === "vllm") || (previous === "download" && /^(?:hf|huggingface-cli)$/.test(frame.first));
}

/** `{ type: "dataset", name: "owner/name" }`, as @huggingface/hub takes it. */
export function isRepository({ frame, key }: Literal): boolean {
  return frame.opener === "{" && key === "name" && repoKind(frame) !== null;
}

/** What a text holds that is run as a command, that gets files, that is asked of a server, or that is shown as a page. */
const RUN =
  /(?:^|[\s;&|("'`/])(?:ollama\s+(?:pull|run|create|show)|hf\s+download|huggingface-cli\s|vllm\s+\w|llama-(?:server|cli|run)(?:\.exe)?\s|(?:wget|curl|aria2c|git\s+clone|git\s+lfs\s+clone)\s)|(?:^|\s)--?[\w-]*model|^--?[A-Za-z][\w-]*=|(?:src|href)=|^\s{0,9}\{\s{0,9}["']model["']\s{0,9}:/;

/** Whether a text is no single word: a sentence, a command, or an option with its value, as `--model=owner/name`. */
export function isWords({ text, hasHoles }: Literal): boolean {
  return /\s/.test(hasHoles ? text.replace(HOLE, "") : text) || /^--?[A-Za-z][\w-]*=/.test(text);
}

/** Calls that run a text as a command. */
const RUNS = /(?:^|[.:])(?:run_commands|runCommands|os\.system|check_call|check_output|Popen|execSync|subprocess\.(?:run|call))$/;

/** Whether a text with white space is run, and not only read by people. */
export function isRun({ text, frame }: Literal): boolean {
  return RUN.test(text) || RUNS.test(frame.callee);
}

/** The variable, of the environment or any other, that a text is the fallback of behind an operator; empty where it is none: `process.env.MODEL_ID ?? "…"`, `model or "…"`. */
export function fallenBackOn(source: string, { from, before }: Literal): string {
  if (!FALLING_BACK.has(before) || !endsInOperator(source, from, before)) return "";
  return FALLBACK.exec(source.slice(Math.max(0, from - 120), from))?.[1] ?? "";
}

/** What stands directly before it: the ends of `??`, `||`, `?:`, `??=`, `or` and `.unwrap_or(`. */
const FALLING_BACK = new Set(["?", "|", ":", "=", "or", "("]);

/** A colon, a bracket and an equals sign stand before most texts: what is before them is looked at first. */
function endsInOperator(source: string, from: number, before: string): boolean {
  if (before !== ":" && before !== "(" && before !== "=") return true;
  let at = from - 2;
  while (at > 0 && source.charCodeAt(at) <= 32) at -= 1;
  if (before === "=") return source[at - 1] === "?" || source[at - 1] === "|";
  return before === ":" ? source[at - 1] === "?" : source.startsWith("unwrap_or", at - 9) || source.startsWith("or_else", at - 7);
}

const FALLBACK = /\b(\w{1,60})["'\])]{0,4}\s{0,20}(?:\?\?=?|\?:|\|\|=?|\bor|\.unwrap_or(?:_else)?\((?:\|_?\|)?)\s{0,20}["'`]$/;

/** The attribute of an Elixir module that a text is given to: `@model "owner/name"`; empty elsewhere. */
function attributeOf(source: string, { from, before }: Literal): string {
  return /^\w+$/.test(before) ? (/^\s*@(\w+) "$/.exec(lineBefore(source, from, 80))?.[1] ?? "") : "";
}

/** `f"{folder}/owner/name"`: a copy in a folder that is called as on the Hub, if the name tells a model or the program has it elsewhere as well; null for all else. */
export function keptUnder(source: string, text: string): NameIn | null {
  const name = /^\$?\{[^{}]{1,60}\}\/([\w.-]{1,96}\/[\w.-]{1,96})$/.exec(text)?.[1] ?? "";
  const owned = ownedName(name);
  return owned !== null && (isStrong(name) || source.includes(`"${name}"`)) ? { ...owned, from: text.length - name.length } : null;
}

/** `"owner/" "name"`, which Python and C take as one text: the first part with what follows; null for that. */
export function wholeOf(source: string, literal: Literal): Literal | null {
  const { text, from, previous } = literal;
  if (/[-_/.]$/.test(previous) && PART_BEFORE.test(source.slice(Math.max(0, from - LONGEST_SPACE), from))) return null;
  if (!/[-_/.]$/.test(text)) return literal;
  const end = from + text.length;
  const next = PART_BEHIND.exec(source.slice(end, end + LONGEST_SPACE + 100))?.[2];
  return next === undefined ? literal : { ...literal, text: text + next };
}

/** Characters between two parts of a text at most. */
const LONGEST_SPACE = 120;
const PART_BEFORE = /[-_/.](["'])\s+\1$/;
const PART_BEHIND = /^(["'])\s+\1([\w.-]{1,100})\1/;

/** `"owner/name-" + size` and `format!("owner/name-{}", size)`, as if it were one text with a hole in it. */
export function joined(source: string, literal: Literal): Literal {
  if (literal.index === 0 && literal.frame.callee === "format" && literal.text.includes("{")) return { ...literal, hasHoles: true };
  if (!/[-_/.]$/.test(literal.text)) return literal;
  const end = literal.from + literal.text.length;
  const variable = /^["'`] ?\+ ?([\w.]{1,60})/.exec(source.slice(end, end + 70))?.[1];
  return variable === undefined ? literal : { ...literal, text: `${literal.text}{${variable}}`, hasHoles: true };
}

/** A text with the variable that it is given to as its key, where several are given theirs at once: `tokenizer, model = "…", "…"`; as it is elsewhere. */
export function unpacked(source: string, literal: Literal): Literal {
  const match = UNPACKED.exec(lineBefore(source, literal.from, 400));
  if (match === null) return literal;
  const index = (match[2] ?? "").split(/["'`][^"'`]*["'`]/).length - 1;
  return { ...literal, key: /^(?:mut\s)?([\w.]*)/.exec(match[1]?.split(",")[index]?.trim() ?? "")?.[1] ?? "" };
}

const UNPACKED =
  /^\s*(?:(?:let|const|var)\s+)?[([]?((?:\s?[\w. ]{1,60},)+\s?[\w.]{1,60})[)\]]?\s?:?=\s?[([]?((?:["'`][^"'`]*["'`](?:\.\w+\(\))?,\s?)*)["'`]$/;

/** `pretrained=owner/name,dtype=float16`, as evaluation programs take it. */
export function settingsIn(text: string): readonly NameIn[] {
  return [...text.matchAll(/(?:^|,)(?:pretrained|peft|tokenizer|model)=([^,]+)/g)].flatMap((match) => {
    const name = ownedName(match[1] ?? "");
    return name === null ? [] : [{ ...name, from: match.index + match[0].length - (match[1] ?? "").length }];
  });
}

/** What `${model.name:owner/name}` falls back to, as Spring writes it; `owner/name` of `owner/name::file`, of PyTorch's `owner/name:branch` and of a data set's `owner/name:subset`; the text itself where it is no such thing. */
export function withDefault(literal: Literal): string {
  const { text, frame } = literal;
  if (text.startsWith("${")) return placeholderIn(text)?.value ?? text;
  if (text.includes("::")) return text.replace(PART_OF, "$1");
  if (!text.includes(":") || text.includes("://")) return text;
  return frame.callee.endsWith("torch.hub.load") || isGivenTo(literal, isDatasetKey) ? text.replace(/:[\w./-]+$/, "") : text;
}

const PART_OF = /^([\w.-]+\/[\w.-]+)::[\w./+-]*$/;

/** `${model.name:owner/name}`, as Spring writes it: what stands in for a setting; null for all else. */
export function placeholderIn(text: string): { readonly variable: string; readonly value: string } | null {
  const [, variable = "", value = ""] = PLACEHOLDER.exec(text) ?? [];
  return value === "" ? null : { variable, value };
}

const PLACEHOLDER = /^\$\{([\w.-]+):([^{}/]+(?:\/[^{}/:]+)?)\}$/;

/** Rust's `#[arg(default_value = "owner/name")] model_id: String`: the field says what it is. */
function isFieldDefault(source: string, { from, text, key, frame }: Literal): boolean {
  if (!/^default_value/.test(key === "" ? frame.outerKey : key)) return false;
  const field = /^"[^\]"]{0,200}\]\s*(?:#\[[^\]]{0,200}\]\s*)?(?:pub(?:\([^)]{0,20}\))?\s+)?(\w+)\s*:/.exec(
    source.slice(from + text.length, from + text.length + 600),
  );
  return isModelKey(field?.[1] ?? "");
}

/** Elixir's `{:hf, "owner/name"}`. */
export function isHubTuple(source: string, { before, from, frame }: Literal): boolean {
  return before === "," && frame.opener === "{" && /:hf,\s*"$/.test(source.slice(Math.max(0, from - 12), from));
}

/** Whether a class of a program is asked for, which frameworks call a model too: `$this->load->model("shop/order")`, `getModel("shop/order")`. */
export function isClass(source: string, { from }: Literal): boolean {
  return CLASS_CALL.test(source.slice(Math.max(0, from - 60), from));
}

const CLASS_CALL = /(?:->\s?model|\bget(?:Resource)?(?:Model|Singleton)|\bmodelFor|\bModelResourceLocation|@Model)\(\s?["']$/;

/** As below, of a text that is a name by itself or stands for any repository: none where one of them already says that it is a model. */
export function neutralVariablesOf(literal: Literal): readonly string[] {
  const variables = variablesOf(literal);
  const isGeneric = literal.frame.opener === "{" && /^(?:name|id|path|value|default|key)$/i.test(lastPart(literal.key));
  return isGeneric || variables.some((name) => isModelKey(name) && !isHubKey(name)) ? [] : variables;
}

/** The names that a text is given to: a variable, a key, the table in which it stands, the option whose default it is. */
export function variablesOf(literal: Literal): readonly string[] {
  const names = new Set<string>();
  isGivenTo(literal, (name) => {
    if (name !== "") names.add(name);
    return false;
  });
  return [...names];
}

/** Whether one of these names is of a kind; asks from the inside out, until one is. */
export function isGivenTo({ key, frame }: Literal, isOfKind: (name: string) => boolean): boolean {
  if (key === "default" && /^--?\w/.test(frame.first)) return isOfKind(frame.first.replace(/^-+/, "").replaceAll("-", "_"));
  const own = lastPart(key);
  if (isOfKind(own)) return true;
  let current: Frame | null = isOtherKey(own) ? null : frame;
  for (let depth = 0; current !== null && depth < 3 && (current.opener !== "(" || chooses(current.callee)); depth += 1) {
    if (isOfKind(lastPart(current.outerKey))) return true;
    current = current.parent;
  }
  return false;
}

/** Calls that give back one of the texts in them. */
const chooses = remembering((callee) => callee === "" || /(?:^|\.)(?:selectbox|radio|select_slider|choice)$/.test(callee));

export function lastPart(name: string): string {
  return name.includes(".") ? name.slice(name.lastIndexOf(".") + 1) : name;
}

/** The fallback of a variable of the environment: `getenv("EMBEDDINGS_MODEL", "…")`. */
export function isDefault({ frame, index, key }: Literal): boolean {
  return (
    (frame.opener === "(" && index > 0 && /env|^config$/i.test(frame.callee) && /MODEL/.test(frame.first)) ||
    /^[A-Z_]*MODEL(?:_(?:ID|NAME))?$/.test(key)
  );
}

/** Whether how an `owner/name` is written tells that it is a model's, though neither a call nor a key does. */
export function isToldByWriting(source: string, literal: Literal): boolean {
  return (
    saysPlace(literal.text) ||
    isCommandWord(literal) ||
    isHubTuple(source, literal) ||
    isModelKey(fallenBackOn(source, literal)) ||
    isModelKey(attributeOf(source, literal)) ||
    givenKind(source, literal) === "model" ||
    isModelKey(placeholderIn(literal.text)?.variable ?? "") ||
    isFieldDefault(source, literal) ||
    isModelKey(enumOf(source, literal))
  );
}
