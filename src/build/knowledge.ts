import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename } from "node:path";
import * as z from "zod";
import { classesOfTerms } from "../licenses/classes.ts";
import { compileClauseRules } from "../licenses/clauses/compile.ts";
import type { CompiledClauseRules } from "../licenses/clauses/rules.ts";
import { UNKNOWN_LEAF } from "../licenses/expression.ts";
import type { Family, LicenseEntry, Meaning, ModelEntry, TermDefinition } from "../licenses/knowledge.ts";
import { linkKey, nameKey } from "../licenses/normalize.ts";
import type { Clause, ParameterValue } from "../model.ts";
import { readClauseRules } from "./clause-rules.ts";
import {
  aliasesSchema,
  familiesSchema,
  licenseSchema,
  modelsSchema,
  type Parsed,
  RulesError,
  readRules,
  rulesFiles,
  spdxSchema,
  termsSchema,
} from "./rules.ts";

/** The names of licenses, by table; the shape of `NameIndex` before it is written. */
export interface NameRecords {
  readonly hub: Readonly<Record<string, Meaning>>;
  readonly licenseNames: Readonly<Record<string, Meaning>>;
  readonly spdx: Readonly<Record<string, string>>;
  readonly exceptions: Readonly<Record<string, string>>;
  readonly aliases: Readonly<Record<string, Meaning>>;
  readonly catalog: Readonly<Record<string, string>>;
  readonly links: Readonly<Record<string, string>>;
  readonly families: Readonly<Record<string, Family>>;
  readonly special: Readonly<Record<string, string>>;
  readonly placeholders: readonly string[];
}

/** All of `rules/`, compiled. */
export interface KnowledgeRecords {
  readonly terms: Readonly<Record<string, TermDefinition>>;
  readonly licenses: Readonly<Record<string, LicenseEntry>>;
  readonly territories: Readonly<Record<string, readonly string[]>>;
  readonly names: NameRecords;
  readonly models: {
    readonly exact: Readonly<Record<string, ModelEntry>>;
    readonly patterns: Readonly<Record<string, readonly ModelEntry[]>>;
  };
  readonly policies: Readonly<Record<string, string>>;
  readonly clauseRules: CompiledClauseRules;
}

/** Everything in `rules/`, held to its schema and to itself. Throws RulesError with file, line and column. */
export function compileKnowledge(root: string): KnowledgeRecords {
  const mistakes: string[] = [];
  const terms = readRules(root, "rules/terms.yaml", termsSchema);
  const spdx = readRules(root, "rules/spdx.yaml", spdxSchema);
  const aliases = readRules(root, "rules/aliases.yaml", aliasesSchema);
  const families = readRules(root, "rules/families.yaml", familiesSchema);
  const territories = readRules(root, "rules/territories.yaml", z.record(z.string(), z.array(z.string())));
  const files = rulesFiles(root, "rules/licenses").map((path) => ({
    id: basename(path, ".yaml"),
    file: readRules(root, path, licenseSchema),
  }));
  checkTerms(terms, mistakes);

  const catalog: Record<string, string> = {};
  for (const { id, file } of files) catalog[id.toLowerCase()] = file.value.spdx ?? `LicenseRef-${id}`;
  const licenses: Record<string, LicenseEntry> = {};
  for (const { id, file } of files) {
    const { value } = file;
    const clauses = value.clauses.map((clause, index) =>
      clauseOf(clause, terms.value, (message) => mistakes.push(`${file.place(["clauses", index])} ${message}`)),
    );
    for (const [index, other] of value.incorporates.entries())
      if (catalog[other] === undefined) mistakes.push(`${file.place(["incorporates", index])} no license ${other}`);
    if (value.previous !== undefined && catalog[value.previous] === undefined)
      mistakes.push(`${file.place(["previous"])} no license ${value.previous}`);
    const expression = value.spdx ?? `LicenseRef-${id}`;
    licenses[expression] = {
      expression,
      id,
      name: value.name,
      version: value.version ?? null,
      publisher: value.publisher,
      kind: value.kind,
      family: value.family ?? null,
      previous: value.previous ?? null,
      links: value.links,
      incorporates: value.incorporates,
      classes: [],
      clauses,
    };
  }
  addSpdx(spdx, licenses, terms.value, mistakes);
  for (const [key, entry] of Object.entries(licenses)) {
    const incorporated = entry.incorporates.flatMap((id) => licenses[catalog[id] ?? ""]?.clauses ?? []);
    licenses[key] = { ...entry, classes: classesOfTerms([...entry.clauses, ...incorporated], (term) => terms.value[term]?.class) };
  }

  const names = nameIndex(files, licenses, catalog, aliases, families, mistakes);
  const models = modelCatalog(root, names, mistakes);
  const policies = Object.fromEntries(
    rulesFiles(root, "rules/policies").map((path) => [basename(path, ".yaml"), readFileSync(`${root}/${path}`, "utf8")]),
  );
  if (mistakes.length > 0) throw new RulesError(mistakes.join("\n"));
  return {
    terms: terms.value,
    licenses,
    territories: territories.value,
    names,
    models,
    policies,
    clauseRules: compileClauseRules(readClauseRules(root)),
  };
}

