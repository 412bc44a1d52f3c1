import { decodeText } from "../formats/text.ts";
import type { Declaration, FileContent, Problem, Reader, Reading } from "../model.ts";
import { modelAddress } from "./parts/model-names.ts";
import { declared, nothing, pointerProblem, usedModel } from "./parts/reading.ts";

const ENTRY = /^(\s*(?:"(?:[^"\\]|\\.)*"|'[^']*'|[\w.:/-]+)\s*=\s*)(["'])(.*?)\2\s*(?:#.*)?$/;

/** RamaLama's `shortnames.conf` (ramalama.conf manual): short names, each for a model of the Hub, of Ollama or of a registry. */
export const ramalamaShortnames: Reader = {
  id: "ramalama-shortnames",
  title: "RamaLama shortnames.conf",
  ends: ["conf"],
  matches: (path, name) =>
    /^shortnames[\w.-]*\.conf$/.test(name) || (name.endsWith(".conf") && /(?:^|\/)shortnames(?:\.conf\.d|\.d)?\//.test(path)),
  read: readShortnames,
};

function readShortnames(file: FileContent): Reading {
  const pointer = pointerProblem(file);
  if (pointer !== null) return declared([], [pointer]);
  const lines = decodeText(file.bytes).text.split(/\r\n|\n|\r/);
  if (!lines.some((line) => line.trim() === "[shortnames]")) return nothing;
  const declarations: Declaration[] = [];
  const problems: Problem[] = [];
  let inside = false;
  for (const [index, line] of lines.entries()) {
    if (/^\s*\[/.test(line)) inside = line.trim() === "[shortnames]";
    else if (inside && !/^\s*(?:#.*)?$/.test(line)) read(line, index + 1, file.path, declarations, problems);
  }
  return declared(declarations, problems);
}

/** `"name" = "hf://owner/model"`; an address that no rule knows is no model of a registry (a file, an image without scheme). */
function read(line: string, number: number, path: string, declarations: Declaration[], problems: Problem[]): void {
  const match = ENTRY.exec(line);
  if (match === null) {
    if (problems.length < 3)
      problems.push({ message: 'not an entry of the form "name" = "address"', location: { path, line: number, column: 1 } });
    return;
  }
  const value = match[3] ?? "";
  const found = value.startsWith("file:") ? null : modelAddress(value);
  if (found === null) return;
  const start = (match[1] ?? "").length + 2;
  const inValue = Math.max(0, value.indexOf(found.name));
  declarations.push(usedModel(ramalamaShortnames.id, found, { path, line: number, column: start + inValue }));
}
