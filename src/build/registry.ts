import { readdirSync, readFileSync, writeFileSync } from "node:fs";

/**
 * Writes `registry.ts` of readers and checks: one import a module, so that adding one is adding a file. The readers that are at hand from the start have a
 * registry of their own. With `--check` it only compares, and fails where a registry is stale.
 */
const ROOMS = [
  { room: "readers", type: "Reader", list: "readers" },
  { room: "checks", type: "Check", list: "checks" },
] as const;
/** What the names end in of files that hold data: most readers read nothing else, and are asked for where there is such a file. */
const DATA = new Set([
  "cff",
  "conf",
  "dvc",
  "geojson",
  "json",
  "json-ld",
  "jsonld",
  "lock",
  "mlmodel",
  "pbtxt",
  "py",
  "spdx",
  "toml",
  "xml",
  "yaml",
  "yml",
]);

const REGISTRIES = ["registry.ts", "registry-first.ts"];

const check = process.argv.includes("--check");
const source = `${process.cwd()}/src`;
let stale = 0;
for (const { room, type, list } of ROOMS) {
  const files = readdirSync(`${source}/${room}`).filter((name) => name.endsWith(".ts") && !REGISTRIES.includes(name));
  const modules = files.sort().map((file) => moduleOf(`${source}/${room}/${file}`, file, type));
  keep(`${room}/registry.ts`, registry("every module of this folder", type, list, modules));
  if (room === "readers") keep("readers/registry-first.ts", firstRegistry(modules));
}
process.exitCode = stale > 0 ? 1 : 0;

interface Module {
  readonly file: string;
  readonly name: string;
  /** What the names end in that a reader reads; null where it reads any name. */
  readonly ends: readonly string[] | null;
}

function moduleOf(path: string, file: string, type: string): Module {
  const text = readFileSync(path, "utf8");
  const name = new RegExp(`export const (\\w+): ${type} = `).exec(text)?.[1];
  if (name === undefined) throw new Error(`${path} exports no ${type}`);
  const ends = /^ {2}ends: \[(.*)\],$/m.exec(text)?.[1];
  return { file, name, ends: ends === undefined ? null : ends.split(", ").map((end) => end.replace(/^"|"$/g, "")) };
}

function registry(which: string, type: string, list: string, modules: readonly Module[]): string {
  const imports = modules.map(({ file, name }) => `import { ${name} } from "./${file}";`).join("\n");
  const names = modules.map(({ name }) => `  ${name},\n`).join("");
  return `// Written by \`npm run generate\`: ${which}.\nimport type { ${type} } from "../model.ts";\n${imports}\n\nexport const ${list}: readonly ${type}[] = [\n${names}];\n`;
}

function firstRegistry(modules: readonly Module[]): string {
  const isLater = ({ ends }: Module) => ends?.every((end) => DATA.has(end)) === true;
  const first = modules.filter((one) => !isLater(one));
  const ends = [...new Set(modules.filter(isLater).flatMap((one) => one.ends ?? []))].sort();
  return `${registry("the readers that do not only read data", "Reader", "firstReaders", first)}
/** What the names end in that the others read. */
export const LATER_ENDS: ReadonlySet<string> = new Set("${ends.join(" ")}".split(" "));
`;
}

function keep(path: string, text: string): void {
  let old = "";
  try {
    old = readFileSync(`${source}/${path}`, "utf8");
  } catch {
    // Written below for the first time.
  }
  if (old === text) return;
  if (check) {
    process.stderr.write(`src/${path} is stale: run npm run generate\n`);
    stale += 1;
  } else writeFileSync(`${source}/${path}`, text);
}
