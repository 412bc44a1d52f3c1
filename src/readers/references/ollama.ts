import type { Frame, Literal } from "../../formats/code-syntax.ts";
import { isModelKey, standsIn } from "./contexts.ts";
import { isShortModel } from "./names.ts";
import { isOllamaName } from "./ollama-names.ts";
import { fallenBackOn, lastPart } from "./ways.ts";

// What a program gives to Ollama, whose names have no owner.

/** Whether the brackets around a place are a client of Ollama, or ask its API: `fetch("http://localhost:11434/…", { body: JSON.stringify({ … }) })`. */
export function isOllama(frame: Frame): boolean {
  if (frame.named?.get("provider") === "ollama") return true;
  for (let current: Frame | null = frame, depth = 0; current !== null && depth < 4; current = current.parent, depth += 1)
    if (
      /ollama/i.test(current.callee) ||
      (current.opener === "{" && OLLAMA_TABLE.test(current.outerKey)) ||
      (current.opener === "[" && OLLAMA_LIST.test(current.outerKey)) ||
      (current.opener !== "" && OLLAMA_API.test(current.first)) ||
      /ollama/i.test(current.named?.get("name") ?? "")
    )
      return true;
  return false;
}

/** Whether a name is one that Ollama is given: `Ollama(id="llama3.2")`, `ollama("phi3")`, `OllamaChatModel.builder().modelName("phi3")`. */
export function isGivenToOllama(source: string, literal: Literal): boolean {
  const { text, from, frame, key, index } = literal;
  if (literal.isKey && MODELS.test(frame.outerKey))
    return isOllama(frame) && isShortModel(text) && !LEADS_TO_TEXT.test(source.slice(from + text.length, from + text.length + 40));
  const own = key === "" && frame.opener === "(" && frame.callee === "" ? frame.outerKey : key;
  const variable = fallenBackOn(source, literal) || (index > 0 && own === "" ? frame.first : lastPart(own));
  if (OLLAMA_VARIABLE.test(variable) && isShortModel(text)) return true;
  if (key === "model" && frame.opener === "[" && isOllama(frame)) return true;
  if (standsIn(frame, key, index))
    return isGivenToOllama(source, { ...literal, frame: frame.parent, key: frame.outerKey, index: frame.parent.index });
  if (isChosen(source, literal) || BEHIND_OLLAMA.test(source.slice(Math.max(0, from - 60), from))) return isShortModel(text);
  if (key === "model" && (isOllama(frame) || isProvided(source, literal))) return true;
  const isNamed = NAMES_MODEL.test(key) ? isShortModel(text) : /^(?:name|value)$/.test(key) && isOllamaName(text) && /[-\d:]/.test(text);
  if (key !== "") return isNamed && (isOllama(frame) || /ollama/i.test(key) || isProvided(source, literal));
  if (frame.opener === "[" && MODELS.test(frame.outerKey)) return isOllama(frame) && isShortModel(text);
  if (
    index === 1 &&
    /(?:^|[\s.])(?:(?:Create|Use|With|New)Ollama|Ollama(?:(?:Api|Chat)?Client|EmbeddingGenerator|Provider|Service))$/.test(frame.callee)
  )
    return isShortModel(text);
  if (key === "" && /(?:^|\.)AddModel$/.test(frame.callee)) return isAdded(source, literal) && (isShortModel(text) || TAGGED.test(text));
  if (index > 0 || frame.opener !== "(" || frame.callee === "") return false;
  // What sets the model of a builder takes nothing else, whatever the model is called.
  if (/^\.?model(?:Name)?$/.test(frame.callee) && BUILDER.test(source.slice(Math.max(0, from - 300), from)))
    return isShortModel(text) || TAGGED.test(text);
  return OLLAMA_CALL.test(frame.callee) && isShortModel(text);
}

/** Whether the first of a call, or what is named so, is a model that Ollama runs: `ollama.chat(model=MODEL)`. */
export function asksOllama({ opener, callee }: Frame, key: string, index: number): boolean {
  return opener === "(" && (key === "" ? index === 0 && OLLAMA_CALL.test(callee) : NAMES_MODEL.test(key) && /ollama/i.test(callee));
}

