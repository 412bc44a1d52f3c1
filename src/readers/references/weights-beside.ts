import type { Literal } from "../../formats/code-syntax.ts";
import { type Line, linesBeside, unquoted } from "./configuration-lines.ts";
import { isRepositoryKey } from "./contexts.ts";
import { lastPart } from "./ways.ts";

/** Weights in a format that hardly anything but models has. */
const WEIGHTS = /^[\w.+-]{1,120}\.(?:gguf|safetensors)$/i;
const QUOTED = /[\s"'`:][\w.+-]{1,120}\.(?:gguf|safetensors)(?=["'`,\s}])/i;
/** What ends a mapping, a call or a statement. */
const BRACKETS = /[(){}[\];]/;
/** How far from a repository the file in it is named. */
const NEAR = 250;

/** Whether a text of a program is the repository that weights beside it lie in: `repo: "owner/name", file: "name.gguf"`, `("owner/name", "name.gguf")`. */
export function isWithWeights(source: string, { text, from, key, frame }: Literal): boolean {
  const isRepository = isRepositoryKey(plain(lastPart(key))) || (key === "" && frame.callee === "" && "([".includes(frame.opener || " "));
  if (!isRepository) return false;
  const before = source.slice(Math.max(0, from - NEAR), from).replaceAll("()", "");
  const behind = source.slice(from + text.length, from + text.length + NEAR).replaceAll("()", "");
  const beside = (before.split(BRACKETS).at(-1) ?? "") + (behind.split(BRACKETS)[0] ?? "");
  return QUOTED.test(beside) && !/git/i.test(beside);
}

/** Whether a mapping on one line has weights beside the repository that stands at a key: `{ repo: owner/name, file: name.gguf }`. */
export function isWithWeightsIn(mapping: string, key: string): boolean {
  return isRepositoryKey(plain(key)) && QUOTED.test(mapping) && !/git/i.test(mapping);
}

/** Whether a value of a configuration is the repository that weights beside it lie in: `repo: owner/name` with `file: name.gguf`. */
export function isBesideWeights(source: string, { key, at, indent }: Line): boolean {
  if (!isRepositoryKey(plain(key))) return false;
  const beside = linesBeside(source, at, indent);
  return beside.some(({ value }) => WEIGHTS.test(unquoted(value, 0).text)) && !beside.some(({ value }) => /git/i.test(value));
}

/** `sourceRepo` and `source-repo` say the same as `source_repo`. */
function plain(key: string): string {
  return key.replaceAll("-", "_").replace(/([a-z])(?=[A-Z])/g, "$1_");
}
