import { endOfSpace } from "./code-ends.ts";
import type { Frame } from "./code-syntax.ts";

/** Words before a bracket that call nothing. */
export const NOT_CALLED = new Set(
  "if elif else while for return in and or not is assert yield await case switch match with except catch raise throw typeof of new lambda".split(
    " ",
  ),
);
/** Words after which a bracket holds parameters. */
const DEFINES = new Set(["def", "function", "fn", "func", "fun", "class"]);
/** Words before the name of a type, behind which its body may follow. */
const NAMES_TYPE = new Set(["class", "extends", "implements"]);

/** Whether a bracket holds parameters, or the body of a class or of a function without a name; `before` is the word before the one in front of it. */
export function defines(before: string, isCalled: boolean, isBrace: boolean, isBehindArrow: boolean): boolean {
  return isBrace ? isBehindArrow || NAMES_TYPE.has(before) : isCalled && DEFINES.has(before);
}

/** The variable before an equals sign, from the two words before it: in Go its type stands between, `const Model string = "…"`. */
export function assignedName(word: string, source: string, beforeFrom: number, beforeTo: number): string {
  return word === "string" && beforeTo > beforeFrom ? source.slice(beforeFrom, beforeTo) : word;
}

/**
 * `let (model_id, revision) = …`, `const [model, setModel] = useState(…)`: the first of the names stands for what is given to all of them; empty for
 * other brackets. `at` is the place behind the closing bracket, `callee` what stands before the opening one.
 */
function unpackedName(source: string, at: number, callee: string): string {
  const opener = source.charCodeAt(at - 1) === 41 ? "(" : "[";
  if (!UNPACKS[opener].has(callee) || !source.startsWith(" = ", at)) return "";
  return /^(?:mut )?(\w+)/.exec(source.slice(source.lastIndexOf(opener, at - 2) + 1, at - 1))?.[1] ?? "";
}

const UNPACKS = { "(": new Set(["", "let", "val"]), "[": new Set(["const", "let"]) };

/** The property whose accessors close before a value in C#, `string Model { get; set; } = "…"`; empty for other brackets. */
function propertyName(source: string, at: number, { outerKey }: Frame): string {
  if (!source.startsWith(" =", at)) return "";
  return /^\{\s{0,9}(?:\w{1,20}\s)?get;/.test(source.slice(Math.max(0, source.lastIndexOf("{", at)), at)) ? outerKey : "";
}

/** What stands for a bracket that closes, where it is a name or names something; empty for others. */
export function closedName(source: string, at: number, closing: string, closed: Frame): string {
  if (closing === "}") return propertyName(source, at, closed);
  const isIndex = closing === "]" && closed.callee !== "" && closed.first !== "" && !HOLDS_TEXTS.test(closed.callee);
  return isIndex ? closed.first : unpackedName(source, at, closed.callee);
}

/** Types of Python's with texts in them, which no index is: `model: Annotated[str, "…"] = "…"`. */
const HOLDS_TEXTS = /(?:^|\.)(?:Annotated|Literal)$/;

/** `from_pretrained(MODELS["small"])`, `from_pretrained(MODELS.get(size))`: the key where it is known, else the table; empty for other brackets. */
export function lookedUpName(closing: string, { callee, first }: Frame): string {
  const isLookUp = closing === "]" ? callee !== "" : callee.endsWith(".get");
  return isLookUp ? first || callee : "";
}

/** Whether an argument of a call ends here: white space may stand before its comma or the closing bracket. */
export function endsArgument(source: string, at: number): boolean {
  const code = source.charCodeAt(at);
  const next = code > 32 ? code : source.charCodeAt(endOfSpace(source, at));
  return next === 41 || next === 44;
}

/** Where the name ends in `model_id.to_string()` and its like, handed to a call as it is; -1 for other calls. */
export function endOfName(source: string, from: number, to: number): number {
  if (source.charCodeAt(to + 1) !== 41) return -1;
  if (!endsArgument(source, to + 2)) return -1;
  const dot = source.lastIndexOf(".", to);
  return dot > from && CONVERTS.has(source.slice(dot + 1, to)) ? dot : -1;
}

const CONVERTS = new Set("to_string to_owned into clone as_str as_ref toString strip trim".split(" "));

/** Rust's `println!(` and `vec![`: the mark belongs to the name. */
export function isMacro(source: string, mark: number): boolean {
  const next = source.charCodeAt(mark + 1);
  return next === 40 || next === 91;
}

/** Whether a name that ends here is an option of a call as it is: `run({ model: NAME })`, `run({ model })`. */
export function isOption(source: string, end: number, { opener, parent, isDefinition }: Frame): boolean {
  if (opener !== "{" || parent?.opener !== "(" || parent.callee === "" || isDefinition) return false;
  const after = endOfSpace(source, end);
  return source[after] === "," || source[after] === "}";
}
