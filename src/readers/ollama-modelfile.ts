import { createHash } from "node:crypto";
import { decodeText } from "../formats/text.ts";
import type { Declaration, FileContent, LicenseFile, Location, Problem, Reader, Reading, Stated, StatedBase, Subject } from "../model.ts";
import { isPlaceholder } from "./parts/card-fields.ts";
import { isHole, placeholder } from "./parts/license-fields.ts";
import { foreign } from "./parts/manifest.ts";
import { nothing, pointerProblem } from "./parts/reading.ts";

const INSTRUCTIONS = new Set([
  "FROM",
  "PARAMETER",
  "TEMPLATE",
  "SYSTEM",
  "ADAPTER",
  "LICENSE",
  "MESSAGE",
  "REQUIRES",
  "RENDERER",
  "PARSER",
  "DRAFT",
]);

const OTHER_FORMAT = /\.(?:mdx?|rst|py|go|tsx?|jsx?|mjs|rs|c|h|cpp|java|rb|json|ya?ml|toml|sh|ps1|html?|css|svg|png|lock|map|snap|ipynb)$/;

/** A name that only Modelfiles have. */
const OWN_NAME = /(?:^|\/)(?:[^/]{1,80}\.)?modelfile$/i;
/** What `git merge` leaves in a file where it finds no way. */
const CONFLICT = /^<{7}(?: |$)/;

interface Instruction {
  readonly keyword: string;
  readonly argument: string;
  readonly location: Location;
}

/** Ollama's Modelfile: FROM, ADAPTER and LICENSE (ollama `docs/modelfile.md`). */
export const ollamaModelfile: Reader = {
  id: "ollama-modelfile",
  title: "Ollama Modelfile",
  matches: (_path, name) => /(?:^|[-_.])modelfile(?:$|[-_.])/.test(name) && !OTHER_FORMAT.test(name),
  read: readModelfile,
};

function readModelfile(file: FileContent): Reading {
  const pointer = pointerProblem(file);
  if (pointer !== null) return { ...nothing, problems: [pointer] };
  const source = decodeText(file.bytes).text;
  const { instructions, problems } = parse(source, file.path);
  const from = instructions.filter(({ keyword }) => keyword === "FROM");
  const adapters = instructions.filter(({ keyword }) => keyword === "ADAPTER");
  const first = from[0] ?? adapters[0];
  if (first === undefined) {
    const location: Location = { path: file.path, line: 1, column: 1 };
    return instructions.length === 0
      ? OWN_NAME.test(file.path)
        ? foreign(source, file.path, true)
        : nothing
      : { ...nothing, problems: [...problems, { message: "a Modelfile without FROM: state the base model", location }] };
  }
  const subject: Subject = { at: "file", path: file.path };
  const licenses: Stated[] = [];
  const licenseFiles: LicenseFile[] = [];
  for (const { keyword, argument: raw, location } of instructions) {
    const argument = unquote(raw.trim()) === raw.trim() ? raw : unquote(raw.trim());
    if (keyword !== "LICENSE" || argument.trim() === "") continue;
    if (isHole(argument) || /^\$\{?\w+\}?$/.test(argument.trim())) problems.push(placeholder({ value: argument.trim(), location }));
    else if (argument.trim().length <= 80 && !argument.trim().includes("\n")) licenses.push({ value: argument.trim(), location });
    else
      licenseFiles.push({
        path: file.path,
        type: "license",
        text: argument,
        startLine: location.line ?? 1,
        covers: subject,
        collection: false,
        sha256: createHash("sha256").update(argument).digest("hex"),
      });
  }
  const declaration: Declaration = {
    reader: ollamaModelfile.id,
    subject,
    kind: adapters.length > 0 ? "adapter" : "model",
    role: "published",
    recipe: true,
    location: first.location,
    licenses,
    bases: [
      ...from.flatMap((instruction) => base(instruction, null, problems)),
      ...adapters.flatMap((instruction) => base(instruction, "adapter", problems)),
      ...instructions.filter(({ keyword }) => keyword === "DRAFT").flatMap((instruction) => base(instruction, null, problems)),
    ],
  };
  return { declarations: [declaration], licenseFiles, problems };
}

/** A name of Ollama's library, an address of the Hub, a path into its cache or beside the file: verbatim, lineage understands it. */
function base({ argument, location }: Instruction, relation: StatedBase["relation"], problems: Problem[]): StatedBase[] {
  const value = unquote(argument.trim());
  if (value === "") return [];
  if (isPlaceholder(value) || /\{\{|\$\{?\w/.test(value))
    problems.push({ message: `a placeholder stands where a model's name belongs: ${value.slice(0, 80)}`, location });
  return [{ value, location, relation, inferred: false }];
}

/** Instructions with their arguments; `"""`, and a `"` that is not closed on its line, hold arguments of several lines (ollama `parser/parser.go`). */
function parse(source: string, path: string): { instructions: Instruction[]; problems: Problem[] } {
  const lines = source.split(/\r\n|\n|\r/);
  const instructions: Instruction[] = [];
  const problems: Problem[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    if (CONFLICT.test(line))
      problems.push({ message: "an unresolved merge conflict: both sides are read", location: { path, line: index + 1, column: 1 } });
    const match = /^(\s*)([A-Za-z]+)(?:\s+(.*))?$/.exec(line);
    const keyword = match?.[2]?.toUpperCase() ?? "";
    if (match === null || !INSTRUCTIONS.has(keyword)) continue;
    const argument = match[3] ?? "";
    const location = { path, line: index + 1, column: line.length - argument.length + 1 };
    const quote = argument.includes('"""') ? '"""' : '"';
    const opening = argument.indexOf(quote);
    const rest = argument.slice(opening + quote.length);
    const same = rest.indexOf('"""');
    if (opening === -1 || (quote === '"' && !opensText(argument, keyword))) {
      instructions.push({ keyword, argument, location });
      continue;
    }
    if (quote === '"""' && same !== -1) {
      instructions.push({ keyword, argument: rest.slice(0, same), location });
      continue;
    }
    const end = lineWith(lines, quote, index + 1);
    if (end === -1) problems.push({ message: `${keyword} opens ${quote} and never closes it: read to the end of the file`, location });
    const last = end === -1 ? lines.length : end;
    const closing = end === -1 ? "" : (lines[end] ?? "").slice(0, (lines[end] ?? "").indexOf(quote));
    instructions.push({ keyword, argument: [rest, ...lines.slice(index + 1, last), closing].join("\n"), location });
    index = last;
  }
  return { instructions, problems };
}

function lineWith(lines: readonly string[], part: string, from: number): number {
  for (let index = from; index < lines.length; index += 1) if (lines[index]?.includes(part)) return index;
  return -1;
}

/** Whether a text begins with a quotation mark that this line does not close. */
function opensText(argument: string, keyword: string): boolean {
  return keyword !== "PARAMETER" && argument.trimStart().startsWith('"') && !argument.trimStart().slice(1).includes('"');
}

function unquote(value: string): string {
  return /^"[^"]*"$|^'[^']*'$/.test(value) ? value.slice(1, -1) : value;
}
