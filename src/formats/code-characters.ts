/** What a character is: part of a name, white space, what texts or what comments and patterns begin with, or (0) something else. */
export const WORD = 1;
export const SPACE = 2;
export const QUOTE = 3;
export const MARK = 4;
const kinds = new Uint8Array(128);
for (const char of "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_$") kinds[char.charCodeAt(0)] = WORD;
for (const char of " \t\r\n") kinds[char.charCodeAt(0)] = SPACE;
for (const char of "\"'`") kinds[char.charCodeAt(0)] = QUOTE;
for (const char of "/#-;") kinds[char.charCodeAt(0)] = MARK;

export function kindOf(code: number): number {
  return code < 128 ? (kinds[code] ?? 0) : WORD;
}

/** The signs behind which a slash divides, or closes a tag. */
export const AFTER_VALUE = new Set(["", ")", "]", "}", "<"]);
export const HAS_HOLE = /\{[^{}]*\}/;

/** What stands before a text that documents what follows: Elixir's `@doc`, `@moduledoc ~S`. */
export const DOCUMENTS = /@(?:module|type|short)?doc[ \t]{1,4}(?:~[sS])?$/;
