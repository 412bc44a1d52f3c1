import type { Literal } from "../../formats/code-syntax.ts";

/** `"small": { id: "owner/small" }`: a table's own name for the model that stands behind it. */
const ENTRY = /^["'`]\s*:\s*\{[^{}]{0,300}?\b\w{0,40}(?:[iI][dD]|[mM]odel(?:_path)?|name|repo|hf)["']?\s*:\s*["'`][\w.-]+\/[\w.:-]+["'`]/;
const KEY = /(["'])([\w.:-]{2,100})\1:/g;

/** The names in a program that only stand for the models that the program names beside them. */
export class Aliases {
  private keys: ReadonlySet<string> | null = null;

  constructor(private readonly source: string) {}

  /** Whether a key is a program's own name for the model that stands behind it: `"house/basic": { id: "owner/name" }`. */
  isEntry({ text, from }: Literal): boolean {
    return this.isEntryAt(from + text.length);
  }

  /** Whether a name stands for another: `{ model: "https://…/small-MLC", model_id: "small-MLC" }`, `{ "small": "owner/small-v1" }`, `{ "small": ("owner/small", 3) }`, or is asked of such a table. */
  has({ text, from, key, frame, isKey }: Literal): boolean {
    if (isKey) return this.standsForItsLike(text, from + text.length);
    const beside = key === "model_id" ? "model" : key === "name" ? "id" : null;
    if (beside !== null && frame.named?.get(beside)?.endsWith(`/${text}`) === true) return true;
    this.keys ??= new Set(this.keysOfOthers());
    return this.keys.has(text);
  }

  /** All keys of tables that stand for a model, looked for once. */
  private *keysOfOthers(): Iterable<string> {
    for (const { index, 0: whole, 2: text = "" } of this.source.matchAll(KEY)) {
      const end = index + whole.length - 2;
      if (this.standsForItsLike(text, end) || this.isEntryAt(end)) yield text;
    }
  }

  private isEntryAt(end: number): boolean {
    return ENTRY.test(this.source.slice(end, end + 400));
  }

  private standsForItsLike(text: string, end: number): boolean {
    const own = /^["'`]\s{0,9}:\s{0,40}[[(]?["'`][\w.-]+\/([\w.-]+)["'`]/.exec(this.source.slice(end, end + 250))?.[1]?.toLowerCase();
    return (
      own !== undefined &&
      text
        .toLowerCase()
        .split(/[-_.:]/)
        .every((part) => own.includes(part))
    );
  }
}
