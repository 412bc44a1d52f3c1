import { isOtherKey } from "./contexts.ts";
import { isStrong, type NameIn, ownedName } from "./names.ts";

/** `owner/name` in running text, where nothing joins it to a path or an address. */
export function strongNames(text: string): readonly NameIn[] {
  const found: NameIn[] = [];
  for (let slash = text.indexOf("/"); slash !== -1; slash = text.indexOf("/", slash + 1)) {
    const name = around(text, slash);
    if (name === null) continue;
    const owned = ownedName(name.text);
    if (owned !== null && isStrong(owned.name)) found.push({ ...owned, from: name.from });
  }
  return found;
}

/** Behind names of OpenRouter, and of images: a version, but no size. */
const TAG = /^:(?:free|latest|stable|nightly|edge|v?\d{1,4}\.\d{1,4}(?![\d.]*[bm]\b)[\w.-]*)(?!\w)/i;

/** `owner/name-*`, `"owner/name*"`: any of several; behind `*owner/name*` ends what is stressed. */
const WILDCARD = /^(?:[-_.]\*|.\*["'`])/;

/** Who serves a model, as programs write it before its name: `"vllm/owner/name"`. */
const SERVED = /(?:^|[\s"'`=(])(?:(?:hosted_)?vllm|hugging_?face|mlx(?:[_-]lm)?|sglang|lm_studio)\/$/;

/** Weights behind the name that they lie under: `owner/name-GGUF/name.Q4_K_M.gguf`. */
const WEIGHTS = /^\/[\w.-]{1,100}\.(?:gguf|safetensors|onnx)(?![\w./-])/;

/** The word around a slash, if it has no other slash and stands alone. */
function around(text: string, slash: number): { readonly text: string; readonly from: number } | null {
  let from = slash;
  while (from > 0 && slash - from < 100 && isNamePart(text.charCodeAt(from - 1))) from -= 1;
  // ${MODEL:-owner/name}
  if (text.startsWith(":-", from - 1)) {
    from += 1;
    if (isOtherKey(/\$\{(\w{1,80}):-$/.exec(text.slice(Math.max(0, from - 90), from))?.[1] ?? "")) return null;
  }
  let to = slash + 1;
  while (to < text.length && to - slash < 130 && (isNamePart(text.charCodeAt(to)) || text[to] === "@")) to += 1;
  if (from === slash || to === slash + 1) return null;
  if (from > 0 && "/@:~\\#$%+&?".includes(text[from - 1] ?? "") && !SERVED.test(text.slice(Math.max(0, from - 20), from))) return null;
  if (to < text.length && "/\\{$".includes(text[to] ?? "") && !WEIGHTS.test(text.slice(to, to + 120))) return null;
  if (text[to] === "*" && WILDCARD.test(text.slice(to - 1, to + 2))) return null;
  if (text[to] === ":" && TAG.test(text.slice(to, to + 20))) return null;
  const own = text.slice(from, to).replace(/(?<![.@-])[.@-]+$/, "");
  const before = text.slice(Math.max(0, from - 40), from);
  if (
    /(?:image:\s*["']?|uses:\s*|FROM\s+|github\.com[:/]|(?:docker|podman) (?:run|pull|build|push|tag)[^\n]*|helm (?:install|upgrade|template)[^\n]*|--from=|clone\s+|git@|@|\bfrom\s+["']|import\s+["']|require\(["'])$/.test(
      before,
    )
  )
    return null;
  return { text: own, from };
}

function isNamePart(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95 || code === 45 || code === 46
  );
}
