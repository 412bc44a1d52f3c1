import type { Frame, Literal } from "../../formats/code-syntax.ts";
import { lineBefore } from "../../formats/lines.ts";
import { remembering } from "./remembering.ts";

/** Calls of which the texts are for people: output, logs, errors, warnings. */
const SHOWING =
  /(?:^|[.:])_?(?:print|println|eprint|eprintln|printf|fprintf|Print|Printf|Println|Fprint|Fprintf|Fprintln|WriteLine|puts|echo|secho|rprint|pprint|print_help|console\.\w+|stdout\.write|stderr\.write|(?:log(?:ger|ging)?|tracing|winston|pino|slog|LOG(?:GER)?|_log(?:ger)?)[.:]+\w+|log|warn|warn_once|warning|info|debug|trace|Fatalf?|Error(?:f|ln)?|\w+Error|\w*Exception|\w+Warning|panic|bail|anyhow|todo|unimplemented|add_argument_group|tqdm\.write|notify|toast(?:\.\w+)?|alert|st\.(?:write|info|error|warning|success|title|header|subheader|caption|markdown|text)|gr\.Markdown)!?$/;
/** Languages in which a call needs no brackets. */
const SAYING = /^(?:puts|echo|print|raise|IO\.puts)$/;
/** Arguments and keys of which the text describes something. */
const DESCRIBING =
  /(?:^|[._])(?:help|help_text|short_help|long_help|description|desc|documentation|message|msg|title|comment|comments|notes?|epilog|usage|placeholder|tooltip|docstring|summary|readme)$/i;
/** Calls that hold what came out against what was expected, or a name against one or several beginnings or ends. */
const COMPARING =
  /(?:^|[.:_])(?:assert\w*!?|expect|to(?:Be|Equal|StrictEqual|Match\w*|Contain\w*|Throw\w*|HaveBeenCalledWith)|(?:assert|require)\.\w*[eE]qual\w*|(?:starts|ends)_?[wW]ith)$/;
/** Tables of cases that a test is run with. */
const TABULATING = /(?:^|\.)(?:parametrize|each)$/;

const shows = remembering((callee) => SHOWING.test(callee));

/** Whether a text is only there for people to read: printed, logged, a message of an error, the help of an option. */
export function isShown({ frame, key, before }: Literal): boolean {
  if (isDescribing(key) || SAYING.test(before)) return true;
  // Lists and brackets around it are still the call's; in braces may stand a whole function.
  let call = frame;
  while (call.parent !== null && (call.opener === "[" || (call.opener === "(" && call.callee === ""))) call = call.parent;
  return call.opener === "(" && !call.isDefinition && call.callee !== "" && shows(call.callee);
}

/** Whether a key says that words for people follow: `help`, `description`. */
export function isDescribing(key: string): boolean {
  return key !== "" && DESCRIBING.test(key);
}

const HELD_BEFORE =
  /(?:[!=]=|\b(?:if|elif|and|or|not|when|return|&&|\|\|)\b[^\n]{0,200}\b(?:in|of) ?[[({][^\])}]*|\bcase(?:[ \t]+["'`][^"'`\n]{1,200}["'`][ \t]*[,|])*|\.(?:starts?_?with|ends?_?with|includes|contains|equals(?:IgnoreCase)?|has_?prefix|has_?suffix)\()[ \t]*[([]?["'`]$/i;
const HELD_BEHIND = /^["'`](?:\.(?:lower|upper|casefold|toLowerCase|toUpperCase)\(\))?[ \t]*(?:[!=]=|(?:not )?in\b)/;
/** Behind a text, and others that stand for the same: `"…" ->`, `"…" | "…" =>`. */
const ARM = /["'`](?:\s*(?:[|,]|or\b)\s*["'`][^"'`\n]{1,200}["'`])*\s*(->|=>)/y;

/** Whether a text is what a program holds another against: `if model == "…"`, `"…" in name`, `case "…":`, `when (model) { "…" -> … }`. */
function isHeldAgainst(source: string, { text, from }: Literal): boolean {
  const behind = from + text.length;
  if (HELD_BEHIND.test(source.slice(behind, behind + 32)) || HELD_BEFORE.test(lineBefore(source, from, 300))) return true;
  // What an arrow leads to is followed by the next arm.
  if (/[=-]>\s*["'`]$/.test(source.slice(Math.max(0, from - 20), from))) return false;
  ARM.lastIndex = behind;
  const arrow = ARM.exec(source)?.[1];
  // In a table, too, an arrow may lead to what stands for a name.
  return arrow === "->" || (arrow === "=>" && MATCHING.test(beforeBraces(source, from)));
}

const MATCHING = /\b(?:match|switch)\b[^;{}=]*$/;
/** Characters of the braces around a text that are looked through for where they open. */
const MOST_IN_BRACES = 4000;

/** What stands before the braces around a place. */
function beforeBraces(source: string, from: number): string {
  let depth = 0;
  for (let at = from - 1; at >= Math.max(0, from - MOST_IN_BRACES); at -= 1) {
    const code = source[at];
    if (code === "}") depth += 1;
    else if (code === "{") {
      if (depth === 0) return source.slice(Math.max(0, at - 200), at);
      depth -= 1;
    }
  }
  return "";
}

/** Whether a text is only held against another, or is what a test hands to what it tests: it names a model, but loads none. */
export function isCompared(source: string, literal: Literal): boolean {
  const { from, frame, key } = literal;
  if (isHeldAgainst(source, literal)) return true;
  if (key !== "") return false;
  let current: Frame | null = frame;
  for (let depth = 0; current !== null && depth < 6 && current.opener !== "{"; depth += 1, current = current.parent)
    if (COMPARING.test(current.callee)) return true;
  return /^\s*assert\s/.test(lineBefore(source, from, 400));
}

/** The last part of the name that a text is held against: `model_id` of `args.model_id == "owner/name"`; empty elsewhere. */
export function heldAgainst(source: string, { from }: Literal): string {
  return /(\w{1,60}) ?[!=]==? ?["'`]$/.exec(source.slice(Math.max(0, from - 80), from))?.[1] ?? "";
}

/** Whether a text stands in a table of cases: `@pytest.mark.parametrize("text, owner", […])`, `test.each([…])`. */
export function isCase(frame: Frame): boolean {
  let current: Frame | null = frame;
  for (let depth = 0; current !== null && depth < 6; depth += 1, current = current.parent) if (TABULATING.test(current.callee)) return true;
  return false;
}
