import { lineBefore } from "../../formats/lines.ts";

/** What stands before the second side of a comparison on its line: `[ "$MODEL" =`, `[[ $MODEL ==`, `ifeq ($(MODEL),`, `matrix.model ==`. */
const COMPARES = /(?:(?:^|[\s(])(?:\[\[?|test)\s[^\]\n]{0,200}?\s[!=]?=~?|[!=]=~?|\bifn?eq[ \t]*\([^,\n]{0,100},)[ \t]*["']?\*?$/;
/** A case of a shell's `case`: names with bars between them, and a bracket at their end. */
const CASE_BEFORE = /^[ \t]*\(?(?:["'*]{0,2}[\w./:-]{1,150}["'*]{0,2}[ \t]*\|[ \t]*)*["'*]{0,2}$/;
const CASE_AFTER = /^[\w./:-]{1,150}["'*]{0,2}[ \t]*(?:\|[^()\n&;]{0,500})?\)/;

/** Whether a name is only what something is compared with. */
export function isCompared(text: string, at: number): boolean {
  const line = lineBefore(text, at, 400);
  if (/[=,][ \t]*["']?\*?$/.test(line)) return COMPARES.test(line);
  return CASE_BEFORE.test(line) && CASE_AFTER.test(text.slice(at, at + 700));
}
