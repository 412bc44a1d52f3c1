import type { LicenseEntry, Meaning, ModelEntry } from "../licenses/knowledge.ts";
import type { Clause } from "../model.ts";
import type { KnowledgeRecords } from "./knowledge.ts";

/**
 * The compiled knowledge as sorted lines `key TAB JSON`; `src/knowledge-files.ts` reads them. The same rules give the same bytes. `often` are those of them that
 * nearly every scan asks for: what identifiers of the Hub mean, the terms, and the licenses that the Hub knows.
 */
export function knowledgeLines(records: KnowledgeRecords): { readonly all: Buffer; readonly often: Buffer } {
  const lines: Buffer[] = [];
  const add = (prefix: string, record: Readonly<Record<string, unknown>>) => {
    for (const [key, value] of Object.entries(record)) lines.push(Buffer.from(`${prefix}:${key}\t${JSON.stringify(value)}`));
  };
  const { names } = records;
  add("term", records.terms);
  add("territory", records.territories);
  add("policy", records.policies);
  add("hub", mapValues(names.hub, packMeaning));
  add("licensename", mapValues(names.licenseNames, packMeaning));
  add("alias", mapValues(names.aliases, packMeaning));
  add("spdx", names.spdx);
  add("exception", names.exceptions);
  add("catalog", names.catalog);
  add("link", names.links);
  add("family", names.families);
  add("special", names.special);
  add("list", {
    placeholders: names.placeholders,
    "clause-rules": records.clauseRules,
    "publisher-patterns": records.models.publisherPatterns,
    "publisher-families": records.models.spoken,
  });
  addLicenses(records.licenses, add);
  add("named", records.models.named);
  add("model", mapValues(records.models.exact, packModel));
  add(
    "pattern",
    mapValues(records.models.patterns, (entries) => entries.map(packModel)),
  );
  const licenses = new Set(
    Object.values(records.names.hub).flatMap((meaning) => ("license" in meaning ? [`license:${meaning.license}`] : [])),
  );
  const isOften = (key: string) => OFTEN.some((start) => key.startsWith(start)) || licenses.has(key);
  const sorted = lines.sort(Buffer.compare);
  return { all: joined(sorted), often: joined(sorted.filter((line) => isOften(line.toString("utf8", 0, line.indexOf(9))))) };
}

const OFTEN = ["clauses:", "family:", "hub:", "licensename:", "list:p", "policy:", "spdx:", "special:", "term:"];

function joined(lines: readonly Buffer[]): Buffer {
  return Buffer.concat(lines.flatMap((line) => [line, Buffer.from("\n")]));
}

/** Licenses that share all their clauses (a category of the SPDX list) name them once. */
function addLicenses(
  licenses: Readonly<Record<string, LicenseEntry>>,
  add: (prefix: string, record: Readonly<Record<string, unknown>>) => void,
): void {
  const clauses = new Map<string, { readonly packed: unknown; users: string[] }>();
  for (const [name, entry] of Object.entries(licenses)) {
    const packed = entry.clauses.map(packClause);
    const key = JSON.stringify(packed);
    const known = clauses.get(key);
    if (known === undefined) clauses.set(key, { packed, users: [name] });
    else known.users.push(name);
  }
  for (const { packed, users } of clauses.values()) {
    const [first = ""] = users;
    if (users.length > 1) add("clauses", { [first]: packed });
    for (const user of users) {
      const { clauses: _, expression: __, ...rest } = licenses[user] as LicenseEntry;
      add("license", { [user]: [withoutEmpty(rest), users.length > 1 ? first : packed] });
    }
  }
}

function packClause({ term, section, locator, parameters }: Clause): unknown {
  return Object.keys(parameters).length === 0 ? [term, section, locator] : [term, section, locator, parameters];
}

function packMeaning(meaning: Meaning): string {
  return "license" in meaning ? meaning.license : `?${meaning.family}`;
}

function packModel({ license, source, read, name, ...rest }: ModelEntry): unknown {
  return [name, license === undefined ? null : packMeaning(license), source, read, ...(Object.keys(rest).length === 0 ? [] : [rest])];
}

function withoutEmpty(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0)));
}

function mapValues<From, To>(record: Readonly<Record<string, From>>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
