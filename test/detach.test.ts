import fc from "fast-check";
import { expect, test } from "vitest";
import { detached } from "../src/detach.ts";
import { cases } from "./harness/properties.ts";

test("the data stays the same", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.stringify(detached(value))).toBe(JSON.stringify(value));
    }),
    cases(500),
  );
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(detached({ text }).text).toBe(text);
    }),
    cases(500),
  );
});

test("what occurs twice stays one", () => {
  const location = { path: "a", line: 1, column: 2 };
  const { first, second } = detached({ first: location, second: { location } });
  expect(first).toEqual(location);
  expect(second.location).toBe(first);
});

test("a text that is kept anyway stays itself, and others are one", () => {
  const path = "a/folder/with/a/long/name";
  const text = `${path}\n`.repeat(3);
  const { one, other } = detached(
    { one: text.slice(0, path.length), other: { text: text.slice(0, -1), again: [text.slice(0, -1)] } },
    path,
  );
  expect(one).toBe(path);
  expect(other.again[0]).toBe(other.text);
});
