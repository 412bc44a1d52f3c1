import { createHash } from "node:crypto";
import { decodeText } from "../formats/text.ts";
import type { Declaration, FileContent, LicenseFile, Location, Problem, Reader, Reading, Stated, StatedBase, Subject } from "../model.ts";
import { nothing } from "./parts/reading.ts";

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

interface Instruction {
  readonly keyword: string;
  readonly argument: string;
  readonly location: Location;
}

/** Ollama's Modelfile: FROM, ADAPTER and LICENSE (ollama `docs/modelfile.md`). */
export const ollamaModelfile: Reader = {
  id: "ollama-modelfile",
  title: "Ollama Modelfile",
  matches: (_path, name) => /(?:^|[-_.])modelfile(?:$|[-_.])/.test(name) && !/\.(?:md|py|go|ts|js|json|ya?ml|sh|html?)$/.test(name),
  read: readModelfile,
};

function readModelfile(file: FileContent): Reading {
  const { instructions, problems } = parse(decodeText(file.bytes).text, file.path);
  const from = instructions.filter(({ keyword }) => keyword === "FROM");
  const adapters = instructions.filter(({ keyword }) => keyword === "ADAPTER");
  const first = from[0] ?? adapters[0];
  if (first === undefined) {
    const location: Location = { path: file.path, line: 1, column: 1 };
    return instructions.length === 0
      ? nothing
      : { ...nothing, problems: [...problems, { message: "a Modelfile without FROM: state the base model", location }] };
  }
  const subject: Subject = { at: "file", path: file.path };
  const licenses: Stated[] = [];
  const licenseFiles: LicenseFile[] = [];
  for (const { keyword, argument, location } of instructions) {
    if (keyword !== "LICENSE" || argument.trim() === "") continue;
    if (argument.trim().length <= 80 && !argument.trim().includes("\n")) licenses.push({ value: argument.trim(), location });
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
    bases: [...from.flatMap((instruction) => base(instruction, null)), ...adapters.flatMap((instruction) => base(instruction, "adapter"))],
  };
  return { declarations: [declaration], licenseFiles, problems };
}

function base({ argument, location }: Instruction, relation: StatedBase["relation"]): StatedBase[] {
  const value = unquote(argument.trim());
  return value === "" ? [] : [{ value, location, relation, inferred: false }];
}

/** Instructions with their arguments; `"""` holds arguments of several lines. Anything else is a problem with its line. */
function parse(source: string, path: string): { instructions: Instruction[]; problems: Problem[] } {
  const lines = source.split(/\r\n|\n|\r/);
  const instructions: Instruction[] = [];
  const problems: Problem[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    const match = /^(\s*)([A-Za-z]+)(?:\s+(.*))?$/.exec(line);
    const keyword = match?.[2]?.toUpperCase() ?? "";
    if (match === null || !INSTRUCTIONS.has(keyword)) continue;
    const argument = match[3] ?? "";
    const location = { path, line: index + 1, column: line.length - argument.length + 1 };
    const opening = argument.indexOf('"""');
    if (opening === -1) {
      instructions.push({ keyword, argument, location });
      continue;
    }
    const rest = argument.slice(opening + 3);
    const same = rest.indexOf('"""');
    if (same !== -1) {
      instructions.push({ keyword, argument: rest.slice(0, same), location });
      continue;
    }
    const end = lines.findIndex((other, at) => at > index && other.includes('"""'));
    if (end === -1) problems.push({ message: `${keyword} opens """ and never closes it: read to the end of the file`, location });
    const last = end === -1 ? lines.length : end;
    const closing = end === -1 ? "" : (lines[end] ?? "").slice(0, (lines[end] ?? "").indexOf('"""'));
    instructions.push({ keyword, argument: [rest, ...lines.slice(index + 1, last), closing].join("\n"), location });
    index = last;
  }
  return { instructions, problems };
}

function unquote(value: string): string {
  return /^"[^"]*"$|^'[^']*'$/.test(value) ? value.slice(1, -1) : value;
}
