import type { Literal } from "../../formats/code-syntax.ts";
import { lineBefore } from "../../formats/lines.ts";

/** Characters of an enumeration of names at most. */
const LONGEST_ENUM = 20_000;

/** The class that a member belongs to, of `class Model(str, Enum): SMALL = "owner/name"`; empty for all else. */
export function enumOf(source: string, { from, frame, key }: Literal): string {
  if (frame.opener !== "") return enumInBraces(source, from);
  if (key === "") return "";
  if (!/^[ \t]/.test(lineBefore(source, from, 400))) return "";
  const near = source.slice(Math.max(0, from - LONGEST_ENUM), from);
  let start = near.lastIndexOf("class ");
  // Also of a class inside another, but no word of a sentence.
  while (start > 0 && near.slice(near.lastIndexOf("\n", start) + 1, start).trim() !== "") start = near.lastIndexOf("class ", start - 1);
  return start === -1 ? "" : (/^class (\w+)\([^()]*Enum\):/.exec(near.slice(start, start + 300))?.[1] ?? "");
}

/** Kotlin's `enum class Model(val repo: String) { SMALL("owner/name") }`, Swift's `enum Model: String { case small = "owner/name" }`. */
function enumInBraces(source: string, from: number): string {
  const near = source.slice(Math.max(0, from - LONGEST_ENUM), from);
  const open = near.lastIndexOf("{");
  if (open === -1 || near.includes("}", open)) return "";
  return ENUM.exec(near.slice(Math.max(0, open - 300), open))?.[1] ?? "";
}

const ENUM = /\benum (?:class |struct )?(\w{1,60})(?:\([^(){}]{0,200}\))?[^(){};"]{0,80}$/;
