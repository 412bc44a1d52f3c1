import type { Literal } from "../../formats/code-syntax.ts";
import type { Aliases } from "./aliases.ts";
import { classAround, enumOf } from "./classes.ts";
import { callMeaning, isDatasetKey, isModelKey, meaningOf } from "./contexts.ts";
import { isFirstDataset } from "./first-datasets.ts";
import type { Libraries } from "./libraries.ts";
import { demucsModel, type Library, libraryKnowing, namedByLibrary, whisperGiven } from "./library-names.ts";
import { isLoader } from "./lines.ts";
import { isCanonical, isShortMeant, isShortModel, isShortName, type NameIn, SIZED_TAG } from "./names.ts";
import { isGivenToOllama } from "./ollama.ts";
import { isOllamaName, isOnlyOllamas, ollama } from "./ollama-names.ts";
import { isCase, isCompared } from "./shown.ts";
import { fallenBackOn, isDefault, isGivenTo, isHubTuple, isToldByWriting, lastPart, placeholderIn, prefixed } from "./ways.ts";

/** A name without an owner: it counts where it stands, or with the call around it, or only if a variable that it is given to is loaded. */
export interface BareName {
  readonly name: NameIn;
  readonly counts: "here" | "in its call" | "if it is loaded";
  /** Only this library loads it under that name. */
  readonly library?: Library;
  /** Only Ollama does. */
  readonly isOllamas?: boolean;
}

/** What a text without a slash names: `gpt2` in a call that loads models, `llama3.1:8b`, `yolov8n.pt`; null for all other words. */
export function bareName(source: string, literal: Literal, libraries: Libraries, aliases: Aliases): BareName | null {
  const { text, frame, key, index } = literal;
  const called = callMeaning(frame, key, index);
  if (called?.takesShort === true && libraries.load(text, called))
    return { name: { name: text, kind: called.kind, from: 0 }, counts: "in its call" };
  const model: NameIn = { name: text, kind: "model", from: 0 };
  if (isHubTuple(source, literal) && isShortName(text)) return { name: model, counts: "here" };
  if (text.startsWith("ollama:")) {
    const name = prefixed(text);
    if (name !== null) return { name, counts: "here" };
  }
  const standIn = placeholderIn(text);
  if (standIn !== null && /ollama/i.test(standIn.variable) && isModelKey(lastPart(standIn.variable)) && isShortMeant(standIn.value))
    return { name: { ...model, name: standIn.value, from: text.length - standIn.value.length - 1 }, counts: "here" };
  const named = libraries.haveNames() ? namedByLibrary(literal) : null;
  if (named !== null) return { ...named, counts: "in its call" };
  const whisper = whisperGiven([variableOf(source, literal)], text);
  if (whisper !== null && !isSetting(literal) && !isCompared(source, literal)) return { name: { ...model, name: whisper }, counts: "here" };
  const separator = demucsModel(text);
  if (separator !== null && (/^(?:-n|--name)$/.test(literal.previous) || isGivenTo(literal, isModelKey)))
    return { name: { ...model, name: separator }, counts: "here" };
  if (libraries.knowsOllama() ? isOllamas(source, literal, libraries) : isOnlyOllamas(text) && isModelKey(lastPart(key))) {
    const name = ollama(text);
    return name === null ? null : { name, counts: "here" };
  }
  if (isGivenTo(literal, isDatasetKey) && isShortName(text) && !isLoader(text)) {
    const isKnown =
      isFirstDataset(key === "default" ? frame.first : lastPart(key), text) &&
      !literal.isKey &&
      !isCompared(source, literal) &&
      !isCase(frame);
    return { name: { ...model, kind: "dataset" }, counts: isKnown || isOfTask(source, literal) ? "here" : "if it is loaded" };
  }
  const known = libraries.haveNames() ? libraryKnowing(text, source) : null;
  if (known?.library.isUnmistakable === true || (known !== null && text.includes("_core_") && isGivenTo(literal, isModelKey)))
    return isCompared(source, literal) || isCase(frame) ? null : { name: known.name, counts: "here" };
  if (known !== null && !isSetting(literal)) return { ...known, counts: "if it is loaded" };
  if (!/[-\d:]/.test(text) && libraries.knowsOllama() && frame.opener === "[" && isShortModel(text))
    return { name: model, counts: "if it is loaded", isOllamas: true };
  if (!/[-\d:]/.test(text) || !(isShortModel(text) || (isShortMeant(text) && meaningOf(literal)?.kind === "model"))) return null;
  if (isCompared(source, literal) || isCase(frame) || aliases.has(literal)) return null;
  return { name: model, counts: isTold(source, literal) ? "here" : "if it is loaded" };
}

