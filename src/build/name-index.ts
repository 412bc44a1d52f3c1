import { createRequire } from "node:module";
import type * as z from "zod";
import { UNKNOWN_LEAF } from "../licenses/expression.ts";
import type { LicenseEntry, Meaning } from "../licenses/knowledge.ts";
import { linkKey, nameKey } from "../licenses/normalize.ts";
import type { NameRecords } from "./knowledge.ts";
import type { aliasesSchema, familiesSchema, licenseSchema, Parsed } from "./rules.ts";

const require = createRequire(import.meta.url);

/** The catalog's files by their id. */
export type LicenseFiles = readonly { readonly id: string; readonly file: Parsed<z.infer<typeof licenseSchema>> }[];

/** All names of licenses: identifiers, spellings, links, families. A spelling that fits two licenses is left out. */
export function nameIndex(
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
