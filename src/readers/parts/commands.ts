import { isOtherKey } from "../references/contexts.ts";
import { hubName, hubNameOrShort, isHostedName, knownValue, type ModelName, modelAddress } from "./model-names.ts";

/** Characters of a command that are looked at in one go. */
const PIECE = 20_000;

/** A model named in a command or an environment: the name, and the text in which it stands. */
export interface Named extends ModelName {
  readonly text: string;
}

const MODEL_FLAG =
  /^--?(?:[\w-]*model(?:[-_](?:id|name|path|repo|url|uri|name[-_]or[-_]path|tag|code|source))?|hf[-_]?r?|hf[-_]repo(?:[-_](?:draft|v))?|hfd|repo[-_]id|tokenizer(?:[-_](?:path|name))?|(?:speculative[-_])?draft[-_]model[-_]path|[\w-]*checkpoint[-_]?path|m)$/;
/** Their value is a Hub id or a folder, and a Hub id may lack its owner. */
const HUB_FLAG = /^--model[-_]id$/;
const SERVED_FLAG = /^--served[-_]model[-_]name$/;
const ADAPTER_FLAG = /^--(?:lora[-_](?:modules|paths?|adapters?|id)|peft[\w-]*|adapter[\w-]*)$/;
const SPECULATIVE_FLAG = /^--speculative[-_]config$/;
const DRAFT = /"model"\s*:\s*"([^"]+)"/;
const DOWNLOADERS = /(?:huggingface-cli|hf)$/;

/** Models in a command: flags with a model, `vllm serve`, `ollama pull`, `hf download`, addresses. `known` gives the values of variables. */
export function modelsOfCommand(tokens: readonly string[], known: ReadonlyMap<string, string> = new Map()): readonly Named[] {
  const found: Named[] = [];
  const served: Named[] = [];
  const add = (list: Named[], name: ModelName | null, text: string) => {
    if (name !== null) list.push({ ...name, text });
  };
  tokens.forEach((raw, index) => {
    const [flag = "", ...joined] = raw.split("=");
    const isFlag = flag.startsWith("-");
    const written = isFlag && joined.length > 0 ? joined.join("=") : (tokens[index + 1] ?? "");
    const value = resolved(isFlag ? written : raw, known);
    if (value === null) return;
    if (isFlag && SERVED_FLAG.test(flag)) add(served, hubName(value), value);
    else if (isFlag && ADAPTER_FLAG.test(flag)) found.push(...adapters(tokens, index, joined.length > 0 ? written : null));
    else if (isFlag && SPECULATIVE_FLAG.test(flag)) add(found, hubName(DRAFT.exec(value)?.[1] ?? ""), DRAFT.exec(value)?.[1] ?? "");
    else if (isFlag && MODEL_FLAG.test(flag)) add(found, flagValue(flag, value), value);
    else if (!isFlag) add(found, positional(tokens, index, value), value);
  });
  return found.length > 0 ? found : served;
}

/** Whether a variable of an environment holds a model, by its name. */
function isModelVariable(name: string): boolean {
  if (name.length > 100 || isOtherKey(name)) return false;
  return (
    /(?:^|_)(?:\w*MODELS?(?:_?(?:ID|NAME|REPO|TAG|URL|URI|PATH|SLUG))?|HF_REPO(?:_ID)?|REPO_ID|\w*_CHECKPOINT)$/i.test(name) ||
    /^(?:HF_|LLM_|EMBED\w*_|RERANK\w*_|OLLAMA_|CHAT_)?MODELS?(?:_|$)/i.test(name)
  );
}

/** The model in the value of a variable; names without an owner only where the variable says whose they are. */
export function modelOfVariable(name: string, written: string): Named | null {
  if (!isModelVariable(name)) return null;
  const value = knownValue(written);
  if (value === null) return null;
  if (/OLLAMA/i.test(name) && /^(?!true$|false$)[A-Za-z][\w.-]*(?:\/[\w.-]+)?(?::[\w.-]+)?$/.test(value))
    return { name: value, kind: "model", text: value };
  if (isHostedName(value)) return { name: value, kind: "service", text: value };
  const found = /^HF_MODEL(?:_ID|_NAME)?$/i.test(name) ? hubNameOrShort(value) : hubName(value);
  return found === null ? null : { ...found, text: value };
}