type RawClause = z.infer<typeof licenseSchema>["clauses"][number];

function clauseOf(raw: RawClause, terms: Readonly<Record<string, TermDefinition>>, mistake: (message: string) => void): Clause {
  const { term, section, locator, ...rest } = raw;
  const definition = terms[term];
  if (definition === undefined) mistake(`no term ${term} in rules/terms.yaml`);
  const parameters: Record<string, ParameterValue> = {};
  for (const [name, value] of Object.entries(rest)) {
    if (definition !== undefined && !definition.parameters.includes(name)) mistake(`${term} has no parameter ${name}`);
    parameters[name] = value as ParameterValue;
  }
  return { term, section: section ?? null, locator: locator ?? null, parameters };
}

function checkTerms(terms: Parsed<z.infer<typeof termsSchema>>, mistakes: string[]): void {
  for (const [name, { implies }] of Object.entries(terms.value)) {
    for (const other of implies) if (terms.value[other] === undefined) mistakes.push(`${terms.place([name, "implies"])} no term ${other}`);
  }
}

/** The rest of the SPDX list: own terms, those of another license, or those of the category. */
function addSpdx(
  spdx: Parsed<z.infer<typeof spdxSchema>>,
  licenses: Record<string, LicenseEntry>,
  terms: Readonly<Record<string, TermDefinition>>,
  mistakes: string[],
): void {
  const fullNames = require("spdx-license-list") as Record<string, { name: string; url: string }>;
  const { categories, licenses: listed } = spdx.value;
  const read = (clauses: readonly RawClause[], keys: readonly PropertyKey[]) =>
    clauses.map((clause) => clauseOf(clause, terms, (message) => mistakes.push(`${spdx.place(keys)} ${message}`)));
  const resolve = (id: string, seen: readonly string[]): readonly Clause[] | null => {
    if (licenses[id] !== undefined) return licenses[id].clauses;
    const entry = listed[id];
    if (entry === undefined || seen.includes(id)) return null;
    if (typeof entry !== "string" && entry["same-as"] !== undefined) return resolve(entry["same-as"], [...seen, id]);
    if (typeof entry !== "string" && entry.terms !== undefined) return read(entry.terms, ["licenses", id]);
    const category = typeof entry === "string" ? entry : (entry.category ?? "");
    return categories[category] === undefined ? null : read(categories[category], ["categories", category]);
  };
  for (const id of Object.keys(listed)) {
    if (licenses[id] !== undefined) continue;
    const clauses = resolve(id, []);
    if (clauses === null) {
      mistakes.push(`${spdx.place(["licenses", id])} ${id}: no such category, or a circle of same-as`);
      continue;
    }
    licenses[id] = {
      expression: id,
      id,
      name: fullNames[id]?.name ?? id,
      version: null,
      publisher: null,
      kind: "license",
      family: null,
      previous: null,
      links: fullNames[id] === undefined ? [] : [`https://spdx.org/licenses/${id}.html`],
      incorporates: [],
      classes: [],
      clauses,
    };
  }
}

type LicenseFiles = readonly { readonly id: string; readonly file: Parsed<z.infer<typeof licenseSchema>> }[];

