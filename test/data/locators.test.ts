import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { findLocator } from "../../src/licenses/locator.ts";
import { knowledge } from "../harness/knowledge.ts";
import { DATA } from "../harness/places.ts";

const TEXTS = `${DATA}licenses/texts/`;
const present = existsSync(TEXTS);

describe.skipIf(!present)(`the locators of the catalog (${present ? "against the texts" : "skipped: no ../shared/data here"})`, () => {
  test("stand in the texts of their licenses", () => {
    const missing: string[] = [];
    let checked = 0;
    for (const id of knowledge.names.catalog.keys()) {
      const path = `${TEXTS}${id}.txt`;
      const license = knowledge.names.catalog.get(id);
      if (license === undefined || !existsSync(path)) continue;
      const text = readFileSync(path, "utf8");
      for (const { locator, term } of knowledge.licenses.get(license)?.clauses ?? []) {
        if (locator === null) continue;
        checked += 1;
        if (findLocator(locator, text) === null) missing.push(`${id}: ${term}: ${locator}`);
      }
    }
    expect(missing).toEqual([]);
    expect(checked).toBeGreaterThan(4000);
  }, 60_000);
});
