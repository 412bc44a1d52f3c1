import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type CatalogCount, countChains, countModels, countPublishers } from "../../src/build/accuracy-catalog.ts";
import { countFormat } from "../../src/build/accuracy-manifests.ts";
import { applicationsIn, countUsage } from "../../src/build/accuracy-usage.ts";
import type { Result } from "../../src/model.ts";
import { fileName } from "../../src/paths.ts";
import { readers } from "../../src/readers/registry.ts";
import { namesIn, readTable } from "../harness/fixture-files.ts";
import { DATA } from "../harness/places.ts";
import { modelterms } from "../harness/program.ts";

const present = existsSync(`${DATA}manifests/formats.tsv`);

async function scanned(folder: string): Promise<Result> {
  const { output } = await modelterms(["scan", folder, "--no-policy", "--format", "json", "--quiet"]);
  return JSON.parse(output) as Result;
}

describe.skipIf(!present)("real manifests (skipped where ../shared/data is absent)", () => {
  const formats = namesIn(`${DATA}manifests`).filter((name) => existsSync(`${DATA}manifests/${name}/index.tsv`));

  test("there are many", () => expect(formats.length).toBeGreaterThan(50));

  test.each(formats)("%s: licenses declared with their value at their line, parse failures reported", async (format) => {
    const count = countFormat(`${DATA}manifests`, format, await scanned(`${DATA}manifests/${format}`));
    expect(count.files).toBeGreaterThan(0);
    expect(count.misses.length / Math.max(1, count.stated), count.misses.join("\n")).toBeLessThanOrEqual(0.01);
    expect(count.reported).toBe(count.broken);
  });
});

/** Other ways of saving the same text. */
const SAVED: Readonly<Record<string, (text: string) => string>> = {
  "with CRLF": (text) => text.replace(/\r?\n/g, "\r\n"),
  "with a byte-order mark": (text) => `\ufeff${text}`,
};

/** What the readers take from a file: values and lines. */
async function takenFrom(path: string, bytes: Uint8Array): Promise<readonly string[]> {
  const found = readers
    .filter((reader) => reader.matches(path, fileName(path).toLowerCase()))
    .map(async (reader) => {
      const upTo = (head?: number) => reader.read({ path, bytes: bytes.subarray(0, head), size: bytes.length });
      const first = await upTo(reader.head);
      const { declarations, problems } = first.more === undefined ? first : await upTo(first.more);
      const stated = declarations.flatMap(({ licenses = [], licenseName, licenseLink, bases = [], datasets = [], name }) =>
        [...licenses, licenseName, licenseLink, ...bases, ...datasets, name].flatMap((one) => one ?? []),
      );
      return [
        ...stated.map(({ value, location }) => `${reader.id} ${location.line} ${value.replace(/\r/g, "").slice(0, 500)}`),
        `${reader.id} ${declarations.length} declarations, ${problems.length > 0 ? "problems" : "no problem"}`,
      ];
    });
  return (await Promise.all(found)).flat();
}

describe.skipIf(!present)("the same manifests, saved otherwise (skipped where ../shared/data is absent)", () => {
  const files = namesIn(`${DATA}manifests`)
    .filter((name) => name !== "binary-headers" && existsSync(`${DATA}manifests/${name}/index.tsv`))
    .flatMap((name) => readTable(`${DATA}manifests/${name}/index.tsv`).map((row) => row["file"] ?? ""))
    .filter((file) => existsSync(DATA + file) && !readFileSync(DATA + file).includes(0));

  test(`${Object.keys(SAVED).join(", ")}: the same is taken from them`, async () => {
    expect(files.length).toBeGreaterThan(900);
    const different: string[] = [];
    for (const file of files) {
      const text = readFileSync(DATA + file, "utf8");
      const as = async (other: string) => JSON.stringify(await takenFrom(file, new Uint8Array(Buffer.from(other))));
      const before = await as(text);
      for (const [how, saved] of Object.entries(SAVED)) if ((await as(saved(text))) !== before) different.push(`${file} ${how}`);
    }
    expect(different).toEqual([]);
  });
});

describe.skipIf(!present)("labelled applications (skipped where ../shared/data is absent)", () => {
  const applications = present ? applicationsIn(DATA) : [];
  const found: { readonly reported: number; readonly wrong: number }[] = [];

  test("there are some", () => expect(readdirSync(`${DATA}usage`).length).toBeGreaterThan(applications.length));

  test.each(applications)("%s", async (application) => {
    const { must, should, reject, reported, wrong, misses } = countUsage(DATA, application, await scanned(`${DATA}usage/${application}`));
    expect(must.found / must.rows, misses.join("\n")).toBeGreaterThanOrEqual(0.98);
    expect(should.found / should.rows, misses.join("\n")).toBeGreaterThanOrEqual(0.9);
    expect(reject.used, misses.join("\n")).toBe(0);
    // The labels leave out some addresses in prose; nothing that is called used may be without a label.
    expect(misses.filter((miss) => /^no label: .*, used\)$/.test(miss))).toEqual([]);
    expect(reported).toBeGreaterThan(0);
    found.push({ reported, wrong });
  });

  test("at most one place in a hundred is without a label", () => {
    const sum = (key: "reported" | "wrong") => found.reduce((all, one) => all + one[key], 0);
    expect(found.length).toBe(applications.length);
    expect(sum("wrong") / sum("reported")).toBeLessThanOrEqual(0.01);
  });
});

describe.skipIf(!present)("named models (skipped where ../shared/data is absent)", () => {
  test("every chain of bases resolves, or says what is unknown", async () => {
    const { chains, links, licensed, misses } = await countChains(DATA);
    expect(chains).toBeGreaterThan(200);
    expect(misses).toEqual([]);
    expect(licensed / links).toBeGreaterThan(0.4);
  });

  const most = ({ misses, rows }: CatalogCount, share: number) =>
    expect(misses.length / rows, misses.join("\n")).toBeLessThanOrEqual(share);

  test("the catalog says what models.tsv says", async () => most(await countModels(DATA), 0.0005));

  // One row names the license that the card states, and notes that the text is another.
  test("the catalog says what publishers.tsv says", async () => most(await countPublishers(DATA), 0.01));
});
