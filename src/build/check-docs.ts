import { readFileSync, writeFileSync } from "node:fs";
import { checks } from "../checks/registry.ts";

/** Writes the documentation of every check into README, between its marks, from the checks themselves. With `--check` it only compares. */
const path = `${process.cwd()}/README.md`;
const readme = readFileSync(path, "utf8");
const sections = checks.map(
  ({ id, level, title, what, why, fix }) => `#### ${id}\n\n${title} (default: ${level}). ${what}\n*Why:* ${why}\n*How to fix it:* ${fix}`,
);
const written = readme.replace(
  /(<!-- checks -->\n)[\s\S]*?(<!-- \/checks -->)/,
  (_, start: string, end: string) => `${start}\n${sections.join("\n\n")}\n\n${end}`,
);
if (written === readme) process.exitCode = 0;
else if (process.argv.includes("--check")) {
  process.stderr.write("README.md: the documentation of the checks is stale: run npm run generate\n");
  process.exitCode = 1;
} else writeFileSync(path, written);
