import { expect, test } from "vitest";
import { readers } from "../../src/readers/registry.ts";

/** Names that every object of the language has a property of. */
const NAMES = ["constructor", "toString", "__proto__", "hasOwnProperty", "valueOf"];

test.each(NAMES)("a file called %s is no more than that", (name) => {
  expect(readers.filter((reader) => reader.matches(name, name.toLowerCase())).map(({ id }) => id)).toEqual([]);
  expect(readers.filter((reader) => reader.matches(`x.${name}`, `x.${name.toLowerCase()}`)).map(({ id }) => id)).toEqual([]);
});
