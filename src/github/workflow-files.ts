import { randomUUID } from "node:crypto";
import { appendFileSync } from "node:fs";
import type { Environment } from "./client.ts";

/** A job summary beyond 1 MiB is dropped whole. */
export const LONGEST_SUMMARY = 1_000_000;

/**
 * Hands outputs to later steps: `name<<DELIMITER`, the value, `DELIMITER`, appended to the file that `GITHUB_OUTPUT` names (GitHub, "Workflow commands").
 * The delimiter is random, so that no value can end itself and begin another.
 */
export function writeOutputs(environment: Environment, outputs: Readonly<Record<string, string>>): void {
  const file = environment["GITHUB_OUTPUT"];
  if (file === undefined || file === "") return;
  const text = Object.entries(outputs).map(([name, value]) => {
    const delimiter = `modelterms_${randomUUID()}`;
    return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
  });
  appendFileSync(file, text.join(""));
}

/** Adds Markdown to the job's summary. */
export function writeSummary(environment: Environment, markdown: string): void {
  const file = environment["GITHUB_STEP_SUMMARY"];
  if (file !== undefined && file !== "") appendFileSync(file, `${markdown}\n`);
}

/** Text between these lines is shown and not obeyed, whatever it holds. */
export function notObeyed(text: string): string {
  const token = randomUUID();
  return `::stop-commands::${token}\n${text}${text.endsWith("\n") ? "" : "\n"}::${token}::\n`;
}
