import type { Role } from "../../model.ts";
import { between, blanked, type Span } from "./blanked.ts";
import { commandsIn } from "./cells.ts";
import { referencesInCode } from "./code.ts";
import type { References } from "./collect.ts";
import { namesInColumns } from "./columns.ts";
import { referencesInConfig } from "./configuration.ts";
import { hostedNames } from "./hosted.ts";
import { labelledNames } from "./labelled.ts";
import { JSON_SYNTAX, PYTHON, SCRIPT, syntaxOf } from "./languages.ts";
import { namesInText } from "./lines.ts";
import { isStrong, type NameIn, ownedName } from "./names.ts";
import { saidNames } from "./said.ts";
import { referencesInShell } from "./shell.ts";
import { strongNames } from "./strong-names.ts";
import { toldIn } from "./told.ts";
import { variablesIn } from "./variables.ts";

const LANGUAGES: Readonly<Record<string, string>> = {
  python: "py",
  python3: "py",
  pycon: "py",
  javascript: "js",
  typescript: "ts",
  rust: "rs",
  elixir: "ex",
  golang: "go",
  csharp: "cs",
  java: "java",
  ruby: "rb",
};
const SHELLS = /^(?:bash|sh|shell|console|zsh|dockerfile|docker|makefile|env|dotenv|powershell|cmd|bat|shell-session|text|txt|)$/;
const FENCE = /^([ \t>]*)(`{3,40}|~{3,40})[ \t]{0,40}\{?\.?([\w+-]{0,40})[^\n]*\n([\s\S]*?)(?:^[ \t>]*\2[ \t]*$|(?![\s\S]))/gm;

/** References in Markdown and other prose: all are mentions. Code between fences is read as what it says it is, and used where the document runs it. */
export function referencesInProse(
  source: string,
  references: References,
  place: (offset: number) => number = (offset) => offset,
  isRun: (fence: string) => boolean = () => false,
): void {
  const text = frontMatterBlanked(source);
  const blanks: Span[] = [];
  const add = (name: { name: string; from: number } & Parameters<References["add"]>[0]) =>
    references.add({ ...name, from: place(name.from) }, "mentioned");
  for (const match of text.matchAll(FENCE)) {
    const language = (match[3] ?? "").toLowerCase();
    const code = match[4] ?? "";
    const start = match.index + match[0].indexOf("\n") + 1;
    const at = (offset: number) => place(start + offset);
    const role = isRun(match[0].slice(0, start - match.index)) ? "used" : "mentioned";
    const syntax = language === "json" ? JSON_SYNTAX : syntaxOf(`.${Object.hasOwn(LANGUAGES, language) ? LANGUAGES[language] : language}`);
    if (syntax === PYTHON) referencesInCell(code, references, role, at);
    else if (syntax !== undefined) {
      referencesInCode(code, syntax, references, role, at);
      // What is called a program may be a configuration.
      for (const name of strongNames(code)) references.add({ ...name, from: at(name.from) }, "mentioned");
    } else if (/^(?:ya?ml|toml|ini|properties|conf|cfg|hcl|terraform|tf|json5|jsonc)$/.test(language))
      referencesInConfig(code, references, "mentioned", at);
    else if (SHELLS.test(language)) referencesInShell(code, references, "mentioned", at);
    else continue;
    blanks.push({ from: start, to: start + code.length });
  }
  const prose = blanked(text, blanks);
  for (const name of [
    ...saidNames(prose),
    ...namesInColumns(prose),
    ...toldIn(prose),
    ...namesInText(prose),
    ...variablesIn(prose),
    ...hostedNames(prose),
    ...labelledNames(prose),
  ])
    add(name);
}

/** Python as notebooks have it: with lines of the shell. */
function referencesInCell(code: string, references: References, role: Role, place: (offset: number) => number): void {
  const commands = commandsIn(code);
  referencesInCode(blanked(code, commands), PYTHON, references, role, place);
  if (commands.length > 0) referencesInShell(blanked(code, between(commands, code.length)), references, role, place);
}

/** The metadata block belongs to the card's reader. */
function frontMatterBlanked(source: string): string {
  const match = /^\s*---[ \t]*\r?\n[\s\S]*?\r?\n---[ \t]*(?:\r?\n|$)/.exec(source);
  return match === null ? source : match[0].replace(/[^\n]/g, " ") + source.slice(match[0].length);
}

/** References in HTML, Vue and Svelte: scripts are programs, attributes are used, the rest is text. */
export function referencesInHtml(source: string, references: References): void {
  const blanks: Span[] = [];
  for (const { from, to } of scripts(source)) {
    referencesInCode(source.slice(from, to), SCRIPT, references, "used", (offset) => from + offset);
    blanks.push({ from, to });
  }
  const rest = blanked(source, blanks);
  const roleAt = (offset: number): Role => (isInTag(rest.slice(Math.max(0, offset - 2_000), offset)) ? "used" : "mentioned");
  for (const name of namesInText(rest))
    references.add(
      name,
      name.kind === "application" && isLink(rest.slice(Math.max(0, name.from - 500), name.from)) ? "mentioned" : roleAt(name.from),
    );
  for (const match of rest.matchAll(/<[a-z][\w-]*\s[^<>]{0,500}?(?:id|name)=["'][\w-]{0,60}model[\w-]{0,60}["'][^<>]{0,500}>/gi)) {
    const value = /\bvalue=["']([^"']+)["']/.exec(match[0]);
    const name = value === null ? null : ownedName(value[1] ?? "");
    if (name !== null && value !== null && !isStrong(name.name))
      references.add({ ...name, from: match.index + value.index + value[0].indexOf(value[1] ?? "") }, "used");
  }
  for (const name of choices(rest)) references.add(name, "used");
}

/** What `<select name="model">` offers. */
function choices(source: string): readonly NameIn[] {
  const found: NameIn[] = [];
  let end = 0;
  for (const { index, 0: opening } of source.matchAll(/<select\s[^<>]{0,500}model[^<>]{0,500}>/gi)) {
    // None stands in another one.
    if (index < end) continue;
    const from = index + opening.length;
    end = source.indexOf("</select", from);
    if (end === -1) break;
    for (const match of source.slice(from, end).matchAll(/<option\s[^<>]{0,200}?value=["']([^"'<>]{3,150})["']/gi)) {
      const name = ownedName(match[1] ?? "");
      if (name !== null && !isStrong(name.name))
        found.push({ ...name, from: from + match.index + match[0].length - 1 - (match[1] ?? "").length });
    }
  }
  return found;
}

/** A link to a Space leads to a page; what is embedded runs there. */
function isLink(before: string): boolean {
  return /<a\s[^<>]*href=["'][^"'<>]*$/i.test(before);
}

function isInTag(before: string): boolean {
  return before.lastIndexOf("<") > before.lastIndexOf(">");
}

/** What stands between `<script>` and `</script>`. */
function scripts(source: string): readonly Span[] {
  const found: Span[] = [];
  const opening = /<script\b[^<>]{0,2000}>/gi;
  const closing = /<\/script\s{0,20}>/gi;
  for (let match = opening.exec(source); match !== null; match = opening.exec(source)) {
    closing.lastIndex = opening.lastIndex;
    const end = closing.exec(source);
    if (end === null) break;
    found.push({ from: opening.lastIndex, to: end.index });
    opening.lastIndex = closing.lastIndex;
  }
  return found;
}
