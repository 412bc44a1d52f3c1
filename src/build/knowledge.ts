import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename } from "node:path";
import * as z from "zod";
import { classesOfTerms } from "../licenses/classes.ts";
import { compileClauseRules } from "../licenses/clauses/compile.ts";
import type { CompiledClauseRules } from "../licenses/clauses/rules.ts";
import type { Family, LicenseEntry, Meaning, ModelEntry, SpokenFamilies, TermDefinition } from "../licenses/knowledge.ts";
import type { Clause, ParameterValue } from "../model.ts";
import type { ParsedPolicy } from "../policy/placed.ts";
import { parsePolicy } from "../policy/read.ts";
import { readClauseRules } from "./clause-rules.ts";
import { modelCatalog } from "./model-catalog.ts";
import { nameIndex } from "./name-index.ts";
import {
  aliasesSchema,
  familiesSchema,
  licenseSchema,
  type Parsed,
  RulesError,
  readRules,
  rulesFiles,
  spdxSchema,
  termsSchema,
} from "./rules.ts";
import { spokenFamilies } from "./spoken-families.ts";

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
    readonly named: Readonly<Record<string, string>>;
    readonly publisherPatterns: readonly string[];
    readonly spoken: SpokenFamilies;
  };
  readonly policies: Readonly<Record<string, Omit<ParsedPolicy, "sha256">>>;
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
  const { brands, ...models } = modelCatalog(root, names, mistakes);
  const spoken = spokenFamilies(models.publisherPatterns, models.patterns, licenses, brands);
  const policies = Object.fromEntries(
    rulesFiles(root, "rules/policies").map((path) => {
      const name = basename(path, ".yaml");
      const { root: tree, file } = parsePolicy(readFileSync(`${root}/${path}`, "utf8"), `modelterms:${name}`);
      return [name, { root: tree, file }];
    }),
  );
  if (mistakes.length > 0) throw new RulesError(mistakes.join("\n"));
  return {
    terms: terms.value,
    licenses,
    territories: territories.value,
    names,
    models: { ...models, spoken },
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

const require = createRequire(import.meta.url);
