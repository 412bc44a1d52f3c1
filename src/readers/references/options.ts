import { isRouted } from "../parts/routers.ts";
import { isDatasetKey, isModelKey, isOutputKey } from "./contexts.ts";
import { isFirstDataset } from "./first-datasets.ts";
import { nameWithVariables } from "./holes.ts";
import { hosted } from "./hosted.ts";
import { smallerWhisper } from "./library-names.ts";
import { isCanonical, isShortModel, isStrong, model, type NameIn, ownedName } from "./names.ts";
import { isOllamaName, ollama } from "./ollama-names.ts";
import { prefixed } from "./ways.ts";

// Values of options of commands and of settings in a text: `--model owner/name`, `model_id = "owner/name"`, `--datasets owner/one owner/two`.

/** What stands behind an option, or a variable, whose name (the first group of the match) says that it is a model or a data set; null for all else. */
export function valueGiven(value: string, match: RegExpMatchArray): NameIn | null {
  const name = (match[1] ?? "").replaceAll("-", "_");
  // LitGPT keeps models under the names that they have on the Hub.
  if (name === "checkpoint_dir") return prefixed(value);
  if (/type|dir|file|format|len|size|class|config$/i.test(name)) return null;
  if (isDatasetKey(name)) return dataset(name, value.replace(SUBSET, ""));
  if (!isModelKey(name)) return null;
  const isShort = /^model_(?:id|name_or_path)$/i.test(name) && isShortModel(value);
  if (isOutputKey(name)) {
    const output = ownedName(value);
    return output === null ? null : { ...output, isOutput: true };
  }
  if (isRouted(value)) return { name: value, kind: "service", from: 0 };
  return (
    hosted(value) ??
    ownedName(value) ??
    prefixed(value) ??
    nameWithVariables(value) ??
    model(smallerWhisper(value)) ??
    (isNumbered(value) && speaksOfOllama(match.input ?? "") ? ollama(value) : null) ??
    (isShort || isCanonical(value) ? { name: value, kind: "model", from: 0 } : null)
  );
}

/** `llama3.2`, which where Ollama is spoken of is a model that it runs. */
function isNumbered(value: string): boolean {
  return /\d/.test(value) && isOllamaName(value);
}

/** The latest text, of which many values are asked. */
let latest: { readonly text: string; readonly speaks: boolean } | null = null;

function speaksOfOllama(text: string): boolean {
  if (latest?.text !== text) latest = { text, speaks: /\bollama/i.test(text) };
  return latest.speaks;
}

function dataset(key: string, value: string): NameIn | null {
  return ownedName(value, "dataset") ?? (isFirstDataset(key, value) ? { name: value, kind: "dataset", from: 0 } : null);
}

/** `owner/name:subset`, `owner/name:one/two` */
const SUBSET = /:[\w/-]*$/;
const FURTHER =
  /(?:#\d+)?["']?(?:,|,?[ \t]{1,9}(?:\\\r?\n[ \t]{0,40})?)(?:\d[\d.]{0,9}[ \t]{1,9})?["']?([A-Za-z0-9][\w.-]{0,95}\/[\w.-]{1,100})(?::[\w/-]{1,80})?(?=[\s"'#\\,]|$)/y;

/** `--datasets owner/one owner/two`, `--datasets owner/one,owner/two`, `--dataset_mixer_list owner/one 1.0 owner/two 0.5`: what stands behind the first value of an option that takes several. */
export function furtherValues(text: string, from: number, { kind }: NameIn, option: string): readonly NameIn[] {
  const found: NameIn[] = [];
  FURTHER.lastIndex = from;
  for (let match = FURTHER.exec(text); match !== null; match = FURTHER.exec(text)) {
    const value = match[1] ?? "";
    const name = ownedName(value, kind);
    if (name === null || !(kind === "dataset" || /s$/i.test(option) || isStrong(name.name))) break;
    found.push({ ...name, from: match.index + match[0].lastIndexOf(value) });
  }
  return found;
}
