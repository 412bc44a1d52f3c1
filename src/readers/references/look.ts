import { isStrong, ownedName } from "./names.ts";

const SLASH = 47;
/** What only files that use models hold, though no `owner/name` stands in them: looked for where the file speaks of models at all. */
const SHORT_MARKS = [
  "from_pretrained",
  "gpt-",
  "claude-",
  "gemini-",
  "ollama",
  "SentenceTransformer",
  "load_dataset",
  "text-embedding-",
  "CrossEncoder",
  "HuggingFace",
];

/**
 * A cheap look at the bytes, before anything is decoded: whether the file can hold a reference at all. Nearly all references hold a slash between two
 * names, so that slashes are looked for and judged by their neighbors.
 */
export function canMatter(bytes: Uint8Array, isProgram = false): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let speaks: boolean | null = null;
  const speaksOfModels = () => {
    speaks ??= buffer.includes("odel", 0, "latin1") || buffer.includes("MODEL", 0, "latin1") || buffer.includes("ataset", 0, "latin1");
    return speaks;
  };
  for (let at = buffer.indexOf(SLASH); at !== -1; at = buffer.indexOf(SLASH, at + 1)) {
    const before = buffer[at - 1] ?? 0;
    const after = buffer[at + 1] ?? 0;
    if (after === SLASH) {
      if (before === 58 && isHubScheme(buffer, at)) return true;
      at += 1;
      continue;
    }
    if (!isName(before) || !isLetter(after)) continue;
    // huggingface.co/ and hf.co/
    if (before === 111 && buffer[at - 2] === 99 && buffer[at - 3] === 46 && isHubHost(buffer, at)) return true;
    const name = nameAround(buffer, at, isProgram);
    if (name === null) continue;
    const owned = ownedName(name.text);
    if (
      owned !== null &&
      (isStrong(owned.name) ||
        (name.isQuoted && speaksOfModels() && NEARBY.test(buffer.toString("latin1", Math.max(0, at - 400), at + 200))))
    )
      return true;
  }
  return speaksOfModels() && SHORT_MARKS.some((mark) => buffer.includes(mark, 0, "latin1"));
}

/** What stands near a name that does not tell by itself that it is a model's. */
const NEARBY =
  /model|checkpoint|ckpt|pretrained|repo_?(?:id|or)|hf_?repo|tokeni[sz]er|[endco]{2}coder|embed|rerank|llm|\bvae\b|unet|lora|adapter|controlnet|detector|classifier|pipeline|hugging|[^a-z]hf[^a-z]|dataset|load_/i;

/** `"owner/name"` or a bare one after a space, a colon or an equals sign, with nothing joined to it. */
function nameAround(buffer: Buffer, at: number, isProgram: boolean): { readonly text: string; readonly isQuoted: boolean } | null {
  let from = at;
  while (from > 0 && at - from < 100 && isName(buffer[from - 1] ?? 0)) from -= 1;
  const start = buffer[from - 1] ?? 10;
  if (!STARTS.has(start)) return null;
  let to = at + 1;
  while (to < buffer.length && to - at < 130 && isName(buffer[to] ?? 0)) to += 1;
  const end = buffer[to] ?? 10;
  if (!ENDS.has(end)) return null;
  // import … from "react-dom/client"
  if (isWord(buffer, from - 2, "from ") || isWord(buffer, from - 2, "import ") || isWord(buffer, from - 2, "require(")) return null;
  // In a program, a name that tells nothing by itself counts only as a text of its own.
  const isQuoted =
    !isProgram ||
    ((start === 34 || start === 39 || start === 96 || start === 92) &&
      (start === end || end === 92 || end === 123 || end === 36 || end === 64));
  return { text: buffer.toString("latin1", from, to), isQuoted };
}

const STARTS = new Set([..." \t\n\r\"'`=:([,-|>\\"].map((char) => char.charCodeAt(0)));
const ENDS = new Set([..." \t\n\r\"'`,;:)]@}|<\\{$"].map((char) => char.charCodeAt(0)));

function isWord(buffer: Buffer, end: number, word: string): boolean {
  for (let index = 0; index < word.length; index += 1) if (buffer[end - word.length + 1 + index] !== word.charCodeAt(index)) return false;
  return true;
}

function isHubHost(buffer: Buffer, at: number): boolean {
  return isWord(buffer, at - 1, "hf.co") || isWord(buffer, at - 1, "huggingface.co");
}

function isHubScheme(buffer: Buffer, at: number): boolean {
  return isWord(buffer, at - 1, "hf:") || isWord(buffer, at - 1, "huggingface:") || isWord(buffer, at - 1, "ollama:");
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
}

function isName(code: number): boolean {
  return isLetter(code) || code === 95 || code === 45 || code === 46;
}
