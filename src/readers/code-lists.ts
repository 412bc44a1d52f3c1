import type { Frame, Syntax } from "../formats/code-syntax.ts";
import { Lines } from "../formats/lines.ts";
import type { MapEntry, MapNode } from "../formats/node.ts";
import { decodeText, latin1, rawBytes, rawText } from "../formats/text.ts";
import { limits } from "../limits.ts";
import type { FileContent, Problem, Reader, Reading } from "../model.ts";
import { readLicenseConstants } from "./parts/license-constants.ts";
import { declareEntry, entryOfProgram, type ModelEntry } from "./parts/model-entries.ts";
import { declared, joined, nothing } from "./parts/reading.ts";
import { isInstalled } from "./references/installed.ts";
import { CODE_ENDS, PYTHON, syntaxOf } from "./references/languages.ts";
import { isStrong } from "./references/names.ts";
import { strongNames } from "./references/strong-names.ts";

/** What others wrote, what is made from the program, and what tests it. */
const ELSEWHERE =
  /\.min\.[cm]?js$|\.bundle\.js$|\.d\.[cm]?ts$|[-_.](?:test|spec|stories)\.\w+$|_test\.go$|(?:^|\/)(?:vendor|tests?|__tests__|__mocks__|specs?|fixtures|mocks?)\//i;
const LICENSE = /licen[cs]e(?:[_-]?(?:id|name|spdx))?["']?\s{0,9}[:=]\s{0,9}["'`]/i;
const SUBJECT =
  /hugging_?face|hf\.co\/|\.(?:gguf|ggml|onnx|safetensors|pth?|ckpt|tflite|mlmodelc?|mlpackage)\b|model_?(?:id|ref)["']?\s{0,9}[:=]/i;

/**
 * Lists of models kept in a program, each with its license: objects and calls with a `license` beside weights or a name on the Hub; and constants such as
 * `MODEL_LICENSE` beside `MODEL_ID`. Python has a reader of its own.
 */
export const codeLists: Reader = {
  id: "code-lists",
  title: "List of models kept in a program",
  limit: limits.referenceBytes,
  ends: [...CODE_ENDS],
  matches: (path, name) => {
    const syntax = syntaxOf(name);
    return syntax !== undefined && syntax !== PYTHON && !ELSEWHERE.test(path) && !isInstalled(path);
  },
  read: async (file) => {
    const syntax = syntaxOf(file.path.toLowerCase());
    if (syntax === undefined) return nothing;
    return joined(
      statesLicenses(file.bytes) ? await readLists(file, syntax) : nothing,
      await readLicenseConstants(codeLists.id, file, syntax),
    );
  },
};

/** Whether a license is given to a field, and models are spoken of. Nothing is decoded. */
function statesLicenses(bytes: Uint8Array): boolean {
  const raw = rawBytes(bytes);
  for (let at = raw.indexOf("icen"); at !== -1; at = raw.indexOf("icen", at + 4))
    if (LICENSE.test(latin1(raw, at - 1, at + 50))) return speaksOfModels(rawText(bytes));
  return false;
}

function speaksOfModels(source: string): boolean {
  return SUBJECT.test(source) || strongNames(source).length > 0;
}

/** A mapping while it is gathered. */
interface Gathered extends MapNode {
  readonly entries: MapEntry[];
}

async function readLists(file: FileContent, syntax: Syntax): Promise<Reading> {
  const problems: Problem[] = [];
  const entries = await entriesIn(decodeText(file.bytes).text, file.path, syntax);
  return declared(
    entries.flatMap((entry) => declareEntry(codeLists.id, entry, file.path, problems)),
    problems,
  );
}

/** The mappings of a program that are models with a license. */
async function entriesIn(source: string, path: string, syntax: Syntax): Promise<readonly ModelEntry[]> {
  const { scanCode } = await import("../formats/code.ts");
  const lines = new Lines(source, path);
  const nodes = new Map<Frame, Gathered>();
  const nodeOf = (frame: Frame, from: number): Gathered => {
    const known = nodes.get(frame);
    if (known !== undefined) return known;
    const location = lines.at(from);
    const made: Gathered = { type: "map", entries: [], location };
    nodes.set(frame, made);
    const around = frame.parent === null ? null : mappingAround(frame.parent);
    if (around !== null && frame.outerKey !== "")
      nodeOf(around, from).entries.push({ key: frame.outerKey, keyLocation: location, value: made });
    return made;
  };
  scanCode(source, syntax, {
    literal: ({ text, from, frame, key, isKey, isStatement, hasHoles }) => {
      const around = mappingAround(frame);
      const own = frame === around ? key : frame.outerKey;
      if (around === null || own === "" || isKey || isStatement || hasHoles) return;
      const location = lines.at(from);
      nodeOf(around, from).entries.push({ key: own, keyLocation: location, value: { type: "scalar", text, kind: "text", location } });
    },
    comment: () => {},
    argument: () => {},
  });
  return [...nodes].flatMap(([frame, node]) => {
    const key = frame.outerKey === "" ? undefined : { value: frame.outerKey, location: node.location };
    return entryOfProgram(node, key, isStrong) ?? [];
  });
}

/** The mapping or call that a bracket stands in; a list belongs to the one around it. */
function mappingAround(frame: Frame): Frame | null {
  if (frame.opener === "") return null;
  return frame.opener === "[" ? (frame.parent === null ? null : mappingAround(frame.parent)) : frame;
}
