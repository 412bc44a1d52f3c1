import type { Span } from "./blanked.ts";

/** A whole cell for the shell, or lines of one behind `!` and `%`, which go on behind a backslash. */
export function commandsIn(text: string): readonly Span[] {
  if (/^\s*%%(?:bash|sh|script)/.test(text)) return [{ from: 0, to: text.length }];
  return [...text.matchAll(COMMAND)].map(({ index, 0: lines }) => ({ from: index, to: index + lines.length }));
}

const COMMAND = /^[ \t]*[!%](?:[^\n\\]|\\\r?\n|\\)*/gm;
