import type { Knowledge } from "../licenses/knowledge.ts";
import type { CheckLevel, Location, Money, Organization, Quantity, Verdict } from "../model.ts";
import { compileLists, knownChecks, patternOf } from "./entries.ts";
import type { Mistakes } from "./mistakes.ts";
import type { ReadPolicy } from "./placed.ts";
import { type Judgments, type Lists, type Pattern, type Placed, type Policy, PolicyError } from "./policy.ts";
import type { PolicyFile } from "./schema.ts";
import { suggestion } from "./suggest.ts";

type Part = Pick<PolicyFile, "organization" | "licenses" | "datasets" | "models" | "terms" | "checks" | "license-files">;
type Keys = readonly PropertyKey[];

const noLists: Lists = { allow: [], deny: [], review: [], unlisted: null, unknown: null, missing: null };
const empty: Judgments = {
  organization: {},
  factLocations: {},
  licenses: noLists,
  datasets: noLists,
  models: { allow: [], deny: [] },
  terms: {},
  checks: {},
  licenseFiles: "own-folder",
  licenseFilesLocation: null,
};

/** Lays the policies of a chain over each other, the last wins: lists are joined, facts and single values replaced; then the overrides, last file first. */
export async function extendJudgments(
  chain: readonly ReadPolicy[],
  knowledge: Knowledge,
  mistakes: Mistakes,
): Promise<Pick<Policy, "base" | "overrides">> {
  let base = empty;
  for (const read of chain) base = await layer(base, read.file, read, [], knowledge, mistakes, "join");
  const overrides: Policy["overrides"][number][] = [];
  for (const read of [...chain].reverse()) {
    for (const [index, override] of (read.file.overrides ?? []).entries()) {
      const paths = await patternsOf(override.paths, read, ["overrides", index, "paths"]);
      overrides.push({ paths, judgments: await layer(base, override, read, ["overrides", index], knowledge, mistakes, "replace") });
    }
  }
  return { base, overrides };
}

async function layer(
  under: Judgments,
  part: Part,
  read: ReadPolicy,
  at: Keys,
  knowledge: Knowledge,
  mistakes: Mistakes,
  mode: "join" | "replace",
): Promise<Judgments> {
  const { organization, locations } = factsOf(part.organization, read, [...at, "organization"]);
  knownTerms(part.terms, read, [...at, "terms"], knowledge, mistakes);
  for (const id of Object.keys(part.checks ?? {})) knownChecks([id], read, [...at, "checks", id], mistakes);
  statedTwice(part, read, at, mistakes);
  const named = async (list: "allow" | "deny") => {
    const keys = [...at, "models", list];
    const own = await patternsOf(part.models?.[list], read, keys);
    if (part.models?.[list] === undefined) return under.models[list];
    return mode === "join" && !read.isReset(keys) ? [...under.models[list], ...own] : own;
  };
  return {
    organization: { ...under.organization, ...organization },
    factLocations: { ...under.factLocations, ...locations },
    licenses: levelsOfChecks(
      await listsOf(under.licenses, part.licenses, read, [...at, "licenses"], knowledge, mistakes, mode),
      part.checks,
      read,
      [...at, "checks"],
    ),
    datasets: await listsOf(under.datasets, part.datasets, read, [...at, "datasets"], knowledge, mistakes, mode),
    models: { allow: await named("allow"), deny: await named("deny") },
    terms: { ...under.terms, ...placedMap<Verdict>(part.terms, read, [...at, "terms"]) },
    checks: { ...under.checks, ...placedMap<CheckLevel>(part.checks, read, [...at, "checks"]) },
    licenseFiles: part["license-files"] ?? under.licenseFiles,
    licenseFilesLocation: part["license-files"] === undefined ? under.licenseFilesLocation : read.at([...at, "license-files"]),
  };
}

/** In a chain lists are joined; in an override each key that it gives replaces that key. */
async function listsOf(
  under: Lists,
  part: Part["licenses"],
  read: ReadPolicy,
  at: Keys,
  knowledge: Knowledge,
  mistakes: Mistakes,
  mode: "join" | "replace",
): Promise<Lists> {
  if (part === undefined) return under;
  const list = async (name: "allow" | "deny" | "review") => {
    if (part[name] === undefined) return under[name];
    const own = await compileLists(part[name], read, [...at, name], knowledge, name, mistakes);
    return mode === "join" && !read.isReset([...at, name]) ? [...under[name], ...own] : own;
  };
  const level = (name: "unlisted" | "unknown"): Placed<Verdict> | null =>
    part[name] === undefined ? under[name] : { value: part[name], location: read.at([...at, name]) };
  return {
    allow: await list("allow"),
    deny: await list("deny"),
    review: await list("review"),
    unlisted: level("unlisted"),
    unknown: level("unknown"),
    missing: part.unknown === undefined ? under.missing : level("unknown"),
  };
}