/** What a program chooses where Ollama is to answer: `"ollama" => "phi3"`, `case "ollama": return "phi3"`, `provider == "ollama" ? "phi3" : …`, and in a table of such choices `ollama: "phi3"`. */
function isChosen(source: string, { text, from, key, frame }: Literal): boolean {
  const isEntry = frame.opener === "{" && /(?:^|[.:])ollama$/i.test(key);
  if (isEntry && (/[-\d:]/.test(text) || /model/i.test(frame.outerKey))) return true;
  return (key === "" || isEntry || isModelKey(lastPart(key))) && CHOSEN.test(source.slice(Math.max(0, from - 100), from));
}

const CHOSEN =
  /(?:\bcase\s[\w.]{0,30}["']?ollama["']?\s*(?::|=>)|(?:["']|::)ollama["']?\s*[=-]>|==\s*["']ollama["']\)?\s*[:{?])\s*(?:return\s+|Some\(|\w{1,40}\s*:?=\s*){0,2}["'`]$/i;
/** `Provider::Ollama, "phi3"`, `use("ollama", "phi3")` */
const BEHIND_OLLAMA = /(?:[A-Z]\w{2,30}(?:::|\.)O|\(["'][oO])llama["']?,\s{0,40}(?:(?:model|id)\s{0,3}[:=]\s{0,3})?["']$/;
const MODELS = /models$/i;
/** A text stands under a key: what is loaded under that name. */
const LEADS_TO_TEXT = /^["']\s*:\s*[frb]?["'`]/;

/** The last text of Aspire's `ollama.AddModel("chat", "phi3")`, or of the same behind `AddOllama("ollama")`: the first is what the program calls it. */
function isAdded(source: string, { text, from, frame: { callee } }: Literal): boolean {
  if (source[from + text.length + 1] !== ")") return false;
  return /ollama\w{0,20}\./i.test(callee) || /\.AddOllama\([^;]*$/.test(source.slice(Math.max(0, from - 400), from));
}

/** `all-minilm`, `phi3:mini` */
const TAGGED = /^[a-z][\w.]{1,40}[-:][\w.:-]{1,60}$/;
/** `ollama: { model: "phi3" }`, `services.ollama = { loadModels = [ "phi3" ]; }` */
const OLLAMA_TABLE = /(?:^|\.)\w{0,20}ollama\w{0,20}$/i;
/** `OLLAMA_MODELS = [{ id: "phi3" }]` */
const OLLAMA_LIST = /ollama_?(?:\w{1,20}_?)?models?$/i;
/** `"model": "phi3", "provider": "ollama"`, and Ruby's `model: "phi3", provider: :ollama`. */
function isProvided(source: string, { text, from, frame: { opener } }: Literal): boolean {
  const after = source.slice(from + text.length, from + 300);
  return opener === "{" ? PROVIDED.test(after) : OF_SYMBOL.test(after) || BEHIND_SYMBOL.test(source.slice(Math.max(0, from - 50), from));
}

const PROVIDED = /^["'][^{}]{0,250}?\bprovider["']?\s{0,9}:\s{0,9}["']ollama["']/;
const OF_SYMBOL = /^["'][^(){}]{0,100}?\bprovider:\s{0,9}:ollama\b/;
const BEHIND_SYMBOL = /\bprovider:\s{0,9}:ollama,\s{0,9}model:\s{0,9}["']$/;
const OLLAMA_VARIABLE = /ollama[\w:.]{0,40}model(?:_?(?:id|name))?$/i;
const NAMES_MODEL = /(?:^|\.)(?:(?:\w{1,20})?model(?:_?(?:id|name))?|id|tag)$/i;
const OLLAMA_CALL =
  /^(?:create)?ollama(?:\.(?:chat|completion|generate|pull|show|embed|WithModel|(?:\w{1,20}M|m)odel|\w{0,20}[eE]mbedding\w{0,20}))?$|^(?:Chat)?Ollama(?:Model|LLM|Chat\w*|Embeddings?)?$|(?:^|[:.])Ollama\w{0,30}::new$|(?:^|\.)Add(?:Keyed)?Ollama(?:Chat(?:Completion|Client)|TextGeneration|(?:Text)?EmbeddingGenerat\w{2,3})$/i;
const BUILDER = /Ollama\w*\.builder\(\)[^;]*$/;
const OLLAMA_API = /:11434|ollama[\w.]{0,20}\}?\/api\/|\/api\/(?:pull|embeddings)$/i;
