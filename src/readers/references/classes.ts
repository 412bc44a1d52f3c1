import type { Literal } from "../../formats/code-syntax.ts";
import { lineBefore } from "../../formats/lines.ts";

/** Characters of a class before a text in it at most. */
const LONGEST_CLASS = 20_000;
/** Words “class” in sentences that are passed over at most. */
const MOST_WORDS = 50;

/** A class of Python's, with what it is made from. */
export interface ClassName {
  readonly name: string;
  readonly bases: string;
}

/** The class of Python's that a text is an attribute of, or a text of a tuple that is one; null for all else. */
export function classAround(source: string, { from, frame, key }: Literal): ClassName | null {
  const isTuple = frame.opener === "(" && frame.callee === "" && frame.parent?.opener === "";
  if ((isTuple ? frame.outerKey : key) === "" || (frame.opener !== "" && !isTuple)) return null;
  if (!isTuple && !/^[ \t]/.test(lineBefore(source, from, 400))) return null;
  const near = source.slice(Math.max(0, from - LONGEST_CLASS), from);
  let start = near.lastIndexOf("class ");
  // Also of a class inside another, but no word of a sentence.
  for (let left = MOST_WORDS; start > 0 && lineBefore(near, start, 400).trim() !== ""; left -= 1)
    start = left === 0 ? -1 : near.lastIndexOf("class ", start - 1);
  const [, name, bases = ""] = (start === -1 ? null : /^class (\w+)(?:\(([^()]*)\))?:/.exec(near.slice(start, start + 300))) ?? [];
  return name === undefined ? null : { name, bases };
}

/** The class that a member belongs to, of `class Model(str, Enum): SMALL = "owner/name"`; empty for all else. */
export function enumOf(source: string, literal: Literal): string {
  const around = classAround(source, literal);
  if (around !== null) return around.bases.endsWith("Enum") ? around.name : "";
  return literal.frame.opener === "" ? "" : enumInBraces(source, literal.from);
}

/** Kotlin's `enum class Model(val repo: String) { SMALL("owner/name") }`, Swift's `enum Model: String { case small = "owner/name" }`. */
function enumInBraces(source: string, from: number): string {
  const near = source.slice(Math.max(0, from - LONGEST_CLASS), from);
  const open = near.lastIndexOf("{");
  if (open === -1 || near.includes("}", open)) return "";
  return ENUM.exec(near.slice(Math.max(0, open - 300), open))?.[1] ?? "";
}

const ENUM = /\benum (?:class |struct )?(\w{1,60})(?:\([^(){}]{0,200}\))?[^(){};"]{0,80}$/;
