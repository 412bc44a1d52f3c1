import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeText } from "../../../src/formats/text.ts";
import { recognize } from "../../../src/licenses/texts/recognize.ts";
import { readWords } from "../../../src/licenses/texts/words.ts";
import { cases } from "../../harness/properties.ts";
import { shippedIndex, spdxTexts } from "./index.ts";

const index = shippedIndex();
const texts = Object.entries(spdxTexts());
const anyText = fc.constantFrom(...texts);
const anyChange = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 400 }), fc.string({ maxLength: 40, unit: "binary" })), { maxLength: 8 });

function changed(text: string, changes: readonly (readonly [number, number, string])[]): string {
  return changes.reduce((content, [at, size, put]) => {
    const place = at % (content.length + 1);
    return content.slice(0, place) + put + content.slice(place + size);
  }, text);
}

describe("whatever comes", () => {
  it("never fails, and stays within the lines of the file", () => {
    fc.assert(
      fc.property(anyText, anyText, anyChange, ([, one], [, other], changes) => {
        const text = changed(`${one}\n${other}`, changes);
        const lines = text.split(/\r\n|\r|\n/).length;
        for (const match of recognize(text, index)) {
          expect(match.startLine).toBeGreaterThan(0);
          expect(match.endLine).toBeGreaterThanOrEqual(match.startLine);
          expect(match.endLine).toBeLessThanOrEqual(lines);
          expect(match.confidence).toBeGreaterThan(0);
          expect(match.confidence).toBeLessThanOrEqual(1);
          let before = 0;
          for (const { startLine, endLine } of match.unmatched) {
            expect(startLine).toBeGreaterThan(before);
            expect(endLine).toBeLessThanOrEqual(lines);
            before = endLine;
          }
          if (match.kind === "exact") expect(match.unmatched).toEqual([]);
        }
      }),
      cases(150),
    );
  });

  it("takes any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), (bytes) => {
        expect(Array.isArray(recognize(decodeText(bytes).text, index))).toBe(true);
      }),
      cases(100),
    );
  });

  it("answers the same twice", () => {
    fc.assert(
      fc.property(anyText, anyChange, ([, text], changes) => {
        const content = changed(text, changes);
        expect(recognize(content, index)).toEqual(recognize(content, index));
      }),
      cases(60),
    );
  });
});

describe("what changes nothing", () => {
  const first = (text: string): string | undefined => recognize(text, index)[0]?.license;

  it("other line breaks, indents and letter case", () => {
    fc.assert(
      fc.property(
        anyText,
        fc.integer({ min: 30, max: 160 }),
        fc.constantFrom("", "  ", "// ", " * ", "# ", "> "),
        ([, text], width, prefix) => {
          const wrapped = text.replace(new RegExp(`([^\\n]{${width}}[^ \\n]*) `, "g"), "$1\n").replace(/^/gm, prefix);
          expect(first(wrapped)).toBe(first(text));
          expect(first(wrapped.replace(/[a-z]+/g, (word) => word.toUpperCase()))).toBe(first(text));
        },
      ),
      cases(120),
    );
  });

  it("other quotes, dashes and line ends", () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom("\n", "\r\n", "\r"), ([, text], newline) => {
        const other = text
          .replace(/"([^"]*)"/g, "“$1”")
          .replace(/'/g, "’")
          .replace(/-/g, "–")
          .replace(/\n/g, newline);
        expect(first(other)).toBe(first(text));
      }),
      cases(120),
    );
  });
});

describe("a file that is one text, word for word", () => {
  it("is named as it is with a word behind it", () => {
    const differing = texts.filter(([, text]) => {
      // Given-up names whose text differs in an optional part may come as well.
      const [alone, followed] = [text, `${text}\n\nqzxw\n`].map((content) => ({ ...recognize(content, index)[0], same: [] }));
      return JSON.stringify(alone) !== JSON.stringify(followed);
    });
    expect(differing.map(([id]) => id)).toEqual([]);
  });
});

describe("words", () => {
  const list = (text: string): string => [...readWords(text).hashes.slice(0, readWords(text).count)].join();

  it.each([
    ["case", "The Software", "THE SOFTWARE"],
    ["quotes", "the “Software”", 'the "Software"'],
    ["apostrophes", "don’t", "don't"],
    ["list markers", "conditions: (a) one; (b) two", "conditions: * one; * two"],
    ["comment prefixes", "// one\n// two", "one two"],
    ["Markdown", "## **One** [two](https://x.example)", "One two"],
    ["entities", "&quot;one&quot; &amp; two", '"one" & two'],
    ["full width", "ＡＢＣ１２", "abc12"],
    ["ligatures", "ofﬁce", "office"],
    ["soft hyphens and zero width", "li\u00adcen\u200bse", "license"],
  ])("%s fall away", (_, one, other) => {
    expect(list(one)).toBe(list(other));
  });

  it.each([
    ["negation", "may use", "may not use"],
    ["numbers", "700 million", "70 million"],
    ["versions", "Llama 3.1", "Llama 3.2"],
    ["percent", "10%", "10"],
    ["Chinese", "可以商业使用", "不可商业使用"],
  ])("%s stays", (_, one, other) => {
    expect(list(one)).not.toBe(list(other));
  });

  it("counts the lines", () => {
    const { lines, count } = readWords("one\n\ntwo\r\nthree\rfour");
    expect([...lines.slice(0, count)]).toEqual([1, 3, 4, 5]);
  });
});
