import type { Stated } from "../../model.ts";

/** Lines in which the title of a page stands, if it has one. */
const LINES = 40;

/** The first heading of a page of Markdown (`# Name`), without marks and links; `bodyLine` is the line, counted from 1, on which the text begins. */
export function titleIn(source: string, bodyLine: number, path: string): Stated | undefined {
  const lines = source.split("\n", bodyLine + LINES);
  for (const [at, line] of lines.entries()) {
    const heading = at < bodyLine - 1 ? null : /^#[ \t]{1,9}(\S[^\r]{0,300})/.exec(line);
    if (heading?.[1] === undefined) continue;
    const value = heading[1].replace(/\[([^\]]{1,200})\]\([^)]{0,300}\)/g, "$1").replace(/^[*_`]{1,3}|[*_`#\s]{1,9}$/g, "");
    return { value, location: { path, line: at + 1, column: line.search(/[^#\s]/) + 1 } };
  }
  return undefined;
}
