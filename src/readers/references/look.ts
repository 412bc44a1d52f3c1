import { latin1, rawBytes } from "../../formats/text.ts";
import { Words } from "../../formats/words.ts";
import { type Mark, OTHER_MARKS, PROGRAM_MARKS } from "./marks.ts";
import { isStrong, ownedName } from "./names.ts";

const LINE_FEED = 10;
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
  private readonly bytes: Uint8Array;
  /** Where names stand that count only in a file that speaks of models. */
  private readonly doubtful: number[] = [];

  constructor(
    bytes: Uint8Array,
    private readonly isProgram: boolean,
  ) {
    this.bytes = rawBytes(bytes);
  }

  hasName(): boolean {
    const { bytes } = this;
    for (let at = bytes.indexOf(SLASH); at !== -1; at = bytes.indexOf(SLASH, at + 1)) {
      const before = bytes[at - 1] ?? 0;
      const after = bytes[at + 1] ?? 0;
      if (after === SLASH) {
        if (before === COLON && isHubScheme(bytes, at)) return true;
        at += 1;
      } else if (isName(before) && isLetter(after) && this.isName(at, before)) return true;
    }
    return false;
  }

  private isName(at: number, before: number): boolean {
    const { bytes } = this;
    // huggingface.co/ and hf.co/
    if (before === 111 && isHubHost(bytes, at)) return true;
    if ((before === 102 && endsIn(bytes, at, "@cf")) || (before === 105 && endsIn(bytes, at, "fal-ai"))) return true;
    const name = nameAround(bytes, at, this.isProgram);
    const owned = name === null ? null : ownedName(name.text);
    if (name === null || owned === null) return false;
    if (isStrong(owned.name)) return true;
    if (name.isQuoted) this.doubtful.push(at);
    return false;
  }

  /** The marks are looked for all at once; most files hold none that tells anything. */
  hasWord(): boolean {
    const { bytes, isProgram } = this;
    let [speaks, canUse] = [false, false];
    const tells = (mark: Mark) => {
      if (mark === "uses") return true;
      if (mark !== "can use" && !speaks) {
        speaks = true;
        if (this.doubtful.some((at) => NEARBY.test(latin1(bytes, at - 400, at + 200)))) return true;
      }
      canUse ||= mark !== "speaks";
      return speaks && canUse;
    };
    return wordsOf(isProgram).find(bytes, tells);
  }
}

const words = new Map<boolean, Words<Mark>>();

function wordsOf(programs: boolean): Words<Mark> {
  const known = words.get(programs) ?? new Words(programs ? PROGRAM_MARKS : OTHER_MARKS);
  words.set(programs, known);
  return known;
}

/** What stands near a name that does not tell by itself that it is a model's. */
const NEARBY =
  /model|checkpoint|ckpt|pretrained|repo_?(?:id|or)|hf_?repo|tokeni[sz]er|[endco]{2}coder|embed|rerank|llm|\bvae\b|unet|(?<![a-z])q?lora|lora(?![a-z])|adapter|controlnet|detector|classifier|pipeline|hugging|[^a-z]hf[^a-z]|dataset|get_kernel|(?<!up|pay)load_|\.gguf|\.safetensors/i;

/** `"owner/name"` or a bare one after a space, a colon or an equals sign, with nothing joined to it. */
function nameAround(bytes: Uint8Array, at: number, isProgram: boolean): { readonly text: string; readonly isQuoted: boolean } | null {
  let from = at;
  while (from > 0 && at - from < 100 && isName(bytes[from - 1] ?? 0)) from -= 1;
  // ${MODEL:-owner/name}
  if (bytes[from] === DASH && endsIn(bytes, from, ":")) from += 1;
  const start = bytes[from - 1] ?? LINE_FEED;
  if (
    STARTS[start] !== 1 &&
    !(start === SLASH && (endsIn(bytes, from, "vllm/") || endsIn(bytes, from, "huggingface/") || endsIn(bytes, from, "checkpoints/")))
  )
    return null;
  let to = at + 1;
  while (to < bytes.length && to - at < 130 && isName(bytes[to] ?? 0)) to += 1;
  const end = bytes[to] ?? LINE_FEED;
  // hf:owner/name/file, owner/name-GGUF/file.gguf
  const isScheme = start === COLON && endsIn(bytes, from, "hf:");
  const isFile = end === SLASH && (endsIn(bytes, to, "-GGUF") || endsIn(bytes, to, "-gguf"));
  if (ENDS[end] !== 1 && !isScheme && !isFile) return null;
  // import … from "react-dom/client"
  if (endsIn(bytes, from - 1, "from ") || endsIn(bytes, from - 1, "import ") || endsIn(bytes, from - 1, "require(")) return null;
  while (to > at + 2 && !isNameEnd(bytes[to - 1] ?? 0)) to -= 1;
  // In a program, a name that tells nothing by itself counts only as a text of its own.
  const isQuoted =
    !isProgram ||
    isScheme ||
    endsIn(bytes, from, "odel: ") ||
    (start === EQUALS && (end === 34 || end === 39)) ||
    (end === COLON && VERSION.test(latin1(bytes, to + 1, to + 66))) ||
    ((start === 34 || start === 39 || start === 96 || start === 92) &&
      (start === end || end === 92 || end === 123 || end === 36 || end === 64 || end === COLON));
  return { text: latin1(bytes, from, to), isQuoted };
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
function endsIn(bytes: Uint8Array, end: number, word: string): boolean {
  const from = end - word.length;
  for (let at = 0; at < word.length; at += 1) if (bytes[from + at] !== word.charCodeAt(at)) return false;
  return true;
}

function isHubHost(bytes: Uint8Array, at: number): boolean {
  return endsIn(bytes, at, "hf.co") || endsIn(bytes, at, "huggingface.co");
}

function isHubScheme(bytes: Uint8Array, at: number): boolean {
  return (
    endsIn(bytes, at, "hf:") ||
    endsIn(bytes, at, "HF:") ||
    endsIn(bytes, at, "hg:") ||
    endsIn(bytes, at, "huggingface:") ||
    endsIn(bytes, at, "djl:") ||
    endsIn(bytes, at, "ollama:")
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
