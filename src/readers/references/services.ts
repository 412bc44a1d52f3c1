import type { Literal } from "../../formats/code-syntax.ts";
import { isRouted, isServed, isSurelyRouted } from "../parts/routers.ts";
import { isModelKey, type Meaning, meaningOf } from "./contexts.ts";
import type { Libraries } from "./libraries.ts";
import { isHosted, isStrong, type NameIn } from "./names.ts";
import { remembering } from "./remembering.ts";
import { fallenBackOn, isGivenTo } from "./ways.ts";

/** Clients of hosted APIs that run open models: the first text, or the one named so, is a model that the service runs. */
const CLIENTS =
  /(?:^|[.:_])(?:fal(?:_client)?\.(?:subscribe|run|stream|submit|queue\.submit)(?:_async)?|[rR]eplicate\.(?:async_)?(?:run|stream|use)|(?:Chat)?(?:Groq|Cerebras)(?:Model|LLM)?|Chat(?:Together(?:AI)?|Fireworks|DeepInfra|OpenRouter|SambaNova\w*|Perplexity)|(?:Together|Fireworks|DeepInfra)(?:AI)?(?:Embeddings?|LLM)|OpenRouter|Replicate|AI\.run|with_(?:groq|cerebras|together|fireworks|deepseek|perplexity|openrouter|sambanova|x_ai))$|^(?:openrouter|groq|togetherai|deepinfra|fireworks|cerebras|replicate|gateway)(?:\.(?:chat|chatModel|completion|languageModel|embedding|embeddingModel|textEmbedding|textEmbeddingModel|image|imageModel))?$/;
/** `groq_client.chat.completions.create(model="…")` */
const ASKED = /^(?:self\.|this\.)?_?(?:groq|together|openrouter|fireworks|cerebras|deepinfra)(?:_?(?:client|ai))?\.[\w.]*\.create$/i;
const NAMES_MODEL = /(?:^|\.)(?:model|model_?name|model_?id|id|ref)$/i;
const NAME = /^(?=[^/]*[-/])[A-Za-z\d@][\w./@-]{2,150}(?::[\w.-]{1,80})?$/;
/** The version of a model at Replicate. */
const VERSION = /:[\da-f]{6,64}$/;

/** Whether what a model costs stands behind its name: `"owner/name": { input: 0.15, output: 0.6 }`. */
function isPriced(source: string, { text, from }: Literal): boolean {
  const end = from + text.length;
  return PRICES.test(source.slice(end, end + 120));
}

const PRICES = /^["'`]\s*:\s*\{\s*["']?(?:in|out|(?:input|output|prompt|completion|cost|pric)\w*)["']?\s*:\s*[\d.]+(?:e-?\d+)?\s*[,}]/i;

/** Whether a key says that a router of model services takes what stands there. */
const isRouterKey = remembering((key) => /open_?router|gateway\w{0,20}(?:id|model)$/i.test(key));

const isClient = remembering((callee) => CLIENTS.test(callee));

/** The model that a client of a hosted API is told to run, or that a variable called after one holds; null in other places. */
function servedName(source: string, literal: Literal): NameIn | null {
  const { text, from, frame, key, index, isKey } = literal;
  if (!text.includes("-") && !text.includes("/")) return null;
  if (isKey && !text.includes("/") && LEADS_TO_NAME.test(source.slice(from + text.length, from + text.length + 200))) return null;
  const named = (variable: string) => isServed(variable, text);
  if (isGivenTo(literal, named) || (index > 0 && key === "" && named(frame.first)))
    return { name: text.replace(VERSION, ""), kind: "service", from: 0 };
  const call = frame.opener === "{" ? frame.parent : frame;
  if (call === null || call.opener !== "(" || call.callee === "" || call.isDefinition) return null;
  if (key === "" && (index > 0 || call !== frame)) return null;
  const isNamed = key !== "" && NAMES_MODEL.test(key);
  if (!isNamed && key !== "") return null;
  if (!isClient(call.callee) && !(isNamed && ASKED.test(call.callee))) return null;
  return NAME.test(text) ? { name: text.replace(VERSION, ""), kind: "service", from: 0 } : null;
}

