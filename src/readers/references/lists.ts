import type { Kind } from "../../model.ts";
import { isDatasetKey, isModelKey } from "./contexts.ts";
import { isPlaceholder, type NameIn, ollama, ownedName } from "./names.ts";

const LISTS = /\b(\w+)=\(([^()]{1,5000})\)|\bfor\s+(\w+)\s+in\s+((?:[^;\n\\]|\\\r?\n|\\[^\n]){1,2000})/g;

/** `MODELS=("a/b" "c/d")` and `for MODEL in a/b c/d; do`: by what the variable is called, or by what it is handed to. */
export function namesInLists(code: string): readonly NameIn[] {
  const found: NameIn[] = [];
  for (const match of code.matchAll(LISTS)) {
    const body = match[2] ?? match[4] ?? "";
    if (!/[\w-]/.test(body)) continue;
    const start = match.index + match[0].lastIndexOf(body);
    const what = whatIs(code, match[1] ?? match[3] ?? "", body);
    if (what === null) continue;
    for (const word of body.matchAll(/[^\s"']+/g)) {
      const key = /^\[[^\]]{0,100}\]=/.exec(word[0])?.[0] ?? "";
      const value = word[0].slice(key.length);
      const name = what === "ollama" ? ollama(value) : ownedName(value, what);
      if (name !== null && !isPlaceholder(name.name)) found.push({ ...name, from: start + word.index + key.length });
    }
  }
  return found;
}

/** What a variable holds: models that Ollama is told to run, models or data sets of the Hub, or (null) something else. */
function whatIs(code: string, variable: string, body: string): Kind | "ollama" | null {
  if (pulls(code, variable)) return "ollama";
  if (isDatasetKey(variable)) return "dataset";
  if (isModelKey(variable)) return "model";
  if (!body.includes("/")) return null;
  const loop = new RegExp(`\\bfor\\s+(\\w{1,60})\\s+in\\s+["']?\\$\\{?${variable}\\b`).exec(code)?.[1];
  return (
    handedTo(code, variable) ??
    (loop === undefined ? null : isDatasetKey(loop) ? "dataset" : isModelKey(loop) ? "model" : handedTo(code, loop))
  );
}

function pulls(code: string, variable: string): boolean {
  return code.includes("ollama") && new RegExp(`\\bollama (?:pull|run) ["']?\\$\\{?${variable}\\b`).test(code);
}

/** By the option, the variable or the program that gets it: `--model "$m"`, `MODEL=$m`, `hf download $m`. */
function handedTo(code: string, variable: string): Kind | null {
  const uses = new RegExp(
    `(?:(?:^|\\s)--?([\\w-]{2,60})[ =]["']?|\\b(\\w{2,60})=["']?|\\b((?:vllm|sglang|transformers) serve|(?:hf|huggingface-cli) download) ["']?)\\$\\{?${variable}\\b(?![-/:#%])`,
    "g",
  );
  for (const [, option = "", other = "", program = ""] of code.matchAll(uses)) {
    const key = (option || other).replaceAll("-", "_");
    if (isDatasetKey(key)) return "dataset";
    if (program !== "" || isModelKey(key)) return "model";
  }
  return null;
}
