import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Rows of a table with a head line, by column. */
export type Table = readonly Readonly<Record<string, string>>[];

export function tsv(path: string): Table {
  const [head = "", ...rows] = readFileSync(path, "utf8").trimEnd().split("\n");
  const columns = head.split("\t");
  return rows.map((row) => Object.fromEntries(row.split("\t").map((cell, at) => [columns[at] ?? "", cell])));
}

/** Ways in which texts differ in the wild without being another license. */
export const transformations: Readonly<Record<string, (text: string) => string>> = {
  "as they are": (text) => text,
  rewrapped: (text) => wrap(text, 60),
  "wrapped wide": (text) => wrap(text, 200),
  "in capitals": (text) => text.toUpperCase(),
  "in comments": (text) => `/*\n${lines(text, " * ")}\n */\nint main(void) { return 0; }\n`,
  "in line comments": (text) => `${lines(wrap(text, 72), "# ")}\n\nimport sys\n`,
  "in Markdown": (text) => `# License\n\n${text.replace(/^(\w[^\n]{3,40})$/gm, "**$1**").replace(/"/g, "“")}\n`,
  "in HTML": (text) =>
    `<html><head><title>License</title><style>p { margin: 0 }</style></head><body><p>${escapeHtml(text).replace(/\n\s*\n/g, "</p>\n<p>")}</p></body></html>`,
  "with changed copyright": (text) =>
    text.replace(
      /^(\W*copyright)\b.*(\d{4}|<year>|\[yyyy\]).*$/gim,
      "$1 (c) 2024-2026 Example Research Ltd. and contributors. All rights reserved.",
    ),
  "inside a README": (text) =>
    `# Acme Bot\n\nA small assistant.\n\n## Install\n\n    npm install acme-bot\n\n## License\n\n${text}\n\n## Contact\n\nWrite to the team.\n`,
  "one word in a hundred edited": (text) => edit(text, 100),
  "one word in twenty edited": (text) => edit(text, 20),
};

function wrap(text: string, width: number): string {
  return text
    .split(/\n[ \t]*\n/)
    .map((paragraph) => {
      const filled: string[] = [];
      let line = "";
      for (const word of paragraph.split(/\s+/).filter((word) => word !== "")) {
        if (line !== "" && line.length + word.length >= width) {
          filled.push(line);
          line = word;
        } else line = line === "" ? word : `${line} ${word}`;
      }
      return [...filled, line].join("\n");
    })
    .join("\n\n");
}

function lines(text: string, prefix: string): string {
  return text
    .split("\n")
    .map((line) => `${prefix}${line}`.trimEnd())
    .join("\n");
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

/** Replaces, drops or doubles every so-manyeth word, the same each time. */
function edit(text: string, every: number): string {
  let seed = text.length;
  let number = Math.floor(every / 2);
  return text.replace(/[^\s]+/g, (word) => {
    if (++number % every !== 0) return word;
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    const way = (seed >>> 16) % 3;
    return way === 0 ? "substitute" : way === 1 ? "" : `${word} additional`;
  });
}

const legal = /warrant(y|ies)|hereby grant|redistribution and use|terms and conditions|permission to use|sublicense|acceptable use/i;

/** Documents in these folders that hold no text of a license, as far as telling phrases go. */
export function documentsWithoutLicense(folders: readonly string[], most: number): readonly string[] {
  const found: string[] = [];
  const walk = (folder: string, depth: number): void => {
    if (!existsSync(folder) || depth > 7) return;
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) walk(path, depth + 1);
      else if (
        /\.(md|markdown|txt|rst)$/i.test(entry.name) &&
        !/licen[sc]e|copying|notice/i.test(entry.name) &&
        !legal.test(readFileSync(path, "utf8"))
      )
        found.push(path);
    }
  };
  for (const folder of folders) walk(folder, 0);
  return found.slice(0, most);
}
