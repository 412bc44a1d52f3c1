import type { Frame, Literal } from "../../formats/code-syntax.ts";
import { callMeaning, optionKind } from "./contexts.ts";
import type { Libraries } from "./libraries.ts";
import { type Load, OLLAMA, SPACE } from "./loads.ts";
import { asksOllama, isOllama } from "./ollama.ts";
import type { Pending } from "./undecided.ts";
import { joined, lastPart } from "./ways.ts";

/** What a name is loaded as that is handed to a call; null where it is not loaded. */
export function loadBy(name: string, frame: Frame, key: string, index: number, libraries: Libraries): Load | null {
  if (frame.opener === "{") return option(name, frame, key);
  if (libraries.takesSpace(frame, key, index)) return SPACE;
  return callMeaning(frame, key, index) ?? (asksOllama(frame, key, index) ? OLLAMA : null);
}

/** What an option of a call is loaded as. Other services than Ollama are asked for a `model` too. */
function option(name: string, frame: Frame, key: string): Load | null {
  if (optionKind(frame, key) !== null) return { kind: "model", takesShort: false };
  const isOllamas = key === "model" && !/^(?:model(?:_?(?:id|name))?|name|id)$/.test(lastPart(name)) && isOllama(frame);
  return isOllamas ? OLLAMA : null;
}

/** The variable that an address of the Hub is made with, and what lies there: `https://huggingface.co/${REPO}/resolve/main/…`, of any mirror `${HOST}/api/models/${REPO}/tree/main`. */
export function addressedVariable(source: string, literal: Literal): (Load & { readonly variable: string }) | null {
  const [, ofHost, named, ofPath, other] = ADDRESSED.exec(joined(source, literal).text) ?? [];
  const filled = FILLED.exec(literal.text);
  const folder = ofHost ?? ofPath ?? filled?.[1];
  const variable = named ?? other ?? (filled === null ? undefined : filler(source, literal));
  if (variable === undefined) return null;
  const kind = folder === "datasets" ? "dataset" : folder === "spaces" ? "application" : "model";
  return { variable: lastPart(variable), kind, takesShort: false };
}

const ADDRESSED =
  /(?:(?:huggingface|hf)\.co\/(?:api\/)?(?:(models|datasets|spaces)\/)?\$?\{([A-Za-z_][\w.]{0,60})\}(?=\/|$)|\/api\/(models|datasets)\/\$?\{([A-Za-z_][\w.]{0,60})\}\/(?:tree|revision|resolve|raw)\/)/;

/** `"https://huggingface.co/%s/resolve/main/%s"`, which a call fills in. */
const FILLED = /^https?:\/\/(?:huggingface|hf)\.co\/(?:api\/)?(?:(models|datasets|spaces)\/)?(?:%[sv@]|\{0?\})(?=\/|$)/;

/** What is put into the first place of a text: `Sprintf("…%s", entry.Repo)`, `"…{}".format(entry.repo)`. */
function filler(source: string, { text, from }: Literal): string | undefined {
  const behind = from + text.length;
  return /^["'](?:\s{0,9},|\.format\(|\s{0,9}%\s{0,9}\(?)\s{0,9}&?([A-Za-z_][\w.]{0,60})\s{0,9}[,)\n]/.exec(
    source.slice(behind, behind + 90),
  )?.[1];
}

/** The call that a text is handed to without a name of its own, where one of the program's own functions may be meant. */
export function callOf({ frame, key, index }: Literal): Pick<Pending, "call"> {
  const isArgument = frame.opener === "(" && key === "" && frame.callee !== "" && !frame.isDefinition;
  return isArgument ? { call: { callee: lastPart(frame.callee), index } } : {};
}
