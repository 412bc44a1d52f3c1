import { micromark } from "micromark";
import { describe, expect, test } from "vitest";
import type { Finding, Result } from "../../src/model.ts";
import { COMPARISON_FORMATS, renderComparison } from "../../src/reports/comparison.ts";
import { compare } from "../../src/reports/parts/comparison.ts";
import { everything, hostileTexts, poisoned } from "./results.ts";

const OPTIONS = { color: false, width: 80 };
const [failing, review, waived] = everything.findings as readonly [Finding, Finding, Finding];

function withFindings(findings: readonly Finding[]): Result {
  return { ...everything, findings };
}

const changesOf = (before: Result, after: Result) =>
  compare(before, after).differences.map(({ change, about, component, before: old, after: now }) => [change, about, component, old, now]);
const BOT = "acme/support-bot-8b in models/bot (model)";

const cases: readonly (readonly [string, Finding | null, Finding | null, readonly unknown[]])[] = [
  ["a finding that comes is new", null, failing, ["new", "finding", BOT, null, "fail"]],
  ["one that goes is gone", failing, null, ["gone", "finding", BOT, "fail", null]],
  ["review that fails is worse", { ...failing, verdict: "review" }, failing, ["worse", "finding", BOT, "review", "fail"]],
  ["a failure that needs review is better", failing, { ...failing, verdict: "review" }, ["better", "finding", BOT, "fail", "review"]],
  ["what passes now is better", failing, { ...failing, verdict: "pass" }, ["better", "finding", BOT, "fail", "pass"]],
  ["what passed and fails now is worse", { ...failing, verdict: "pass" }, failing, ["worse", "finding", BOT, "pass", "fail"]],
  ["a waiver that comes", { ...waived, waiver: null }, waived, ["newly-waived", "finding", BOT, "fail", "fail"]],
  ["a finding that comes with its waiver", null, waived, ["newly-waived", "finding", BOT, null, "fail"]],
  ["a waiver that no longer holds", waived, { ...waived, waiver: null }, ["expired", "finding", BOT, "fail", "fail"]],
];

test.each(cases)("%s", (_, before, after, expected) => {
  const list = (one: Finding | null) => withFindings(one === null ? [review] : [one, review]);
  expect(changesOf(list(before), list(after))).toEqual([expected]);
});

test("a finding that comes and passes is no change, nor is the same result", () => {
  expect(changesOf(withFindings([]), withFindings([{ ...failing, verdict: "pass" }]))).toEqual([]);
  expect(changesOf(everything, everything)).toEqual([]);
  expect(renderComparison(compare(everything, everything), "text", OPTIONS)).toContain("Nothing has changed");
});

test("components come, go, get better and change their license; waivers end", () => {
  const [bot, weights, tickets, ...others] = everything.components;
  if (bot === undefined || weights === undefined || tickets === undefined) throw new Error("the fixture has lost its components");
  const relicensed = { ...tickets, concluded: { ...tickets.concluded, expression: "MIT" } };
  const [waiver] = everything.waivers;
  if (waiver === undefined) throw new Error("no waiver");
  const after: Result = {
    ...everything,
    components: [{ ...bot, verdict: "review" }, relicensed, ...others, { ...weights, id: "path:other.gguf", name: "other.gguf" }],
    waivers: [{ ...waiver, state: "expired" }],
    findings: [],
  };
  expect(changesOf({ ...everything, findings: [] }, after)).toEqual([
    ["new", "component", "acme/tickets (dataset, used)", "pass", "pass"],
    ["new", "component", "other.gguf (adapter)", null, "review"],
    ["expired", "waiver", "acme/*", null, null],
    ["better", "component", BOT, "fail", "review"],
    ["gone", "component", "weights.gguf (adapter)", "review", null],
  ]);
});

test("another policy is named, with both hashes", () => {
  const other = { ...everything, scan: { ...everything.scan, policy: { ...everything.scan.policy, sha256: "cd".repeat(32) } } };
  for (const format of COMPARISON_FORMATS) {
    const report = renderComparison(compare(everything, other), format, OPTIONS).replace(/\s+/g, " ");
    expect(report).toContain("cd".repeat(32));
    if (format !== "json") expect(report).toContain("may come from the policy");
  }
});

describe.each(hostileTexts.filter(([name]) => name !== "empty"))("%s in every field", (_, hostile) => {
  const bad = poisoned(hostile);
  const comparison = compare(everything, bad);
  const plain = compare(everything, poisoned("x"));

  test.each(COMPARISON_FORMATS)("is text in %s", (format) => {
    const report = renderComparison(comparison, format, OPTIONS);
    expect(report).not.toMatch(/(?!\n)[\p{Cc}\p{Bidi_Control}\u2028\u2029\p{Surrogate}]/u);
    expect(report).toBe(renderComparison(compare(everything, bad), format, OPTIONS));
    if (format === "markdown") {
      const tags = (markdown: string) =>
        [...micromark(markdown, { allowDangerousHtml: true }).matchAll(/<(?!\/?code)[^>]*>/g)].map(([tag]) => tag);
      expect(tags(report)).toEqual(tags(renderComparison(plain, format, OPTIONS)));
    }
    if (format === "html") {
      const tags = (html: string) => html.replace(/<(style|script)>[\s\S]*?<\/\1>/g, "").match(/<[a-z/!][^>]*>/gi);
      const shape = (html: string) => tags(html)?.map((tag) => tag.replace(/"[^"]*"/g, '""'));
      expect(shape(report)).toEqual(shape(renderComparison(plain, format, OPTIONS)));
    }
  });
});
