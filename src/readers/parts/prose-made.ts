import type { Relation } from "../../model.ts";

// The words by which the text of a card says what its model was made from.

/** What is said of a model before the name of the one that it was made from. Few words stand between, and no sentence ends there. */
const MADE: readonly RegExp[] = [
  // fine-tuned version of, quantized from, finetuned using
  /\b(?:fine[- ]?tun(?:e|ed|ing)|quanti[sz]ed|converted|exported|pruned|distilled|merged|adapted|abliterated|derived|initiali[sz]ed|pre-?train(?:ed|ing)|instruction[- ]tuned)(?:[ -][\w-]{1,20}){0,3}? (?:of|from|using|on top of)$/i,
  // GGUF quantizations of, version of, LoRA for
  /\b(?:versions?|variant|conversions?|quanti[sz]ations?|quants?|derivative|checkpoint|fork|merge|finetune|gguf|awq|gptq|exl2|mlx|q?lora|adapters?)(?: [\w-]{1,20}){0,3}? (?:of|from|for)$/i,
  /\b(?:based|built) (?:up)?on(?: top of)?$/i,
  /\b(?:fine[- ]?tun(?:ed|ing)|trained|lora|adapters?) on(?: top of)?$/i,
  // base model: in lists, tables and lines of their own
  /(?:\b(?:base|parent|foundation|backbone|original|source|underlying|fine[- ]?tuned from)[ _](?:models?|llm|checkpoint|weights)|\bbackbone|\bversion of|\b(?:grund|basis|ausgangs)modell?|mod[èe]le (?:de base|d['’]origine|parent)|modelo (?:de )?base|modello (?:di )?base|(?:базовая|исходная) модель|базова модель|(?:基座|基础|基礎|基底|底座|原始)模型|(?:ベース|元)モデル|(?:베이스|기본|기반|원본) ?모델|temel model|model bazowy|mô hình (?:cơ sở|gốc)|model dasar)(?: \[optional\])?(?:[ *_:：|]|<\/?t[dh][^<>]{0,40}>){1,12}$/i,
  // the language model is
  /\b(?:language model|llm|backbone|base model) (?:is|was)$/i,
  /\bstarting from$/i,
  // German, Dutch, French, Spanish, Portuguese, Italian, Russian, Ukrainian
  /\b(?:fine-?tun(?:ing|e)|feinabstimmung|feinabgestimmt|version|variante|quantisierung|basier(?:t|end)|abgeleitet|gebaseerd|afgeleid)(?: [a-zäöüß]{1,15}){0,2}? (?:von|auf|aus|van|op|di|del|do)$/i,
  /\b(?:affin|dériv|ajust|afin|bas|deriv|quantifi|cuantiz|quantiz|fondat|raffinat)(?:ée?|e|[ae]?[dt][oa])(?: [a-zàâçéèêíóõúñ]{1,10}){0,3}? (?:de|do|da|del|di|en|em|su|sur)$/i,
  /(?:^|\s)(?:на основ[еі]|на баз[еі]|дообучен[а-я]{0,5}(?: версия)? (?:на|версия))$/i,
  // Polish, Vietnamese, Indonesian
  /(?:\bopart[yae] na|\bna bazie|\bna podstawie|tinh chỉnh từ|dựa trên|\bberbasis|\bberdasarkan)$/i,
  // we fine-tuned, by quantizing; or where a sentence begins
  /(?:^ ?|[.!?:*#>|-] ?|\b(?:we|i|by|have|has|then|further|also) (?:[\w-]{1,12} ){0,2}?)(?:fine-?tun(?:ed|ing)|quanti[sz](?:ed|ing)|distill?(?:ed|ing)|prun(?:ed|ing)|abliterat(?:ed|ing)|merg(?:ed|ing)|adapt(?:ed|ing)|uncensored|decensored)$/i,
];

/** What is said behind a name of what was made of it: in English, in Turkish and in languages of East Asia, there not of its architecture or its data. */
const MADE_BEHIND: readonly RegExp[] = [
  /^[\])*_`"'>]{0,4},? (?:weights |model )?(?:converted|quanti[sz]ed|exported|pruned|abliterated) (?:to|into|for|with|by|as)\b/i,
  /^[\])*_`"'>]{0,4} (?:is used )?as (?:(?:the|our|a|its) )?(?:base|backbone|foundation|starting point|underlying)\b/i,
  // with refusals removed, without censorship
  /^[\])*_`"'>]{0,4},? without (?:(?:its|the|any|of) ){0,3}(?:refusals?|censorship|guardrails?|safety|alignment)\b/i,
  /^[\])*_`"'>]{0,4},? with (?:(?:its|the|all|most|of) ){0,3}(?:refusals?|censorship|guardrails?|safety|alignment)(?: [\w-]{1,12}){0,3}? (?:removed|disabled|stripped|reduced|ablated|turned off)\b/i,
  /^[\])*_`"'>]{0,4} (?:modeli )?(?:üzerin[de]|tabanlı|temelli|modelinin ince ayar)/i,
  /^[\])*_`"'>]{0,4}(?:\([^()\n]{0,200}\))?[ 的を]{0,2}[^。.!?\n架框数データ比構구비]{0,14}?(?:微调|微調|量化|基础上|基礎上|ファインチューニング|ファインチューン|ベース|파인튜닝|미세\s?조정|기반)/,
];

/** What joins it to the name. */
export const JOINT =
  /[ \n](?:of|from|on|upon|using|use|uses|for|is|was|von|auf|aus|van|op|de|do|da|del|di|en|em|su|sur|na|bazie|podstawie|từ|trên|berbasis|berdasarkan|основ[еі]|баз[еі]|на|версия)(?:[ \r\n]{1,2}(?:the|our|an?|this|original|official|base|pre-?trained|model|models?|LLM|[A-Za-z]{3,12}['’]s|famous|open|large|latest|released|publicly|available)){0,5}[ \r\n]{1,3}|[ *_]{0,4}(?:[:：|]|<\/t[dh]>)(?:[ *_:：|]|<t[dh][^<>]{0,40}>){0,6}|(?:^|[ \n*_])(?:[Ff]ine-?tun(?:ed|ing)|[Qq]uanti[sz](?:ed|ing)|[Dd]istill?(?:ed|ing)|[Pp]run(?:ed|ing)|[Aa]bliterat(?:ed|ing)|[Mm]erg(?:ed|ing)|[Aa]dapt(?:ed|ing)|[Uu]ncensored|[Dd]ecensored)[*_]{0,2} (?:(?:the|our|an?|original|official|base|pre-?trained|models?) ){0,3}|[基在はで은는을、，：。](?:于|於)? ?|[Bb]u model,? |\n/;

/** Sentences that hold a model against another, or say that it is not made from it. */
const COMPARES =
  /\b(?:than|outperform\w*|surpass\w*|compar\w+|unlike|versus|vs|baselines?|against|judged|not|never|similar|such as|inspired|vergl\w+|nicht|keine?|pas|não|no es)\b[^.!?]*$/i;

/** What is named is no model but something of one, or data. */
const OF_OTHER_KIND =
  /^[\])*_`"'>]{0,4}(?:\([^()\n]{0,200}\))?(?:['’]s)? {0,3}(?:data ?sets?|corpus|data\b|architecture|tokenizer|benchmark|format|codebase|paper)/i;

/** Characters before a name, and behind it, in which that is said. */
const [NEAR, BEHIND] = [100, 240];

/**
 * How a model is said to be made from the one that is named in a text from `start` to `end`, with the words that join the name to what stands before; null
 * where that is not said.
 */
export function madeFrom(text: string, start: number, end: number, joint: string): string | null {
  const told = /[:：|<]/.test(joint) ? joint : (/^[\s*_]?[\p{L}-]+/u.exec(joint)?.[0] ?? "");
  const before = `${text.slice(Math.max(0, start - NEAR), start)}${told}`.replace(/\n[ \t\r]*\n/g, ". ").replace(/\s+/g, " ");
  const behind = text.slice(end, end + BEHIND);
  const made = firstOf(MADE, before) ?? firstOf(MADE_BEHIND, behind);
  if (made === undefined || OF_OTHER_KIND.test(behind)) return null;
  return COMPARES.test(before) ? null : made;
}

function firstOf(patterns: readonly RegExp[], text: string): string | undefined {
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    if (match !== null) return match[0];
  }
  return undefined;
}

/** What kind of making these words mean. */
export function relationOf(made: string): Relation {
  if (/quant|cuantiz|gguf|awq|gptq|exl2|mlx|conver|量化/i.test(made)) return "quantized";
  if (/lora|adapter/i.test(made)) return "adapter";
  return /merge/i.test(made) ? "merge" : "finetune";
}
