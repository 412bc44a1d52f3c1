import { fitsDeep, fitsStars } from "../stars.ts";

/** One line of a `.gitignore`. Texts are bytes as Latin-1, as git sees them. */
interface Rule {
  /** Takes back what an earlier rule excluded (`!`). */
  readonly isException: boolean;
  readonly isForFolders: boolean;
  /** Without a slash in the pattern the last part of a path alone is held against it, at any depth. */
  readonly isName: boolean;
  /** Between slashes; `**` stands for any number of parts. */
  readonly parts: readonly (Part | "**")[];
}

type Part = readonly Token[];
type Token = "*" | "?" | { readonly is: string } | { readonly from: readonly (readonly [number, number])[]; readonly negated: boolean };

export type Ignores = readonly Rule[];

/**
 * Reads a `.gitignore` as git does (gitignore(5); git `dir.c`, `wildmatch.c`). A path is held against it without regular expressions and without going back
 * more than to the latest star, so that no pattern can make it take long: at most in proportion to the product of both lengths.
 */
export function parseIgnores(text: string): Ignores {
  return text
    .replace(/^\xef\xbb\xbf/, "")
    .split("\n")
    .flatMap((line) => ruleOf(line.endsWith("\r") ? line.slice(0, -1) : line) ?? []);
}

/** What the last rule that fits says of a path relative to the file's folder: true for excluded, false for taken back, null where none fits. */
export function isIgnored(rules: Ignores, path: string, isFolder: boolean): boolean | null {
  const parts = path.split("/");
  const name = parts.slice(-1);
  for (let index = rules.length - 1; index >= 0; index -= 1) {
    const rule = rules[index];
    if (rule === undefined || (rule.isForFolders && !isFolder)) continue;
    if (fitsDeep(rule.parts, rule.isName ? name : parts, fitsPart)) return !rule.isException;
  }
  return null;
}

function ruleOf(line: string): Rule | null {
  if (line === "" || line.startsWith("#")) return null;
  const trimmed = withoutSpaces(line);
  const isException = trimmed.startsWith("!");
  const written = isException ? trimmed.slice(1) : trimmed;
  const isForFolders = written.endsWith("/");
  const pattern = isForFolders ? written.slice(0, -1) : written;
  if (pattern === "") return null;
  const isName = !pattern.includes("/");
  const parts = partsOf(pattern.startsWith("/") ? pattern.slice(1) : pattern);
  return parts === null ? null : { isException, isForFolders, isName, parts };
}

/** Spaces at the end count only behind a backslash. */
function withoutSpaces(line: string): string {
  let end = 0;
  for (let at = 0; at < line.length; at += 1) {
    if (line[at] === "\\") at += 1;
    else if (line[at] === " ") continue;
    end = at + 1;
  }
  return line.slice(0, end);
}

/** Null where the pattern is malformed: it fits nothing then. */
function partsOf(pattern: string): Rule["parts"] | null {
  const parts: (Part | "**")[] = [];
  let tokens: Token[] = [];
  const close = (isEscaped = false) => {
    const isDeep = tokens.length > 1 && tokens.every((token) => token === "*");
    // To git, `**` before a slash with a backslash stands for one part at least.
    if (isDeep && isEscaped) parts.push(["*"]);
    parts.push(isDeep ? "**" : tokens);
    tokens = [];
  };
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern[at] ?? "";
    if (character === "/" || (character === "\\" && pattern[at + 1] === "/")) {
      const isEscaped = character === "\\";
      if (isEscaped) at += 1;
      close(isEscaped);
    } else if (character === "*" || character === "?") tokens.push(character);
    else if (character === "[") {
      const bracket = bracketAt(pattern, at);
      if (bracket === null) return null;
      tokens.push(bracket.token);
      at = bracket.end;
    } else if (character === "\\") {
      at += 1;
      if (at === pattern.length) return null;
      tokens.push({ is: pattern[at] ?? "" });
    } else tokens.push({ is: character });
  }
  close();
  return parts;
}

/** Ranges of the classes that may stand in brackets, as git's own table has them. */
const CLASSES: Readonly<Record<string, readonly string[]>> = {
  alnum: ["09", "AZ", "az"],
  alpha: ["AZ", "az"],
  blank: ["  ", "\t\t"],
  cntrl: ["\u0000\u001f", "\u007f\u007f"],
  digit: ["09"],
  graph: ["!~"],
  lower: ["az"],
  print: [" ~"],
  punct: ["!/", ":@", "[`", "{~"],
  space: ["  ", "\t\n", "\r\r"],
  upper: ["AZ"],
  xdigit: ["09", "AF", "af"],
};

/** `[…]`, whose end is its `]`; null where it has none, or a class that there is not. */
function bracketAt(pattern: string, start: number): { readonly token: Token; readonly end: number } | null {
  const negated = pattern[start + 1] === "!" || pattern[start + 1] === "^";
  const first = start + (negated ? 2 : 1);
  const from: [number, number][] = [];
  let at = first;
  /** What a range may begin with; null behind a range or a class. */
  let low: string | null = null;
  for (; pattern[at] !== "]" || at === first; at += 1) {
    let character = pattern[at];
    if (character === undefined) return null;
    const isRange = character === "-" && low !== null && at + 1 < pattern.length && pattern[at + 1] !== "]";
    if (isRange) {
      at += pattern[at + 1] === "\\" ? 2 : 1;
      const high = pattern[at];
      if (high === undefined) return null;
      from.push([(low ?? "").charCodeAt(0), high.charCodeAt(0)]);
      low = null;
      continue;
    }
    if (character === "[" && pattern[at + 1] === ":") {
      const end = pattern.indexOf("]", at + 2);
      if (end === -1) return null;
      if (pattern[end - 1] === ":" && end - 1 > at + 1) {
        const ranges = CLASSES[pattern.slice(at + 2, end - 1)];
        if (ranges === undefined) return null;
        for (const range of ranges) from.push([range.charCodeAt(0), range.charCodeAt(1)]);
        low = null;
        at = end;
        continue;
      }
    }
    if (character === "\\") {
      at += 1;
      character = pattern[at];
      if (character === undefined) return null;
    }
    from.push([character.charCodeAt(0), character.charCodeAt(0)]);
    low = character;
  }
  return { token: { from, negated }, end: at };
}

function fitsPart(part: Part, text: string): boolean {
  return text.length > 0 && fitsStars(part, text.length, isStar, (token, at) => token !== "*" && fits(token, text, at));
}

function isStar(token: Token): boolean {
  return token === "*";
}

function fits(token: Exclude<Token, "*">, text: string, at: number): boolean {
  if (token === "?") return true;
  if ("is" in token) return token.is === text[at];
  const code = text.charCodeAt(at);
  return token.from.some(([low, high]) => low <= code && code <= high) !== token.negated;
}
