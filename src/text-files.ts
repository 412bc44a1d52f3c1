import { readFileSync } from "node:fs";
import type { Knowledge } from "./licenses/knowledge.ts";
import { type TextReader, textReader } from "./licenses/read-text.ts";
import { openIndex } from "./licenses/texts/text-index.ts";

/** Opens the index of license texts and the rules of the clause finder, with the first text that is to be read. */
export function openTextReader(index: string, knowledge: Knowledge): TextReader {
  return textReader(() => ({ index: openIndex(readFileSync(index)), rules: knowledge.clauseRules() }), knowledge);
}
