import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Places } from "../../src/cache/places.ts";

const texts = fc.array(fc.constantFrom("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o"), { maxLength: 40 });

describe("places in a list whose same texts stand together", () => {
  test("are the first ones, in whatever order they are asked for", () => {
    fc.assert(
      fc.property(texts, texts, (given, asked) => {
        const list = given.toSorted();
        const places = new Places(list);
        const found = asked.map((text) => places.of(text));
        expect(found).toEqual(asked.map((text) => (list.includes(text) ? list.indexOf(text) : null)));
      }),
    );
  });

  test("of a long list with gaps, in its order", () => {
    const list = Array.from({ length: 1_000 }, (_, number) => String(number));
    const places = new Places(list);
    const asked = list.filter((_, number) => number % 7 === 0 || number > 990);
    expect(asked.map((text) => places.of(text))).toEqual(asked.map(Number));
    expect(places.of("12")).toBe(12);
    expect(places.of("none")).toBeNull();
  });
});
