import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Reading } from "../../src/model.ts";
import { fileName } from "../../src/paths.ts";
import { readers } from "../../src/readers/registry.ts";
import { namesIn } from "../harness/fixture-files.ts";
import { FIXTURES } from "../harness/places.ts";

const folder = `${FIXTURES}readers/`;
/** What there is of a file that the reader does not want by its name. */
const nothing = { declarations: [], licenseFiles: [], problems: [] };

/** What a file's reading is: as JSON keeps it, so that absent and undefined keys are the same. */
async function readingOf(id: string, root: string, path: string): Promise<unknown> {
  const reader = readers.find((one) => one.id === id);
  if (reader === undefined) throw new Error(`no reader ${id}`);
  const bytes = readFileSync(root + path);
  const readTo = (end: number) => reader.read({ path, bytes: new Uint8Array(bytes.subarray(0, end)), size: bytes.length });
  const first = await readTo(reader.head ?? bytes.length);
  const { declarations, licenseFiles, problems }: Reading = first.more === undefined ? first : await readTo(first.more);
  return JSON.parse(JSON.stringify({ declarations, licenseFiles, problems })) as unknown;
}

test("every reader has fixtures, and every folder of fixtures a reader", () => {
  const ids = readers.map(({ id }) => id).sort();
  expect(namesIn(folder).filter((name) => !name.startsWith("."))).toEqual(ids);
});

describe.each(readers.map(({ id }) => id))("the reader %s", (id) => {
  const cases = namesIn(folder + id).filter((name) => existsSync(`${folder}${id}/${name}/expected.json`));

  test("has a case that declares something", () => {
    const all = cases
      .map((name) => readFileSync(`${folder}${id}/${name}/expected.json`, "utf8"))
      .map((text) => Object.values(JSON.parse(text) as Record<string, Reading>));
    expect(all.flat().some(({ declarations, licenseFiles }) => declarations.length > 0 || licenseFiles.length > 0)).toBe(true);
  });

  test.each(cases)("%s", async (name) => {
    const root = `${folder}${id}/${name}/`;
    const expected = JSON.parse(readFileSync(`${root}expected.json`, "utf8")) as Readonly<Record<string, Reading>>;
    expect(Object.keys(expected).length).toBeGreaterThan(0);
    const reader = readers.find((one) => one.id === id);
    for (const [path, reading] of Object.entries(expected)) {
      const wanted = reader?.matches(path, fileName(path).toLowerCase()) === true;
      expect(wanted ? await readingOf(id, root, path) : nothing, path).toEqual(reading);
    }
  });
});
