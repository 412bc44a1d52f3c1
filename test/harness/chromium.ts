import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";
import { afterAll } from "vitest";

const PATH =
  process.env["CHROMIUM"] ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) => existsSync(path));

/** Whether there is a browser to test with: Debian's package `chromium`, or the one that CHROMIUM names. */
export const hasChromium = PATH !== undefined;

const FLAGS =
  "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync --disable-dev-shm-usage";
let browser: Promise<Browser> | null = null;

/** One browser for all tests of a file, with a profile of its own. */
export function openBrowser(): Promise<Browser> {
  if (PATH === undefined) throw new Error("no Chromium");
  browser ??= chromium.launch({ executablePath: PATH, args: FLAGS.split(" ") });
  return browser;
}

afterAll(async () => {
  await (await browser)?.close();
  browser = null;
});
