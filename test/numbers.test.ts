import fc from "fast-check";
import { expect, test } from "vitest";
import { grouped } from "../src/numbers.ts";

test("numbers are written as English writes them", () => {
  fc.assert(
    fc.property(fc.oneof(fc.nat(), fc.maxSafeNat(), fc.double({ noNaN: true }), fc.integer()), (number) => {
      expect(grouped(number)).toBe(number.toLocaleString("en-US"));
    }),
  );
});
