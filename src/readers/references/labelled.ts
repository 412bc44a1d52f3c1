import type { Kind } from "../../model.ts";
import { isHosted, isShortModel, isStrong, type NameIn, ownedName } from "./names.ts";
import { isFolder } from "./said.ts";

// Lines that say of what they speak: a list below "Supported models:", "LLM (fallback): …", "| Embeddings | … |", "the `name` model".

/** A heading or a sentence that speaks of models and ends in a colon, with the list below. */
const LISTED = /\bmodels?\b[^\n`:]{0,40}:[*_]{0,2}[ \t]{0,9}\r?\n(?:[ \t]{0,9}\r?\n)?((?:[ \t]{0,8}[-*+] [^\n]{1,300}(?:\n|$)){1,30})/gi;
/** What an item begins with, between back quotes or quotation marks. */
const ITEM = /^[ \t]{0,8}[-*+] [*_]{0,2}[`"']([\w./:@-]{2,80})[`"'](?=[*_\s(:,–-]|$)/gm;
/** A label and what stands behind it on the line, or in the cells behind it. */
const LABELLED = /^(?:([^:|`\n]{2,60}):|\|([^|`\n]{2,60})\|)([^:\n][^\n]{2,300})$/gm;
const OF_MODELS = /\b(?:models?|llms?|embedd\w{1,5}|re-?rank\w{0,4}|stt|tts|asr)\b/i;
const OF_DATA = /\b(?:data ?sets?|corpus)\b/i;
/** A word by itself, or between back quotes or brackets. */
const WORD = /(?<![\w./@:"'-])([`(]?)([a-z\d][\w.:-]{2,60}\w|[A-Za-z\d][\w.-]{1,60}\/[\w.-]{2,80})(?![\w/:"'-])/g;
/** "the `whisper-large-v3` model" */
const NAMED = /`([a-z][\w.-]{4,60})` (?:[a-z-]{2,20} )?model\b/g;

/** Items of a list, each an `owner/name` and nothing before it. */
const NAMES = /(?:^[ \t]{0,8}[-*+] [*_`]{0,3}[A-Za-z\d][\w.-]{1,60}\/[\w.-]{1,80}(?![\w/])[^\n]{0,200}(?:\n|$)){2,60}/gm;
const LISTED_NAME = /^[ \t]{0,8}[-*+] [*_`]{0,3}([A-Za-z\d][\w.-]{1,60}\/[\w.-]{0,80}\w)/gm;

const HEADED = /(?:^|\n)#{1,6} [^\n]{0,80}(?:models?|encoders|rankers|embedders|llms|vlms|checkpoints)[^\n]{0,40}\r?\n\s{0,9}$/i;

/** Models and data sets that the line of a text tells of; each is a mention. */
export function labelledNames(text: string): readonly NameIn[] {
  if (!/model|llm|embedd|rank|data ?set|corpus|stt|tts|asr/i.test(text)) return [];
  const named = [...text.matchAll(NAMED)].flatMap(({ index, 1: name = "" }) => short(name, index + 1));
  return [...listedIn(text), ...amongModels(text), ...behindLabels(text), ...named];
}

/** All of a list of which at least half, and two, are surely models, or which a heading says to be of models where the text speaks of their Hub. */
function amongModels(text: string): readonly NameIn[] {
  if (!text.includes("/")) return [];
  const isOfHub = /hugging ?face/i.test(text);
  return [...text.matchAll(NAMES)].flatMap(({ index, 0: list }) => {
    const names = [...list.matchAll(LISTED_NAME)].flatMap((item) => {
      const name = item[1] ?? "";
      return isFolder(name) ? [] : owned(name, "model", index + item.index + item[0].length - name.length);
    });
    const sure = names.filter(({ name }) => isStrong(name)).length;
    const isHeaded = () => isOfHub && HEADED.test(text.slice(Math.max(0, index - 150), index));
    return (sure > 1 && sure * 2 >= names.length) || isHeaded() ? names : [];
  });
}

function listedIn(text: string): readonly NameIn[] {
  return [...text.matchAll(LISTED)].flatMap(({ index, 0: whole, 1: items = "" }) => {
    const from = index + whole.length - items.length;
    return [...items.matchAll(ITEM)].flatMap((item) => {
      const name = item[1] ?? "";
      return short(name, from + item.index + item[0].length - 1 - name.length);
    });
  });
}

function behindLabels(text: string): readonly NameIn[] {
  return [...text.matchAll(LABELLED)].flatMap(({ index, 0: whole, 1: before = "", 2: cell = "", 3: rest = "" }) => {
    const label = before || cell;
    const kind: Kind | null = OF_MODELS.test(label) ? "model" : OF_DATA.test(label) ? "dataset" : null;
    if (kind === null) return [];
    const from = index + whole.length - rest.length;
    return [...rest.matchAll(WORD)].flatMap((word) => {
      const [, mark = "", name = ""] = word;
      const at = from + word.index + mark.length;
      if (name.includes("/")) return mark === "`" && !isFolder(name) ? owned(name, kind, at) : [];
      return kind === "model" && (mark !== "" || isHosted(name)) ? short(name, at) : [];
    });
  });
}

function owned(written: string, kind: Kind, from: number): readonly NameIn[] {
  const name = ownedName(written, kind);
  return name === null ? [] : [{ ...name, from }];
}

function short(name: string, from: number): readonly NameIn[] {
  const kind = isHosted(name) ? "service" : /[-:]/.test(name) && /\d/.test(name) && isShortModel(name) ? "model" : null;
  return kind === null ? [] : [{ name, kind, from }];
}
