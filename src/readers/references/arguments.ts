import type { Kind } from "../../model.ts";
import { anyOf } from "./any-of.ts";
import { filledIn, nameWithVariables } from "./holes.ts";
import { isShortModel, type NameIn, ownedName, SIZED_TAG } from "./names.ts";
import { ollama } from "./ollama-names.ts";
import { prefixed } from "./ways.ts";

/** Words of a command are separated by white space (over lines behind a backslash), or as texts of a list. */
const BETWEEN = "(?:[\"']\\s{0,9},\\s{0,80}[\"']|(?:[ \\t]|\\\\\\r?\\n){1,80})";
const START = "(?<![\\w./-])";
const END = "(?=[\"' \\t\\\\])";
/** Programs of which the first argument behind these words is a model on the Hub. `--model` is understood everywhere, `-m` only here. */
const COMMANDS: readonly { readonly needs: string; readonly mark: RegExp }[] = [
  { needs: "download", mark: new RegExp(`${START}(?:huggingface-cli|hf|modelscope|tune|litgpt)${BETWEEN}download${END}`, "g") },
  {
    needs: "serve",
    mark: new RegExp(`${START}(?:vllm|mlc_llm|transformers|sglang|openllm|litgpt|llamafile|trtllm-serve)${BETWEEN}serve${END}`, "g"),
  },
  { needs: "chat", mark: new RegExp(`${START}(?:vllm|mlc_llm|transformers|lmdeploy|litgpt)${BETWEEN}chat${END}`, "g") },
  {
    needs: "lmdeploy",
    mark: new RegExp(`${START}lmdeploy${BETWEEN}(?:serve${BETWEEN}(?:api_server|gradio)|lite${BETWEEN}\\w{1,40})${END}`, "g"),
  },
  {
    needs: "litgpt",
    mark: new RegExp(`${START}litgpt${BETWEEN}(?:finetune\\w{0,20}|pretrain|generate|evaluate|convert_to_litgpt)${END}`, "g"),
  },
  // A script that many have taken from its page.
  { needs: "hfd.sh", mark: new RegExp(`(?<![\\w.-])hfd\\.sh${END}`, "g") },
  { needs: "trtllm-serve", mark: new RegExp(`${START}trtllm-serve${END}`, "g") },
  { needs: "download-model.py", mark: new RegExp(`(?<![\\w.-])download-model\\.py${END}`, "g") },
  { needs: " run", mark: new RegExp(`${START}(?:aphrodite|openllm)${BETWEEN}run${END}`, "g") },
  { needs: "openllm", mark: new RegExp(`${START}openllm${BETWEEN}(?:start|build)${END}`, "g") },
  { needs: "nexa", mark: new RegExp(`${START}nexa${BETWEEN}(?:run|infer|pull)${END}`, "g") },
  { needs: "estimate-memory", mark: new RegExp(`${START}accelerate${BETWEEN}estimate-memory${END}`, "g") },
  { needs: "lms get", mark: new RegExp(`${START}lms get${END}`, "g") },
  { needs: "ramalama", mark: new RegExp(`${START}ramalama${BETWEEN}(?:run|serve|pull|bench|chat)${END}`, "g") },
  { needs: "docker model", mark: new RegExp(`${START}docker model (?:pull|run)${END}`, "g") },
  {
    needs: "-m",
    mark: new RegExp(
      `${START}(?:llm|optimum-cli|genai-perf|aiperf|mistralrs(?:-server)?|hfdownloader|guidellm|lighteval|swift)${BETWEEN}(?:[\\w./:-]{1,200}${BETWEEN}){0,12}-m${END}`,
      "g",
    ),
  },
];
/** Texts of which one stands in every such command. */
export const COMMAND_MARKS = COMMANDS.map(({ needs }) => needs);
const MARK = anyOf(COMMAND_MARKS);
const WORD = new RegExp(`["']?${BETWEEN}["']?((?:\\$\\([^()\\n]{1,100}\\)|[^\\s"'\`,;&|()<>]){1,300})`, "y");
/** Flags without a value. */
const SWITCH = /^--?(?:y|yes|q|quiet|v|verbose|resume-download|force-download|trust-remote-code|(?:no|enable|disable)-[\w-]+)$/;
const MOST_WORDS = 24;

/** Models that are the argument of a program: `hf download owner/name`, `["vllm", "serve", "owner/name"]`. */
export function argumentsIn(text: string): readonly NameIn[] {
  const found: NameIn[] = [];
  if (!MARK.test(text)) return found;
  for (const { needs, mark } of COMMANDS) {
    if (!text.includes(needs)) continue;
    for (const match of text.matchAll(mark)) {
      const name = argument(text, match.index + match[0].length, match[0]);
      if (name !== null) found.push(name);
    }
  }
  return found;
}

function argument(text: string, from: number, command: string): NameIn | null {
  let first: { readonly value: string; readonly at: number } | null = null;
  let flag = "";
  let type = "";
  WORD.lastIndex = from;
  for (let index = 0; index < MOST_WORDS; index += 1) {
    const match = WORD.exec(text);
    if (match === null) break;
    const word = match[1] ?? "";
    const isFlag = word.startsWith("-");
    if (word === "--dataset") type = "dataset";
    else if (/^--repo-type/.test(isFlag ? word : flag)) type = isFlag ? word.slice("--repo-type=".length) : word;
    else if (!isFlag && flag === "") first ??= { value: word, at: WORD.lastIndex - word.length };
    flag = isFlag && !word.includes("=") && !SWITCH.test(word) ? word : "";
  }
  if (first === null) return null;
  const kind: Kind = type === "dataset" ? "dataset" : type === "space" ? "application" : "model";
  const value = filledIn(first.value.replace(/(?<![.:])[.:]+$/, ""), text);
  if (command.startsWith("ramalama")) {
    const served = value.replace(/^ollama\//, "");
    const name = served.includes("://") ? null : ollama(served);
    return name === null ? null : { ...name, from: first.at + value.length - served.length };
  }
  // Of Docker's own catalog, a tag is the version of an image.
  const owned = ownedName(command.startsWith("docker") ? value.replace(/:[\s\S]*$/, "") : (value.split("@", 1)[0] ?? ""), kind);
  if (owned !== null) return { ...owned, from: first.at };
  const holed = nameWithVariables(value);
  if (holed !== null) return { ...holed, kind, from: first.at };
  const kept = command.startsWith("litgpt") ? prefixed(value, () => true) : null;
  if (kept !== null) return { ...kept, from: first.at + kept.from };
  const isShort = /download$/.test(command) ? isShortModel(value) : command.startsWith("openllm") && SIZED_TAG.test(value);
  return isShort ? { name: value, kind, from: first.at } : null;
}
