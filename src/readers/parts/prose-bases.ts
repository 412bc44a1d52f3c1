import { Lines } from "../../formats/lines.ts";
import type { Relation, StatedBase } from "../../model.ts";
import { anyOf } from "../references/any-of.ts";
import { isShortModel, isStrong, ownedName } from "../references/names.ts";

/** What is said of a model before the name of the one that it was made from. Few words stand between, and no sentence ends there. */
const MADE: readonly RegExp[] = [
  // fine-tuned version of, quantized from, finetuned using
  /\b(?:fine[- ]?tun(?:e|ed|ing)|quanti[sz]ed|converted|pruned|distilled|merged|adapted|abliterated|derived|initiali[sz]ed|pre-?train(?:ed|ing)|instruction[- ]tuned)(?:[ -][\w-]{1,20}){0,3}? (?:of|from|using|on top of)$/i,
  // GGUF quantizations of, version of, LoRA for
  /\b(?:versions?|variant|conversions?|quanti[sz]ations?|quants?|derivative|checkpoint|fork|merge|finetune|gguf|awq|gptq|exl2|mlx|q?lora|adapters?)(?: [\w-]{1,20}){0,3}? (?:of|from|for)$/i,
  /\b(?:based|built) (?:up)?on(?: top of)?$/i,
  /\b(?:fine[- ]?tun(?:ed|ing)|trained|lora|adapters?) on(?: top of)?$/i,
  // base model: in lists, tables and lines of their own
  /\b(?:base|parent|foundation|fine[- ]?tuned from)[ _]models?(?: \[optional\])?[ *_:|]{1,12}$/i,
  // German, French, Spanish, Portuguese, Italian, Russian
  /\b(?:fine-?tuning|feinabstimmung|feinabgestimmt|version|variante|quantisierung|basier(?:t|end)|abgeleitet)(?: [a-zäöüß]{1,15}){0,2}? (?:von|auf|aus)$/i,
  /\b(?:affin|dériv|ajust|afin|bas|deriv|quantifi|cuantiz|quantiz|fondat|raffinat)(?:ée?|e|[ae]?[dt][oa])(?: [a-zàâçéèêíóõúñ]{1,10}){0,3}? (?:de|do|da|del|di|en|em|su|sur)$/i,
  /(?:^|\s)(?:на основе|на базе|дообучен[а-я]{0,5}(?: версия)? (?:на|версия))$/i,
];
/** Languages that say behind a name what was made of it. */
const MADE_BEHIND =
  /^[\])*_`"'>]{0,4}(?:\([^()\n]{0,200}\))?[ 的を]{0,2}[^。.!?\n架框数データ比構구비]{0,14}?(?:微调|微調|量化|基础上|基礎上|ファインチューニング|ファインチューン|ベース|파인튜닝|미세\s?조정|기반)/;
/** Characters before a name in which that is said. */
const NEAR = 100;

const JOINT =
  /[ \n](?:of|from|on|upon|using|for|von|auf|aus|de|do|da|del|di|en|em|su|sur|основе|базе|на|версия)(?:[ \r\n]{1,2}(?:the|our|an?|this|original|official|base|pre-?trained|model|models?|LLM|[A-Za-z]{3,12}['’]s|famous|open|large|latest|released|publicly|available)){0,5}[ \r\n]{1,3}|[ *_(](?:model|Model)s?(?: \[optional\])?[ *_]{0,4}[:|][ *_:|]{0,5}|[基在はで은는을、，：。](?:于|於)? ?/;
const NAME = [
  // [text](https://huggingface.co/owner/name)
  /[*_]{0,3}\[[^\]\n]{1,120}\]\(https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co)\/(?<linked>[\w.-]{1,96}\/[\w.-]{1,96})[^()\n]{0,200}\)/,
  /[*_`"'[(<]{0,4}(?:https?:\/\/(?:huggingface\.co|hf\.co)\/)?(?<owned>[A-Za-z0-9][\w.-]{0,95}\/[A-Za-z0-9][\w.-]{0,95})/,
  // Llama 2 7B Chat
  /[*_`"'[(]{0,4}(?<short>[A-Za-z][A-Za-z-]{2,20}[- ]?\d[\w.]{0,10}(?:-[A-Za-z\d.]{1,12}\b|[- ](?:\d[\w.]{0,10}|instruct|chat|base|hf|it|vision|Instruct|Chat|Base|HF|Vision)\b){0,5})/,
];
const STATEMENT = new RegExp(`(?<joint>${JOINT.source})(?:${anyOf(NAME).source})`, "g");

/** Sentences that hold a model against another, or say that it is not made from it. */
const COMPARES =
  /\b(?:than|outperform\w*|surpass\w*|compar\w+|unlike|versus|vs|baselines?|not|never|similar|such as|inspired|vergl\w+|nicht|keine?|pas|não|no es)\b[^.!?]*$/i;
/** What is named is no model but something of one, or data. */
const OF_OTHER_KIND =
  /^[\])*_`"'>]{0,4}(?:\([^()\n]{0,200}\))?(?:['’]s)? {0,3}(?:data ?sets?|corpus|data\b|architecture|tokenizer|benchmark|format|codebase|paper)/i;

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
    const told = /[:|]/.test(joint) ? joint : (/^\s\p{L}+/u.exec(joint)?.[0] ?? "");
    const before = `${text.slice(Math.max(0, match.index - NEAR), match.index)}${told}`.replace(/\s+/g, " ");
    const end = match.index + match[0].length;
    const made = madeIn(before) ?? MADE_BEHIND.exec(text.slice(end, end + 240))?.[0];
    const value = made === undefined ? null : nameIn(match.groups ?? {}, made);
    if (
      made === undefined ||
      value === null ||
      found.has(value) ||
      COMPARES.test(before.slice(0, before.endsWith(made) ? -made.length : undefined))
    )
      continue;
    if (OF_OTHER_KIND.test(text.slice(end, end + 240))) continue;
    const at = from + match.index + match[0].lastIndexOf(linked ?? owned ?? short ?? "");
    const location = new Lines(source, path).at(at);
    found.set(value, { value, location, relation: relationOf(made), inferred: true });
    if (found.size === MOST) break;
  }
  for (const { value, at } of found.size === 0 ? mergedIn(text) : [])
    found.set(value, { value, location: new Lines(source, path).at(from + at), relation: "merge", inferred: true });
  return [...found.values()];
}

