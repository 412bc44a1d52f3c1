import { rawText } from "../../formats/text.ts";
import {
  BEGINNINGS,
  CLASSES,
  HUB,
  KEY_MARKS,
  LIBRARY_MARKS,
  LOADER_MARKS,
  NAME_MARKS,
  PIPELINE,
  SHORT_MARKS,
  SIZES,
  SPEAKING,
  SPEAKING_OF_HUB,
  TRANSFORMERS,
} from "./marks.ts";
import { isStrong, ownedName } from "./names.ts";
import { mayHold, takeTrigrams } from "./trigrams.ts";

const SLASH = 47;
const COLON = 58;
const EQUALS = 61;
const DASH = 45;
const DOT = 46;
/**
 * A cheap look at the bytes, before anything is decoded: whether the file can hold a reference at all. Nearly all references hold a slash between two
 * names, so that slashes are looked for and judged by their neighbors.
 */
export function canMatter(bytes: Uint8Array, isProgram = false): boolean {
  const look = new Look(bytes, isProgram);
  return look.hasName() || look.hasWord();
}

/** Whether a text can hold the name of a pipeline of spaCy. */
export function canHoldPipeline(text: string): boolean {
  return /[-_.](?:web|news|wiki|ud)[-_.](?:sm|md|lg|trf)/.test(text);
}

class Look {
  private readonly raw: string;
  private speaks: boolean | null = null;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly isProgram: boolean,
  ) {
    this.raw = rawText(bytes);
  }

  hasName(): boolean {
    const { raw } = this;
    for (let at = raw.indexOf("/"); at !== -1; at = raw.indexOf("/", at + 1)) {
      const before = at === 0 ? 0 : raw.charCodeAt(at - 1);
      const after = raw.charCodeAt(at + 1);
      if (after === SLASH) {
        if (before === COLON && isHubScheme(raw, at)) return true;
        at += 1;
      } else if (isName(before) && isLetter(after) && this.isName(at, before)) return true;
    }
    return false;
  }

  private isName(at: number, before: number): boolean {
    const { raw } = this;
    // huggingface.co/ and hf.co/
    if (before === 111 && isHubHost(raw, at)) return true;
    if ((before === 102 && endsIn(raw, at, "@cf")) || (before === 105 && endsIn(raw, at, "fal-ai"))) return true;
    const name = nameAround(raw, at, this.isProgram);
    const owned = name === null ? null : ownedName(name.text);
    if (name === null || owned === null) return false;
    return isStrong(owned.name) || (name.isQuoted && this.speaksOfModels() && NEARBY.test(raw.slice(Math.max(0, at - 400), at + 200)));
  }

  hasWord(): boolean {
    const { raw, bytes, isProgram } = this;
    if (isProgram && ((includes(raw, "_hub") && HUB.test(raw)) || LIBRARY_MARKS.some((mark) => includes(raw, mark)))) return true;
    if (!this.speaksOfModels()) return false;
    takeTrigrams(raw.length === bytes.length ? bytes : Buffer.from(raw, "latin1"));
    const holds = (word: string) => mayHold(word) && includes(raw, word);
    return (
      SHORT_MARKS.some(holds) ||
      (isProgram ? LOADER_MARKS : KEY_MARKS).some(holds) ||
      NAME_MARKS.some(holds) ||
      (holds("HuggingFace") && CLASSES.test(raw)) ||
      (holds("pipeline(") && PIPELINE.test(raw)) ||
      BEGINNINGS.some(holds) ||
      SIZES.some(holds)
    );
  }

  private speaksOfModels(): boolean {
    const { raw, isProgram } = this;
    this.speaks ??=
      (isProgram ? SPEAKING : [...SPEAKING, ...SPEAKING_OF_HUB]).some((word) => includes(raw, word)) ||
      (includes(raw, "formers") && TRANSFORMERS.test(raw));
    return this.speaks;
  }
}

/** A part of a word is looked for first: up to six characters are found several times as fast as more are. */
function includes(raw: string, word: string): boolean {
  const part = word.slice(0, 6);
  return raw.includes(part) && (part === word || raw.includes(word));
}

