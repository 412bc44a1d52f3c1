import { join, resolve } from "node:path";
import { openKnowledge } from "../knowledge-files.ts";
import { formatExpression } from "../licenses/expression.ts";
import { findModel, fromCatalog } from "../licenses/models.ts";
import type { Result } from "../model.ts";
import { loadPolicy } from "../policy/load.ts";
import { scan } from "../scan.ts";
import { memorySource } from "../sources/memory.ts";
import { type Table, tsv } from "./accuracy-texts.ts";

const knowledge = openKnowledge(resolve("dist/knowledge.br"));

/** How the model catalog answers to the rows of a table. */
export interface CatalogCount {
  readonly rows: number;
  /** The catalog's answer holds what the row says. */
  readonly same: number;
  /** The row is another's statement, and the catalog has a better source that says otherwise. */
  readonly outranked: number;
  /** The row itself names no license that has a meaning. */
  readonly meaningless: number;
  readonly misses: readonly string[];
}

/** One card for each row, with the row's own fields. */
function cardOf(row: Readonly<Record<string, string>>): string {
  const fields = ["license", "license_name", "license_link"].filter((field) => (row[field] ?? "") !== "");
  return `---\n${fields.map((field) => `${field}: ${JSON.stringify(row[field])}\n`).join("")}---\n`;
}

/** The scan of many cards, under the policy that applies where there is none. */
async function scanned(cards: readonly string[]): Promise<Result> {
  const files = Object.fromEntries(cards.map((card, index) => [`m${index}/README.md`, card]));
  const policy = await loadPolicy(null, knowledge, () => Promise.reject(new Error("nothing to extend")));
  const nothingRead = { groups: [], terms: [] };
  return scan(memorySource(files), { knowledge, policy, date: "2026-11-23", readText: () => nothingRead, only: null, lock: null });
}

/** Rows of `models.tsv` that state a license: the catalog must say the same of the name. */
export async function countModels(data: string): Promise<CatalogCount> {
  const rows = tsv(join(data, "models.tsv")).filter((row) => (row["license"] ?? "") !== "");
  return compare(rows, (row) => row["id"] ?? "");
}

/** Rows of `publishers.tsv`: a model that only the pattern fits must carry the license. */
export async function countPublishers(data: string): Promise<CatalogCount> {
  const rows = tsv(join(data, "publishers.tsv"));
  return compare(rows, (row) => (row["pattern"] ?? "").replaceAll("*", "zz-unheard-of"));
}

async function compare(rows: Table, nameOf: (row: Table[number]) => string): Promise<CatalogCount> {
  const { components } = await scanned(rows.map(cardOf));
  const concluded = new Map(components.map((component) => [component.id, component.concluded]));
  const misses: string[] = [];
  let same = 0;
  let outranked = 0;
  let meaningless = 0;
  for (const [index, row] of rows.entries()) {
    const name = nameOf(row);
    const said = concluded.get(`path:m${index}`);
    const wanted = said?.expression == null ? (said?.candidates ?? []) : [said.expression];
    const entry = findModel(name, knowledge);
    const known = (fromCatalog(name, knowledge, [])?.expressions ?? []).map(formatExpression);
    if (wanted.length === 0) meaningless++;
    else if (known.length > 0 && wanted.some((one) => known.includes(one))) same++;
    else if (row["source"] === "localai-gallery" && entry !== null && entry.source !== "gallery") outranked++;
    else
      misses.push(`${name}: ${wanted.join(" or ")}, the catalog says ${known.join(" or ") || "nothing"} (${entry?.source ?? "no entry"})`);
  }
  return { rows: rows.length, same, outranked, meaningless, misses };
}

/** Chains of bases: every base of a model that is named is found, and has a license or is called unknown. */
export async function countChains(data: string) {
  const rows = tsv(join(data, "models.tsv")).filter((row) => row["source"] === "liagent-chains");
  const { components, findings } = await scanned(rows.map((row) => `---\nlicense: mit\nbase_model: ${row["id"]}\n---\n`));
  const byId = new Map(components.map((component) => [component.id, component]));
  const misses: string[] = [];
  let links = 0;
  let licensed = 0;
  let saidUnknown = 0;
  for (const [index, row] of rows.entries()) {
    const id = `path:m${index}`;
    const basedOn = byId.get(id)?.basedOn ?? [];
    const unknown = findings.filter(({ component, check }) => component === id && check === "lineage-unknown");
    for (const name of [row["id"] ?? "", ...(row["base_model"] ?? "").split(" -> ")]) {
      links++;
      const base = basedOn.find((one) => one.name.toLowerCase() === name.toLowerCase());
      if (base === undefined) misses.push(`${row["id"]}: ${name} is not found`);
      else if (base.expression !== null || base.candidates.length > 0) licensed++;
      else if (unknown.some(({ message }) => message.includes(base.name))) saidUnknown++;
      else misses.push(`${row["id"]}: ${name} has no license, and nothing says so`);
    }
  }
  return { chains: rows.length, links, licensed, saidUnknown, misses };
}