/** Names of open models, as services write them that leave out the owner. */
const OPEN = /^(?:meta-)?(?:llama|gemma|qwen|qwq|deepseek|mi[sx]tral|allam|kimi)[\w.-]{1,80}$/i;
const SIZE = /\db(?:$|[-_])/i;
const VERSIONED = /^(?:glm-z?\d|kimi-(?:k\d|latest|thinking))[\w.-]{0,80}$/i;
const SPEECH = /^(?:distil-)?whisper-large-v3(?:-turbo|-en)?$/;
const TRANSCRIBES = /\baudio\.(?:transcriptions|translations)\.create$/;

/** The model of a service that leaves out the owner, in a program that asks one: `model="gemma2-9b-it"` beside `ChatGroq`. */
function ownerless(literal: Literal, libraries: Libraries): NameIn | null {
  const { text, frame, key, isKey } = literal;
  if (isKey || !text.includes("-") || !libraries.asksWithoutOwners()) return null;
  const isMeant =
    (OPEN.test(text) && SIZE.test(text)) || VERSIONED.test(text)
      ? isGivenTo(literal, isModelKey)
      : SPEECH.test(text) && key === "model" && TRANSCRIBES.test(frame.callee);
  return isMeant ? { name: text, kind: "service", from: 0 } : null;
}

/** What a program calls a model itself leads to the name that the service has for it: `"llama-70b": "Meta-Llama-3.3-70B-Instruct"`. */
const LEADS_TO_NAME = /^["'`]\s{0,9}:\s{0,80}["'`](?=[^"'`]*[-/])[\w./:@-]{3,150}["'`]/;

/** Names that one service alone writes so: Cloudflare's, fal's, and Replicate's with a version. */
const OF_SERVICE =
  /^(?:@[ch]f\/[\w.-]+\/[\w.-]+|fal-ai\/(?!(?:fal|client)(?:$|[-/]))[\w./-]{2,100}|[A-Za-z\d][\w.-]{0,60}\/[\w.-]{1,100}:[\da-f]{64})$/;

/** `groq/name`, where a model is named; null in other places. */
function routedName(literal: Literal): NameIn | null {
  const { text } = literal;
  if (OF_SERVICE.test(text)) return { name: text.replace(VERSION, ""), kind: "service", from: 0 };
  if (!text.includes("/") || !isRouted(text)) return null;
  return isSurelyRouted(text) || isStrong(text) || meaningOf(literal)?.kind === "model" ? { name: text, kind: "service", from: 0 } : null;
}

/** The model of a hosted API that a text without white space names; null for all else. */
export function askedName(source: string, literal: Literal, libraries: Libraries): NameIn | null {
  if (isHosted(literal.text) && !/\/|alias$/i.test(literal.key)) return { name: literal.text, kind: "service", from: 0 };
  return servedName(source, literal) ?? routedName(literal) ?? ownerless(literal, libraries);
}

/** `{ provider: "OpenRouter", id: "owner/name" }` */
const PROVIDER = /^open ?router$/i;

/** Whether a hosted API is asked for a model: the place names a router or a price, or the program asks one and does nothing else. */
export function isAskedFor(source: string, literal: Literal, name: string, meaning: Meaning | null, libraries: Libraries): boolean {
  if (libraries.knowsRouter() && (isGivenTo(literal, isRouterKey) || isRouterKey(fallenBackOn(source, literal)))) return true;
  if ((literal.isKey && isPriced(source, literal)) || PROVIDER.test(literal.frame.named?.get("provider") ?? "")) return true;
  // A constant may be loaded elsewhere, unless the program itself asks for it.
  if (literal.before === "=" && literal.key !== "model" && !libraries.askFor(literal.key)) return false;
  const isModel = meaning === null ? isStrong(name) : meaning.because === "key" && meaning.kind === "model";
  return isModel && libraries.onlyAsks();
}
