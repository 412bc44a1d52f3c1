import { field, type MapNode, text, texts, type ValueNode } from "../../formats/node.ts";
import type { Relation, Stated, StatedBase } from "../../model.ts";

const RELATIONS: Readonly<Record<string, Relation>> = { adapter: "adapter", merge: "merge", quantized: "quantized", finetune: "finetune" };

/** Base models of a card: `base_model` with `base_model_relation`, and the tags `base_model:RELATION:NAME`; each name once. */
export function basesOfCard(card: MapNode): readonly StatedBase[] {
  const stated = namesIn(field(card, "base_model"));
  const relation = RELATIONS[text(field(card, "base_model_relation"))?.value.trim().toLowerCase() ?? ""] ?? null;
  const bases = new Map<string, StatedBase>();
  for (const base of stated) {
    if (!isPlaceholder(base.value))
      bases.set(base.value, { ...base, relation: relation ?? (stated.length > 1 ? null : relation), inferred: false });
  }
  for (const tag of texts(field(card, "tags"))) {
    const base = baseOfTag(tag);
    if (base === null) continue;
    const known = bases.get(base.value);
    if (known === undefined) bases.set(base.value, base);
    else if (known.relation === null) bases.set(base.value, { ...known, relation: base.relation });
  }
  return [...bases.values()];
}

/** A text, a list, or (wrongly) mappings, in which every text is taken for a name: one too many asks for review, one too few would hide a base. */
function namesIn(node: ValueNode | undefined): readonly Stated[] {
  if (node?.type === "map") return node.entries.flatMap(({ value }) => namesIn(value));
  if (node?.type === "list") return node.items.flatMap(namesIn);
  return texts(node);
}

function baseOfTag(tag: Stated): StatedBase | null {
  const parts = tag.value.split(":");
  if (parts[0] !== "base_model" || parts.length < 2) return null;
  const relation = parts.length > 2 ? (RELATIONS[parts[1] ?? ""] ?? null) : null;
  const value = parts
    .slice(relation === null ? 1 : 2)
    .join(":")
    .trim();
  return value === "" ? null : { value, location: tag.location, relation, inferred: false };
}

/** A template's hole that nobody filled: `{{ license }}`, `{license}`, `<license>`, `[More Information Needed]`. */
export function isPlaceholder(value: string): boolean {
  return /\{\{.*\}\}|^\{[^}]*\}$|^<[^>]*>$|^\$\{?\w+\}?$|^\[?more information needed\]?$/i.test(value.trim());
}
