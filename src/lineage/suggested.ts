import type { Knowledge } from "../licenses/knowledge.ts";
import { findModel } from "../licenses/models.ts";
import type { Declaration, Item, Relation, Stated, StatedBase } from "../model.ts";
import { fileName } from "../paths.ts";
import { inferBase, inferFamily, inferPublished } from "./inferred.ts";

// Bases that nobody states, and that names and texts suggest: hints, never more than `review`.

/** What the names of a component, those of its weights, and the title and tags of its card suggest. */
export function suggestedBases(item: Item, knowledge: Knowledge): readonly StatedBase[] {
  return [...suggestedByName(item.name, item, knowledge), ...familiesOf(item, knowledge)];
}

/** A name such as `…-GGUF` suggests the model that it was made from; one such as `Llama-3.1-…` at least the family. */
export function suggestedByName(name: string, from: Item, knowledge: Knowledge): readonly StatedBase[] {
  const location = from.declarations[0]?.location;
  if (!isModel(from) || location === undefined) return [];
  const converted = inferBase(name, knowledge);
  if (converted !== null) return [suggested({ value: converted, location }, "quantized")];
  // A license that others state is held against the family; where none is stated, it is unknown whatever the name says.
  const asks = from.role === "published" || findModel(name, knowledge)?.license !== undefined;
  return asks ? familyIn({ value: name, location }, knowledge) : [];
}

function familiesOf(item: Item, knowledge: Knowledge): readonly StatedBase[] {
  if (!isModel(item)) return [];
  return item.declarations
    .filter(({ role, licenses, licenseName }) => role === "published" || (licenses?.length ?? 0) > 0 || licenseName !== undefined)
    .flatMap(namesAround)
    .flatMap((name) => familyIn(name, knowledge));
}

function namesAround({ name, otherNames, tags, location }: Declaration): readonly Stated[] {
  const file = WEIGHTS.test(location.path) ? [{ value: fileName(location.path), location }] : [];
  return [...(name === undefined ? [] : [name]), ...file, ...(otherNames ?? []), ...(tags ?? [])];
}

const WEIGHTS = /\.(?:gguf|ggml|safetensors|onnx|pth?|bin|tflite|llamafile)$/i;

/** What people call a base in the text of a card, `Llama 2 7B`, tells its family or the publisher's model of that name; null where it tells neither. Other bases stay as they are written. */
export function asTold(base: StatedBase, reader: string, knowledge: Knowledge): StatedBase | null {
  if (!base.inferred || reader !== "huggingface-card" || base.value.includes("/")) return base;
  const value = inferFamily(base.value, knowledge) ?? inferPublished(base.value, knowledge);
  return value === null ? null : { ...base, value };
}

function familyIn({ value, location }: Stated, knowledge: Knowledge): readonly StatedBase[] {
  const family = inferFamily(value, knowledge);
  return family === null ? [] : [suggested({ value: family, location }, null)];
}

function suggested(base: Stated, relation: Relation | null): StatedBase {
  return { ...base, relation, inferred: true };
}

function isModel({ kind }: Item): boolean {
  return kind === "model" || kind === "adapter";
}
