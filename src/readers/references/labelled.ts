import { isHosted, isShortModel, type NameIn } from "./names.ts";

// Lines that say of what they speak: a list below "Supported models:", "LLM (fallback): …".

/** A heading or a sentence that speaks of models and ends in a colon, with the list below. */
const LISTED = /\bmodels?\b[^\n`:]{0,40}:[*_]{0,2}[ \t]{0,9}\r?\n(?:[ \t]{0,9}\r?\n)?((?:[ \t]{0,8}[-*+] [^\n]{1,300}(?:\n|$)){1,30})/gi;
/** What an item begins with, between back quotes or quotation marks. */
const ITEM = /^[ \t]{0,8}[-*+] [*_]{0,2}[`"']([\w./:@-]{2,80})[`"'](?=[*_\s(:,–-]|$)/gm;
/** A label and what stands behind it on the line. */
const LABELLED = /^([^:\n]{2,60}):([^:\n][^\n]{2,300})$/gm;
const LABEL = /\b(?:models?|llms?|embedd\w{1,5}|rerank\w{0,4})\b/i;
/** Names of services that nothing else is called, at the end of a sentence too. */
const WORD = /(?<![\w./@`"'-])([a-z][\w.-]{3,60}\w)(?![\w/`"'-])/g;

/** Models below what announces them, and hosted ones behind a label that speaks of models; each is a mention. */
export function labelledNames(text: string): readonly NameIn[] {
  return /model|llm|embedd|rerank/i.test(text) ? [...listedIn(text), ...behindLabels(text)] : [];
}

function listedIn(text: string): readonly NameIn[] {
  return [...text.matchAll(LISTED)].flatMap(({ index, 0: whole, 1: items = "" }) => {
    const from = index + whole.length - items.length;
    return [...items.matchAll(ITEM)].flatMap((item) => {
      const name = item[1] ?? "";
      const kind = isHosted(name) ? "service" : /[-\d:]/.test(name) && isShortModel(name) ? "model" : null;
      return kind === null ? [] : [{ name, kind, from: from + item.index + item[0].length - 1 - name.length } as const];
    });
  });
}

function behindLabels(text: string): readonly NameIn[] {
  return [...text.matchAll(LABELLED)].flatMap(({ index, 1: label = "", 2: rest = "" }) =>
    !LABEL.test(label)
      ? []
      : [...rest.matchAll(WORD)].flatMap((word) => {
          const name = word[1] ?? "";
          return isHosted(name) ? [{ name, kind: "service" as const, from: index + label.length + 1 + word.index }] : [];
        }),
  );
}