/** `checks.license-unlisted` is `licenses.unlisted` by another name, and so on: whichever is stated last wins. */
function levelsOfChecks(lists: Lists, checks: Part["checks"], read: ReadPolicy, at: Keys): Lists {
  const level = (check: string, otherwise: Placed<Verdict> | null): Placed<Verdict> | null => {
    const stated = checks?.[check];
    return stated === undefined ? otherwise : { value: stated === "off" ? "pass" : stated, location: read.at([...at, check]) };
  };
  return {
    ...lists,
    unlisted: level("license-unlisted", lists.unlisted),
    unknown: level("license-unknown", lists.unknown),
    missing: level("license-missing", lists.missing),
  };
}

function factsOf(
  stated: PolicyFile["organization"],
  read: ReadPolicy,
  at: Keys,
): { organization: Organization; locations: Record<string, Location> } {
  if (stated === undefined) return { organization: {}, locations: {} };
  const locations = Object.fromEntries(Object.keys(stated).map((fact) => [fact, read.at([...at, fact])]));
  const organization: Record<string, unknown> = {};
  const { "exchange-rates": rates, ...facts } = stated;
  if (rates !== undefined) organization["exchange-rates"] = rates;
  for (const [fact, value] of Object.entries(facts)) {
    if (value === undefined) continue;
    if (typeof value === "number") organization[fact] = { value, asOf: null } satisfies Quantity;
    else if (Array.isArray(value)) organization[fact] = value;
    else if ("amount" in value)
      organization[fact] = { amount: value.amount, currency: value.currency, asOf: value["as-of"] ?? null } satisfies Money;
    else organization[fact] = { value: value.value, asOf: value["as-of"] ?? null } satisfies Quantity;
  }
  return { organization: organization as Organization, locations };
}

function knownTerms(terms: PolicyFile["terms"], read: ReadPolicy, at: Keys, knowledge: Knowledge, mistakes: Mistakes): void {
  for (const name of Object.keys(terms ?? {})) {
    if (knowledge.terms.get(name) !== undefined) continue;
    const { path, line, column } = read.keyAt([...at, name]);
    mistakes.add(() => `${path}:${line}:${column}: no term is called ${JSON.stringify(name)}; ${suggestion(name, knowledge.terms.keys())}`);
  }
}

/** `licenses.unlisted` and `checks.license-unlisted` are one thing; stating both is a mistake. */
function statedTwice(part: Part, read: ReadPolicy, at: Keys, mistakes: Mistakes): void {
  const twins: readonly ["unlisted" | "unknown", readonly string[]][] = [
    ["unlisted", ["license-unlisted"]],
    ["unknown", ["license-unknown", "license-missing"]],
  ];
  for (const [key, checks] of twins) {
    for (const check of checks) {
      if (part.licenses?.[key] === undefined || part.checks?.[check] === undefined) continue;
      const { path, line, column } = read.at([...at, "checks", check]);
      mistakes.add(() => `${path}:${line}:${column}: checks.${check} and licenses.${key} say the same thing; keep one of them`);
    }
  }
}

function placedMap<Value>(stated: Readonly<Record<string, Value>> | undefined, read: ReadPolicy, at: Keys): Record<string, Placed<Value>> {
  return Object.fromEntries(Object.entries(stated ?? {}).map(([key, value]) => [key, { value, location: read.at([...at, key]) }]));
}

/** Patterns for names and paths. Throws PolicyError with the place of one that cannot be used. */
export async function patternsOf(written: readonly string[] | undefined, read: ReadPolicy, at: Keys): Promise<readonly Pattern[]> {
  return Promise.all(
    (written ?? []).map(async (one, index) => {
      const location = read.at([...at, index]);
      const pattern = await patternOf(one).catch((error: Error) => {
        throw new PolicyError(`${location.path}:${location.line}:${location.column}: ${error.message}`);
      });
      return { written: one, location, ...pattern };
    }),
  );
}
