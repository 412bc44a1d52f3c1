import { classesOf } from "../licenses/classes.ts";
import { parseExpression } from "../licenses/expression.ts";
import type { Knowledge, NamePattern } from "../licenses/knowledge.ts";
import { fits, namePattern } from "../licenses/models.ts";
import { fileName } from "../paths.ts";

/** What re-uploaders append to the name of a model that they converted or quantized. */
const CONVERSION =
  /[-_.](?:gguf|ggml|awq|gptq|exl2|exl3|onnx(?:-web)?|mlx|openvino|ov|ct2|coreml|litert|tflite|bnb|nf4|fp4|fp8|fp16|bf16|f16|int4|int8|w4a16|w8a8|[2-8]-?bits?|[2-8]bpw|q[2-8](?:_[0-9k](?:_[sml])?)?(?:f16|f32)?|i1|imatrix|quantized|quants?|dynamic|instruct-onnx|hf)$/i;

/** The model whose name stands in a converted model's name, as a Hub id of its publisher; null where none is known. Only a hint: never more than `review`. */
export function inferBase(name: string, knowledge: Knowledge): string | null {
  let stem = fileName(name);
  for (let next = stem.replace(CONVERSION, ""); next !== stem; next = stem.replace(CONVERSION, "")) stem = next;
  if (stem === fileName(name) || stem.length < 4) return null;
  return (
    publisherOf(stem, name, knowledge) ?? (stem.includes("_") ? publisherOf(stem.slice(stem.indexOf("_") + 1), name, knowledge) : null)
  );
}

/**
 * The family, as a pattern of its publisher, that a model's name speaks of: `acme/Llama-3.1-8B-support`, `acme/support-llama3`. Only families whose license
 * is not permissive count, and only by a version or a long name of their own: other words are said of many models.
 */
export function inferFamily(name: string, knowledge: Knowledge): string | null {
  const { patterns, spoken } = spokenFamilies(knowledge);
  const found = spoken.exec(fileName(name).toLowerCase().replaceAll(" ", "-"));
  const pattern = found === null ? undefined : patterns[found.slice(1).findIndex((part) => part !== undefined)];
  return pattern === undefined || ownerOf(pattern) === ownerOf(name) ? null : pattern;
}

function ownerOf(name: string): string {
  return name.slice(0, name.indexOf("/")).toLowerCase();
}

/** One expression for all families, with a group for each, and the pattern of each group. */
interface Spoken {
  readonly patterns: readonly string[];
  readonly spoken: RegExp;
}

const spokenOf = new WeakMap<Knowledge, Spoken>();

function spokenFamilies(knowledge: Knowledge): Spoken {
  const known = spokenOf.get(knowledge) ?? spokenIn(knowledge);
  spokenOf.set(knowledge, known);
  return known;
}

/** Letters of a name that say enough without a version. */
const LONG = 7;

function spokenIn(knowledge: Knowledge): Spoken {
  const telling = knowledge.models.publisherPatterns.filter((pattern) => {
    const [literal = "", ...others] = fileName(pattern).split("*");
    const tells = /\d/.test(literal) || literal.replace(/[^a-z]/gi, "").length >= LONG;
    return others.length === 1 && /^[a-z]/i.test(literal) && tells && !isPermissive(pattern, knowledge);
  });
  const words = telling.map((pattern) => `(${spellings(fileName(pattern).toLowerCase())})`);
  return { patterns: telling, spoken: new RegExp(`(?<![a-z0-9])(?:${words.join("|")})`) };
}

function isPermissive(pattern: string, knowledge: Knowledge): boolean {
  const license = knowledge.models.patterns.get(ownerOf(pattern))?.find(({ entry }) => entry.name === pattern)?.entry.license;
  const expression = license === undefined || "family" in license ? null : parseExpression(license.license, knowledge.names);
  return expression !== null && classesOf(expression, knowledge).every((one) => one === "permissive");
}

/** What people write for `meta-llama-3.1-*`: `llama3.1`, `llama-3_1`, `llama_3.1`, with nothing joined to it that would make it another version. */
function spellings(pattern: string): string {
  const literal = pattern.slice(0, pattern.indexOf("*")).replace(/^meta-/, "");
  const stem = literal.replace(/[-_.]$/, "");
  const written = stem
    .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
    .replace(/(?<=\d)\\\.(?=\d)/g, "[._]")
    .replace(/(?<=[a-z])[-_]?(?=\d)/g, "[-_.]?")
    .replace(/[-_](?=[a-z])/g, "[-_.]");
  if (stem !== literal) return `${written}(?![a-z0-9]|\\.\\d|_\\d(?![a-z0-9]))`;
  return /\d/.test(stem) ? `${written}(?!\\d|\\.\\d)` : written;
}

/** The publisher's model of this name; some re-uploaders write its owner before it: `google_gemma-2-9b-it`. */
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
