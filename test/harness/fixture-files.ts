import { readdirSync, readFileSync, statSync } from "node:fs";
import { parse } from "yaml";

/** The names in a folder, sorted; none where there is no folder. */
export function namesIn(folder: string): readonly string[] {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true ? readdirSync(folder).sort() : [];
}

/** A YAML file as plain data. */
export function readYaml<Value>(path: string): Value {
  return parse(readFileSync(path, "utf8"), { maxAliasCount: -1 }) as Value;
}

/** The rows of a table with tabs between columns, by the names in its first line; `"` around a cell as CSV has it. */
export function readTable(path: string): readonly Readonly<Record<string, string>>[] {
  const [header = "", ...lines] = readFileSync(path, "utf8").split("\n");
  const names = header.split("\t");
  return lines
    .filter((line) => line !== "")
    .map((line) => {
      const cells = line.split("\t").map((cell) => (/^".*"$/.test(cell) ? cell.slice(1, -1).replaceAll('""', '"') : cell));
      return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ""]));
    });
}
