import type { Kind } from "../../model.ts";
import { isDatasetKey, isModelKey } from "./contexts.ts";
import { isCanonical, isPlaceholder, isShortModel, type NameIn, ownedName, SIZED_TAG } from "./names.ts";

const LISTS = /\b(\w+)=\(([^()]{1,5000})\)|\bfor\s+(\w+)\s+in\s+((?:[^;\n\\]|\\\r?\n|\\[^\n]){1,2000})/g;

/** Where a variable goes: an option, another variable, a program or a loop, and what stands right behind it: a part of a path is not the name. */
const USES =
  /(?:(?:^|\s)--?([\w-]{2,60})[ =]|\b(\w{2,60})=|\b((?:vllm|sglang|transformers) serve|(?:hf|huggingface-cli) download) |\b\bfor\s+(\w{1,60})\s+in\s+)["']?\$\{?(\w{1,60})\b([-/:#%]?)/g;

/** What the variables of a script are used for. */
interface Uses {
  readonly kinds: ReadonlyMap<string, Kind>;
  /** The variable of the first loop over a list, by the list's. */
  readonly loops: ReadonlyMap<string, string>;
}

/** `MODELS=("a/b" "c/d")` and `for MODEL in a/b c/d; do`: by what the variable is called, or by what it is handed to. */
export function namesInLists(code: string): readonly NameIn[] {
  const found: NameIn[] = [];
  let uses: Uses | undefined;
  for (const match of code.matchAll(LISTS)) {
    const body = match[2] ?? match[4] ?? "";
    if (!/[\w-]/.test(body)) continue;
    const start = match.index + match[0].lastIndexOf(body);
    uses ??= usesIn(code);
    const what = whatIs(match[1] ?? match[3] ?? "", body, uses);
    if (what === null) continue;
    for (const word of body.matchAll(/[^\s"']+/g)) {
      const key = /^\[[^\]]{0,100}\]=/.exec(word[0])?.[0] ?? "";
      const value = word[0].slice(key.length);
      const name = ownedName(value, what) ?? (what === "model" && isUnmistakable(value) ? { name: value, kind: what, from: 0 } : null);
      if (name !== null && !isPlaceholder(name.name)) found.push({ ...name, from: start + word.index + key.length });
    }
  }
  return found;
}

/** A name without an owner that no other list has: `MODELS=("llama3:8b" "roberta-base")`. */
function isUnmistakable(value: string): boolean {
  return (SIZED_TAG.test(value) || isCanonical(value)) && isShortModel(value);
}

/** What a variable holds: models or data sets of the Hub, or (null) something else. */
function whatIs(variable: string, body: string, { kinds, loops }: Uses): Kind | null {
  const named = kindOf(variable);
  if (named !== null || !body.includes("/")) return named;
  const loop = loops.get(variable);
  return kinds.get(variable) ?? (loop === undefined ? null : (kindOf(loop) ?? kinds.get(loop) ?? null));
}

function kindOf(variable: string): Kind | null {
  return isDatasetKey(variable) ? "dataset" : isModelKey(variable) ? "model" : null;
}

/** By the option, the variable or the program that gets it: `--model "$m"`, `MODEL=$m`, `hf download $m`. The first use that tells counts. */
function usesIn(code: string): Uses {
  const kinds = new Map<string, Kind>();
  const loops = new Map<string, string>();
  for (const [, option, other, program, loop, variable = "", behind] of code.matchAll(USES)) {
    if (loop !== undefined) {
      if (!loops.has(variable)) loops.set(variable, loop);
    } else if (behind === "" && !kinds.has(variable)) {
      const kind = program === undefined ? kindOf((option ?? other ?? "").replaceAll("-", "_")) : "model";
      if (kind !== null) kinds.set(variable, kind);
    }
  }
  return { kinds, loops };
}