/** Splits a command line: white space separates, quotes hold together. */
export function tokensOf(command: string): readonly string[] {
  return pieces(command).flatMap((piece) =>
    [...piece.matchAll(/(?:[^\s"'\\;&|]|\\.|"(?:[^"\\]|\\[\s\S])*"|'[^']*')+/g)].map(([token]) => token.replace(/^["']|["']$/g, "")),
  );
}

/** Looking for the partner of a quotation mark takes time with the square of the length: long commands are cut between words. */
function pieces(command: string): readonly string[] {
  const found: string[] = [];
  for (let from = 0; from < command.length; ) {
    const space = command.length - from <= PIECE ? -1 : command.lastIndexOf(" ", from + PIECE);
    const to = command.length - from <= PIECE ? command.length : space > from ? space : from + PIECE;
    found.push(command.slice(from, to));
    from = to;
  }
  return found;
}

function flagValue(flag: string, value: string): ModelName | null {
  if (isHostedName(value)) return { name: value, kind: "service" };
  if (HUB_FLAG.test(flag)) return hubNameOrShort(value);
  return hubName(value) ?? (/^(?:oci|s3|gs):\/\//.test(value) ? modelAddress(value) : null);
}

function resolved(written: string, known: ReadonlyMap<string, string>): string | null {
  const variable = /^\$(?:\((\w+)\)|\{(\w+)\}|(\w+))$/.exec(written.replace(/^["']|["']$/g, ""));
  if (variable === null) return knownValue(written);
  const value = known.get(variable[1] ?? variable[2] ?? variable[3] ?? "");
  return value === undefined ? null : knownValue(value);
}

/** `vllm serve X`, `ollama pull X`, `hf download X`, a first argument that is a Hub id, and addresses wherever they stand. */
function positional(tokens: readonly string[], index: number, value: string): ModelName | null {
  const before = tokens[index - 1] ?? "";
  const twoBefore = tokens[index - 2] ?? "";
  if (/^(?:pull|run)$/.test(before) && /(?:^|\/)ollama$/.test(twoBefore)) {
    return /^[\w.-]+(?:\/[\w.-]+)*(?::[\w.-]+)?$/.test(value) ? (hubNameInOllama(value) ?? { name: value, kind: "model" }) : null;
  }
  if (before === "serve" || (index === 0 && (tokens[1] ?? "").startsWith("--"))) return hubName(value);
  if (before === "download" && DOWNLOADERS.test(twoBefore)) {
    const found = hubName(value);
    return found !== null && tokens[tokens.indexOf("--repo-type") + 1] === "dataset" ? { ...found, kind: "dataset" } : found;
  }
  const assigned = /^(\w+)=(.+)$/.exec(value);
  if (assigned !== null) return modelOfVariable(assigned[1] ?? "", assigned[2] ?? "");
  if (/^(?:hf|huggingface|ollama|modelscope):\/\/|^https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co)\//i.test(value))
    return modelAddress(value);
  return null;
}

function hubNameInOllama(value: string): ModelName | null {
  return /^(?:hf\.co|huggingface\.co)\//i.test(value) ? hubName(value) : null;
}

/** `--lora-modules name=owner/adapter other=…`: all values up to the next flag. */
function adapters(tokens: readonly string[], index: number, joined: string | null): Named[] {
  const values: string[] = joined === null ? [] : [joined];
  for (let next = index + 1; joined === null && next < tokens.length && !(tokens[next] ?? "").startsWith("-"); next += 1)
    values.push(tokens[next] ?? "");
  return values.flatMap((value) => {
    const text = /"path"\s*:\s*"([^"]+)"/.exec(value)?.[1] ?? value.slice(value.indexOf("=") + 1);
    const found = hubName(text);
    return found === null ? [] : [{ ...found, kind: "adapter" as const, text }];
  });
}