/** What stands near a name that does not tell by itself that it is a model's. */
const NEARBY =
  /model|checkpoint|ckpt|pretrained|repo_?(?:id|or)|hf_?repo|tokeni[sz]er|[endco]{2}coder|embed|rerank|llm|\bvae\b|unet|lora|adapter|controlnet|detector|classifier|pipeline|hugging|[^a-z]hf[^a-z]|dataset|get_kernel|(?<!up|pay)load_/i;

/** `"owner/name"` or a bare one after a space, a colon or an equals sign, with nothing joined to it. */
function nameAround(raw: string, at: number, isProgram: boolean): { readonly text: string; readonly isQuoted: boolean } | null {
  let from = at;
  while (from > 0 && at - from < 100 && isName(raw.charCodeAt(from - 1))) from -= 1;
  // ${MODEL:-owner/name}
  if (raw.charCodeAt(from) === DASH && endsIn(raw, from, ":")) from += 1;
  const start = from === 0 ? 10 : raw.charCodeAt(from - 1);
  if (
    STARTS[start] !== 1 &&
    !(start === SLASH && (endsIn(raw, from, "vllm/") || endsIn(raw, from, "huggingface/") || endsIn(raw, from, "checkpoints/")))
  )
    return null;
  let to = at + 1;
  while (to < raw.length && to - at < 130 && isName(raw.charCodeAt(to))) to += 1;
  const end = to === raw.length ? 10 : raw.charCodeAt(to);
  // hf:owner/name/file, owner/name-GGUF/file.gguf
  const isScheme = start === COLON && endsIn(raw, from, "hf:");
  const isFile = end === SLASH && (endsIn(raw, to, "-GGUF") || endsIn(raw, to, "-gguf"));
  if (ENDS[end] !== 1 && !isScheme && !isFile) return null;
  // import … from "react-dom/client"
  if (endsIn(raw, from - 1, "from ") || endsIn(raw, from - 1, "import ") || endsIn(raw, from - 1, "require(")) return null;
  while (to > at + 2 && !isNameEnd(raw.charCodeAt(to - 1))) to -= 1;
  // In a program, a name that tells nothing by itself counts only as a text of its own.
  const isQuoted =
    !isProgram ||
    isScheme ||
    (start === EQUALS && (end === 34 || end === 39)) ||
    (end === COLON && VERSION.test(raw.slice(to + 1, to + 66))) ||
    ((start === 34 || start === 39 || start === 96 || start === 92) &&
      (start === end || end === 92 || end === 123 || end === 36 || end === 64 || end === COLON));
  return { text: raw.slice(from, to), isQuoted };
}

/** The version of a model at Replicate. */
const VERSION = /^[\da-f]{64}/;
const STARTS = marked(" \t\n\r\"'`=:([,-|>\\");
const ENDS = marked(" \t\n\r\"'`,;:)]@}|<\\{$");
const NAMES = marked("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.");

/** 1 at the code of every one of these characters. */
function marked(characters: string): Uint8Array {
  const codes = new Uint8Array(256);
  for (const character of characters) codes[character.charCodeAt(0)] = 1;
  return codes;
}

/** Whether a word stands right before a place. */
function endsIn(raw: string, end: number, word: string): boolean {
  return end >= word.length && raw.startsWith(word, end - word.length);
}

function isHubHost(raw: string, at: number): boolean {
  return endsIn(raw, at, "hf.co") || endsIn(raw, at, "huggingface.co");
}

function isHubScheme(raw: string, at: number): boolean {
  return (
    endsIn(raw, at, "hf:") ||
    endsIn(raw, at, "HF:") ||
    endsIn(raw, at, "hg:") ||
    endsIn(raw, at, "huggingface:") ||
    endsIn(raw, at, "djl:") ||
    endsIn(raw, at, "ollama:")
  );
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
}

/** What is joined to a name stands behind a dash or a dot: `owner/name-${SIZE}`. */
function isNameEnd(code: number): boolean {
  return code !== DASH && code !== DOT;
}

function isName(code: number): boolean {
  return NAMES[code] === 1;
}
