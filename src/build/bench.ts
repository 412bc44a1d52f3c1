import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { chooserOf } from "../choosing.ts";
import { readers } from "../readers/registry.ts";
import { isInstalled, type Measured, type Measurement, measure } from "./bench-run.ts";
import { changeThree, writeTree } from "./bench-tree.ts";

/**
 * Measures the whole program, process by process: `node src/build/run.mjs bench.ts [SIZE…]`. Prints one table a question, in Markdown. Ratios hold from
 * machine to machine; milliseconds do not.
 */
const root = process.cwd();
const node = process.execPath;
const program = join(root, "dist/cli.js");
const sizes = process.argv.slice(2).flatMap((text) => (/^\d+$/.test(text) ? [Number(text)] : []));
const scratch = mkdtempSync(join(tmpdir(), "modelterms-bench-"));
process.env["XDG_CACHE_HOME"] = join(scratch, "cache");
const empty: Measured = { name: "`node -e 0`", command: [node, "-e", "0"], folder: scratch };

try {
  print(`Node ${process.version}, ${cpus().length} processors, fastest of several runs\n`);
  startUp();
  cardsAlone();
  const trees = (sizes.length > 0 ? sizes : [1_000, 10_000, 60_000]).map(wholeTree);
  changes(trees);
  texts();
  sharedData();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function startUp(): void {
  const folder = join(scratch, "small");
  writeTree(folder, 1, "cards");
  const card = "models/team-0/model-0/README.md";
  writeFileSync(join(folder, card), `${readFileSync(join(folder, card), "utf8")}One line more.\n`);
  execFileSync("git", ["add", "-A"], { cwd: folder });
  table("Cold start: a folder with one card, one card staged", [
    ...measure(
      [
        empty,
        { name: "`scan`", command: [node, program, "scan"], folder },
        { name: "`scan --staged --quiet --files CARD`", command: [node, program, "scan", "--staged", "--quiet", "--files", card], folder },
      ],
      20,
      scratch,
    ),
  ]);
}

function cardsAlone(): void {
  const folder = join(scratch, "cards");
  writeTree(folder, 2_000, "cards");
  table("2,000 cards, license texts and manifests", measure([reading(folder), ...scanning(folder)], 3, scratch));
}

function wholeTree(files: number): string {
  const folder = join(scratch, `tree-${files}`);
  writeTree(folder, files);
  const others: Measured[] = isInstalled("rg")
    ? [{ name: "`rg -c from_pretrained .`", command: ["rg", "-c", "from_pretrained", "."], folder }]
    : [];
  table(
    `${files.toLocaleString("en-US")} files, references in all code`,
    measure([reading(folder), ...scanning(folder), ...others], 3, scratch),
  );
  return folder;
}

function changes(folders: readonly string[]): void {
  const measured = folders.flatMap((folder): Measured[] => {
    changeThree(folder);
    const files = "models/team-0/model-0/README.md src/changed/one.py src/changed/two.go".split(" ");
    return [
      { name: `listing (git), ${nameOf(folder)}`, command: ["git", "ls-files", "-co", "--exclude-standard"], folder },
      {
        name: `\`scan --since HEAD\`, ${nameOf(folder)}`,
        command: [node, program, "scan", "--since", "HEAD"],
        folder,
        environment: own(folder),
      },
      {
        name: `\`scan --files …\`, ${nameOf(folder)}`,
        command: [node, program, "scan", "--files", ...files],
        folder,
        environment: own(folder),
      },
    ];
  });
  table("Three changed files", measure([empty, ...measured], 3, scratch));
}

/** Texts of the SPDX list, which everyone has. */
function texts(): void {
  const list = createRequire(import.meta.url)("spdx-license-list/full") as Record<string, { readonly licenseText: string }>;
  const folder = join(scratch, "texts");
  mkdirSync(folder);
  const ids = Object.keys(list).slice(0, 300);
  for (const id of ids) writeFileSync(join(folder, `${id}.txt`), list[id]?.licenseText ?? "");
  const paths = ids.map((id) => `${id}.txt`);
  const measured: Measured[] = [empty, { name: "`identify`", command: [node, program, "identify", ...paths], folder }];
  if (isInstalled("licensecheck")) measured.push({ name: "Debian's licensecheck", command: ["licensecheck", ...paths], folder });
  if (isInstalled("licensee"))
    measured.push({
      name: "licensee, 10 of the texts",
      command: ["sh", "-c", `for one in ${paths.slice(0, 10).join(" ")}; do licensee detect --json "$one"; done; true`],
      folder,
    });
  table("300 license texts", measure(measured, 2, scratch));
}

function sharedData(): void {
  const folder = join(root, "../shared/data");
  if (!existsSync(folder)) {
    print("No ../shared/data here: not measured.\n");
    return;
  }
  table("../shared/data", measure([reading(folder), ...scanning(folder)], 3, scratch));
}

/** Node reading the very files that a scan of the folder reads, whole. */
function reading(folder: string): Measured {
  const list = join(scratch, `${nameOf(folder)}.list`);
  const script = join(scratch, "read.cjs");
  const choose = chooserOf(readers);
  const isRepository = existsSync(join(folder, ".git"));
  const command = isRepository ? ["git", "ls-files", "-co", "--exclude-standard"] : ["find", ".", "-type", "f", "-printf", "%P\\n"];
  const paths = execFileSync(command[0] ?? "", command.slice(1), { cwd: folder, encoding: "utf8", maxBuffer: 1e9 }).split("\n");
  writeFileSync(list, paths.filter((path) => path !== "" && choose(path).length > 0).join("\n"));
  writeFileSync(
    script,
    'const { readFileSync } = require("node:fs");\nfor (const path of readFileSync(process.argv[2], "utf8").split("\\n")) readFileSync(path);\n',
  );
  return { name: "Node reading the same files", command: [node, script, list], folder };
}

/** A scan that finds nothing of earlier ones, and one that does. */
function scanning(folder: string): readonly Measured[] {
  const command = [node, program, "scan"];
  return [
    { name: "`scan`, the first", command, folder, environment: { MODELTERMS_CACHE: "off" } },
    { name: "`scan`, again", command, folder, environment: own(folder) },
  ];
}

/** What is kept of a tree lies apart: these trees have paths in common, by which the program would take one for another. */
function own(folder: string): Readonly<Record<string, string>> {
  return { XDG_CACHE_HOME: join(scratch, "cache", nameOf(folder)) };
}

function nameOf(folder: string): string {
  return folder.slice(folder.lastIndexOf("/") + 1);
}

/** The first row is what the others are compared with. */
function table(title: string, rows: readonly Measurement[]): void {
  const first = rows[0]?.milliseconds ?? 1;
  print(`| ${title} | ms | × the first | MB |\n| --- | --- | --- | --- |`);
  for (const { name, milliseconds, megabytes } of rows)
    print(`| ${name} | ${milliseconds.toFixed(0)} | ${(milliseconds / first).toFixed(2)} | ${megabytes?.toFixed(0) ?? ""} |`);
  print("");
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
