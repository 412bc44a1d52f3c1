import type { Literal } from "../../formats/code-syntax.ts";
import { lineBefore } from "../../formats/lines.ts";
import { isDatasetKey, isModelKey } from "./contexts.ts";

// Texts that a function gives back: by itself, or as one of several of which it chooses.

/** The function that gives a text back, whatever its name says: `def pick(size): … return "owner/name" if … else "owner/other"`; empty elsewhere. */
export function functionAround(source: string, { from, frame }: Literal): string {
  if (frame.opener === "(" || frame.opener === "[" || !RETURNS.test(lineBefore(source, from, 200))) return "";
  const [, name = ""] = [...source.slice(Math.max(0, from - LONGEST_FUNCTION), from).matchAll(FUNCTION)].at(-1) ?? [];
  return name;
}

const RETURNS = /^\s*return\s/;

/** What a text is that a function gives back whose name tells: a model or a data set; null for all else. */
export function givenKind(source: string, literal: Literal): "model" | "dataset" | null {
  const giving = functionGiving(source, literal);
  return isModelKey(giving) ? "model" : isDatasetKey(giving) ? "dataset" : chosenKind(source, literal);
}

/** The function that gives back nothing but a text: `def default_model(): return "…"`, `fn default_model() -> String { "….into() }`; empty elsewhere. */
function functionGiving(source: string, { from, before, frame }: Literal): string {
  if (before !== "return" && frame.opener !== "{") return "";
  return GIVING.exec(source.slice(Math.max(0, from - 300), from))?.[1] ?? "";
}

/** What a text is that is one of several which a function gives back whose name says what they are: `fn model_id(size: Size) -> &str { match size { Size::Small => "owner/name-small", … } }`. */
function chosenKind(source: string, literal: Literal): "model" | "dataset" | null {
  const { text, from, before } = literal;
  if (before !== "return" && !isArm(source, literal)) return null;
  const near = source.slice(Math.max(0, from - LONGEST_FUNCTION), from);
  const [, named = "", property = ""] = [...near.matchAll(FUNCTION)].at(-1) ?? [];
  const name = named || property;
  if (isDatasetKey(name)) return "dataset";
  return isModelKey(name) && CHOOSING.test(name) && /[-.\dA-Z]/.test(text.slice(text.indexOf("/") + 1)) ? "model" : null;
}

/** Characters of a function before a text in it at most. */
const LONGEST_FUNCTION = 3000;
const FUNCTION =
  /\b(?:defp?|fn|func|fun|function|[sS]tring)\s{1,9}(?:\([^()\n]{0,60}\)\s{0,9})?(\w{1,60})\s{0,9}[(<]|\b(?:var|val)\s{1,9}(\w{1,60})\s{0,9}:\s{0,9}String\??\s{0,9}\{/g;
const CHOOSING = /model|llm|embed|rerank|hugging_?face|(?:hf|hub|repo)_?(?:id|repo|name)/i;

const GIVING =
  /\b(?:def|fn|func|fun|function|[sS]tring) (\w{1,60})\([^()]{0,150}\)(?: ?(?:->|:)? ?&?[\w' ]{1,30})? ?[:{]\s{1,20}(?:return )?["'`]$/;

/** Rust's `Which::Small => "owner/name"` and `Self::Small => ("owner/name", "main")`; Kotlin's `Size.SMALL -> "owner/name"`. */
export function isArm(source: string, { from }: Literal): boolean {
  return ARM.test(source.slice(Math.max(0, from - 20), from));
}

const ARM = /[=-]>\s*(?:[{(]\s*)?"$/;
