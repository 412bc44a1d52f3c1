import { readFileSync, statSync } from "node:fs";
import { limits } from "../limits.ts";
import type { Result } from "../model.ts";
import { forTerminal } from "../reports/parts/escape.ts";
import { resultSchema } from "../result-schema.ts";
import { UsageError } from "./usage.ts";

/**
 * A saved result (contract, section 2), checked field by field. Fields that a later program of the same version added are left out; results of another version
 * are refused. Throws UsageError with file, place and remedy.
 */
export function readResult(path: string): Result {
  return resultOf(textOf(path), path);
}

/** The same for the text of a result, which lies at `path`. */
export function resultOf(text: string, path: string): Result {
  const value = parsed(text, path);
  if (typeof value !== "object" || value === null || !("version" in value) || !("components" in value))
    throw refused(path, "it has neither version nor components");
  if (value.version !== 1) throw refused(path, `version ${JSON.stringify(value.version)}, and this program reads version 1`);
  const first = resultSchema.safeParse(value);
  if (first.success) return first.data;
  for (const issue of first.error.issues) if (issue.code === "unrecognized_keys") remove(value, issue.path, issue.keys);
  const second = resultSchema.safeParse(value);
  if (second.success) return second.data;
  const [issue] = second.error.issues;
  const place = (issue?.path ?? []).map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`)).join("");
  throw refused(path, `${place.replace(/^\./, "")}: ${issue?.message ?? "unknown"}`);
}

function textOf(path: string): string {
  try {
    if (statSync(path).size <= limits.shardBytes) return readFileSync(path, "utf8");
  } catch (error) {
    throw refused(path, `it cannot be read: ${(error as NodeJS.ErrnoException).code ?? "unknown error"}`);
  }
  throw refused(path, `larger than ${limits.shardBytes / 1_000_000} MB`);
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    throw refused(path, error instanceof Error ? error.message : String(error));
  }
}

function refused(path: string, reason: string): UsageError {
  return new UsageError(
    `${forTerminal(path)}: not a result of modelterms scan --format json (${forTerminal(reason.replaceAll(/\s+/g, " "))}); write one with: modelterms scan --format json=result.json`,
  );
}

function remove(value: object, path: readonly PropertyKey[], keys: readonly string[]): void {
  let at: unknown = value;
  for (const part of path) at = typeof at === "object" && at !== null ? (at as Record<PropertyKey, unknown>)[part] : undefined;
  if (typeof at === "object" && at !== null) for (const key of keys) delete (at as Record<string, unknown>)[key];
}
