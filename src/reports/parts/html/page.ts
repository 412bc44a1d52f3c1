import { createHash } from "node:crypto";
import type { Result } from "../../../model.ts";
import { DISCLAIMER } from "../wording.ts";
import { Html, html } from "./markup.ts";
import { SCRIPT } from "./script.ts";
import { STYLE } from "./style.ts";

/** A part of the page: its anchor, how the table of contents calls it, and its markup. */
export type Part = readonly [id: string, title: string, body: Html];

/**
 * The whole page. Its content-security policy (CSP Level 3) lets in the one style and the one script that are named by their hashes, and nothing else: no
 * network, no styles in attributes, no handlers.
 */
export function page(
  { date, tool }: { readonly date: string; readonly tool?: Result["tool"] },
  title: string,
  parts: readonly Part[],
): string {
  const maker = tool === undefined ? "modelterms" : `${tool.name} ${tool.version}`;
  const policy = `default-src 'none'; style-src '${hashOf(STYLE)}'; script-src '${hashOf(SCRIPT)}'; img-src data:; base-uri 'none'; form-action 'none'`;
  return html`${new Html("<!DOCTYPE html>")}
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="${maker}">
<title>${title}</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<a class="skip" href="#answer">Skip to the answer</a>
<header>
<h1>${title}</h1>
<p>${date}, ${maker}. ${DISCLAIMER}</p>
</header>
<nav aria-label="Contents"><ol>${parts.map(([id, words]) => html`<li><a href="#${id}">${words}</a></li>`)}</ol></nav>
<main>
${parts.map(([, , body]) => body)}</main>
<footer><p>Made by ${maker} on ${date}. ${DISCLAIMER}</p></footer>
<script>${new Html(SCRIPT)}</script>
</body>
</html>
`.text;
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
