import type { Declaration } from "../model.ts";
import type { Alternative } from "./alternatives.ts";
import { leaf, parseExpression, UNKNOWN_LEAF } from "./expression.ts";
import type { Knowledge, ModelEntry, NamePattern } from "./knowledge.ts";

/** The license that the model catalog knows for a name; several where its sources disagree. */
export function fromCatalog(name: string, knowledge: Knowledge, steps: string[], kind = "model"): Alternative | null {
  if (HOLE.test(name)) steps.push(`a part of ${name} is put in when the program runs: it may be any of several models`);
  const entry = findModel(name, knowledge, kind);
  if (entry === null) return null;
  const read = `${entry.source}, ${entry.read}`;
  if (entry.conflict !== undefined) {
    steps.push(`sources disagree about ${name}: ${entry.conflict.join(", ")} (${read})`);
    return {
      expressions: entry.conflict.flatMap((one) => parseExpression(one, knowledge.names) ?? leaf(UNKNOWN_LEAF)),
      basis: "catalog",
      confidence: 0.4,
    };
  }
  if (entry.license === undefined) {
    const said = calledInCatalog(name, knowledge, kind);
    if (said !== null) steps.push(`${name} is said to carry a license whose terms are not known: ${said} (${read})`);
    return null;
  }
  if ("family" in entry.license) {
    const family = knowledge.names.families.get(entry.license.family);
    steps.push(`${name} is known to carry a license of the family ${entry.license.family} (${read})`);
    return { expressions: (family?.candidates ?? []).map(leaf), basis: "catalog", confidence: 0.5 };
  }
  steps.push(`${name} is known to carry ${entry.license.license} (${read})`);
  return {
    expressions: [parseExpression(entry.license.license, knowledge.names) ?? leaf(UNKNOWN_LEAF)],
    basis: "catalog",
    confidence: 0.8,
  };
}

/** What the license of a model is called whose terms the catalog does not know, by its name and link; null where they are known, or nothing is. */
export function calledInCatalog(name: string, knowledge: Knowledge, kind = "model"): string | null {
  const entry = findModel(name, knowledge, kind);
  if (entry === null || entry.license !== undefined) return null;
  const said = [entry.licenseName, entry.licenseLink].filter((one) => one !== undefined);
  return said.length === 0 ? null : said.join(", ");
}

/** `owner/name-{size}`: sizes of one family may carry different licenses. */
const HOLE = /[{}]/;

/** Under a name that the catalog knows as a data set's alone no model is meant. */
export function withKnownKind(declaration: Declaration, knowledge: Knowledge): Declaration {
  const { subject, kind } = declaration;
  if (kind !== "model" || subject.at !== "name" || !subject.name.includes("/") || findModel(subject.name, knowledge) !== null)
    return declaration;
  return findModel(subject.name, knowledge, "dataset") === null ? declaration : { ...declaration, kind: "dataset" };
}

/** How the catalog files a name: data sets as the Hub's addresses have them, because a model may be called the same. */
export function catalogKey(name: string, kind: string): string {
  return `${kind === "dataset" ? "datasets/" : ""}${name.toLowerCase()}`;
}

/** The catalog's entry for a name: the exact one, else the longest pattern that fits; none for a name of which only parts are known. */
export function findModel(name: string, knowledge: Knowledge, kind = "model"): ModelEntry | null {
  if (HOLE.test(name)) return null;
  const key = catalogKey(name, kind);
  return entryOf(key, knowledge) ?? (kind === "dataset" ? null : inOllama(key, knowledge, kind));
}

/**
 * Ollama's library has one name for all sizes of a family, and the tag behind it tells the size: `qwen2.5:3b`. A hosted API's bare name is its own: a
 * publisher serves `command-r` under other terms than it gives the weights.
 */
function inOllama(key: string, knowledge: Knowledge, kind: string): ModelEntry | null {
  const name = key.includes("/") || kind === "service" ? key : `ollama/${key}`;
  if (!name.startsWith("ollama/")) return null;
  return entryOf(name, knowledge) ?? entryOf(name.replace(/:.*/, ""), knowledge);
}

function entryOf(key: string, knowledge: Knowledge): ModelEntry | null {
  const exact = knowledge.models.exact.get(key);
  if (exact !== undefined) return exact;
  const owner = key.slice(0, key.indexOf("/"));
  return knowledge.models.patterns.get(owner)?.find(({ pattern }) => fits(pattern, key))?.entry ?? null;
}

/** Makes a pattern of names ready, in which `*` stands for any characters. */
export function namePattern(pattern: string): NamePattern {
  return pattern.toLowerCase().split("*");
}

/** Whether a name in lower case fits. Linear in the length of both, whatever the pattern. */
export function fits(pattern: NamePattern, name: string): boolean {
  const last = pattern.length - 1;
  const begin = pattern[0] ?? "";
  const end = pattern[last] ?? "";
  if (last === 0) return begin === name;
  if (!name.startsWith(begin) || !name.endsWith(end)) return false;
  let position = begin.length;
  for (let index = 1; index < last; index += 1) {
    const part = pattern[index] ?? "";
    const at = name.indexOf(part, position);
    if (at === -1) return false;
    position = at + part.length;
  }
  return position <= name.length - end.length;
}
