import { ownedName } from "../references/names.ts";

/** Headings and sentences behind which what was merged is listed. */
const MERGED =
  /\b(?:(?:models|checkpoints|loras) (?:were|are|was) (?:included|used|combined) in (?:the|this) merge|merge of (?:(?:the|these|several|two|three|four|following|pre-?trained|language) ){0,4}(?:models|checkpoints|loras|LLMs))\b[^\n]{0,60}\n/gi;
const ITEM =
  /^[ \t]{0,8}[-*+] [*_`]{0,3}(?:\[[^\]\n]{1,120}\]\(https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co)\/)?(?<name>[\w.-]{1,96}\/[\w.-]{1,96})/;

interface Merged {
  readonly value: string;
  /** Where the name begins in the text. */
  readonly at: number;
}

/** The models that a merge was made of, by the list or the recipe that tools for merging write into a card. */
export function mergedIn(text: string): readonly Merged[] {
  for (const { index, 0: opening } of text.matchAll(MERGED)) {
    const listed = listedAt(text, index + opening.length);
    if (listed.length > 0) return listed;
  }
  return inRecipe(text);
}

function listedAt(text: string, start: number): readonly Merged[] {
  const merged: Merged[] = [];
  let at = start;
  for (const line of text.slice(at, at + 4000).split("\n")) {
    const written = ITEM.exec(line)?.groups?.["name"];
    const value = written === undefined ? undefined : ownedName(written)?.name;
    if (value !== undefined) merged.push({ value, at: at + line.indexOf(written ?? "") });
    else if (line.trim() !== "") break;
    at += line.length + 1;
  }
  return merged;
}

/** mergekit's recipe, quoted in the text. */
const RECIPE = /^[ \t]{0,8}merge_method:[ \t]/m;
const RECIPE_MODEL = /^[ \t]{0,20}(?:- )?model:[ \t]{1,8}["']?([\w.-]{1,96}\/[\w.-]{1,96})/gm;

function inRecipe(text: string): readonly Merged[] {
  if (!RECIPE.test(text)) return [];
  return [...text.matchAll(RECIPE_MODEL)].flatMap((match) => {
    const value = ownedName(match[1] ?? "")?.name;
    return value === undefined ? [] : [{ value, at: match.index + match[0].indexOf(match[1] ?? "") }];
  });
}
