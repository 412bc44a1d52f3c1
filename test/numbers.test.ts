import fc from "fast-check";
import { expect, test } from "vitest";
import { grouped } from "../src/numbers.ts";
import { cases } from "./harness/properties.ts";

test("numbers are written as English writes them", () => {
  fc.assert(
    fc.property(fc.oneof(fc.nat(), fc.maxSafeNat(), fc.double({ noNaN: true }), fc.integer()), (number) => {
      // Nobody writes a sign before zero.
      expect(grouped(number)).toBe((number + 0).toLocaleString("en-US"));
    }),
    cases(1_000),
  );
});
