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
