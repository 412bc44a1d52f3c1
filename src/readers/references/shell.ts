import type { Role } from "../../model.ts";
import type { References } from "./collect.ts";
import { commentAt, variablesIn } from "./configuration.ts";
import { isDatasetKey, isModelKey } from "./contexts.ts";
import { hostedNames, namesInText } from "./lines.ts";
import { isPlaceholder, type NameIn, ownedName } from "./names.ts";

/** References in shell scripts, Dockerfiles, Makefiles and environment files: commands, variables, addresses; comments are mentions. */
export function referencesInShell(
  source: string,
  references: References,
  role: Role = "used",
  place: (offset: number) => number = (offset) => offset,
): void {
  const { code, comments } = split(source);
  const add = (name: NameIn, as: Role) => references.add({ ...name, from: place(name.from) }, role === "mentioned" ? "mentioned" : as);
  for (const name of [...variablesIn(code), ...lists(code), ...namesInText(code)]) add(name, "used");
  for (const name of namesInText(comments)) add(name, "mentioned");
  for (const name of [...variablesIn(comments), ...hostedNames(comments)]) add(name, "mentioned");
}

/** The same text twice, once with the comments blanked out and once with all else, so that places stay. */
function split(source: string): { readonly code: string; readonly comments: string } {
  if (!source.includes("#")) return { code: source, comments: "" };
  const code: string[] = [];
  const comments: string[] = [];
  for (const line of source.split("\n")) {
    const mark = line.length > 4_000 ? -1 : commentAt(line);
    code.push(mark === -1 ? line : line.slice(0, mark) + " ".repeat(line.length - mark));
    comments.push(mark === -1 ? " ".repeat(line.length) : " ".repeat(mark + 1) + line.slice(mark + 1));
  }
  return { code: code.join("\n"), comments: comments.join("\n") };
}

/** `MODELS=("a/b" "c/d")` and `for MODEL in a/b c/d; do`. */
function lists(code: string): readonly NameIn[] {
  const found: NameIn[] = [];
  for (const match of code.matchAll(/\b(\w+)=\(([^()]{1,5000})\)|\bfor\s+(\w+)\s+in\s+([^;\n]{1,2000})/g)) {
    const variable = match[1] ?? match[3] ?? "";
    const kind = isDatasetKey(variable) ? "dataset" : isModelKey(variable) ? "model" : null;
    const body = match[2] ?? match[4] ?? "";
    const start = match.index + match[0].lastIndexOf(body);
    if (kind === null) continue;
    for (const word of body.matchAll(/[^\s"']+/g)) {
      const name = ownedName(word[0], kind);
      if (name !== null && !isPlaceholder(name.name)) found.push({ ...name, from: start + word.index });
    }
  }
  return found;
}
