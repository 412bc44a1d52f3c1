import { readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chooserOf } from "../../src/choosing.ts";
import { fileName } from "../../src/paths.ts";
import { readers } from "../../src/readers/registry.ts";
import { ROOT } from "../harness/places.ts";
import { cases } from "../harness/properties.ts";

const paths = ["fixtures", "rules", "src", "test"].flatMap((folder) =>
  readdirSync(`${ROOT}${folder}`, { recursive: true, encoding: "utf8" }).map((path) => path.replaceAll("\\", "/")),
);
const ends = [...new Set(readers.flatMap((reader) => reader.ends ?? [])), "jsonc", "txt", "rst", "env", "JSON", "Yml", ""];
const asked = (path: string) => readers.filter((reader) => reader.matches(path, fileName(path).toLowerCase()));
const choose = chooserOf(readers);

describe("a reader that is asked only for names with certain ends", () => {
  test("reads no others", () => {
    expect(paths.length).toBeGreaterThan(1_000);
    for (const path of paths) expect(choose(path), path).toEqual(asked(path));
  });

  test("reads no others whatever the end", () => {
    const stems = [...new Set(paths.map((path) => path.replace(/\.[^./]*$/, "")))];
    fc.assert(
      fc.property(fc.constantFrom(...stems), fc.constantFrom(...ends), fc.boolean(), (stem, end, isUpper) => {
        const path = isUpper ? `${stem}.${end}`.toUpperCase() : `${stem}.${end}`;
        expect(choose(path), path).toEqual(asked(path));
      }),
      cases(5_000),
    );
  });
});
