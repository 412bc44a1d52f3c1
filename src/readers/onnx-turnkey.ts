import { lineBefore } from "../formats/lines.ts";
import { decodeText } from "../formats/text.ts";
import { fieldsByLine } from "../formats/yaml-lines.ts";
import type { Declaration, FileContent, Problem, Reader, Reading, Stated } from "../model.ts";
import { isHole, placeholder } from "./parts/license-fields.ts";
import { declaration, parseYamlManifest } from "./parts/manifest.ts";
import { declared, folderSubject, nothing, pointerProblem } from "./parts/reading.ts";

const KEYS = new Set(["model_name", "author", "task", "class", "license", "builtin_model_script"]);

/** A line on which a text or a list begins and does not end. */
const OPEN = /^[^"'[{]*(?:"[^"]*|'[^']*|\[[^\]]*|\{[^}]*)$/;
const LONGEST_LINE = 4_000;

/**
 * `turnkey_stats.yaml` of the ONNX model zoo: from which library a model was exported. Only the fields at the left margin are read: there are thousands of
 * these files, and the rest of each is measurements.
 */
export const onnxTurnkey: Reader = {
  id: "onnx-turnkey",
  title: "ONNX model zoo turnkey_stats.yaml",
  ends: ["yaml", "yml"],
  matches: (_path, name) => /^turnkey_stats\.ya?ml$/.test(name),
  read: readStats,
};

async function readStats(file: FileContent): Promise<Reading> {
  const pointer = pointerProblem(file);
  if (pointer !== null) return declared([], [pointer]);
  const source = decodeText(file.bytes).text;
  const fields = new Map<string, Stated>();
  const problems: Problem[] = [];
  for (const { key, value } of fieldsByLine(source, KEYS, { path: file.path, lines: 0 })) {
    if (value.type !== "scalar" || /^(?:null|~|none|unknown)$/i.test(value.text)) continue;
    const stated = { value: value.text, location: value.location };
    if (isHole(stated.value)) problems.push(placeholder(stated));
    else fields.set(key, stated);
  }
  // Of a file that is cut all is read, for what is wrong with it.
  const written = source.trimEnd();
  if (OPEN.test(lineBefore(written, written.length, LONGEST_LINE))) problems.push(...(await parseYamlManifest(source, file.path)).problems);
  const name = fields.get("model_name");
  if (name === undefined && !/^(?:builds|onnx_model_information):/m.test(source)) return { ...nothing, problems };
  if (name === undefined && problems.length === 0)
    problems.push({ message: "a turnkey_stats.yaml without model_name", location: { path: file.path, line: 1, column: 1 } });
  const license = fields.get("license");
  const own: Declaration = {
    reader: onnxTurnkey.id,
    subject: folderSubject(file.path),
    kind: "model",
    role: "published",
    location: license?.location ?? name?.location ?? { path: file.path, line: 1, column: 1 },
    licenses: license === undefined ? [] : [license],
  };
  return declared([declaration(own, { name, modality: fields.get("task") })], problems);
}
