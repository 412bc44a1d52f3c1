import { parse } from "csv-parse/sync";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { describe, expect, test } from "vitest";
import type { Result } from "../../src/model.ts";
import { everything, FORMATS, hostileTexts, poisoned, rendered, text } from "./results.ts";
import { cyclonedxValidator, hasMultitool, hasSarifSchema, hasSpdxModel, multitool, sarifValidator, spdxValidator } from "./validators.ts";

const LONG = "n".repeat(5000);
const cases: readonly (readonly [string, Result])[] = [
  ...hostileTexts.map(([name, hostile]) => [name, poisoned(hostile)] as const),
  ["long", poisoned(LONG)],
  ["long with markup", poisoned(`<b>|${"](x)".repeat(1250)}`)],
  ["all at once", poisoned(hostileTexts.map(([, hostile]) => hostile).join(" "))],
];

/** What a terminal, an editor or a parser would obey. */
const OBEYED = /(?![\t\n\r])[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u;
const HALF = /\p{Surrogate}/u;

const validateBom = cyclonedxValidator();
const validateSarif = hasSarifSchema ? sarifValidator() : null;
const validateSpdx = hasSpdxModel ? spdxValidator() : null;

describe.each(cases)("%s in every field", (_, result) => {
  test.each(FORMATS)("is no control character in %s", async (format) => {
    for (const [name, report] of Object.entries(await rendered(format, result))) {
      expect(OBEYED.exec(report), name).toBe(null);
      expect(HALF.exec(report), name).toBe(null);
    }
  });

  test("stays text in JSON formats", async () => {
    expect(validateBom(JSON.parse(await text("cyclonedx", result))), JSON.stringify(validateBom.errors)).toBe(true);
    const sarif = JSON.parse(await text("sarif", result)) as object;
    expect(validateSarif?.(sarif) ?? true, JSON.stringify(validateSarif?.errors)).toBe(true);
    expect(JSON.stringify(sarif)).not.toMatch(/"text":"(?:[^"\\]|\\.)*\]\(/);
    expect((await validateSpdx?.(await text("spdx", result))) ?? []).toEqual([]);
  });

  test("is no workflow command", async () => {
    const lines = (await text("github", result)).trimEnd().split(/[\n\r]/);
    const plain = (await text("github", everything)).trimEnd().split("\n");
    expect(lines.map((line) => /^::\w+ /.exec(line)?.[0])).toEqual(plain.map((line) => /^::\w+ /.exec(line)?.[0]));
    for (const line of lines.slice(0, -1)) {
      const [, properties = ""] = /^::\w+ (.*?)::/.exec(line) ?? [];
      for (const property of properties.split(",")) expect(property).toMatch(/^(?:file|line|col|title)=[^:]*$/);
    }
  });

  test("is no element, attribute or entity of XML", async () => {
    const xml = await text("junit", result);
    expect(XMLValidator.validate(xml)).toBe(true);
    expect(shapeOf(xml)).toEqual(shapeOf(await text("junit", everything)));
  });

  test("is no cell, row or formula of CSV", async () => {
    const plain = await rendered("csv", everything);
    for (const [name, file] of Object.entries(await rendered("csv", result))) {
      const rows = parse(file, { record_delimiter: "\r\n" }) as string[][];
      const columns = (parse(plain[name] ?? "", { record_delimiter: "\r\n" }) as string[][]).map((row) => row.length);
      expect(rows.map((row) => row.length)).toEqual(columns);
      for (const cell of rows.flat()) expect(cell).not.toMatch(/^\s*[=+\-@]|^[\t\r]/);
    }
  });

  test("is no markup in Markdown", async () => {
    const html = htmlOf(await text("markdown", result));
    expect(html).not.toMatch(/<(?:a|img|script|b|input|del)\b/);
    expect(tagsOf(html)).toEqual(tagsOf(htmlOf(await text("markdown", everything))));
    const words = html.replace(/<code>[\s\S]*?<\/code>/g, "");
    expect(words).not.toMatch(/@\w|#\d|GH-\d|https?:\/|www\.\w/);
  });
});

test.skipIf(!hasMultitool)("SARIF with all of it is valid by Microsoft's validator, but for the version that is none", async () => {
  const found = await multitool(await Promise.all(cases.map(([, result]) => text("sarif", result))));
  expect(found.filter((one) => !one.startsWith("SARIF2005: runs[0].tool.driver"))).toEqual([]);
});

function shapeOf(xml: string): readonly string[] {
  const found: string[] = [];
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [name, inner] of Object.entries(value)) {
      if (!name.startsWith("#")) found.push(`${path}/${name}`);
      visit(inner, `${path}/${name}`);
    }
  };
  visit(new XMLParser({ ignoreAttributes: false, isArray: (tag) => tag === "testcase" || tag === "testsuite" }).parse(xml), "");
  return found.filter((one) => !one.endsWith("#text"));
}

const htmlOf = (markdown: string) => micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });

/** The elements that text cannot make or break; code and lists of values depend on what is empty. */
function tagsOf(html: string): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const [, tag = ""] of html.matchAll(/<(h\d|table|tr|td|th|p|hr|pre|blockquote|strong|em)\b/g)) counts[tag] = (counts[tag] ?? 0) + 1;
  return counts;
}
