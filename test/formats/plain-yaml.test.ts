import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findFrontMatter } from "../../src/formats/front-matter.ts";
import { plainYaml } from "../../src/formats/plain-yaml.ts";
import { parseYaml } from "../../src/formats/yaml.ts";
import { ROOT } from "../harness/places.ts";
import { cases } from "../harness/properties.ts";

const both = (source: string) => {
  const plain = plainYaml(source, "README.md", 3);
  if (plain !== null) expect(parseYaml(source, { path: "README.md", lines: 3 }), source).toEqual({ documents: [plain], problems: [] });
  return plain;
};

describe("plain front matter is read as the library reads it", () => {
  test.each([
    "license: mit",
    "license: apache-2.0\nlanguage:\n- en\n- zh\nbase_model: Qwen/Qwen2.5-7B\n",
    "tags:\n  - base_model:adapter:acme/one\n  - text generation (beta)\n\nlicense_link: https://example.com/a/b-c.html\n",
    "\n\nlicense: other\nlicense_name: acme-1.0+patch\n",
    "a:\n - x\nb:\n- y\n\n\n",
  ])("%j", (source) => {
    expect(both(source)).not.toBeNull();
  });

  test("in every card among the fixtures", () => {
    const cards = readdirSync(`${ROOT}fixtures`, { recursive: true, encoding: "utf8" }).filter((path) => /\.md$/.test(path));
    const matters = cards.flatMap((path) => findFrontMatter(readFileSync(`${ROOT}fixtures/${path}`, "utf8"), path) ?? []);
    expect(matters.map(({ yaml }) => both(yaml)).filter((plain) => plain !== null).length).toBeGreaterThan(20);
  });

  test("in texts of like pieces", () => {
    const word = fc.constantFrom(
      ..."license tags a null true No yes 1.0 1e3 0x1f .inf -1 - -- --- ... ~ : # & * ! | > ' \" { } [ ] , ? % @ ` <<".split(" "),
      ..."en Qwen/Qwen2.5-7B base_model:x https://a.b/c a:b a: a# #a a#b (x) a-b +1 nan e".split(" "),
      ..."\u00e9 \u2028 \uFEFF \t \r \0 \u0085".split(" "),
    );
    const text = fc.array(word, { minLength: 0, maxLength: 4 }).chain((words) => fc.constantFrom(words.join(" "), words.join("")));
    const key = fc.constantFrom("license", "tags", "a", "b_c", "d-e", "null", "true", "y", "F");
    const line = fc.oneof(
      fc.tuple(key, text).map(([name, value]) => `${name}: ${value}`),
      key.map((name) => `${name}:`),
      fc.tuple(fc.constantFrom("", " ", "  ", "    "), text).map(([indentation, value]) => `${indentation}- ${value}`),
      fc.constantFrom("", " ", "-", "- - x", "---", "...", "  more", "# note"),
      text,
    );
    let plain = 0;
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), (lines) => {
        if (both(lines.join("\n")) !== null) plain += 1;
      }),
      cases(10_000),
    );
    expect(plain).toBeGreaterThan(0);
  });
});

test.each([
  "",
  "license:",
  "license: null",
  "license: 1.0",
  "a: b: c",
  "a: b #c",
  "a: x\na: y",
  "a:\n  b: c",
  "- a",
  "a: b\n  c",
  "a:  b",
  "a: b ",
])("%j is left to the library", (source) => {
  expect(plainYaml(source, "README.md", 0)).toBeNull();
});
