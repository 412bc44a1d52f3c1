import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterEach, describe, expect, test } from "vitest";
import type { Component, Result } from "../../src/model.ts";
import { hasChromium, openBrowser } from "../harness/chromium.ts";
import { newFolder } from "../harness/folders.ts";
import { FIXTURES } from "../harness/places.ts";
import { modelterms } from "../harness/program.ts";
import { everything, hostileTexts, poisoned, product, text } from "./results.ts";

const hasPdfTools = (() => {
  try {
    execFileSync("pdftotext", ["-v"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What a page did that it must not do: requests, errors (a broken content-security policy is one), dialogs. */
interface Opened {
  readonly page: Page;
  readonly complaints: readonly string[];
}

const contexts: BrowserContext[] = [];
afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
});

async function open(html: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const path = join(newFolder(), "report.html");
  writeFileSync(path, html);
  const context = await (await openBrowser()).newContext({ viewport: { width: 1280, height: 900 }, ...options });
  contexts.push(context);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("request", (request) => {
    if (request.url() !== pathToFileURL(path).href) complaints.push(`request: ${request.url()}`);
  });
  page.on("console", (message) => complaints.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(pathToFileURL(path).href);
  return { page, complaints };
}

const openReport = async (result: Result, options: BrowserContextOptions = {}) => open(await text("html", result), options);
const shownRows = (page: Page) =>
  page.locator("#components-table tbody tr:not(.out)").evaluateAll((rows) => rows.map((row) => row.querySelector("th")?.textContent ?? ""));

/** As many components as wanted, of all that the fixture has. */
function manyComponents(count: number): Result {
  const components = Array.from({ length: count }, (_, at): Component => {
    const model = everything.components[at % everything.components.length] as Component;
    return { ...model, id: `${model.id}-${at}`, name: `${model.name}-${at}` };
  });
  const findings = components.flatMap(({ id }, at) => {
    const finding = everything.findings[at % 5];
    return finding === undefined ? [] : [{ ...finding, component: id, fingerprint: at.toString(16).padStart(16, "0") }];
  });
  return { ...everything, components, findings, summary: { ...everything.summary, components: count } };
}

/** One result in which each of the texts stands in every field of components, findings and decisions of its own. */
function poisonedByEach(texts: readonly string[]): Result {
  const all = texts.map((hostile, at): Result => {
    const one = poisoned(hostile);
    const own = (id: string) => `${at}:${id}`;
    const components = one.components.map((component) => ({ ...component, id: own(component.id) }));
    return { ...one, components, findings: one.findings.map((finding) => ({ ...finding, component: own(finding.component) })) };
  });
  const [first = everything] = all;
  return {
    ...first,
    components: all.flatMap(({ components }) => components),
    findings: all.flatMap(({ findings }) => findings),
    problems: all.flatMap(({ problems }) => problems),
  };
}

/** Four models of which the same is said, and one that passes. */
async function severalAlike(): Promise<Result> {
  const names = ["acme/first", "acme/second", "acme/third", `acme/${"fourth-".repeat(12)}encoder`, "bert-base-uncased"];
  const lines = names.map((name) => `AutoModel.from_pretrained("${name}")\n`);
  const folder = newFolder({ "app.py": `from transformers import AutoModel\n${lines.join("")}` });
  return JSON.parse((await modelterms(["scan", folder, "--format", "json"])).output) as Result;
}

test("the page lets in its own style and script by their hashes, and nothing else", async () => {
  const html = await text("html", everything);
  const [, policy = ""] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
  const hash = (tag: string) =>
    createHash("sha256")
      .update(new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(html)?.[1] ?? "")
      .digest("base64");
  expect(policy.replaceAll("&#39;", "'")).toBe(
    `default-src 'none'; style-src 'sha256-${hash("style")}'; script-src 'sha256-${hash("script")}'; img-src data:; base-uri 'none'; form-action 'none'`,
  );
  expect(html.replace(/<(style|script)>[\s\S]*?<\/\1>/g, "")).not.toMatch(/ style="|\bon[a-z]+="|\bsrc="|href="(?!#)/);
});

test("the signed hash is that of the JSON file", async () => {
  const folder = newFolder();
  const formats = ["json", "html"].flatMap((format) => ["--format", `${format}=${join(folder, `r.${format}`)}`]);
  await modelterms(["scan", `${FIXTURES}repositories/product`, ...formats]);
  const hash = createHash("sha256")
    .update(readFileSync(join(folder, "r.json")))
    .digest("hex");
  expect(readFileSync(join(folder, "r.html"), "utf8")).toContain(hash);
});

test.skipIf(!hasChromium)("all parts stand in their order, readable without script", async () => {
  const { page, complaints } = await openReport(await product(), { javaScriptEnabled: false });
  const ids = await page.locator("main > section").evaluateAll((sections) => sections.map(({ id }) => id));
  expect(ids).toEqual(
    "answer todo pictures inventory obligations decisions datasets terms ai-act components problems method sign-off".split(" "),
  );
  expect(await page.locator("form").count()).toBe(0);
  expect(await page.locator("#components-table tbody tr").count()).toBe(14);
  const details = page.locator("details.component", { hasText: "models/support-bot" });
  await details.locator("> summary").click();
  // biome-ignore lint/performance/useDomNodeTextContent: what is seen counts, not what is there
  await expect.poll(() => details.innerText()).toContain("models/support-bot/README.md:2:10");
  expect(complaints).toEqual([]);
});

describe.skipIf(!hasChromium)("the script", () => {
  test("searches, filters, and shows all again", async () => {
    const { page, complaints } = await openReport(await product());
    await page.getByRole("searchbox").fill("LLAMA built");
    await expect.poll(() => shownRows(page)).toEqual(["models/support-bot", "deploy/Modelfile"]);
    // biome-ignore lint/performance/useDomNodeTextContent: what is seen counts, not what is there
    expect(await page.getByRole("status").innerText()).toContain("2 of 14 components");
    expect(await page.locator("details.component:not(.out)").count()).toBe(2);
    await page.getByRole("combobox", { name: "Verdict" }).selectOption("fail");
    expect(await shownRows(page)).toEqual(["models/support-bot"]);
    await page.getByRole("button", { name: "Show all" }).click();
    expect(await shownRows(page)).toHaveLength(14);
    await page.getByRole("combobox", { name: "Kind" }).selectOption("dataset");
    expect(await shownRows(page)).toEqual(["datasets/tickets"]);
    expect(complaints).toEqual([]);
  });

  test("sorts by every column, both ways, and tells which", async () => {
    const { page } = await openReport(await product());
    const heads = page.locator("#components-table thead th");
    for (let at = 0; at < (await heads.count()); at += 1) {
      const keys = () =>
        page
          .locator(`#components-table tbody tr > :nth-child(${at + 1})`)
          .evaluateAll((cells) => cells.map((cell) => cell.getAttribute("data-sort") ?? cell.textContent ?? ""));
      await heads.nth(at).getByRole("button").click();
      expect(await heads.nth(at).getAttribute("aria-sort")).toBe("ascending");
      const up = await keys();
      expect(up).toEqual(up.toSorted(new Intl.Collator("en", { numeric: true }).compare));
      await heads.nth(at).getByRole("button").click();
      expect(await heads.nth(at).getAttribute("aria-sort")).toBe("descending");
      const down = await keys();
      expect(down).toEqual(down.toSorted((a, b) => new Intl.Collator("en", { numeric: true }).compare(b, a)));
    }
    expect(await page.locator("[aria-sort]").count()).toBe(1);
  });

  test("works from the keyboard alone", async () => {
    const { page } = await openReport(await product());
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect.poll(() => new URL(page.url()).hash).toBe("#answer");
    await page.getByRole("searchbox").focus();
    await page.keyboard.type("gemma");
    await expect.poll(() => shownRows(page)).toEqual(["models/tiny"]);
    await page.keyboard.press("Escape");
    await expect.poll(() => shownRows(page)).toHaveLength(14);
    await page.locator("#components-table thead button").first().focus();
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await shownRows(page))[0]).toBe("adapters/tone");
    await page.getByRole("link", { name: "models/ranker" }).first().focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => page.evaluate("document.activeElement.closest('details')?.open")).toBe(true);
    expect(await page.evaluate("document.activeElement.textContent")).toContain("models/ranker");
  });

  test("filters what is said of several components name by name", async () => {
    const { page, complaints } = await openReport(await severalAlike());
    const many = page.locator(".findings.many");
    expect(await many.count()).toBe(1);
    expect(await many.locator("li[data-component]").count()).toBe(4);
    await page.getByRole("searchbox").fill("acme/second");
    await expect.poll(() => shownRows(page)).toEqual(["acme/second"]);
    expect(await many.locator("li[data-component]:visible").count()).toBe(1);
    await page.getByRole("searchbox").fill("license-unknown");
    await expect.poll(async () => (await shownRows(page)).length).toBe(4);
    await page.getByRole("searchbox").fill("bert-base-uncased");
    await expect.poll(() => shownRows(page)).toEqual(["bert-base-uncased"]);
    expect(await many.isVisible()).toBe(false);
    expect(complaints).toEqual([]);
  });

  test("works on 5,000 components", async () => {
    const { page, complaints } = await openReport(manyComponents(5000));
    expect(await shownRows(page)).toHaveLength(5000);
    await page.getByRole("searchbox").fill("weights.gguf-4998");
    await expect.poll(async () => (await shownRows(page)).length, { timeout: 30_000 }).toBe(0);
    await page.getByRole("searchbox").fill("weights.gguf-4993");
    await expect.poll(() => shownRows(page), { timeout: 30_000 }).toEqual(["weights.gguf-4993"]);
    expect(complaints).toEqual([]);
  });
});

describe.skipIf(!hasChromium)("everyone can read it", () => {
  test.each([
    ["light", 390],
    ["dark", 1280],
  ] as const)("%s at %i pixels: axe finds nothing, and nothing sticks out", async (colorScheme, width) => {
    // What the example shows is part of what everything together shows.
    for (const result of [everything, await severalAlike()]) {
      const { page } = await openReport(result, { colorScheme, viewport: { width, height: 900 } });
      await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true");
      await page.evaluate(AXE);
      const found = (await page.evaluate("axe.run({ resultTypes: ['violations'] })")) as {
        violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
      };
      expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`)).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    }
  });
});

test.skipIf(!hasChromium || !hasPdfTools)("prints whole, with page numbers and the heads of tables on every page", async () => {
  const { page } = await openReport(manyComponents(150));
  await page.getByRole("searchbox").fill("nothing like it");
  const path = join(newFolder(), "report.pdf");
  await page.pdf({ path, preferCSSPageSize: true });
  const pages = execFileSync("pdftotext", ["-layout", path, "-"], { encoding: "utf8", maxBuffer: 1e9 }).split("\f").slice(0, -1);
  for (const [at, words] of pages.entries()) expect(words).toContain(`Page ${at + 1} of ${pages.length}`);
  const whole = pages.join("\n").replace(/\s+/g, "");
  // Details are opened, and what a search has hidden is printed all the same.
  expect(whole.match(/readashuggingface-card/g)?.length).toBe(4 * 25);
  for (const { name } of manyComponents(150).components) expect(whole).toContain(name);
  const inventory = pages.filter((words) => /Component\s+Verdict\s+Kind\s+License/.test(words));
  expect(inventory.length).toBeGreaterThan(2);
});

describe.skipIf(!hasChromium)("hostile text in every field", () => {
  const SHAPE = `[...new Set([...document.querySelectorAll("*")].flatMap((one) => ["", ...one.getAttributeNames()].map((name) => one.tagName + " " + name)))]`;
  const shapeOf = async (page: Page) => (await page.evaluate(SHAPE)) as string[];
  const texts = hostileTexts.map(([, hostile]) => hostile);

  test.each([
    ["each by itself", texts],
    ["all at once", [texts.join(" ")]],
    ["long", ["n".repeat(5000)]],
  ])("%s is no element, attribute, script or request", async (_, hostile) => {
    const plain = await shapeOf((await openReport(everything)).page);
    const { page, complaints } = await openReport(poisonedByEach(hostile));
    expect(complaints).toEqual([]);
    const known = new Set([...plain, "EM "]);
    expect((await shapeOf(page)).filter((one) => !known.has(one))).toEqual([]);
    expect(await page.locator("script").count()).toBe(1);
    expect(await page.locator("a:not([href^='#'])").count()).toBe(0);
    expect(await page.locator("#components-table tbody tr").count()).toBe(hostile.length * everything.components.length);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(1280);
  });
});
