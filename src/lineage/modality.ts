import type { Knowledge } from "../licenses/knowledge.ts";
import { findModel } from "../licenses/models.ts";
import type { Item, Modality } from "../model.ts";

/** Tasks of the Hub (`pipeline_tag`) that take and give text only. */
const TEXT_TASKS = new Set(
  "text-generation text2text-generation text-classification token-classification fill-mask summarization translation question-answering sentence-similarity text-ranking zero-shot-classification table-question-answering conversational".split(
    " ",
  ),
);
/** Words of tasks that take or give more than text. What has none of either, such as `feature-extraction`, may be both. */
const MORE_THAN_TEXT =
  /any-to-any|audio|depth|document|image|mask-generation|multimodal|object-detection|speech|video|vision|visual|voice/i;

/** What the card's task says; else the catalog's word for the name; null where neither tells. Of several statements one of more than text decides. */
export function modalityOf(item: Item, knowledge: Knowledge): Modality | null {
  const stated = item.declarations.flatMap(({ modality }) => (modality === undefined ? [] : [ofTask(modality.value)]));
  if (stated.includes("multimodal")) return "multimodal";
  if (stated.length > 0 && stated.every((one) => one === "text")) return "text";
  return stated.length > 0 ? null : modalityOfName(item.name, knowledge);
}

function ofTask(task: string): Modality | null {
  if (TEXT_TASKS.has(task.trim().toLowerCase())) return "text";
  return MORE_THAN_TEXT.test(task) ? "multimodal" : null;
}

export function modalityOfName(name: string, knowledge: Knowledge): Modality | null {
  const known = findModel(name, knowledge)?.modality;
  return known === "text" || known === "multimodal" ? known : null;
}
