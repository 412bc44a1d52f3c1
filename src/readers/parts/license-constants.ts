import type { Syntax } from "../../formats/code-syntax.ts";
import { Lines } from "../../formats/lines.ts";
import type { MapNode, ScalarNode } from "../../formats/node.ts";
import { decodeText, latin1, rawBytes } from "../../formats/text.ts";
import type { FileContent, Problem, Reading } from "../../model.ts";
import { declareEntry, type ModelEntry, plainKey } from "./model-entries.ts";
import { hubName } from "./model-names.ts";
import { declared, nothing } from "./reading.ts";

/** `MODEL_LICENSE`, `SMALL_MODEL_LICENSE`, `weightsLicense`: a license that is said to be a model's, and what the constants of one model begin with. */
const LICENSE = /^(|.*_)(?:model|weights?|checkpoint)_licen[cs]e(?:_(?:id|name|spdx))?$/;
/** Constants that hold the name of a model on the Hub, as they are called behind that. */
const NAME = /(?:^|_)(?:model|weights?|checkpoint|repo(?:sitory)?|hf|hub|huggingface)(?:_|$)/;
/** What else they may hold: what the model was made from, what it comes with. */
const OTHER = /(?:^|_)(?:base|parent|teacher|tokeni[sz]er|data|dataset|space|demo|licen[cs]e)(?:_|$)/;
/** Those of them that name the model of which nothing more is said: `MODEL_ID` before `DETECTOR_MODEL_ID`. */
const OWN = /^(?:model|weights?|checkpoint|hf|repo)_/;
/** Characters of a constant's name; longer ones name nothing. */
const LONGEST = 200;
/** A cheap look: a name that ends so is given a value. */
const MARK = /(?:model|weights?|checkpoint)_?licen[cs]e\w{0,10}["']?(?:\s{0,9}:\s{0,9}[\w&' ]{1,40})?\s{0,9}=/i;

/** Whether a constant can state the license of a model. Nothing is decoded. */
function hasLicenseConstant(bytes: Uint8Array): boolean {
  const raw = rawBytes(bytes);
  return ["icen", "ICEN"].some((part) => {
    for (let at = raw.indexOf(part); at !== -1; at = raw.indexOf(part, at + 4)) if (MARK.test(latin1(raw, at - 20, at + 80))) return true;
    return false;
  });
}

interface Constant {
  readonly key: string;
  readonly value: ScalarNode;
}

/**
 * Constants of a program, or of one of its classes, that state the license of a model beside others that name it: `MODEL_ID = "owner/name"`,
 * `MODEL_LICENSE = "mit"`. Where several models are named and none by constants that begin like the license's, none is told. `reader` is whose file it is.
 */
export async function readLicenseConstants(reader: string, file: FileContent, syntax: Syntax): Promise<Reading> {
  if (!hasLicenseConstant(file.bytes)) return nothing;
  const problems: Problem[] = [];
  const entries = await entriesIn(decodeText(file.bytes).text, file.path, syntax);
  return declared(
    entries.flatMap((entry) => declareEntry(reader, entry, file.path, problems)),
    problems,
  );
}

async function entriesIn(source: string, path: string, syntax: Syntax): Promise<readonly ModelEntry[]> {
  const { scanCode } = await import("../../formats/code.ts");
  const lines = new Lines(source, path);
  const scopes = new Map<object, Constant[]>();
  scanCode(source, syntax, {
    literal: ({ text, from, frame, key, isKey, isStatement, hasHoles }) => {
      const isScope = frame.opener === "" || (frame.opener === "{" && frame.isDefinition);
      if (!isScope || key === "" || isKey || isStatement || hasHoles) return;
      const constants = scopes.get(frame) ?? [];
      scopes.set(frame, constants);
      constants.push({
        key: plainKey(key.split(".").at(-1) ?? ""),
        value: { type: "scalar", text, kind: "text", location: lines.at(from) },
      });
    },
    comment: () => {},
    argument: () => {},
  });
  return [...scopes.values()].flatMap(entriesOf);
}

function entriesOf(constants: readonly Constant[]): readonly ModelEntry[] {
  const models = modelsOf(constants);
  return constants.flatMap((license) => {
    const beginning = LICENSE.exec(license.key)?.[1];
    const model = beginning === undefined ? null : (models.get(beginning) ?? null);
    if (model === null) return [];
    const entries = [
      { key: "license", keyLocation: license.value.location, value: license.value },
      { key: "model_id", keyLocation: model.location, value: model },
    ];
    const node: MapNode = { type: "map", entries, location: license.value.location };
    return [{ node, key: undefined, licenses: entries.slice(0, 1) }];
  });
}

/** By what constants begin with, up to one of their underscores, the one model that those name; null where they name several. */
function modelsOf(constants: readonly Constant[]): ReadonlyMap<string, ScalarNode | null> {
  const named = new Map<string, ScalarNode | null>();
  const own = new Map<string, ScalarNode | null>();
  for (const { key, value } of constants) {
    if (OTHER.test(key) || hubName(value.text)?.kind !== "model") continue;
    for (const beginning of beginningsOf(key)) {
      const rest = key.slice(beginning.length);
      if (NAME.test(rest)) keep(named, beginning, value);
      if (OWN.test(rest)) keep(own, beginning, value);
    }
  }
  return new Map([...named].map(([beginning, model]) => [beginning, model ?? own.get(beginning) ?? null]));
}

function keep(models: Map<string, ScalarNode | null>, beginning: string, value: ScalarNode): void {
  const known = models.get(beginning);
  const isSame = known !== null && known !== undefined && hubName(known.text)?.name === hubName(value.text)?.name;
  models.set(beginning, known === undefined ? value : isSame ? known : null);
}

function beginningsOf(key: string): readonly string[] {
  if (key.length > LONGEST) return [];
  return ["", ...[...key.matchAll(/_/g)].map(({ index }) => key.slice(0, index + 1))];
}
