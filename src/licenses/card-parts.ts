import type { Item, LicenseFile } from "../model.ts";
import { fileName } from "../paths.ts";
import { type LicenseSaid, namesAt } from "./card-licenses.ts";
import { passagesOf } from "./card-passages.ts";
import { legal, licenseHeading } from "./card-sayings.ts";
import type { NameIndex } from "./knowledge.ts";
import { licenseNamed } from "./names.ts";

/** A row of a table in Markdown under its header, by cells; the line counts from 0. */
interface TableRow {
  readonly header: readonly string[];
  readonly cells: readonly string[];
  readonly line: number;
}

/**
 * The licenses that tables and lists of a card give parts of its subject: a table in the row of a model that has its name or names one of its
 * files, and in all rows that list the parts of a data set; a list in items such as “Letters: CC BY 4.0” of a data set.
 */
export function licensesOfParts(card: LicenseFile, item: Item, names: NameIndex): readonly LicenseSaid[] {
  const listed = item.kind === "dataset" ? licensesInLists(card, names) : [];
  return card.text.includes("|") ? [...licensesInTables(card, item, names), ...listed] : listed;
}

const part = /^\s*[-*+]\s+[^:：|]{2,60}[:：]\s*(\S.*)$/;

function licensesInLists(card: LicenseFile, names: NameIndex): readonly LicenseSaid[] {
  return card.text.split("\n").flatMap((line, at) => {
    const value = part
      .exec(line)?.[1]
      ?.replace(/\*\*|[*_`]/g, "")
      .trim();
    const meaning = value === undefined ? null : licenseNamed(value.replace(/\.$/, ""), names);
    if (value === undefined || meaning === null || !legal.test(value)) return [];
    return [
      {
        stated: { value, location: { path: card.path, line: card.startLine + at, column: 1 } },
        isOfWeights: false,
        isOfData: true,
        meaning,
      },
    ];
  });
}

function licensesInTables(card: LicenseFile, item: Item, names: NameIndex): readonly LicenseSaid[] {
  return tablesOf(card.text).flatMap((rows) => {
    const column =
      rows[0]?.header.findIndex((title) => licenseHeading.test(title.replace(/^(?:source|original|data) (?=licen)/i, ""))) ?? -1;
    if (column === -1) return [];
    const own = rows.filter((row) => isOwn(row, item, card));
    const counted = own.length > 0 || item.kind !== "dataset" ? own : rows;
    return counted.flatMap(({ cells, line }) => {
      const [passage] = passagesOf(cells[column] ?? "");
      const place = { ...card, startLine: card.startLine + line };
      return passage === undefined ? [] : namesAt(0, passage, place, names, { needsLegal: true, atOnce: true, isOfWeights: true });
    });
  });
}

const delimiter = /^[\s|:-]{3,400}$/;

function tablesOf(text: string): readonly (readonly TableRow[])[] {
  const lines = text.split("\n");
  const tables: TableRow[][] = [];
  for (let at = 1; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    if (!line.includes("|") || !line.includes("-") || !delimiter.test(line)) continue;
    const header = cellsOf(lines[at - 1] ?? "");
    const rows: TableRow[] = [];
    for (at += 1; (lines[at] ?? "").includes("|"); at += 1) rows.push({ header, cells: cellsOf(lines[at] ?? ""), line: at });
    if (rows.length > 0) tables.push(rows);
  }
  return tables;
}

function cellsOf(line: string): readonly string[] {
  return line
    .trim()
    .replace(/^\|/, "")
    .replace(/\|$/, "")
    .split("|")
    .map((cell) => cell.replace(/[*_`]{1,3}/g, "").trim());
}

const ourselves = /\b(?:ours|this (?:model|repo|repository|checkpoint|release|data ?set))\b/i;

/** Whether a row is about the subject of the card: by its names, its title, its files, or by such words as “ours”. */
function isOwn({ cells }: TableRow, item: Item, card: LicenseFile): boolean {
  const title = /^#\s+(\S.*)$/m.exec(card.text)?.[1] ?? "";
  const declared = item.declarations.flatMap(({ name, location, evidenceOnly }) => [
    name?.value ?? "",
    evidenceOnly === true ? fileName(location.path) : "",
  ]);
  const own = new Set([item.name, title, ...declared].map(lastName).filter((name) => name.length > 3));
  return cells.some(
    (cell) => ourselves.test(cell) || cell.split(/[\s()[\]<>,]+/).some((word) => own.has(lastName(word))) || own.has(lastName(cell)),
  );
}

function lastName(name: string): string {
  return name
    .slice(name.lastIndexOf("/") + 1)
    .toLowerCase()
    .replace(/[^\p{L}\d.]+/gu, "-")
    .replace(/^-|-$/g, "");
}