/** `class Sums(Task): DATASET_PATH = "sums"`: what evaluation programs load for a task. */
function isOfTask(source: string, literal: Literal): boolean {
  return literal.key === "DATASET_PATH" && /Task/.test(classAround(source, literal)?.bases ?? "");
}

/** Whether Ollama is given a name, or the program asks nothing else for the model of that name. */
function isOllamas(source: string, literal: Literal, libraries: Libraries): boolean {
  const { text, key, frame, index, previous } = literal;
  if (isGivenToOllama(source, literal) || (frame.first === "ollama" && /^(?:pull|run)$/.test(previous))) return true;
  if (!isOllamaName(text) || isCompared(source, literal) || isCase(frame)) return false;
  const name = fallenBackOn(source, literal) || (key === "default" || isFieldsOwn(literal) ? frame.outerKey : key);
  if (isOnlyOllamas(text) && name !== "" && !literal.isKey) return true;
  const isOwn = literal.before === "=" && OWN_VARIABLE.test(key);
  const isNamed = isOwn || MODEL_KEY.test(name) || (isDefault(literal) && MODEL_KEY.test(frame.first));
  const isAsked = key === "" && index === 0 && ASKED.test(frame.callee);
  return (isNamed || isAsked || isNamedAfter(literal)) && libraries.asksOllama();
}

/** `model: str = Field("phi3", description="…")` */
function isFieldsOwn({ key, index, frame }: Literal): boolean {
  return key === "" && index === 0 && /(?:^|\.)(?:Field|Option|Form|Query)$/.test(frame.callee);
}

/** `LLAMA3_2 = "llama3.2"`: a constant that is called as what it holds. */
function isNamedAfter({ text, key }: Literal): boolean {
  return /[-\d]/.test(text) && key !== text && plain(lastPart(key)) === plain(text);
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z\d]/g, "");
}

/** `HF_MODEL = "gpt2"`, `getenv("HF_MODEL", "gpt2")`, `process.env.HF_MODEL || "gpt2"` */
function isOfHub(source: string, literal: Literal): boolean {
  return /^(?:\w+_)?(?:hf|hugging_?face)_(?:\w+_)?model(?:_?(?:id|name))?$/i.test(variableOf(source, literal));
}

/** What holds a text, or has it where nothing else is set. */
function variableOf(source: string, literal: Literal): string {
  const { key, index, frame } = literal;
  return fallenBackOn(source, literal) || (key === "" && index > 0 ? frame.first : lastPart(key));
}

const MODEL_KEY = /(?:^|[._])model(?:_?(?:name|id))?$/i;
/** `defaultModel = "phi3"`: a variable of the program itself. */
const OWN_VARIABLE = /^\w*[a-z\d]Model(?:Name|I[dD])?$/;
/** What clients of Ollama call the asking: the first text is the model. */
const ASKED =
  /(?:^|[._:>])(?:(?:(?:embedding|completion|with|pull|generative)_?)?model|agent|pull|generate|chat|embed|(?:Generat\w{1,3}|ChatMessage|Chat|Pull|Embed\w{0,6})Request(?:::new|\.builder)?)$/i;

/** Whether the name itself, or the place with it, says that a model is meant. */
function isTold(source: string, literal: Literal): boolean {
  const { text, key, frame } = literal;
  if (SIZED_TAG.test(text) || isOfHub(source, literal)) return true;
  const isStandIn = isDefault(literal) || /MODEL(?:_(?:ID|NAME))?$/.test(fallenBackOn(source, literal));
  const canBe =
    (isCanonical(text) && !key.includes("/")) || text.endsWith(":latest") || (isStandIn && (/[-:]/.test(text) || isOllamaName(text)));
  const isBase = BASE_KEY.test(lastPart(key)) && PARAMETERS.test(text);
  // What BERTScore is told of the type of a model is the model.
  const isType = key === "model_type" && /(?:^|[._])(?:compute|score)$|bert_?score/i.test(frame.callee);
  const isMember = () => isCanonical(text) && enumOf(source, literal) !== "";
  return isBase || (canBe && (isType || meaningOf(literal)?.kind === "model" || isToldByWriting(source, literal) || isMember()));
}

/** `base_model="llama-3-8b"`: networks of other libraries (`vit_b_16`) do not count their parameters. */
const PARAMETERS = /-\d+(?:\.\d+)?b(?:$|-)/i;
const BASE_KEY = /^(?:base_model(?:_?(?:name|id))?|(?:base_|pretrained_)?model_name_or_path)$/i;

/** `draw(size="small")`: what is given by name to some other call has nothing to do with the variable of that name. */
function isSetting({ frame, key }: Literal): boolean {
  return frame.opener === "(" && frame.callee !== "" && !frame.isDefinition && key !== "" && key !== "default";
}
