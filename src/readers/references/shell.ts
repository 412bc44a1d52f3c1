import { lineBefore } from "../../formats/lines.ts";
import type { Role } from "../../model.ts";
import { blanked, type Span } from "./blanked.ts";
import type { References } from "./collect.ts";
import { isCompared } from "./comparisons.ts";
import { referencesInConfig } from "./configuration.ts";
import { commentAt } from "./configuration-lines.ts";
import { isModelKey } from "./contexts.ts";
import { hostedNames } from "./hosted.ts";
import { knownIn, weightsIn } from "./known-names.ts";
import { namesInText } from "./lines.ts";
import { namesInLists } from "./lists.ts";
import type { NameIn } from "./names.ts";
import { namesPulled } from "./pulled.ts";
import { saidNames } from "./said.ts";
import { Spoken } from "./spoken.ts";
import { namesInTable } from "./tables.ts";
import { variablesIn } from "./variables.ts";

/** References in shell scripts, Dockerfiles, Makefiles and environment files: commands, variables, addresses; comments are mentions. */
export function referencesInShell(
  source: string,
  references: References,
  role: Role = "used",
  place: (offset: number) => number = (offset) => offset,
): void {
  const { code, comments } = split(source);
  const add = (name: NameIn, as: Role) => references.add({ ...name, from: place(name.from) }, role === "mentioned" ? "mentioned" : as);
  const shown = blocks(code, SHOWN);
  const roleAt = (at: number): Role =>
    isEchoed(code, at) || isCompared(code, at) || shown.some(({ from, to }) => at >= from && at < to) ? "mentioned" : "used";
  // What a configuration says of a name by its keys is said first.
  for (const { from, to } of blocks(source, WRITTEN))
    referencesInConfig(source.slice(from, to), references, role, (offset) => place(from + offset));
  for (const name of [
    ...namesPulled(code),
    ...variablesIn(code),
    ...namesInLists(code),
    ...tables(code),
    ...namesInText(code),
    ...knownIn(code),
    ...weightsIn(code),
  ])
    add(name, roleAt(name.from));
  const spoken = new Spoken();
  for (const text of comments) {
    for (const name of [...saidNames(text), ...namesInText(text), ...variablesIn(text), ...hostedNames(text)]) add(name, "mentioned");
    spoken.keep(text, 0);
  }
  spoken.recall(references, place);
}

const ECHO =
  /(?:^|[;&|({@-]|\b(?:then|do|else|RUN))[ \t]*(?:echo|printf|Write-(?:Host|Output|Verbose|Warning|Error|Information))(?=[ \t"'])((?:"(?:[^"\\]|\\.)*"|'[^']*'|[^;&|"'])*(?:"(?:[^"\\]|\\.)*|'[^']*)?)$/;

/** Whether a place stands in what a command only prints; what goes on into a file or another command counts as used. */
function isEchoed(code: string, at: number): boolean {
  const echo = ECHO.exec(lineBefore(code, at, 500));
  if (echo === null) return false;
  const end = code.indexOf("\n", at);
  const rest = (echo[1] ?? "") + code.slice(at, end === -1 ? code.length : end);
  return !/[|>]/.test(rest.replace(/[12]?>&[12]|"(?:[^"\\]|\\.)*"|'[^']*'/g, ""));
}

/** What stands between `<<EOF` and `EOF`, where the line before is such a one. */
function blocks(code: string, opening: RegExp): readonly Span[] {
  if (!code.includes("<<")) return [];
  const found: Span[] = [];
  let end = "";
  let from = 0;
  for (let at = 0; at < code.length; ) {
    const next = code.indexOf("\n", at) + 1 || code.length;
    const line = code.slice(at, Math.min(next, at + 1_000)).trim();
    if (end === "") {
      end = line.includes("<<") ? (opening.exec(line)?.[1] ?? "") : "";
      from = next;
    } else if (line === end) {
      found.push({ from, to: at });
      end = "";
    }
    at = next;
  }
  return found;
}

/** Nothing takes it up: the help of a script. */
const SHOWN = /\bcat +(?:[12]?>&2 +)?<<-? ?["']?(\w{1,40})["']?(?: *[12]?>&2)?$/;
/** A configuration that is written to a file or handed to a cluster. */
const WRITTEN =
  /^(?=[^\n]{0,400}(?:\.(?:ya?ml|toml|ini|cfg|conf|properties)\b|>[ \t]*["']?\$\{?\w{0,30}(?:CONF|YA?ML|MANIFEST|VALUES|COMPOSE)|\b(?:kubectl|oc)\s+(?:apply|create|replace)\b))[^\n]{0,400}<<-? ?["']?(\w{1,40})/;

/** A comment of cmd, as a whole line. */
const REMARK = /^[ \t]*(?:rem[ \t]+[^=\s]|::)/i;

/** The text with its comments blanked out, and the comments with all else blanked out, so that places stay. */
function split(source: string): { readonly code: string; readonly comments: readonly string[] } {
  // PowerShell's comments over several lines.
  if (source.includes("<#") && source.includes("#>")) {
    const blocks = [...source.matchAll(/<#[\s\S]*?#>/g)].map(({ index, 0: text }) => ({ from: index, to: index + text.length }));
    const { code, comments } = splitLines(blanked(source, blocks));
    return { code, comments: [...comments, ...blocks.map(({ from, to }) => blanked(source.slice(0, to), [{ from: 0, to: from }]))] };
  }
  return splitLines(source);
}

function splitLines(source: string): { readonly code: string; readonly comments: readonly string[] } {
  if (!source.includes("#") && !/^[ \t]*(?:rem[ \t]|::)/im.test(source)) return { code: source, comments: [] };
  const code: string[] = [];
  const comments: string[] = [];
  for (const line of source.split("\n")) {
    const mark = line.length > 4_000 ? -1 : REMARK.test(line) ? line.search(/\S/) : commentAt(line);
    code.push(mark === -1 ? line : line.slice(0, mark) + " ".repeat(line.length - mark));
    comments.push(mark === -1 ? " ".repeat(line.length) : " ".repeat(mark + 1) + line.slice(mark + 1));
  }
  return { code: code.join("\n"), comments: [comments.join("\n")] };
}

/** `MODELS='[{ "name": "owner/name" }]'`, over one line or many. */
function tables(code: string): readonly NameIn[] {
  const found: NameIn[] = [];
  for (const match of code.matchAll(/(?<!\w)(\w{1,80})=(["'`])(?=\s{0,80}[[{])/g)) {
    if (!isModelKey(match[1] ?? "")) continue;
    const from = match.index + match[0].length;
    const end = code.indexOf(match[2] ?? "", from + 1);
    const body = code.slice(from, end === -1 ? from : end);
    for (const name of namesInTable(body)) found.push({ ...name, from: from + name.from });
  }
  return found;
}
