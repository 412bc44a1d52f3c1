import { type Line, unquoted } from "./configuration-lines.ts";

/** What stands beside a key and tells what its value is. */
export class Beside {
  /** Values of `name:` and `key:` by depth, for `value:` beside it. */
  private readonly names = new Map<number, string>();
  /** Values of `provider:` by depth, for `model:` beside and below it. */
  private readonly providers = new Map<number, string>();

  /** Forgets what stood deeper than a line, and what stood in the item before it. */
  leave(line: Line): void {
    for (const kept of [this.names, this.providers])
      for (const indent of kept.keys()) if (indent > line.indent || (line.isItem && indent === line.indent)) kept.delete(indent);
  }

  /** Keeps what a line tells of those beside it; a `type` and a `name` may be of anything else than who serves. */
  keep({ key, value, indent }: Line): void {
    const { text } = unquoted(value, 0);
    if (/^(?:name|key)$/i.test(key)) this.names.set(indent, text);
    const provider = text.toLowerCase();
    if (/^(?:llm_|model_)?provider$/i.test(key) || (/^(?:type|name)$/i.test(key) && provider === "ollama"))
      this.providers.set(indent, provider);
  }

  /** The `name:` or `key:` beside a line; undefined where there is none. */
  nameOf({ indent }: Line): string | undefined {
    return this.names.get(indent);
  }

  /** Who serves what stands on a line: told beside it, or, of Ollama, above it; empty where nobody is told. */
  providerOf({ indent }: Line): string {
    const isBelowOllama = () => [...this.providers].some(([above, provider]) => above < indent && provider === "ollama");
    return this.providers.get(indent) ?? (isBelowOllama() ? "ollama" : "");
  }
}
