import type { Knowledge } from "../licenses/knowledge.ts";
import { findModel } from "../licenses/models.ts";
import type { Item, Modality } from "../model.ts";

/** Tasks of the Hub (`pipeline_tag`) that take and give text only. */
const TEXT_TASKS = new Set(
  "text-generation text2text-generation text-classification token-classification fill-mask summarization translation question-answering sentence-similarity feature-extraction text-ranking zero-shot-classification table-question-answering conversational".split(
    " ",
  ),
);

/** What the card's task says; else the catalog's word for the name; null where neither tells. */
export function modalityOf(item: Item, knowledge: Knowledge): Modality | null {
  for (const { modality } of item.declarations) {
    if (modality !== undefined) return TEXT_TASKS.has(modality.value) ? "text" : "multimodal";
  }
  return modalityOfName(item.name, knowledge);
}

export function modalityOfName(name: string, knowledge: Knowledge): Modality | null {
  const known = findModel(name, knowledge)?.modality;
  return known === "text" || known === "multimodal" ? known : null;
}
