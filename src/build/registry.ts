import { readdirSync, readFileSync, writeFileSync } from "node:fs";

/**
 * Writes `registry.ts` of readers, checks and reports: one import a module, so that adding one is adding a file. With `--check` it only compares, and fails
 * where a registry is stale.
 */
const ROOMS = [
  { room: "readers", type: "Reader", list: "readers" },
  { room: "checks", type: "Check", list: "checks" },
] as const;

const check = process.argv.includes("--check");
const source = `${process.cwd()}/src`;
let stale = 0;
for (const { room, type, list } of ROOMS) {
  const files = readdirSync(`${source}/${room}`)
    .filter((name) => name.endsWith(".ts") && name !== "registry.ts")
    .sort();
  const imports: string[] = [];
  const names: string[] = [];
  for (const file of files) {
    const name = new RegExp(`export const (\\w+): ${type} = `).exec(readFileSync(`${source}/${room}/${file}`, "utf8"))?.[1];
    if (name === undefined) throw new Error(`src/${room}/${file} exports no ${type}`);
    imports.push(`import { ${name} } from "./${file}";`);
    names.push(name);
  }
  const text = `// Written by \`npm run generate\`: every module of this folder.\nimport type { ${type} } from "../model.ts";\n${imports.join("\n")}\n\nexport const ${list}: readonly ${type}[] = [\n${names.map((name) => `  ${name},\n`).join("")}];\n`;
  const path = `${source}/${room}/registry.ts`;
  let old = "";
  try {
    old = readFileSync(path, "utf8");
  } catch {
    // Written below for the first time.
  }
  if (old === text) continue;
  if (check) {
    process.stderr.write(`src/${room}/registry.ts is stale: run npm run generate\n`);
    stale += 1;
  } else writeFileSync(path, text);
}
process.exitCode = stale > 0 ? 1 : 0;
