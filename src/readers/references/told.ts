import type { Kind } from "../../model.ts";
import { isDatasetKey, isModelKey } from "./contexts.ts";
import { whisperGiven } from "./library-names.ts";
import { isPlaceholder, isShortMeant, type NameIn, ownedName } from "./names.ts";
import { isOllamaName } from "./ollama-names.ts";
import { isVague } from "./vague.ts";

// Tables of Markdown that list settings: "| `MODEL_ID` | `owner/name` | what answers |".

/** A setting, at most one cell behind it, and its value; one of the two stands in quotation marks. */
const ROW =
  /(?<![\w.-])([A-Za-z][\w.-]{1,60})(?:["'`][*_]{0,2}[ \t]{0,40}\|(?:[^|\n]{0,30}\|)?[ \t]{0,10}["'`*]{0,4}|[*_]{0,4}[ \t]{0,40}\|(?:[^|\n]{0,30}\|)?[ \t]{0,10}\*{0,2}["'`]{1,2})([A-Za-z\d][\w.-]{0,95}\/[\w.-]{1,100})(?![\w-]|\.\w)(?=["'`*]{0,4}[ \t]{0,80}(?:[|\r\n]|$))/g;

/** A setting that speaks of models, and a value without an owner: `| --model | llama3.2 |`. */
const SHORT_ROW =
  /(?<![\w.-])([\w.-]{0,60}model[\w-]{0,20})["'`*]{0,3}[ \t]{0,40}\|(?:[^|\n]{0,30}\|)?[ \t]{0,10}["'`*]{0,3}([a-z][\w.-]{2,60}(?::[\w.-]{1,30})?)["'`*]{0,3}[ \t]{0,80}\|[^\n]{0,200}/gi;

/** Of rows that speak of Ollama, names that it has; of settings of Whisper, its sizes. */
function shortIn(text: string): readonly NameIn[] {
  return [...text.matchAll(SHORT_ROW)].flatMap((match) => {
    const [whole, key = "", value = ""] = match;
    const isOllamas = (/ollama/i.test(whole) && isOllamaName(value)) || (value.endsWith(":latest") && isShortMeant(value));
    const ollamas = isOllamas ? value : null;
    const name = whisperGiven([key.replaceAll("-", "_")], value) ?? ollamas;
    return name === null ? [] : [{ name, kind: "model" as const, from: match.index + whole.indexOf(value, whole.indexOf("|")) }];
  });
}

/** Models and data sets that are the values of settings in a table. A name of plain words is more often a path. */
export function toldIn(text: string): readonly NameIn[] {
  if (!text.includes("|")) return [];
  const told = [...text.matchAll(ROW)].flatMap((match) => {
    const [whole, setting = "", value = ""] = match;
    const key = setting.replaceAll("-", "_").slice(setting.lastIndexOf(".") + 1);
    const kind: Kind | null = isDatasetKey(key) ? "dataset" : isModelKey(key) ? "model" : null;
    const name = kind === null ? null : ownedName(value, kind);
    if (name === null || !/[-\dA-Z]/.test(name.name.slice(name.name.indexOf("/"))) || isPlaceholder(name.name) || isVague(key, name.name))
      return [];
    return [{ ...name, from: match.index + whole.length - value.length }];
  });
  return [...told, ...shortIn(text)];
}
