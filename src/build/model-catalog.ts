import type * as z from "zod";
import type { ModelEntry } from "../licenses/knowledge.ts";
import { catalogKey, fits, namePattern } from "../licenses/models.ts";
import { fileName } from "../paths.ts";
import type { NameRecords } from "./knowledge.ts";
import { modelsSchema, readRules, rulesFiles } from "./rules.ts";
import type { Brand } from "./spoken-families.ts";

/** Which license named models carry, from `rules/models`. */
export function modelCatalog(root: string, names: NameRecords, mistakes: string[]) {
  const exact: Record<string, ModelEntry> = {};
  const patterns: Record<string, ModelEntry[]> = {};
  const named: Record<string, string> = {};
  const publisherPatterns: string[] = [];
  const brands: Brand[] = [];
  for (const path of rulesFiles(root, "rules/models")) {
    const file = readRules(root, path, modelsSchema);
    const original = file.value.originals === true;
    for (const [index, model] of file.value.models.entries()) {
      const place = file.place(["models", index]);
      const kind = model.kind ?? file.value.kind;
      const entry = modelEntry({ ...model, kind }, names, place, mistakes);
      brands.push(...(model.brands ?? []).map((word) => ({ word, name: model.name })));
      const keys = [model.name, ...(model.aliases ?? [])].map((name) => catalogKey(name, kind ?? "model"));
      for (const key of keys) {
        const part = key.slice(key.indexOf("/") + 1);
        if (original && key.includes("*") && part.indexOf("*") >= LEAST_LITERAL) publisherPatterns.push(model.name);
        if (original && !key.includes("*") && key.includes("/")) named[part] ??= model.name;
        if (!key.includes("*")) {
          if (exact[key] !== undefined) mistakes.push(`${place} ${key} stands twice`);
          exact[key] = entry;
          continue;
        }
        const owner = key.slice(0, key.indexOf("/"));
        if (owner.includes("*") || owner === "") mistakes.push(`${place} a pattern must name its owner: ${key}`);
        patterns[owner] = [...(patterns[owner] ?? []), entry];
      }
    }
  }
  mistakes.push(...silent(exact, patterns));
  for (const list of Object.values(patterns)) list.sort((a, b) => b.name.length - a.name.length || (a.name < b.name ? -1 : 1));
  publisherPatterns.sort((a, b) => fileName(b).length - fileName(a).length || (a < b ? -1 : 1));
  return { exact, patterns, named, publisherPatterns, brands };
}

/** Exact names that say nothing of a license where a pattern does: it never reaches them, so that they must say it themselves. */
function silent(exact: Readonly<Record<string, ModelEntry>>, patterns: Readonly<Record<string, readonly ModelEntry[]>>): readonly string[] {
  const tells = ({ license, licenseName, licenseLink, conflict }: ModelEntry) =>
    (license ?? licenseName ?? licenseLink ?? conflict) !== undefined;
  return Object.entries(exact).flatMap(([key, entry]) => {
    const telling = (patterns[key.slice(0, key.indexOf("/"))] ?? []).find(({ name }) => fits(namePattern(name), key));
    return tells(entry) || telling === undefined || !tells(telling) ? [] : [`${key} states no license, as ${telling.name} does: state it`];
  });
}

/** Letters before the star of a pattern that make it tell a family by the name alone. */
const LEAST_LITERAL = 4;

function modelEntry(
  model: z.infer<typeof modelsSchema>["models"][number],
  names: NameRecords,
  place: string,
  mistakes: string[],
): ModelEntry {
  const license = (name: string): string => {
    const known = names.spdx[name.toLowerCase()] ?? names.catalog[name.toLowerCase()] ?? (/ (?:AND|OR|WITH) /.test(name) ? name : null);
    if (known === null) mistakes.push(`${place} no license ${name}`);
    return known ?? name;
  };
  const bases = model.base === undefined ? undefined : typeof model.base === "string" ? [model.base] : model.base;
  return {
    name: model.kind === "dataset" ? catalogKey(model.name, model.kind) : model.name,
    ...(model.license === undefined
      ? {}
      : { license: names.families[model.license] !== undefined ? { family: model.license } : { license: license(model.license) } }),
    ...(model["license-name"] === undefined ? {} : { licenseName: model["license-name"] }),
    ...(model["license-link"] === undefined ? {} : { licenseLink: model["license-link"] }),
    ...(model.conflict === undefined ? {} : { conflict: model.conflict.map(license) }),
    ...(bases === undefined ? {} : { bases }),
    ...(model.relation === undefined ? {} : { relation: model.relation }),
    ...(model.modality === undefined ? {} : { modality: model.modality }),
    ...(model.kind === undefined ? {} : { kind: model.kind }),
    source: model.source,
    read: model.read,
  };
}
