import type { Alternative } from "./alternatives.ts";
import { leaf, parseExpression, UNKNOWN_LEAF } from "./expression.ts";
import type { Knowledge } from "./knowledge.ts";

/** The license that the model catalog knows for a name; several where its sources disagree. */
export function fromCatalog(name: string, knowledge: Knowledge, steps: string[]): Alternative | null {
  const entry = findModel(name, knowledge) ?? (name.includes("/") ? null : findModel(`ollama/${name.replace(/:.*/, "")}`, knowledge));
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
  if (entry.license === undefined) return null;
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

/** The catalog's entry for a name: the exact one, else the longest pattern that fits. */
export function findModel(name: string, knowledge: Knowledge) {
  const key = name.toLowerCase();
  const exact = knowledge.models.exact.get(key);
  if (exact !== undefined) return exact;
  const owner = key.slice(0, key.indexOf("/"));
  const patterns = knowledge.models.patterns.get(owner) ?? [];
  return patterns.find((entry) => fits(entry.name.toLowerCase(), key)) ?? null;
}

/** Whether a name fits a pattern in which `*` stands for any characters. Linear in the length of both, whatever the pattern. */
export function fits(pattern: string, name: string): boolean {
  const parts = pattern.split("*");
  const last = parts.length - 1;
  if (last === 0) return pattern === name;
  if (!name.startsWith(parts[0] ?? "") || !name.endsWith(parts[last] ?? "")) return false;
  let position = (parts[0] ?? "").length;
  for (const part of parts.slice(1, last)) {
    const at = name.indexOf(part, position);
    if (at === -1) return false;
    position = at + part.length;
  }
  return position <= name.length - (parts[last] ?? "").length;
}