const MERGED = /\b(?:models|checkpoints|loras) (?:were|are|was) (?:included|used|combined) in (?:the|this) merge\b[^\n]{0,40}\n/i;
const ITEM =
  /^[ \t]{0,8}[-*+] [*_`]{0,3}(?:\[[^\]\n]{1,120}\]\(https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co)\/)?(?<name>[\w.-]{1,96}\/[\w.-]{1,96})/;

/** The list of models that a merge was made of, as tools for merging write it. */
function mergedIn(text: string): readonly { readonly value: string; readonly at: number }[] {
  const opening = MERGED.exec(text);
  if (opening === null) return [];
  const merged: { value: string; at: number }[] = [];
  let at = opening.index + opening[0].length;
  for (const line of text.slice(at, at + 4000).split("\n")) {
    const written = ITEM.exec(line)?.groups?.["name"];
    const value = written === undefined ? undefined : ownedName(written)?.name;
    if (value !== undefined) merged.push({ value, at: at + line.indexOf(written ?? "") });
    else if (line.trim() !== "") break;
    at += line.length + 1;
  }
  return merged;
}

function madeIn(before: string): string | undefined {
  for (const pattern of MADE) {
    const match = pattern.exec(before);
    if (match !== null) return match[0];
  }
  return undefined;
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

function relationOf(made: string): Relation {
  if (/quant|cuantiz|gguf|awq|gptq|exl2|mlx|conver|量化/i.test(made)) return "quantized";
  if (/lora|adapter/i.test(made)) return "adapter";
  return /merge/i.test(made) ? "merge" : "finetune";
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
