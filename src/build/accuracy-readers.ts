import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Result } from "../model.ts";
import { type CatalogCount, countChains, countModels, countPublishers } from "./accuracy-catalog.ts";
import { countFormat, type FormatCount } from "./accuracy-manifests.ts";
import { applicationsIn, countUsage } from "./accuracy-usage.ts";

// Measures the readers over real files, with the built program: `npm run --silent bundle && node src/build/run.mjs accuracy-readers.ts [--all]`.
// With --all every miss is listed.

const root = process.cwd();
const data = join(root, "../shared/data");
const all = process.argv.includes("--all");
const say = (message: string): boolean => process.stdout.write(`${message}\n`);
const percent = (part: number, whole: number): string => (whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)} %`);

if (existsSync(data)) {
  measureManifests();
  measureUsage();
  await measureChains();
  measureCatalog("models.tsv", await countModels(data));
  measureCatalog("publishers.tsv", await countPublishers(data));
} else say("../shared/data is absent: nothing is measured");

function scanned(folder: string): Result {
  const output = execFileSync(process.execPath, [join(root, "dist/cli.js"), "scan", folder, "--no-policy", "--format", "json", "--quiet"], {
    encoding: "utf8",
    maxBuffer: 1 << 30,
  });
  return JSON.parse(output) as Result;
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  say(`| ${head.join(" | ")} |\n|${" --- |".repeat(head.length)}\n${rows.map((row) => `| ${row.join(" | ")} |`).join("\n")}\n`);
}

function measureManifests(): void {
  const folder = join(data, "manifests");
  const counts = readdirSync(folder)
    .filter((format) => existsSync(join(folder, format, "index.tsv")))
    .map((format): FormatCount => countFormat(folder, format, scanned(join(folder, format))));
  say("Licenses that manifests state (at least 99 % declared, with their value, at their line)\n");
  table(
    ["format", "files", "stated", "declared", "share", "unreadable", "reported"],
    counts.map(({ format, files, stated, declared, broken, reported }) => [
      format,
      files,
      stated,
      declared,
      percent(declared, stated),
      broken,
      reported,
    ]),
  );
  list(counts.flatMap(({ format, misses }) => misses.map((miss) => `${format}: ${miss}`)));
}

function measureUsage(): void {
  const counts = applicationsIn(data).map((name) => countUsage(data, name, scanned(join(data, "usage", name))));
  say("References to models (must at least 98 %, should 90 %, reject none, wrong at most 1 % of what is reported)\n");
  table(
    ["application", "must", "should", "reject: used", "reported", "wrong"],
    counts.map(({ application, must, should, reject, reported, wrong }) => [
      application,
      `${must.found} of ${must.rows} (${percent(must.found, must.rows)})`,
      `${should.found} of ${should.rows} (${percent(should.found, should.rows)})`,
      `${reject.used} of ${reject.rows}`,
      reported,
      `${wrong} (${percent(wrong, reported)})`,
    ]),
  );
  list(counts.flatMap(({ application, misses }) => misses.map((miss) => `${application}: ${miss}`)));
}

async function measureChains(): Promise<void> {
  const { chains, links, licensed, saidUnknown, misses } = await countChains(data);
  say("Chains of bases in models.tsv (every base found, with a license or called unknown)\n");
  table(["chains", "bases", "with a license", "called unknown", "missed"], [[chains, links, licensed, saidUnknown, misses.length]]);
  list(misses);
}

function measureCatalog(name: string, { rows, same, outranked, meaningless, misses }: CatalogCount): void {
  say(`Licenses of named models: the catalog against ${name}\n`);
  table(
    ["rows", "the same", "a better source says otherwise", "rows without meaning", "missed"],
    [[rows, same, outranked, meaningless, misses.length]],
  );
  list(misses);
}

function list(misses: readonly string[]): void {
  if (all) for (const miss of misses) say(miss);
}
