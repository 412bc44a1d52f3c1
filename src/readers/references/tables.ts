import { isDatasetKey, isModelKey } from "./contexts.ts";
import { type NameIn, ownedName } from "./names.ts";

const TEXTS = /(?:["'](\w{1,60})["']\s{0,20}:\s{0,20})?(["'])([A-Za-z0-9][^"'\s]{2,200})\2/g;
const NAMING = /^(?:name|id|value|repo|path)$/i;

/** Names in JSON that is the value of a variable which holds models: alone in a list, and by keys that name them. */
export function namesInTable(text: string): readonly NameIn[] {
  const found: NameIn[] = [];
  for (const match of text.matchAll(TEXTS)) {
    const [whole, key = "", , value = ""] = match;
    const kind = isDatasetKey(key) ? "dataset" : key === "" || NAMING.test(key) || isModelKey(key) ? "model" : null;
    const name = kind === null ? null : ownedName(value, kind);
    if (name !== null) found.push({ ...name, from: match.index + whole.length - 1 - value.length });
  }
  return found;
}

const MIXTURE = /(?:^|\s)--?([A-Za-z][\w-]{2,60})(?:=|\s{1,9}(?:\\\s{1,40})?)["']?\{([^{}]{3,2000})\}/g;
const SHARE = /\\?["']([\w.-]{1,96}\/[\w.-]{1,96})\\?["']\s{0,9}:/g;

/** `--dataset_mixer '{ "owner/one": 1.0, "owner/two": 0.5 }'`: data sets with their shares. */
export function mixturesIn(text: string): readonly NameIn[] {
  if (!text.includes("{") || !text.includes("--")) return [];
  return [...text.matchAll(MIXTURE)].flatMap(({ index, 0: whole, 1: option = "", 2: body = "" }) => {
    if (!isDatasetKey(option.replaceAll("-", "_"))) return [];
    const from = index + whole.length - 1 - body.length;
    return [...body.matchAll(SHARE)].flatMap((share) => {
      const name = ownedName(share[1] ?? "", "dataset");
      return name === null ? [] : [{ ...name, from: from + share.index + share[0].indexOf(share[1] ?? "") }];
    });
  });
}
