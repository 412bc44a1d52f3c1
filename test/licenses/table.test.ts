import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { packBlocks } from "../../src/build/knowledge-blocks.ts";
import { openBlocks } from "../../src/knowledge-files.ts";
import { keyFilter, mayHold } from "../../src/licenses/key-filter.ts";
import { SortedLines, tableOf } from "../../src/licenses/table.ts";
import { cases } from "../harness/properties.ts";

const key = fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }).filter((text) => !/[\t\n]/.test(text));
const value = fc.oneof(
  fc.string(),
  fc.string({ minLength: 2_000, maxLength: 70_000 }).map((text) => text.replaceAll("\n", " ")),
);
const records = fc.dictionary(
  fc.oneof(
    key,
    key.map((text) => `a:${text}`),
  ),
  value,
  { maxKeys: 60, noNullPrototype: true },
);

function sorted(record: Readonly<Record<string, string>>): Buffer {
  const lines = Object.entries(record).map(([name, text]) => Buffer.from(`${name}\t${JSON.stringify(text)}`));
  return Buffer.concat(lines.sort(Buffer.compare).flatMap((line) => [line, Buffer.from("\n")]));
}

function partsOf(file: Buffer) {
  return (place: number, length: number) => file.subarray(place, place + length);
}

describe("lines in blocks", () => {
  test("hold what the lines hold, and nothing else", () => {
    fc.assert(
      fc.property(records, key, (record, other) => {
        const whole = new SortedLines(sorted(record));
        const often = Object.fromEntries(Object.entries(record).filter(([name]) => name.length % 2 === 0));
        const blocked = openBlocks(partsOf(packBlocks(sorted(record), sorted(often))));
        for (const [name, text] of Object.entries(record)) expect(JSON.parse(blocked.find(name) ?? "null")).toBe(text);
        expect(blocked.find(other)).toBe(whole.find(other));
        for (const prefix of ["", "a:", "a", "z", other]) expect(blocked.keysFrom(prefix)).toEqual(whole.keysFrom(prefix));
      }),
      cases(200),
    );
  });

  test("are many where there is much", () => {
    const record = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`key-${index}`, "x".repeat(index % 100)]));
    const packed = packBlocks(sorted(record), Buffer.alloc(0));
    expect(packed.readUInt32LE(4)).toBeGreaterThan(8);
    const table = tableOf(openBlocks(partsOf(packed)), "key-", (text) => (JSON.parse(text) as string).length);
    expect(table.keys().length).toBe(5_000);
    for (const index of [0, 9, 99, 4_999]) expect(table.get(String(index))).toBe(index % 100);
    expect(table.get("5000")).toBeUndefined();
  });
});

test("a filter knows its own keys, and takes few others for them", () => {
  const keys = (word: string) => Array.from({ length: 10_000 }, (_, index) => `model:${word}/some-model-${index}`);
  const filter = keyFilter(keys("acme"));
  expect(keys("acme").every((one) => mayHold(filter, one))).toBe(true);
  expect(keys("nobody").filter((one) => mayHold(filter, one)).length).toBeLessThan(300);
});
