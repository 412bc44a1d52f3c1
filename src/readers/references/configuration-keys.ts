import type { Kind } from "../../model.ts";
import { isCompared } from "./comparisons.ts";
import { keysBeside, type Line, lineOf, linesBeside, unquoted } from "./configuration-lines.ts";
import { isDatasetKey, isHubKey, isModelKey, isOtherKey, isSavedTo, ofTable } from "./contexts.ts";
import { isCanonical, isPlaceholder, isShortMeant, isShortModel, isStrong, type NameIn, ownedName, SIZED_TAG } from "./names.ts";
import { isBesideData } from "./of-data.ts";
import { isOnlyOllamas } from "./ollama-names.ts";
import { isVague } from "./vague.ts";
import { saysPlace } from "./ways.ts";
import { isBesideWeights } from "./weights-beside.ts";

/** Keys that name the thing which the key above speaks of. */
const NAMING =
  /^(?:name|id|repo|path|value|default|source|uri|url|ref|hf|huggingface|location|target|_?name_or_path|path_or_name|id_or_path)$/i;
const NEVER =
  /^override\s|^(?:(?:docker_?|container_?)?images?|image_?(?:name|repo(?:sitory)?|url)|uses|repository|rev|branch|apiVersion|kind|namespace|schedule|content-?type|schema|\$schema|extends|working-directory|runs-on|host|hostname|mountPath|cwd|licen[cs]e[\w-]*)$/i;
const OF_HUB = /hf|hugging/i;

/** A table of models, each under what it is called: `models: { small: owner/name }`. */
const TABLE = /(?:^|_)models$/i;

/** What the first key is about that says something; keys such as `name` ask the one above them, and in a table of models any does, where the value is no path of plain words. */
export function kindOf(keys: readonly string[], value = ""): Kind | null {
  for (const [index, written] of keys.entries()) {
    const key = index === 0 ? written : ofTable(written);
    if (key === "") continue;
    if (NEVER.test(key)) return null;
    const plain = key.replaceAll("-", "_");
    if (isDatasetKey(plain)) return "dataset";
    // `dataset: { hf_name: owner/name }`
    if (OF_HUB.test(plain) && isHubKey(plain)) return keys.slice(index + 1, index + 3).some(isDatasetKey) ? "dataset" : "model";
    if (isModelKey(plain)) return "model";
    const table = keys[1] === "default" ? keys[2] : keys[1];
    const isEntry = index === 0 && TABLE.test(table ?? "") && !isOtherKey(key) && !/\/[a-z_]+$/.test(value);
    if (!NAMING.test(key) && !isEntry && !(index > 0 && index < 3)) return null;
    if (index > 2) return null;
  }
  return null;
}

/** Whether a name that may be a path is one of the Hub's or Ollama's: by its key, by itself, or because what is written says where it lies. */
export function isTold(kind: Kind | null, key: string, name: string, written: string): boolean {
  return !isPlaceholder(name) && ((kind !== null && !isVague(key, name)) || isStrong(name) || saysPlace(written));
}

/** Whether a name without an owner is one: by its key or by itself where a model is meant, and below `ollama` by its size alone. */
export function isShortTold(kind: Kind | null, key: string, value: string, isOllamas: boolean): boolean {
  // Docker's catalog, whose tags are versions, is read where it is meant.
  if (value.startsWith("ai/") || !isShortMeant(value)) return false;
  if (isOllamas && SIZED_TAG.test(value)) return true;
  if (kind !== "model") return /^transformers?$/i.test(key) && isCanonical(value);
  const isKnown = isCanonical(value) || SIZED_TAG.test(value) || isOnlyOllamas(value) || value.endsWith(":latest");
  return isKnown || isOllamas || MODEL_NAME.test(key);
}

const MODEL_NAME = /^(?:hf_|embedding_|base_|llm_|pretrained_)?(?:model|tokenizer)_?(?:id|name_or_path)$|^base_model$|ollama/i;

/** Whether no model stands at such a key, whatever its value looks like. */
export function isNoModelKey(key: string): boolean {
  return NEVER.test(key) || isSavedTo(key);
}

