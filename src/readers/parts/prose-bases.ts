import { Lines } from "../../formats/lines.ts";
import type { StatedBase } from "../../model.ts";
import { anyOf } from "../references/any-of.ts";
import { isShortModel, isStrong, ownedName } from "../references/names.ts";
import { JOINT, madeFrom, relationOf } from "./prose-made.ts";
import { mergedIn } from "./prose-merges.ts";

const NAME = [
  // [text](https://huggingface.co/owner/name)
  /[*_]{0,3}\[[^\]\n]{1,120}\]\(https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co)\/(?<linked>[\w.-]{1,96}\/[\w.-]{1,96})[^()\n]{0,200}\)/,
  /[*_`"'[(<]{0,4}(?:https?:\/\/(?:huggingface\.co|hf\.co)\/)?(?<owned>[A-Za-z0-9][\w.-]{0,95}\/[A-Za-z0-9][\w.-]{0,95})/,
  // Llama 2 7B Chat
  /[*_`"'[(]{0,4}(?<short>(?:Stable )?[A-Za-z][A-Za-z-]{2,20}[- ]?\d[\w.]{0,10}(?:-[A-Za-z\d.]{1,12}\b|[- ](?:\d[\w.]{0,10}|instruct|chat|base|hf|it|vision|Instruct|Chat|Base|HF|Vision)\b){0,5})/,
];
const STATEMENT = new RegExp(`(?<joint>${JOINT.source})(?:${anyOf(NAME).source})`, "g");

/** Statements that are followed at most; the first are those about the model itself. */
const MOST = 3;

/**
 * The models that the text of a card says its model was made from: "a fine-tuned version of owner/name". Words for people are a hint and no statement: what
 * they name is `inferred`. `bodyLine` is the line, counted from 1, on which the text begins behind the front matter.
 */
export function basesInProse(source: string, bodyLine: number, path: string): readonly StatedBase[] {
  const from = startOf(bodyLine, source);
  const text = source.slice(from);
  const found = new Map<string, StatedBase>();
  for (const match of text.matchAll(STATEMENT)) {
    const { joint = "", linked, owned, short } = match.groups ?? {};
    const end = match.index + match[0].length;
    const made = madeFrom(text, match.index, end, joint);
    const value = made === null ? null : nameIn(match.groups ?? {}, made);
    if (made === null || value === null || found.has(value)) continue;
    const at = from + match.index + match[0].lastIndexOf(linked ?? owned ?? short ?? "");
    const location = new Lines(source, path).at(at);
    found.set(value, { value, location, relation: relationOf(made), inferred: true });
    if (found.size === MOST) break;
  }
  for (const { value, at } of found.size === 0 ? mergedIn(text) : [])
    found.set(value, { value, location: new Lines(source, path).at(from + at), relation: "merge", inferred: true });
  return [...found.values()];
}

/** A link to the Hub says which model is meant; a word must be a model's name by itself, all the more where it may be data. */
function nameIn({ linked, owned, short }: Readonly<Record<string, string>>, made: string): string | null {
  if (linked !== undefined) return ownedName(linked)?.name ?? null;
  const mayBeData = /(?:tuned|tuning|trained) on$/i.test(made);
  if (owned !== undefined) {
    const name = ownedName(owned.replace(/[.-]$/, ""))?.name ?? null;
    return name !== null && isStrong(name) && !(mayBeData && !isShortModel(name.slice(name.indexOf("/") + 1))) ? name : null;
  }
  const written = (short ?? "").replace(/\.$/, "").replace(/ /g, "-");
  return isShortModel(written) ? written : null;
}

function startOf(line: number, source: string): number {
  let at = 0;
  for (let next = 1; next < line; next += 1) {
    const end = source.indexOf("\n", at);
    if (end === -1) return source.length;
    at = end + 1;
  }
  return at;
}
