import type { Literal } from "../../formats/code-syntax.ts";

/** The words of a text of which a program makes a list: `"gpt2 owner/name".split()`, `"gpt2,owner/name".split(",")`, `"""…""".strip().splitlines()`; none of any other text. */
export function splitInto(source: string, literal: Literal): readonly Literal[] {
  const { text, from } = literal;
  const [, separator] = SPLIT.exec(source.slice(from + text.length, from + text.length + 80)) ?? [];
  if (separator === undefined) return [];
  const words = text.matchAll(/lines|\\n/.test(separator) ? /^[ \t]*(\S+)[ \t]*$/gm : separator.includes(",") ? /([^\s,]+)/g : /(\S+)/g);
  return [...words].map((match) => ({
    ...literal,
    text: match[1] ?? "",
    from: from + match.index + match[0].indexOf(match[1] ?? ""),
  }));
}

const SPLIT = /^["'`]{1,3}\s{0,9}(?:\.(?:strip|trim)\(\)\s{0,9})?\.split(lines\(|_whitespace\(|\(\)|\(["'](?: |,|\\n)["'])/;
