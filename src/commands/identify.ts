import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { decodeText } from "../formats/text.ts";
import { type Identification, identify } from "../identify.ts";
import type { Knowledge } from "../licenses/knowledge.ts";
import type { TextReader } from "../licenses/read-text.ts";
import { limits } from "../limits.ts";
import { grouped } from "../numbers.ts";
import { forTerminal, shorten } from "../reports/parts/escape.ts";
import { type Palette, wrap } from "../reports/parts/terminal.ts";

export interface Identified {
  readonly output: string;
  /** 0 where every file could be read, 2 where one could not. */
  readonly code: 0 | 2;
}

/** `modelterms identify FILE…`: which license each text is, how sure, what differs, which terms it holds. */
export function runIdentify(
  files: readonly string[],
  format: "text" | "json",
  around: { knowledge: Knowledge; readText: TextReader; warn(message: string): void },
  palette: Palette,
  width: number,
): Identified {
  const identified: Identification[] = [];
  let code: 0 | 2 = 0;
  for (const path of files) {
    try {
      const bytes = readFileSync(path);
      if (bytes.length > limits.textBytes) throw new Error(`larger than ${limits.textBytes / 1_000_000} MB`);
      const { text } = decodeText(bytes);
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      identified.push(
        identify({ path, type: "license", text, startLine: 1, covers: null, collection: false, sha256 }, around.readText, around.knowledge),
      );
    } catch (error) {
      around.warn(
        `${forTerminal(path)}: could not be read (${(error as NodeJS.ErrnoException).code ?? (error instanceof Error ? error.message : "unknown error")}); name a readable text file`,
      );
      code = 2;
    }
  }
  if (format === "json") return { output: `${JSON.stringify(identified, null, 2)}\n`, code };
  return { output: identified.map((one) => `${layOut(one, around.knowledge, palette, width).join("\n")}\n`).join("\n"), code };
}

function layOut({ path, matches, terms, classes }: Identification, knowledge: Knowledge, palette: Palette, width: number): string[] {
  const lines = [palette.strong(forTerminal(path))];
  if (matches.length === 0) lines.push("  no license text that is known");
  for (const { license, confidence, kind, startLine, endLine, unmatched } of matches) {
    const paint = kind === "exact" ? palette.pass : palette.review;
    lines.push(
      `  ${paint(kind.padEnd(8))} ${license}  ${palette.faint(`${Math.round(confidence * 1000) / 10} %, lines ${startLine}–${endLine}${knowledge.licenses.has(license) ? "" : ", not in the catalog"}`)}`,
    );
    if (unmatched.length > 0)
      lines.push(
        ...wrap(
          `not in it: lines ${unmatched.map((range) => (range.startLine === range.endLine ? range.startLine : `${range.startLine}–${range.endLine}`)).join(", ")}`,
          "           ",
          width,
          2,
        ),
      );
  }
  lines.push(`  ${classes.join(", ")}`);
  const read = terms.filter(({ license }) => license === null);
  if (read.length > 0) lines.push("  terms read out of the text:");
  for (const { term, value, evidence } of read) {
    const parameters =
      value === null
        ? ""
        : ` ${Object.entries(value)
            .map(([name, one]) => `${name}: ${Array.isArray(one) ? one.join(", ") : typeof one === "number" ? grouped(one) : String(one)}`)
            .join("; ")}`;
    lines.push(...wrap(forTerminal(`${term}${parameters}`), "    ", width, 2));
    if (evidence !== null)
      lines.push(
        ...wrap(forTerminal(`line ${evidence.startLine}: “${shorten(evidence.quote, 160)}”`), "      ", width).map((line) =>
          palette.faint(line),
        ),
      );
  }
  const known = terms.length - read.length;
  if (known > 0)
    lines.push(
      palette.faint(
        `  and ${known} terms of ${[...new Set(matches.map(({ license }) => license))].slice(0, 1).join("")}: modelterms explain ${matches[0]?.license ?? ""}`,
      ),
    );
  return lines;
}
