import type { Knowledge, NamePattern, SpokenFamilies, SpokenWords } from "../licenses/knowledge.ts";
import { findModel, fits, namePattern } from "../licenses/models.ts";
import { fileName } from "../paths.ts";

/** What re-uploaders append to the name of a model that they converted or quantized. */
const CONVERSION =
  /[-_.](?:gguf|ggml|awq|gptq|exl2|exl3|onnx(?:-web)?|mlx|mlc|openvino|ov|ct2|coreml|litert|tflite|bnb|nf4|fp4|fp8|fp16|bf16|f16|int4|int8|w4a16|w8a8|[2-8]-?bits?|[2-8]bpw|q[02-8](?:_[0-9k](?:_[sml])?)?(?:f16|f32)?(?:_[01])?|i1|imatrix|quantized|quants?|dynamic|instruct-onnx|hf)$/i;

/** Who converts what others publish, and leaves it its name. */
const CONVERTERS = /^(?:ggml-org|lmstudio-community|mlx-community|neuralmagic|onnx-community|redhatai|unsloth|xenova)\//i;

/** The model whose name stands in a converted model's name, as a Hub id of its publisher; null where none is known. Only a hint: never more than `review`. */
export function inferBase(name: string, knowledge: Knowledge): string | null {
  let stem = fileName(name);
  for (let next = stem.replace(CONVERSION, ""); next !== stem; next = stem.replace(CONVERSION, "")) stem = next;
  if ((stem === fileName(name) && !CONVERTERS.test(name)) || stem.length < 4) return null;
  return (
    withOwner(stem, knowledge) ??
    publisherOf(stem, name, knowledge) ??
    (stem.includes("_") ? publisherOf(stem.slice(stem.indexOf("_") + 1), name, knowledge) : null)
  );
}

/** Some re-uploaders write the owner before the name, `google_gemma-2-9b-it`: the model, where the catalog knows it. */
function withOwner(stem: string, knowledge: Knowledge): string | null {
  const owned = stem.replace("_", "/");
  return owned !== stem && findModel(owned, knowledge) !== null ? owned : null;
}

/**
 * The family, as a pattern of its publisher, that a model's name speaks of: `acme/Llama-3.1-8B-support`, `acme/support-llama3`. Only families whose license
 * is not permissive count, and only by a version or a long name of their own: other words are said of many models.
 */
export function inferFamily(name: string, knowledge: Knowledge): string | null {
  const pattern = familyAt(knowledge.models.spoken, fileName(name).replaceAll(" ", "-"));
  return pattern === null || ownerOf(pattern) === ownerOf(name) ? null : pattern;
}

/**
 * Looks where a word of a name begins, which is in few places. One that only its capital sets off, `SwiftLlama-3.1`, counts with a version that has a
 * point: `TinyLlama` is a model of its own.
 */
function familyAt(families: SpokenFamilies, written: string): string | null {
  const name = written.toLowerCase();
  for (let at = 0, isInside = false, isSmall = false; at < name.length; at += 1) {
    const code = written.charCodeAt(at);
    const isWord = isLetterOrDigit(code);
    const words = isWord && (!isInside || (isSmall && isCapital(code))) ? families[name.charAt(at)] : undefined;
    if (words !== undefined) {
      const expression = expressionOf(words);
      expression.lastIndex = at;
      const found = expression.exec(name);
      if (found !== null && (!isInside || POINTED.test(found[0])))
        return words.patterns[found.slice(1).findIndex((part) => part !== undefined)] ?? null;
    }
    isInside = isWord;
    isSmall = isWord && code >= 97;
  }
  return null;
}

const POINTED = /\d[._]\d/;

function isLetterOrDigit(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || isCapital(code);
}

function isCapital(code: number): boolean {
  return code >= 65 && code <= 90;
}

function ownerOf(name: string): string {
  return name.slice(0, name.indexOf("/")).toLowerCase();
}

const expressions = new WeakMap<SpokenWords, RegExp>();

/** Made when a name first has a word with that letter. */
function expressionOf(words: SpokenWords): RegExp {
  const known = expressions.get(words) ?? new RegExp(words.expression, "y");
  expressions.set(words, known);
  return known;
}

/** The large publisher's model that people mean by a name without an owner, `DeepSeek-R1-Distill-Llama-70B`; null where none is known. */
export function inferPublished(name: string, knowledge: Knowledge): string | null {
  return publisherOf(name.replaceAll(" ", "-"), name, knowledge);
}

/** The publisher's model of this name. */
function publisherOf(stem: string, name: string, knowledge: Knowledge): string | null {
  if (stem.length < 4) return null;
  const key = stem.toLowerCase();
  const exact = knowledge.models.named.get(key);
  if (exact !== undefined && exact.toLowerCase() !== name.toLowerCase()) return exact;
  const found = familiesOf(key, knowledge)?.find(({ names }) => fits(names, key));
  return found === undefined ? null : `${found.owner}/${stem}`;
}

/** A family of a large publisher's models. */
interface Family {
  readonly owner: string;
  /** Which names behind an owner belong to it. */
  readonly names: NamePattern;
}

type Families = ReadonlyMap<string, readonly Family[]>;

const families = new WeakMap<Knowledge, Families>();

/** The families whose names begin with the same letter as a name in lower case, in the order of the catalog. */
function familiesOf(name: string, knowledge: Knowledge): readonly Family[] | undefined {
  const known = families.get(knowledge) ?? byLetter(knowledge.models.publisherPatterns.map(familyOf));
  families.set(knowledge, known);
  return known.get(name.charAt(0));
}

function byLetter(all: readonly Family[]): Families {
  const groups = new Map<string, Family[]>();
  for (const family of all) {
    const letter = family.names[0]?.charAt(0) ?? "";
    const group = groups.get(letter);
    if (group === undefined) groups.set(letter, [family]);
    else group.push(family);
  }
  return groups;
}

function familyOf(pattern: string): Family {
  return { owner: pattern.slice(0, pattern.indexOf("/")), names: namePattern(fileName(pattern)) };
}