/** Whether what stands beside a name that may be of anything on the Hub is said of data: `repo_id: owner/name` with `split: train`. */
export function isOfData(source: string, { key, at, indent }: Line, kind: Kind | null, name: string): boolean {
  if (kind === null ? !(/^(?:name|id|source)$/i.test(key) || isStrong(name)) : kind !== "model" || !isHubKey(key)) return false;
  return keysBeside(source, at, indent).some(isBesideData);
}

/** The kind of a name of which what stands beside it says that it lies on the Hub: `path: owner/name` with `source: huggingface`, `repo: owner/name` with weights; null where nothing says it. */
export function kindOnHub(source: string, line: Line, above: readonly string[]): Kind | null {
  const { key, at, indent } = line;
  const isOnHub =
    /^(?:name|id|path|repo)$/i.test(key) &&
    linesBeside(source, at, indent).some(
      (beside) => HOST_KEY.test(beside.key) && /^(?:hf|hub|hugging[_-]?face(?:[_-]?hub)?)$/i.test(unquoted(beside.value, 0).text),
    );
  if (!isOnHub && isBesideWeights(source, line)) return "model";
  return isOnHub ? (above.some((one) => isDatasetKey(one) || OF_DATA.test(one)) ? "dataset" : "model") : null;
}

const HOST_KEY = /^(?:(?:file|data|dataset|model)_)?(?:type|source|format|loader|provider|backend|origin|kind)$/i;
const OF_DATA = /(?:^|[_-])(?:data|train|eval|test|validation|corpus|benchmarks?)\d*(?:$|[_-])/i;

/** Whether a name is only what somebody calls a model, whose files or whose source stand beside it. */
export function isOwnName(source: string, { key, at, indent }: Line): boolean {
  const origin = key === "name" ? /^(?:files|overrides|config_file)$/ : key === "model_id" ? /^model_source$/ : null;
  return origin !== null && keysBeside(source, at, indent).some((beside) => origin.test(beside));
}

/** What a comment would set if it were in force, where that does not tell by itself: `MODEL_ID: owner/name`, `owner/name: 0.5`. `from` is where it begins in the file, `above` what it stands under, nearest first. */
export function settingIn(text: string, from: number, above: readonly string[]): NameIn | null {
  const line = /\/|ollama/.test(text) ? lineOf(text, from) : null;
  if (line === null) return null;
  // # owner/name: 0.5, beside data sets and their parts
  if (line.key.includes("/") && /^[\d.]+$/.test(line.value)) {
    const kind = kindOf(above.filter((key) => !key.includes("/")));
    const name = kind === null ? null : ownedName(line.key, kind);
    return name === null || isStrong(name.name) ? null : { ...name, from: line.keyAt };
  }
  if (!/^[\w.-]+$/.test(line.key)) return null;
  const { text: value, at } = unquoted(line.value, line.at);
  const kind = kindOf(NAMING.test(line.key) ? [line.key, ...above] : [line.key]);
  if (kind === "model" && line.key.includes("ollama") && isShortModel(value)) return { name: value, kind, from: at };
  const name = kind === null ? null : ownedName(value, kind);
  return name === null || isStrong(name.name) || isVague(line.key, name.name) || isPlaceholder(name.name) ? null : { ...name, from: at };
}

export const CHOICE = / \? [^?]{1,300} : |(?:^|[\s(=])(?:coalesce|try|lookup)\(/;

/** Terraform's `model_id = var.id != "" ? var.id : "owner/name"` and `coalesce(var.id, "owner/name")`. */
export function choicesIn(text: string, kind: Kind | null): readonly NameIn[] {
  if (kind === null) return [];
  return [...text.matchAll(/"([^"\s]{3,150})"/g)].flatMap((match) => {
    const name = isCompared(text, match.index + 1) ? null : ownedName(match[1] ?? "", kind);
    return name === null ? [] : [{ ...name, from: match.index + 1 }];
  });
}

/** A task of lm-eval, whose data set may have a name without an owner. */
export const TASK = /(?:^|\n) {0,8}(?:- )?task:/;

/** Several names, or a list of them. */
export const LIST = /^(?:[[{]|[\w.-]+\/[\w.-]+(?:\s?[,;]\s?[\w.-]+\/[\w.-]+)+;?$)/;

/** Several names without owners: `llama3.2:3b,phi3:mini` */
export const SHORT_LIST = /^[a-z][\w.:-]{1,60}(?:, ?[a-z][\w.:-]{1,60})+$/;
