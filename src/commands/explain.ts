import { existsSync, readFileSync } from "node:fs";
import { checks } from "../checks/registry.ts";
import { type Explanation, explain } from "../explain/explain.ts";
import { explainFinding } from "../explain/finding.ts";
import type { Knowledge } from "../licenses/knowledge.ts";
import { nearestNames } from "../licenses/names.ts";
import type { Location, Result } from "../model.ts";
import { forTerminal } from "../reports/parts/escape.ts";
import { type Palette, wrap } from "../reports/parts/terminal.ts";
import { UsageError } from "./usage.ts";

/** `modelterms explain FINGERPRINT`: a finding of a scan of this folder, step by step. */
export async function explainFingerprint(
  fingerprint: string,
  scanHere: () => Promise<Result>,
  palette: Palette,
  width: number,
): Promise<string> {
  const result = await scanHere();
  const finding = result.findings.find((one) => one.fingerprint === fingerprint);
  if (finding === undefined)
    throw new UsageError(
      `a scan of this folder has no finding ${fingerprint}: run it where the finding was made (fingerprints stand in --format json)`,
    );
  return layOut(explainFinding(finding, result, lineAt(finding.policyLocation)), palette, width);
}

/** The line of a file of this folder; null where there is none, as of shipped and remote policies. */
function lineAt(place: Location | null): string | null {
  if (place === null || place.line === null || !existsSync(place.path)) return null;
  return readFileSync(place.path, "utf8").split("\n")[place.line - 1]?.trim() ?? null;
}

/** `modelterms explain NAME`: the words on standard output. Throws UsageError with the nearest names where the name is not known. */
export function runExplain(name: string, knowledge: Knowledge, palette: Palette, width: number): string {
  const explanation = explain(name, knowledge, checks);
  if (explanation === null) {
    const near = nearestNames(name, [
      ...checks.map(({ id }) => id),
      ...knowledge.terms.keys(),
      ...knowledge.names.catalog.keys(),
      ...knowledge.names.spdx.keys().map((key) => knowledge.names.spdx.get(key) ?? key),
    ]);
    throw new UsageError(
      `nothing is known about ${JSON.stringify(name)}${near.length > 0 ? `; did you mean ${near.join(", ")}?` : ": name a license, a term or a check"}`,
    );
  }
  return layOut(explanation, palette, width);
}

function layOut(explanation: Explanation, palette: Palette, width: number): string {
  const lines: string[] = [];
  for (const block of explanation) {
    if (block.block === "title") lines.push(palette.strong(forTerminal(block.text)), "");
    else if (block.block === "text") lines.push(...wrap(forTerminal(block.text), "", width), "");
    else {
      lines.push(palette.strong(forTerminal(block.heading)));
      for (const { text, source } of block.items) {
        lines.push(...wrap(forTerminal(text), "  ", width, 2));
        if (source !== "") lines.push(...wrap(forTerminal(source), "      ", width, 2).map((line) => palette.faint(line)));
      }
      lines.push("");
    }
  }
  return `${lines.join("\n").trimEnd()}\n`;
}
