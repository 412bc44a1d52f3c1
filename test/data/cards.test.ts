import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isMap, isScalar, parseDocument } from "yaml";
import type { Reading } from "../../src/model.ts";
import { huggingfaceCard } from "../../src/readers/huggingface-card.ts";
import { readTable } from "../harness/fixture-files.ts";
import { scanFiles } from "../harness/judging.ts";
import { DATA } from "../harness/places.ts";
import { expectInside, placesOfReading } from "../harness/values.ts";

const present = existsSync(`${DATA}cards/index.tsv`);
const rows = present
  ? ["cards", "dataset-cards", "space-cards"]
      .flatMap((folder) => readTable(`${DATA}${folder}/index.tsv`))
      .filter((row) => existsSync(DATA + row["file"]))
  : [];

interface Card {
  readonly file: string;
  readonly flags: string;
  readonly hub: readonly string[];
  readonly bytes: Buffer;
  readonly atTop: boolean;
}

const cards = rows.map((row): Card => {
  const file = row["file"] ?? "";
  const bytes = readFileSync(DATA + file);
  const hub = row["hub_license"] ?? "";
  const text = bytes.toString("utf8").replace(/^\uFEFF/, "");
  return {
    file,
    flags: row["flags"] ?? "",
    hub: hub === "" ? [] : (JSON.parse(hub) as string[]),
    bytes,
    atTop: /^\s*---[ \t]*\r?\n/.test(text),
  };
});

async function read({ file, bytes }: Card): Promise<Reading> {
  // The folders hold cards under many names; on the Hub each is a README.md.
  return huggingfaceCard.read({ path: `${file.replace(/[^/]*$/, "")}README.md`, bytes, size: bytes.length });
}

const values = ({ declarations }: Reading) =>
  [...new Set(declarations.flatMap(({ licenses }) => (licenses ?? []).map(({ value }) => value.trim().toLowerCase())))].sort();

/** Whether the Hub would be at odds with the front matter: a problem must say so. */
function isOdd({ bytes, atTop }: Card): boolean {
  const text = bytes.toString("utf8");
  if (text.includes("\uFFFD") && !Buffer.from(text).equals(bytes)) return true;
  if (!atTop) return false;
  const match = /^\uFEFF?\s*---[ \t]*\r?\n([\s\S]*?)(?:\r?\n---[ \t]*(?:\r?\n|$)|$(?![\s\S]))/.exec(text);
  const closed = /^\uFEFF?\s*---[ \t]*\r?\n(?:[\s\S]*?\r?\n)?---[ \t]*(?:\r?\n|$)/.test(text);
  if (!closed) return true;
  const document = parseDocument(match?.[1] ?? "", { logLevel: "silent" });
  const contents: unknown = document.contents;
  return document.errors.length > 0 || (contents !== null && !isMap(contents) && !(isScalar(contents) && contents.value === null));
}

describe.skipIf(!present)("real cards (skipped where ../shared/data is absent)", () => {
  test("there are many", () => expect(cards.length).toBeGreaterThan(1200));

  test("license values are those that the Hub read, for every card whose front matter is at the top", async () => {
    const wrong: string[] = [];
    const stated = cards.filter(({ hub, atTop }) => hub.length > 0 && atTop);
    for (const card of stated) {
      const expected = [...new Set(card.hub.map((one) => one.trim().toLowerCase()))].sort();
      const found = values(await read(card));
      if (JSON.stringify(found) !== JSON.stringify(expected)) wrong.push(`${card.file}: Hub ${expected}, read ${found}`);
    }
    expect(stated.length).toBeGreaterThan(300);
    expect(wrong).toEqual([]);
  });

  test("and for at least 99 % of all", async () => {
    const stated = cards.filter(({ hub }) => hub.length > 0);
    const wrong: string[] = [];
    for (const card of stated) {
      const expected = [...new Set(card.hub.map((one) => one.trim().toLowerCase()))].sort();
      if (JSON.stringify(values(await read(card))) !== JSON.stringify(expected)) wrong.push(card.file);
    }
    expect(wrong.length / stated.length, wrong.join("\n")).toBeLessThanOrEqual(0.01);
  });

  test("every real oddity has a problem", async () => {
    const odd = cards.filter(isOdd);
    const silent: string[] = [];
    for (const card of odd) if ((await read(card)).problems.length === 0) silent.push(card.file);
    expect(odd.length).toBeGreaterThan(20);
    expect(silent).toEqual([]);
  });

  test("a card without an oddity at the top has none of the parser's problems", async () => {
    const loud: string[] = [];
    for (const card of cards.filter((one) => one.atTop && !isOdd(one))) {
      const { problems } = await read(card);
      if (problems.some(({ message }) => /^YAML|not YAML|not UTF-8|not closed|not a mapping/.test(message)))
        loud.push(`${card.file}: ${problems[0]?.message}`);
    }
    expect(loud).toEqual([]);
  });

  test("places lie within the cards, and a license stands where it is said to stand", async () => {
    for (const card of cards) {
      const reading = await read(card);
      const text = card.bytes.toString("utf8");
      const [path] = placesOfReading(reading).map((place) => place.path);
      if (path === undefined || !Buffer.from(text).equals(card.bytes)) continue;
      expectInside(placesOfReading(reading), text, path);
      const lines = text.split(/\r\n|\n|\r/);
      for (const { value, location } of reading.declarations.flatMap(({ licenses }) => licenses ?? [])) {
        const line = lines[(location.line ?? 0) - 1] ?? "";
        expect(line.includes(value.split(/[\n{]/)[0] ?? ""), `${card.file}:${location.line}: ${value}`).toBe(true);
      }
    }
  });

  test("the scan of all of them is complete, and nothing is silently dropped", async () => {
    const files = Object.fromEntries(cards.map(({ file, bytes }) => [`${file.replace(/\.[^./]+$/, "")}/README.md`, bytes]));
    const result = await scanFiles(files, null);
    expect(result.problems.filter(({ incomplete }) => incomplete === true)).toEqual([]);
    expect(result.scan).toMatchObject({ complete: true, files: cards.length, read: cards.length });
  });
});
