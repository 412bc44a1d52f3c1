import type { Problem } from "../model.ts";

/** The metadata block of a Markdown file (huggingface_hub `repocard.py`: the first `---` block, white space before it allowed). */
export interface FrontMatter {
  /** The YAML between the fences. */
  readonly yaml: string;
  /** Lines of the file before the first line of `yaml`. */
  readonly lines: number;
  /** Whether the Hub would read it: at the top, closed, with proper fences. */
  readonly proper: boolean;
  readonly problems: readonly Problem[];
}

const FENCE = /^---[ \t]*$/;
const ODD_FENCE = /^-{4,}[ \t]*$/;
const LICENSE_KEY = /^(?:license|license_name|license_link)[ \t]*:/;

/**
 * Finds the front matter; where none stands at the top, a later `---` block, or a block whose opening fence is missing, that holds `license:`.
 * Null where there is none. What the Hub would not read comes with a problem that says why and what to do.
 */
export function findFrontMatter(source: string, path: string): FrontMatter | null {
  const lines = source.split(/\r\n|\n|\r/);
  const first = lines.findIndex((line) => line.replace("\uFEFF", "").trim() !== "");
  if (first === -1) return null;
  const opening = (lines[first] ?? "").replace("\uFEFF", "").trimStart();
  if (FENCE.test(opening)) return atTop(lines, first, path, []);
  if (ODD_FENCE.test(opening) && looksLikeYaml(lines[first + 1])) {
    return atTop(lines, first, path, [
      problem(path, first, "the opening line of the front matter must be exactly ---: the Hub does not read it"),
    ]);
  }
  return later(lines, path);
}

function atTop(lines: readonly string[], opening: number, path: string, problems: readonly Problem[]): FrontMatter {
  for (let index = opening + 1; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    // A fence right below the opening one starts a YAML document; the Hub's pattern wants a line between fences.
    if (index === opening + 1 && FENCE.test(line)) continue;
    if (FENCE.test(line)) return block(lines, opening, index, problems.length === 0, problems);
    if (ODD_FENCE.test(line)) {
      const odd = problem(path, index, "the closing line of the front matter must be exactly ---: the Hub does not read it");
      return block(lines, opening, index, false, [...problems, odd]);
    }
  }
  const end = endOfYaml(lines, opening + 1);
  const unterminated = problem(
    path,
    opening,
    "the front matter is not closed: add a line --- after its last field; the Hub does not read it",
  );
  return block(lines, opening, end, false, [...problems, unterminated]);
}

function later(lines: readonly string[], path: string): FrontMatter | null {
  const index = lines.findIndex((line) => LICENSE_KEY.test(line));
  if (index === -1) return null;
  let opening = index;
  while (opening > 0 && !FENCE.test(lines[opening - 1] ?? "") && isYamlLine(lines[opening - 1])) opening -= 1;
  const fenced = opening > 0 && FENCE.test(lines[opening - 1] ?? "");
  let end = index;
  while (end < lines.length && !FENCE.test(lines[end] ?? "") && isYamlLine(lines[end])) end += 1;
  const closed = end < lines.length && FENCE.test(lines[end] ?? "");
  if (!fenced && !closed && opening > firstText(lines)) return null;
  const message = fenced
    ? "the front matter is not at the top of the file: move it to the first line; the Hub may not read it"
    : "the front matter has no lines --- around it: add them; the Hub does not read it";
  return block(lines, opening - 1, end, false, [problem(path, index, message)]);
}

function firstText(lines: readonly string[]): number {
  return lines.findIndex((line) => line.trim() !== "");
}

/** Where an unclosed block ends: at the first line that is Markdown and no YAML. */
function endOfYaml(lines: readonly string[], start: number): number {
  let end = start;
  while (end < lines.length && isYamlLine(lines[end])) end += 1;
  return end;
}

/** A line that can stand in front matter: a key, a list entry, a continuation, or nothing; a heading cannot. */
function isYamlLine(line: string | undefined): boolean {
  if (line === undefined) return false;
  return line.trim() === "" || looksLikeYaml(line) || /^[ \t]+\S/.test(line);
}

function looksLikeYaml(line: string | undefined): boolean {
  return line !== undefined && /^(?:"[^"]*"|'[^']*'|[\w.-]+)[ \t]*:(?:[ \t]|$)|^-[ \t]|^#[ \t]?\w*:/.test(line);
}

function block(lines: readonly string[], opening: number, end: number, proper: boolean, problems: readonly Problem[]): FrontMatter {
  return { yaml: lines.slice(opening + 1, end).join("\n"), lines: opening + 1, proper, problems };
}

function problem(path: string, index: number, message: string): Problem {
  return { message, location: { path, line: index + 1, column: 1 } };
}
