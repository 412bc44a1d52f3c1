import { isRouted, isServed } from "../parts/routers.ts";
import { isDatasetKey, isHubKey, isModelKey, isOutputKey } from "./contexts.ts";
import { filledIn, nameWithVariables } from "./holes.ts";
import { whisperGiven } from "./library-names.ts";
import { isCanonical, isHosted, isPlaceholder, isShortMeant, type NameIn, ownedName, SIZED_TAG } from "./names.ts";
import { isCalledData } from "./of-data.ts";
import { isOllamaName } from "./ollama-names.ts";
import { isVaguer } from "./vague.ts";
import { prefixed } from "./ways.ts";

/** Ways in which a variable is given a value: the variable, then the value. */
interface Way {
  /** Looked for first: without it the expression cannot match. */
  readonly needs: string;
  readonly mark: RegExp;
}

/** A value; a part of it may be a variable: `${SIZE}`, `$SIZE`. */
const VALUE = "([A-Za-z0-9](?:[\\w./:@-]|\\$\\{\\w{1,40}\\}|\\$\\w{1,40}\\b){1,150})";
const WAYS: readonly Way[] = [
  // MODEL=owner/name, MODEL="${MODEL:-owner/name}", $env:MODEL = "owner/name", --model_args pretrained=owner/name,peft=owner/adapter
  {
    needs: "=",
    mark: new RegExp(
      `(?:^|[\\s;&"'\`(\${,=-]|\\$\\w{1,12}:)([A-Za-z_][\\w.]{0,80})[ \\t]*[?:]?=[ \\t]*["']?(?:\\$\\{\\w+:?[-=]["']?)?${VALUE}(?![\\w./:@=$-])`,
      "g",
    ),
  },
  // ENV MODEL owner/name of Dockerfiles, set(MODEL owner/name) of CMake, set -x MODEL owner/name of fish, %env MODEL owner/name of notebooks
  {
    needs: " ",
    mark: new RegExp(
      `(?:%(?:set_)?env[ \\t]{1,9}|\\b(?:ENV|ARG)[ \\t]{1,40}|\\bset\\([ \\t]{0,9}|\\bset(?:[ \\t]{1,9}-[\\w-]{1,20}){0,3}[ \\t]{1,9})(\\w{1,80})[ \\t]+["']?${VALUE}`,
      "g",
    ),
  },
  { needs: "${", mark: new RegExp(`\\$\\{(\\w+):?[-=]["']?${VALUE}["']?\\}`, "g") },
  // Make's $(or $(MODEL),owner/name)
  {
    needs: "$(",
    mark: new RegExp(
      `\\$\\((?:or|if)[ \\t]{1,9}\\$[({](\\w{1,60})[)}](?:,[ \\t]{0,9}\\$[({]\\w{1,60}[)}]){0,6},[ \\t]{0,9}${VALUE}[ \\t]{0,9}\\)`,
      "g",
    ),
  },
  // just's env("MODEL_ID", "owner/name")
  { needs: "env", mark: new RegExp(`env\\w{0,30}\\([ \\t]{0,9}["'](\\w{1,80})["'][ \\t]{0,9},[ \\t]{0,9}["']${VALUE}["']`, "g") },
  // {{ .Values.model | default "owner/name" }} of Helm, {{ model | default('owner/name') }} of Ansible
  {
    needs: "default",
    mark: new RegExp(`\\b([A-Za-z_][\\w.]{0,80})["')}\\]?]{0,3}[ \\t]{0,9}\\|[ \\t]{0,9}default[ \\t]{0,9}\\(?["']${VALUE}["']`, "g"),
  },
  // A workflow's ${{ inputs.model || 'owner/name' }}
  { needs: "||", mark: new RegExp(`([A-Za-z_][\\w-]{0,60})[ \\t]{0,9}\\|\\|[ \\t]{0,9}["']${VALUE}["']`, "g") },
];
const NEXT = new RegExp(`(?:,[ \\t]{0,9}|;)${VALUE}(?![\\w./:@=$-])`, "y");

/** `MODEL=owner/name`, `ENV MODEL owner/name`, `${MODEL:-owner/name}` in a command, an environment file or a Dockerfile. */
export function variablesIn(text: string): readonly NameIn[] {
  const found: NameIn[] = [];
  for (const { needs, mark } of WAYS) {
    if (!text.includes(needs)) continue;
    for (const match of text.matchAll(mark)) {
      const [whole, written = "", value = ""] = match;
      const variable = keyOf(written);
      const at = match.index + whole.lastIndexOf(value);
      const whisper = whisperGiven([variable], filledIn(value, text));
      if (whisper !== null) found.push({ name: whisper, kind: "model", from: at });
      const kind = isDatasetKey(variable) ? "dataset" : isModelKey(variable) ? "model" : null;
      if (kind === null || whisper !== null) continue;
      const name = nameOf(variable, filledIn(value, text), kind, text);
      if (name === null || (isOptionsOwn(whole, variable) && isServersOwn(name))) continue;
      found.push({ ...name, from: at + name.from });
      // MODELS=owner/name,owner/other, MODEL_ID="owner/name;owner/other"
      NEXT.lastIndex = at + value.length;
      for (let next = NEXT.exec(text); next !== null; next = NEXT.exec(text)) {
        const own = next[1] ?? "";
        const other = nameOf(variable, filledIn(own, text), kind, text);
        if (other !== null) found.push({ ...other, from: next.index + next[0].length - own.length + other.from });
      }
    }
  }
  return found;
}

/** What a variable is called; of one with dots, its last part, or the one before where the last only names: `model.name`, `train_data.path`. */
function keyOf(written: string): string {
  const parts = written.replaceAll("-", "_").split(".");
  const last = parts.at(-1) ?? "";
  const before = parts.at(-2);
  if (before === undefined || !/^(?:name|id|path|name_or_path|repo|repo_id|default|value)$/i.test(last)) return last;
  return before.endsWith("data") ? "dataset" : before;
}

/** What a server is told by `--model_name=` is what it answers to. */
function isOptionsOwn(whole: string, variable: string): boolean {
  return whole.startsWith("-") && variable === "model_name";
}

/** Whether a name is of no place where models are kept. */
function isServersOwn({ name }: NameIn): boolean {
  return !name.includes("/") && !SIZED_TAG.test(name) && !isCanonical(name);
}

/** Under a key that says no more than that it lies on the Hub, the name may say that it is data. */
function lyingThere(variable: string, name: string, kind: "model" | "dataset"): "model" | "dataset" {
  return isHubKey(variable) && isCalledData(name) ? "dataset" : kind;
}

function nameOf(variable: string, value: string, kind: "model" | "dataset", text: string): NameIn | null {
  if (isHosted(value) || (kind === "model" && (isRouted(value) || isServed(variable, value))))
    return { name: value, kind: "service", from: 0 };
  const owned = ownedName(value) ?? prefixed(value) ?? nameWithVariables(value);
  if (owned !== null)
    return isPlaceholder(owned.name) || isVaguer(variable, owned.name)
      ? null
      : { ...owned, kind: owned.kind === "model" ? lyingThere(variable, owned.name, kind) : owned.kind, isOutput: isOutputKey(variable) };
  if (kind !== "model" || !isShortMeant(value)) return null;
  const isOllamas = () => /model$/i.test(variable) && isOllamaName(value) && /\d/.test(value) && /ollama/i.test(text);
  const isShort = /ollama|MODEL_ID$|^pretrained$/i.test(variable) || /[-:]/.test(value) || isOllamas();
  return isShort ? { name: value, kind: "model", from: 0 } : null;
}
