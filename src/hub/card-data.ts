import { limits } from "../limits.ts";
import type { Relation } from "../model.ts";
import { grouped } from "../numbers.ts";
import type { HubBase } from "./record.ts";

/** The front matter of a card as the Hub gives it: anything that YAML can hold. */
type CardData = Readonly<Record<string, unknown>>;

/** A text that says something; null for everything else. */
export function textOf(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value : null;
}

function textsOf(value: unknown): readonly string[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  return all.flatMap((one) => textOf(one) ?? []);
}

/** The license field; where the card has none, the tag `license:…`. */
export function licensesOf(card: CardData, tags: readonly string[]): readonly string[] {
  const stated = textsOf(card["license"]);
  if (stated.length > 0) return stated;
  return tags.filter((tag) => tag.startsWith("license:")).map((tag) => tag.slice("license:".length));
}

/** `base_model` with `base_model_relation`, and the tags `base_model:RELATION:NAME`, in which the Hub says the relation that it found out itself. Sorted. */
export function basesOf(card: CardData, tags: readonly string[]): readonly HubBase[] {
  const relation = relationOf(card["base_model_relation"]);
  const bases = new Map<string, HubBase>(textsOf(card["base_model"]).map((name) => [name, { name, relation }]));
  for (const tag of tags) {
    const [first, second = "", ...rest] = tag.split(":");
    if (first !== "base_model" || second === "") continue;
    const tagged = relationOf(second);
    const name = tagged === null ? [second, ...rest].join(":") : rest.join(":");
    if (name !== "") bases.set(name, { name, relation: bases.get(name)?.relation ?? tagged });
  }
  return [...bases.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

export function relationOf(value: unknown): Relation | null {
  return value === "finetune" || value === "adapter" || value === "merge" || value === "quantized" ? value : null;
}

/** What of a card is beyond the limits, in words; null where nothing is. Half of what a card states is not taken for the whole. */
export function beyondLimits(card: CardData, tags: readonly string[]): string | null {
  const fields = ["license", "license_name", "license_link", "base_model", "pipeline_tag"].map((key) => [key, card[key]] as const);
  for (const [key, value] of [...fields, ["tags", tags] as const]) {
    const all: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (all.length > limits.listEntries) return `${key} has more than ${grouped(limits.listEntries)} entries`;
    if (all.some((one) => typeof one === "string" && one.length > limits.valueCharacters))
      return `${key} has a value longer than ${grouped(limits.valueCharacters)} characters`;
  }
  return null;
}
