import type { Result } from "../model.ts";
import { unobeyed } from "./parts/escape.ts";

/** The result itself (contract, section 2). Characters that a terminal or an editor would obey are written as escapes. */
export function jsonReport(result: Result): string {
  return [...jsonPieces(result)].join("");
}

/** The same in pieces: the result of many repositories may be longer than any one text can be (some 500 MB). */
export function* jsonPieces(result: Result): Iterable<string> {
  yield* pieces(result, "\n", DEPTH);
  yield "\n";
}

/** Levels that are taken apart: lists of components and findings, and what a shard carries. */
const DEPTH = 3;

/** As `JSON.stringify(value ?? null, null, 2)` writes it; `end` is the line end with the indentation of the value. */
function* pieces(value: unknown, end: string, depth: number): Iterable<string> {
  if (depth === 0 || typeof value !== "object" || value === null) {
    yield unobeyed(JSON.stringify(value, null, 2)).replaceAll("\n", end);
    return;
  }
  const isList = Array.isArray(value);
  const entries: readonly (readonly [string, unknown])[] = isList
    ? value.map((item: unknown) => ["", item])
    : Object.entries(value).filter(([, item]) => item !== undefined);
  if (entries.length === 0) {
    yield isList ? "[]" : "{}";
    return;
  }
  const inner = `${end}  `;
  let separator = isList ? "[" : "{";
  for (const [key, item] of entries) {
    yield `${separator}${inner}${isList ? "" : `${unobeyed(JSON.stringify(key))}: `}`;
    yield* pieces(item, inner, depth - 1);
    separator = ",";
  }
  yield `${end}${isList ? "]" : "}"}`;
}
