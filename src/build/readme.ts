import { readFileSync, writeFileSync } from "node:fs";
import { checks } from "../checks/registry.ts";
import { readers } from "../readers/registry.ts";

/** Writes into README, between its marks, what every check does and what every reader reads, from themselves. With `--check` it only compares. */
const path = `${process.cwd()}/README.md`;
const readme = readFileSync(path, "utf8");
const sections = checks.map(
  ({ id, level, title, what, why, fix }) => `#### ${id}\n\n${title} (default: ${level}). ${what}\n*Why:* ${why}\n*How to fix it:* ${fix}`,
);
const titles = readers.map(({ title }) => title).sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
const written = between("readers", `${titles.join("; ")}.`, between("checks", sections.join("\n\n"), readme));
if (written === readme) process.exitCode = 0;
else if (process.argv.includes("--check")) {
  process.stderr.write("README.md: what it says of checks or readers is stale: run npm run generate\n");
  process.exitCode = 1;
} else writeFileSync(path, written);

/** The page with these words between `<!-- mark -->` and `<!-- /mark -->`. */
function between(mark: string, words: string, page: string): string {
  const [start, end] = [`<!-- ${mark} -->\n`, `<!-- /${mark} -->`];
  const from = page.indexOf(start) + start.length;
  return `${page.slice(0, from)}\n${words}\n\n${page.slice(page.indexOf(end, from))}`;
}
