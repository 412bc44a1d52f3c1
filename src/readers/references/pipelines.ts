import { lineBefore } from "../../formats/lines.ts";
import type { References } from "./collect.ts";
import { commentAt } from "./configuration-lines.ts";
import { spacyPipeline } from "./library-names.ts";
import { canHoldPipeline } from "./look.ts";
import type { NameIn } from "./names.ts";

/** `en_core_web_sm`, as package managers write it also `en-core-web-sm`; behind it may stand a version, before it what conda calls its package or the address of its release. */
const PIPELINE =
  /(?:(?<![\w./@-])(?:spacy-model-)?|spacy-models\/releases\/download\/)([a-z]{2,3}([-_.])(?:core\2(?:web|news)|dep\2(?:web|news)|ent\2wiki|sent\2ud)\2(?:sm|md|lg|trf))(?![\w/]|\.\w|-(?!\d))/g;

/** Pipelines of spaCy, whose names no other program has, wherever they stand by themselves. */
export function pipelinesIn(text: string): readonly NameIn[] {
  if (!canHoldPipeline(text)) return [];
  return [...text.matchAll(PIPELINE)].flatMap((match) => {
    const written = match[1] ?? "";
    const name = spacyPipeline(written.replace(/[-.]/g, "_"));
    return name === null ? [] : [{ name, kind: "model" as const, from: match.index + match[0].length - written.length }];
  });
}

/** Pipelines among the packages that a project asks for. */
export function referencesInPackages(source: string, references: References): void {
  for (const name of pipelinesIn(source)) {
    const before = lineBefore(source, name.from, 500);
    references.add(name, commentAt(before) === -1 ? "used" : "mentioned");
  }
}
