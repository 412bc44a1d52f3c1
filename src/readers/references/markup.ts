import type { References } from "./collect.ts";
import { namesInText } from "./lines.ts";

/** Words between the tags and braces of JSX: what stands between quotation marks is a text of the program. */
const WORDS = /[>}]([^<>{}"'`;=]{6,600})(?=[<{])/g;

/** References in what a program in JSX shows: `<p>Run it with ollama pull llama3.2</p>`. */
export function referencesInMarkup(source: string, references: References): void {
  for (const { index, 1: words = "" } of source.matchAll(WORDS))
    for (const name of namesInText(words)) references.add(name, "mentioned", index + 1);
}
