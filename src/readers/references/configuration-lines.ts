import { lineBefore } from "../../formats/lines.ts";
import type { NameIn } from "./names.ts";

/** A line of a configuration: how deep it stands, its key, its value and where that begins. */
export interface Line {
  readonly indent: number;
  readonly isItem: boolean;
  readonly key: string;
  readonly keyAt: number;
  readonly value: string;
  readonly at: number;
  /** The key and the value are joined by `=` alone, as in a command. */
  readonly isAssigned: boolean;
}

const LINE = /^([ \t]*)((?:- +)*)(?:(["']?)([\w](?:[\w ./@$-]|:(?=\w)){0,120}?)\3[ \t]*(?::(?=[ \t]|$)|=(?!=))[ \t]*)?(.*)$/;

/** `[model]`, `[[models]]`, `[tool.llm]` of TOML and INI, alone on a line. */
const SECTION = /^\[{1,2}([\w][\w."' /-]{0,120})\]{1,2}[ \t\r]*$/;

/** The keys that a section of TOML or INI stands for; null where the line begins none. */
export function sectionOf(text: string): readonly string[] | null {
  const section = text.startsWith("[") ? SECTION.exec(text) : null;
  return section === null ? null : (section[1] ?? "").split(".").map((key) => key.replace(/["' ]/g, ""));
}

/** Where a comment begins: `#` (or `;`) at the start or after white space, outside quotes; -1 where there is none. */
export function commentAt(text: string): number {
  if (!text.includes("#") && !text.includes(";")) return -1;
  let quote = "";
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index] ?? "";
    if (quote !== "") {
      if (char === "\\") index += 1;
      else if (char === quote) quote = "";
    } else if (char === '"' || (char === "'" && !/\w/.test(text[index - 1] ?? ""))) quote = char;
    else if ((char === "#" || (char === ";" && text.slice(0, index).trim() === "")) && (index === 0 || /\s/.test(text[index - 1] ?? "")))
      return index;
  }
  return -1;
}

/** A line taken apart; `from` is where it begins in the file. Null where nothing stands on it. */
export function lineOf(text: string, from: number): Line | null {
  const match = LINE.exec(text.replace(/(?<![ \t\r])[ \t\r]+$/, ""));
  if (match === null || text.trim() === "") return null;
  const [, space = "", items = "", , key = "", value = ""] = match;
  const keyAt = key === "" ? 0 : text.indexOf(key, space.length + items.length);
  return {
    indent: space.length + items.length,
    isItem: items !== "",
    key: key.trim(),
    keyAt: from + keyAt,
    value,
    at: from + text.trimEnd().length - value.length,
    isAssigned: key !== "" && text[keyAt + key.length] === "=" && text[keyAt + key.length + 1] !== " ",
  };
}

/** A value without the quotation marks and the comma around it, and where it then begins. */
export function unquoted(value: string, at: number): { readonly text: string; readonly at: number } {
  // The last item of a list over several lines has its bracket behind it.
  const match = /^(["'])([^"']*)\1[\]}]?,?$/.exec(value) ?? /^(["'])(.*)\1,?$/.exec(value);
  return match === null ? { text: value.replace(/,$/, ""), at } : { text: match[2] ?? "", at: at + 1 };
}

/** Lines before and behind a key among which those beside it are looked for. */
const BESIDE = 12;

/** The keys of the same mapping as a place: those on lines near it that stand as deep, up to a line less deep or the next item. */
export function keysBeside(source: string, at: number, indent: number): readonly string[] {
  return linesBeside(source, at, indent).map(({ key }) => key);
}

/** As above, with what the keys lead to. */
export function linesBeside(source: string, at: number, indent: number): readonly Line[] {
  const lines: Line[] = [];
  let from = source.lastIndexOf("\n", at - 1) + 1;
  const start = from;
  /** Takes the key of the line that begins at a place; whether the lines beyond it may be of the mapping. */
  const take = (isBefore: boolean): boolean => {
    const end = source.indexOf("\n", from);
    const line = lineOf(source.slice(from, Math.min(end === -1 ? source.length : end, from + 300)), from);
    if (line === null || line.indent > indent) return true;
    if (line.indent < indent || (line.isItem && !isBefore && from !== start)) return false;
    lines.push(line);
    return !(line.isItem && isBefore);
  };
  for (let count = 0; count < BESIDE && take(true) && from > 0; count += 1) from = source.lastIndexOf("\n", from - 2) + 1;
  from = start;
  for (let count = 0; count < BESIDE && take(false) && source.includes("\n", from); count += 1) from = source.indexOf("\n", from) + 1;
  return lines;
}

/** The names that stand in no comment. */
export function inForce(source: string, names: readonly NameIn[]): readonly NameIn[] {
  return names.filter(({ from }) => commentAt(lineBefore(source, from, 500)) === -1);
}