function nameIndex(
  files: LicenseFiles,
  licenses: Readonly<Record<string, LicenseEntry>>,
  catalog: Readonly<Record<string, string>>,
  aliases: Parsed<z.infer<typeof aliasesSchema>>,
  families: Parsed<z.infer<typeof familiesSchema>>,
  mistakes: string[],
): NameRecords {
  const known = (name: string): string | null => (licenses[name] !== undefined ? name : (catalog[name.toLowerCase()] ?? null));
  const meaning = (name: string, place: string): Meaning => {
    if (families.value.families[name] !== undefined) return { family: name };
    const license = known(name);
    if (license === null) mistakes.push(`${place} neither a license nor a family: ${name}`);
    return { license: license ?? name };
  };
  const expand = (names: readonly string[], place: string, seen: readonly string[] = []): string[] =>
    names.flatMap((name) => {
      const nested = families.value.families[name];
      if (nested !== undefined && known(name) === null && !seen.includes(name)) return expand(nested.candidates, place, [...seen, name]);
      const license = known(name);
      if (license === null) mistakes.push(`${place} no license ${name}`);
      return license === null ? [] : [license];
    });

  const spdx: Record<string, string> = {};
  for (const id of Object.keys(licenses)) if (!id.startsWith("LicenseRef-")) spdx[id.toLowerCase()] = id;
  const exceptions = Object.fromEntries((require("spdx-exceptions") as string[]).map((id) => [id.toLowerCase(), id]));
  const spelled: Record<string, Meaning> = {};
  const ambiguous = new Set<string>();
  const add = (index: Record<string, Meaning>, key: string, value: Meaning) => {
    const old = index[key];
    if (old !== undefined && JSON.stringify(old) !== JSON.stringify(value)) ambiguous.add(key);
    else index[key] = value;
  };
  const licenseNames: Record<string, Meaning> = {};
  const links: Record<string, string> = {};
  for (const { id, file } of files) {
    const license = catalog[id] ?? id;
    const { value } = file;
    for (const alias of [id, value.name, ...(value.scancode === undefined ? [] : [value.scancode]), ...value.aliases])
      add(spelled, nameKey(alias), { license });
    for (const name of value["license-names"]) add(licenseNames, nameKey(name), { license });
    for (const [index, link] of value.links.entries()) {
      const key = linkKey(link);
      if (key === null) mistakes.push(`${file.place(["links", index])} not a web link: ${link}`);
      else if (links[key] !== undefined && links[key] !== license)
        mistakes.push(`${file.place(["links", index])} ${link} is given by ${links[key]} too`);
      else links[key] = license;
    }
  }
  for (const key of ambiguous) {
    delete spelled[key];
    delete licenseNames[key];
  }
  for (const [id, entry] of Object.entries(licenses)) {
    if (id.startsWith("LicenseRef-")) continue;
    for (const key of [nameKey(id), nameKey(entry.name)]) spelled[key] ??= { license: id };
    for (const link of [`https://spdx.org/licenses/${id}`, `https://spdx.org/licenses/${id}.html`, `https://spdx.org/licenses/${id}.txt`])
      links[linkKey(link) ?? ""] ??= id;
  }
  for (const [spelling, name] of Object.entries(aliases.value.aliases))
    spelled[nameKey(spelling)] = meaning(name, aliases.place(["aliases", spelling]));
  const hub: Record<string, Meaning> = {};
  const special: Record<string, string> = { other: "other", ...aliases.value.special };
  for (const [id, value] of Object.entries(aliases.value.hub)) {
    if ("unknown" in value) {
      special[id.toLowerCase()] = "unknown";
      continue;
    }
    hub[id.toLowerCase()] =
      "family" in value ? meaning(value.family, aliases.place(["hub", id])) : meaning(value.license, aliases.place(["hub", id]));
    spelled[nameKey(id)] ??= hub[id.toLowerCase()] ?? { license: id };
  }
  const compiledFamilies = Object.fromEntries(
    Object.entries(families.value.families).map(([name, { plain, candidates, open }]) => {
      const known = expand(candidates, families.place(["families", name]));
      return [name, { plain, candidates: [...new Set(open === true ? [...known, UNKNOWN_LEAF] : known)] }];
    }),
  );
  for (const name of Object.keys(compiledFamilies)) spelled[nameKey(name)] ??= { family: name };
  return {
    hub,
    licenseNames,
    spdx,
    exceptions,
    aliases: spelled,
    catalog,
    links,
    families: compiledFamilies,
    special,
    placeholders: aliases.value.placeholders.map((word) => word.toLowerCase()),
  };
}

function modelCatalog(root: string, names: NameRecords, mistakes: string[]) {
  const exact: Record<string, ModelEntry> = {};
  const patterns: Record<string, ModelEntry[]> = {};
  for (const path of rulesFiles(root, "rules/models")) {
    const file = readRules(root, path, modelsSchema);
    for (const [index, model] of file.value.models.entries()) {
      const place = file.place(["models", index]);
      const entry = modelEntry(model, names, place, mistakes);
      const keys = [model.name, ...(model.aliases ?? [])].map((name) => name.toLowerCase());
      for (const key of keys) {
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
  for (const list of Object.values(patterns)) list.sort((a, b) => b.name.length - a.name.length || (a.name < b.name ? -1 : 1));
  return { exact, patterns };
}

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
    name: model.name,
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

const require = createRequire(import.meta.url);
