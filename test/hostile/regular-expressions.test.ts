import { analyse } from "scslre";
import { expect, test } from "vitest";
import { knowledge } from "../harness/knowledge.ts";
import { regularExpressions, type Written } from "./regular-expressions.ts";

/**
 * Expressions that take time with the square of a text's length, and why that text is never long: whatever is in a file, such a one must not be used on it.
 * The key is the beginning of the expression.
 */
const ON_SHORT_TEXTS: Readonly<Record<string, string>> = {
  "\\/+$": "an argument, an input or a setting of whoever runs the program",
  "(.)\\/+$": "an argument of whoever runs the program",
  "^(?:[\\p{L}\\d ]{1,40} )?(?:copyright": "fewer than 160 characters",
  "[^.;:。；：!?\\n]*$": "80 characters before a quote",
  "\\S*$": "80 characters behind a quote",
  "(?:^|\\/)models--([\\w.-]+?)--": "one value, cut to limits.valueCharacters",
  "\\B(?=(?:\\d{3})+$)": "the digits of a number",
  "^(\\s*)([A-Za-z]+)(?:\\s+(.*))?$": "a line; nothing can follow the last group, so that it never goes back",
  "(?:^|_)(?:\\w*MODELS?": "at most 100 characters",
  "(?:^|\\/)(models|datasets)--": "one value, cut to limits.valueCharacters",
  "[?#][\\s\\S]*$": "nothing can follow it: the first mark fits",
  "[@:][\\s\\S]*$": "nothing can follow it: the first mark fits",
  ":[\\s\\S]*$": "nothing can follow it: the first mark fits",
  "^([ \\t]*)((?:- +)*)(?:([\"']?)([\\w]": "a line of fewer than 4,000 characters; all but the key is plain, and the key has at most 121",
  "(?:[\"']?([\\w-]+)[\"']?\\s*[:=]\\s*)?": "a line of fewer than 4,000 characters; each match moves on",
  "(?:[!=]=|\\b(?:if|elif|and": "at most 300 characters",
  "(?:^|[-_./])(?:(?:code|tiny": "at most 200 characters",
  "^[ \\t]*#.*\\btune download": "one line; the last mark fits first",
};

const reasonFor = (source: string) => Object.keys(ON_SHORT_TEXTS).find((start) => source.startsWith(start));

function superlinear({ source, flags }: Written): readonly string[] {
  const { reports } = analyse(new RegExp(source, flags.replace("v", "u")));
  return reports.map(({ type, exponential }) => `${type}${exponential ? ", exponential" : ""}`);
}

const written = regularExpressions();
const known = written.filter(({ flags }) => flags !== "unknown");

test("the expressions of the program are found", () => expect(known.length).toBeGreaterThan(500));

test("none blows up, and what takes the square of the length is used on short texts only", () => {
  const found = known.flatMap((one) => {
    const reports = superlinear(one);
    const isExcused =
      reports.length > 0 && !reports.some((report) => report.includes("exponential")) && reasonFor(one.source) !== undefined;
    return reports.length === 0 || isExcused ? [] : [`${one.place}: /${one.source}/${one.flags}: ${reports.join("; ")}`];
  });
  expect(found).toEqual([]);
});

test("every excuse is needed", () => {
  const used = new Set(known.filter((one) => superlinear(one).length > 0).map(({ source }) => reasonFor(source)));
  expect(Object.keys(ON_SHORT_TEXTS).filter((start) => !used.has(start))).toEqual([]);
});

// Of the rules for texts (each used on at most 400 characters), of one bracket (used on one character), of the names of fields and of families, and of
// plain texts; and of one statement, whose parts are looked at each by itself.
test("expressions that are put together when the program runs are made of the project's own rules", () => {
  const places = written.filter(({ flags }) => flags === "unknown").map(({ place }) => place.replace(/:\d+$/, ""));
  expect([...new Set(places)].sort()).toEqual([
    "src/licenses/texts/license-words.ts",
    "src/licenses/texts/remarks.ts",
    "src/lineage/inferred.ts",
    "src/policy/glob-segment.ts",
    "src/readers/parts/model-details.ts",
    "src/readers/parts/prose-bases.ts",
    "src/readers/references/any-of.ts",
  ]);
});

test("no rule for the clause finder is a regular expression", () => {
  const rules = JSON.stringify(knowledge.clauseRules());
  expect(rules).not.toMatch(/\(\?[:=!<]/);
});
