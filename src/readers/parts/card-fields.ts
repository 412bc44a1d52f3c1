import { field, type MapNode, text, texts, type ValueNode } from "../../formats/node.ts";
import type { Declaration, Problem, Relation, Stated, StatedBase } from "../../model.ts";

const RELATIONS: ReadonlySet<string> = new Set<Relation>(["adapter", "merge", "quantized", "finetune"]);

/** The Hub's field, and what people write in its place. */
const BASE_KEY =
  /^(?:base|parent|source|foundation|backbone|original|pre-?trained)[-_ ]?(?:models?|llm|checkpoints?)$|^fine-?_?tuned[-_ ]from(?:[-_ ]models?)?$/i;
/** Fields of a mapping that say something else of the base than its name. */
const NO_NAME = /^(?:revision|relation|license|version)$/i;

/**
 * Base models of a card: `base_model` with `base_model_relation`, and the tags `base_model:RELATION:NAME`; each name once. What is no name (a hole of a
 * template, a mapping) is handed over as it is written: a base is stated, and it is not known which.
 */
export function basesOfCard(card: MapNode, problems: Problem[]): Pick<Declaration, "bases" | "unnamedBase"> {
  const stated = card.entries.filter(({ key }) => BASE_KEY.test(key)).flatMap(({ value }) => namesIn(value));
  const relation = relationNamed(text(field(card, "base_model_relation"))?.value.trim().toLowerCase());
  const bases = new Map<string, StatedBase>();
  for (const base of stated) {
    if (isPlaceholder(base.value))
      problems.push({ message: `a placeholder stands where a model's name belongs: ${base.value}; fill it in`, location: base.location });
    bases.set(base.value, { ...base, relation, inferred: false });
  }
  for (const tag of texts(field(card, "tags"))) {
    const base = baseOfTag(tag);
    if (base === null) continue;
    const known = bases.get(base.value);
    if (known === undefined) bases.set(base.value, base);
    else if (known.relation === null) bases.set(base.value, { ...known, relation: base.relation });
  }
  const said = text(field(card, "base_model_relation"));
  return { bases: [...bases.values()], ...(bases.size > 0 || said === undefined ? {} : { unnamedBase: said.location }) };
}

/** The names in a field, however deep they lie; a text of several lines, or with commas between names, is several names. */
function namesIn(node: ValueNode): readonly Stated[] {
  if (node.type === "list") return node.items.flatMap(namesIn);
  if (node.type === "map") {
    const [entry, second] = node.entries;
    if (entry !== undefined && second === undefined && entry.value.type === "scalar" && entry.value.kind === "null")
      return [{ value: `{${entry.key}}`, location: node.location }];
    // One too many asks for review, one too few would hide a base.
    return node.entries.filter(({ key }) => !NO_NAME.test(key)).flatMap(({ value }) => namesIn(value));
  }
  const one = text(node);
  if (one === undefined) return [];
  const parts = one.value.split(/[\n,]/).map((part) => part.trim());
  return parts.length > 1 && parts.filter((part) => part !== "").every((part) => /^[\w.-]+\/[\w.-]+$/.test(part))
    ? parts.filter((part) => part !== "").map((value) => ({ value, location: one.location }))
    : [one];
}

function relationNamed(name = ""): Relation | null {
  return RELATIONS.has(name) ? (name as Relation) : null;
}

function baseOfTag(tag: Stated): StatedBase | null {
  const parts = tag.value.split(":");
  if (parts[0] !== "base_model" || parts.length < 2) return null;
  const relation = parts.length > 2 ? relationNamed(parts[1]) : null;
  const value = parts
    .slice(relation === null ? 1 : 2)
    .join(":")
    .trim();
  return value === "" ? null : { value, location: tag.location, relation, inferred: false };
}

/** A template's hole that nobody filled: `{{ license }}`, `{license}`, `<license>`, `[More Information Needed]`. */
export function isPlaceholder(value: string): boolean {
  return /\{\{.{0,200}\}\}|^\{[^}]*\}$|^<[^>]*>$|^\$\{?\w+\}?$|^\[?more information needed\]?$/i.test(value.trim());
}
