import { readFileSync } from "node:fs";
import { buildTextIndex } from "../../../src/build/text-index.ts";
import { openIndex, type TextIndex } from "../../../src/licenses/texts/text-index.ts";

// Made when a test file is loaded, so that no test's time runs while it is made.
const opened = openIndex(buildTextIndex(process.cwd()));

/** The index that is shipped. */
export function shippedIndex(): TextIndex {
  return opened;
}

/** The texts of the SPDX list by identifier. */
export function spdxTexts(): Readonly<Record<string, string>> {
  const list: Record<string, { licenseText: string }> = JSON.parse(readFileSync("node_modules/spdx-license-list/spdx-full.json", "utf8"));
  return Object.fromEntries(Object.entries(list).map(([id, { licenseText }]) => [id, licenseText]));
}
