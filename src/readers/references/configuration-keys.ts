import type { Kind } from "../../model.ts";
import { keysBeside, type Line } from "./configuration-lines.ts";
import { isDatasetKey, isHubKey, isModelKey } from "./contexts.ts";
import { isStrong } from "./names.ts";

/** Keys that name the thing which the key above speaks of. */
const NAMING = /^(?:name|id|repo|path|value|default|source|uri|url|ref|hf|huggingface|location|target|_name_or_path)$/i;
const NEVER =
  /^(?:image|uses|repository|rev|branch|apiVersion|kind|namespace|schedule|content-?type|schema|\$schema|extends|working-directory|runs-on|host|hostname|mountPath|cwd|licen[cs]e[\w-]*)$/i;
/** Keys beside the name of a data set. */
const OF_DATA = /^(?:(?:train|val|valid|validation|eval|test|hf|dataset)_?)?splits?$|_columns?$|^column_mapping$|^subset$|^data_files$/i;

/** What the first key is about that says something; keys such as `name` ask the one above them. */
export function kindOf(keys: readonly string[]): Kind | null {
  for (const [index, key] of keys.entries()) {
    if (key === "") continue;
    if (NEVER.test(key)) return null;
    if (isDatasetKey(key)) return "dataset";
    if (isModelKey(key)) return "model";
    if (!NAMING.test(key) && !(index > 0 && index < 3)) return null;
    if (index > 2) return null;
  }
  return null;
}

/** Whether no model stands at such a key, whatever its value looks like. */
export function isNoModelKey(key: string): boolean {
  return NEVER.test(key);
}

/** Whether what stands beside a name that may be of anything on the Hub is said of data: `repo_id: owner/name` with `split: train`. */
export function isOfData(source: string, { key, at, indent }: Line, kind: Kind | null, name: string): boolean {
  if (kind === null ? !(/^(?:name|id)$/i.test(key) || isStrong(name)) : kind !== "model" || !isHubKey(key)) return false;
  return keysBeside(source, at, indent).some((beside) => OF_DATA.test(beside));
}

/** Whether a name is only what somebody calls a model, whose files or whose source stand beside it. */
export function isOwnName(source: string, { key, at, indent }: Line): boolean {
  const origin = key === "name" ? /^(?:files|overrides|config_file)$/ : key === "model_id" ? /^model_source$/ : null;
  return origin !== null && keysBeside(source, at, indent).some((beside) => origin.test(beside));
}
