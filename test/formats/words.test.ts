import fc from "fast-check";
import { expect, test } from "vitest";
import { Words } from "../../src/formats/words.ts";
import { PROGRAM_MARKS } from "../../src/readers/references/marks.ts";

/** All places of a word in a text, one after the other. */
function placesOf(word: string, text: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) places.push(at);
  return places;
}

test("each place of each word is found, and nothing else", () => {
  const letters = fc.string({ unit: fc.constantFrom("a", "b", "c", "-", "é"), maxLength: 60 });
  const word = fc.string({ unit: fc.constantFrom("a", "b", "c", "-"), minLength: 3, maxLength: 6 });
  fc.assert(
    fc.property(letters, fc.uniqueArray(word, { minLength: 1, maxLength: 12 }), (text, words) => {
      const found: string[] = [];
      const known = new Words(words.map((one) => ({ text: one, meaning: one })));
      known.find(Buffer.from(text, "latin1"), (one) => {
        found.push(one);
        return false;
      });
      expect(found.toSorted()).toEqual(words.flatMap((one) => placesOf(one, text).map(() => one)).toSorted());
    }),
  );
});

test("each mark of the first look is found at the beginning, within and at the end of a text", () => {
  const plain = PROGRAM_MARKS.filter(({ isMeant }) => isMeant === undefined).map(({ text }) => ({ text, meaning: text }));
  const known = new Words(plain);
  for (const { text } of plain)
    for (const source of [text, ` ${text}`, `${text} `, `#  ${text}`, `${text}\n\n${text}`])
      expect(
        known.find(Buffer.from(source), (one) => one === text),
        source,
      ).toBe(true);
});

test("what stands around a word may tell that it does not count, and looking ends with the first that was looked for", () => {
  const words = new Words([
    { text: "one", meaning: 1 },
    { text: "two", meaning: 2, isMeant: (bytes: Uint8Array, from: number) => bytes[from + 3] === 40 },
  ]);
  const met = (text: string, last: number) => {
    const found: number[] = [];
    words.find(Buffer.from(text), (one) => {
      found.push(one);
      return one === last;
    });
    return found;
  };
  expect(met("two one two( one", 0)).toEqual([1, 2, 1]);
  expect(met("two one two( one", 2)).toEqual([1, 2]);
});
