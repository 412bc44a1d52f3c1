import { TextEnds } from "../../formats/code-ends.ts";

/** What a line begins with at the left edge where it begins a statement. */
const TOKEN = /["']{3}|["'#]|\n(?=[^\s#)\]}"'])/g;
const DEFINITION = /(?:async[ \t]+def|def|class)[ \t]+(\w+)/y;
const STATES_LICENSE = /licen[cs]e/i;
const METHOD = /\n[ \t]+(?:async[ \t]+)?def[ \t]/;
const BODY = /:[ \t]*(?:#[^\n]*)?\r?\n[ \t\r\n]/;
const ASSIGNED = /(?:^|\n)(\w+)[ \t]*(?::[^=\n]{1,200})?=(?!=)/g;
const TAKEN = /\*\*[ \t]{0,9}(\w{1,80})|\b(\w{1,80})[ \t]{0,9}\(/g;

/** A function or a class at the left edge, with its decorators. */
interface Block {
  readonly from: number;
  readonly to: number;
  readonly name: string;
}

/**
 * A Python program without the functions and classes at its left edge that have nothing to do with a license: neither do they name one, nor do they take what
 * others of the program give. A comment of the same length stands for each, so that all else stays in its place; the parser takes a hundred times as long for
 * the code. What has no methods stays, since a list of names may look like that, and so does what stands last, where the program may break off.
 */
export function licensedParts(source: string): string {
  const blocks = blocksIn(source);
  const texts = blocks.map(({ from, to }) => source.slice(from, to));
  const givers = new Set(blocks.filter((_, at) => STATES_LICENSE.test(texts[at] ?? "")).map(({ name }) => name));
  const tables = new Set([...source.matchAll(ASSIGNED)].map(([, name = ""]) => name));
  const isNeeded = (text: string) =>
    STATES_LICENSE.test(text) ||
    (text.startsWith("class") && !METHOD.test(text)) ||
    [...text.matchAll(TAKEN)].some(([, spread = "", called = ""]) => tables.has(spread) || givers.has(called));
  const parts: string[] = [];
  let end = 0;
  for (const [at, { from, to }] of blocks.entries()) {
    const text = texts[at] ?? "";
    if (to === source.length || !BODY.test(text) || isNeeded(text)) continue;
    parts.push(source.slice(end, from), "#".padEnd(to - from));
    end = to;
  }
  return parts.length === 0 ? source : parts.join("") + source.slice(end);
}

/** Each ends before the line break in front of the next statement. */
function blocksIn(source: string): readonly Block[] {
  const blocks: Block[] = [];
  let open: { from: number; name: string } | null = null;
  for (const line of statementsIn(source)) {
    DEFINITION.lastIndex = line;
    const name = DEFINITION.exec(source)?.[1] ?? null;
    // A decorator belongs to what follows.
    if (open !== null && open.name === "" && (name !== null || source[line] === "@")) {
      if (name !== null) open.name = name;
      continue;
    }
    if (open !== null && open.name !== "") blocks.push({ from: open.from, to: line - 1, name: open.name });
    open = name !== null || source[line] === "@" ? { from: line, name: name ?? "" } : null;
  }
  if (open !== null) blocks.push({ from: open.from, to: source.length, name: open.name });
  return blocks;
}

/** Where lines begin at the left edge that are not inside a text. */
function* statementsIn(source: string): Iterable<number> {
  const ends = new TextEnds(source);
  if (/^\S/.test(source)) yield 0;
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(source); match !== null; match = TOKEN.exec(source)) {
    const [mark] = match;
    const behind = match.index + mark.length;
    if (mark === "\n") yield behind;
    else if (mark === "#") TOKEN.lastIndex = lineEnd(source, behind);
    else {
      const end = mark.length === 3 ? ends.endOfTriple(behind, mark) : ends.endOfLineText(behind, mark);
      if (end !== -1) TOKEN.lastIndex = end + mark.length;
      else if (mark.length === 3) return;
    }
  }
}

function lineEnd(source: string, from: number): number {
  const end = source.indexOf("\n", from);
  return end === -1 ? source.length : end;
}
