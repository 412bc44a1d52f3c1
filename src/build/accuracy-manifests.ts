import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Result } from "../model.ts";
import { tsv } from "./accuracy-texts.ts";

/** How many of the licenses that the manifests of one format state were declared, with their value and at their line. */
export interface FormatCount {
  readonly format: string;
  readonly files: number;
  readonly stated: number;
  readonly declared: number;
  /** Manifests that another parser could not read, and those of them that have a problem with a line. */
  readonly broken: number;
  readonly reported: number;
  readonly misses: readonly string[];
}

/** Files of which the license fields are those of programs, not of models. */
const OF_PROGRAMS = /\/inventory\.golden\.cdx\.json$|\/license-overwrite-file\.yaml$/;

type Declared = Result["components"][number]["declared"][number];

/** Keys of `license_fields` that hold a license, its name or its address; the others hold prose about it, or parts of a schema. */
const LICENSE_KEY = /^(?:licen[sc]es?|licen[sc]e[_ -]?(?:name|type|url|link|path|id)|licenseLink|licenseUrl|licenseName)$/i;
const NOTHING = /^(?:|null|none|~|n\/?a|\?|\{\}|\[\]|""|''|-+|tbd|todo|\{\{.*|\$\{.*|<[^>]*>|\.\.\.)$/i;

/** Measures one format's folder against its `index.tsv`; `result` is the scan of that folder. */
export function countFormat(folder: string, format: string, result: Result): FormatCount {
  const rows = tsv(join(folder, format, "index.tsv")).filter((row) => existsSync(join(folder, "..", row["file"] ?? "")));
  const declared = declaredByPath(result);
  const misses: string[] = [];
  let stated = 0;
  let found = 0;
  let broken = 0;
  let reported = 0;
  for (const row of rows) {
    const path = (row["file"] ?? "").replace(`manifests/${format}/`, "");
    const problems = result.problems.filter(({ location }) => location.path === path && location.line !== null);
    if ((row["parse_error"] ?? "") !== "") {
      broken++;
      if (problems.length > 0) reported++;
    }
    if (row["origin"] === "schema" || /schema/i.test(path) || OF_PROGRAMS.test(path)) continue;
    const lines = readFileSync(join(folder, format, path), "utf8").split(/\r\n|\n|\r/);
    const left = [...(declared.get(path) ?? [])];
    for (const value of statedValues(row["license_fields"] ?? "")) {
      if (!lines.some((line) => line.includes(firstLine(value)))) continue;
      stated++;
      const at = left.findIndex((one) => isAt(one, value, lines));
      if (at === -1) misses.push(`${path}: ${value}`);
      else {
        found++;
        left.splice(at, 1);
      }
    }
  }
  return { format, files: rows.length, stated, declared: found, broken, reported, misses };
}

function declaredByPath(result: Result): ReadonlyMap<string, readonly Declared[]> {
  const byPath = new Map<string, Declared[]>();
  for (const one of result.components.flatMap(({ declared }) => declared))
    byPath.set(one.location.path, [...(byPath.get(one.location.path) ?? []), one]);
  return byPath;
}

/** The table cuts long values. */
const CUT = 95;

/** Whether a declaration has this value and points to a line on which it stands. */
function isAt({ value, location }: Declared, wanted: string, lines: readonly string[]): boolean {
  const line = lines[(location.line ?? 0) - 1] ?? "";
  const same = wanted.length < CUT ? plain(value) === plain(wanted) : plain(value).startsWith(plain(wanted));
  return same && line.includes(firstLine(wanted));
}

const plain = (value: string): string => value.replace(/\s+/g, " ").trim();
const firstLine = (value: string): string => value.split("\n", 1)[0]?.trim() ?? "";

/** The single licenses in a cell `key=value ; key=value`: scalars as they are, of JSON the license texts inside. */
export function statedValues(cell: string): readonly string[] {
  const text = /^".*"$/s.test(cell) ? cell.slice(1, -1).replaceAll('""', '"') : cell;
  const values: string[] = [];
  const parts = text.split(/ ; (?=[\w -]+=)/);
  // The last part of a long cell is cut somewhere.
  for (const part of cell.length > 390 ? parts.slice(0, -1) : parts) {
    const at = part.indexOf("=");
    if (at === -1 || !LICENSE_KEY.test(part.slice(0, at).trim())) continue;
    values.push(...valuesIn(part.slice(at + 1).trim()));
  }
  return values.filter((value) => !NOTHING.test(value.trim()));
}

function valuesIn(text: string): readonly string[] {
  const cleaned = text
    .replace(/\s*-->$/, "")
    .replace(/\s*\|$/, "")
    .replace(/^- /, "")
    .replace(/^\[([^\]]+)\]\(.*$/, "$1")
    .replace(/^"(.*)",?$/s, "$1")
    .trim();
  if (!/^[[{]/.test(cleaned)) return [cleaned];
  try {
    return leaves(JSON.parse(cleaned) as unknown);
  } catch {
    // The table cuts long cells: what is whole in them counts.
    return [];
  }
}

/** The texts of a structured license that name it: `{ code, weights }`, `[{ license: { id } }]`, `{ identifier }`. */
function leaves(value: unknown, key = ""): readonly string[] {
  if (typeof value === "string")
    return /^(?:|code|weights|id|name|identifier|spdx_id|value|url|link|license|expression|notes)$/i.test(key) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((one) => leaves(one, key));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => leaves(one, name));
}
