import { field, text } from "../formats/node.ts";
import { decodeText } from "../formats/text.ts";
import type { Declaration, FileContent, Problem, Reader, Reading } from "../model.ts";
import { licenseIn } from "./parts/license-fields.ts";
import { declaration } from "./parts/manifest.ts";
import { declared, folderSubject, nothing, pointerProblem } from "./parts/reading.ts";

/** Fields that name the base: PEFT's, then those of AdapterHub and older writers. */
const BASE_KEYS = ["base_model_name_or_path", "base_model_name", "base_model", "model_name"];
const MARKS = [...BASE_KEYS, "peft_type", "adapter_type", "r", "lora_alpha", "task_type", "model_type", "config"];

/** PEFT's `adapter_config.json`: an adapter lies here, and `base_model_name_or_path` says for which model. */
export const peftAdapter: Reader = {
  id: "peft-adapter",
  title: "PEFT adapter_config.json",
  ends: ["json"],
  matches: (_path, name) => name === "adapter_config.json",
  read: readAdapter,
};

async function readAdapter(file: FileContent): Promise<Reading> {
  const pointer = pointerProblem(file);
  // Whatever the file says: an adapter lies here, and is made for a base model.
  const bare: Declaration = {
    reader: peftAdapter.id,
    subject: folderSubject(file.path),
    kind: "adapter",
    role: "published",
    location: { path: file.path, line: 1, column: 1 },
  };
  if (pointer !== null) return declared([bare], [pointer]);
  const { parseJson } = await import("../formats/json.ts");
  const { value, problems } = parseJson(decodeText(file.bytes).text, file.path);
  if (value?.type !== "map") return problems.length === 0 ? nothing : declared([bare], problems);
  if (problems.length === 0 && !MARKS.some((key) => field(value, key) !== undefined)) return nothing;
  const more: Problem[] = [];
  const { licenses, licenseLink } = licenseIn(more, value);
  const base = BASE_KEYS.flatMap((key) => text(field(value, key)) ?? [])[0];
  const adapter: Declaration = {
    ...bare,
    location: base?.location ?? value.location,
    bases: base === undefined ? [] : [{ ...base, relation: "adapter", inferred: false }],
    ...(licenses.length === 0 ? {} : { licenses }),
  };
  return declared([declaration(adapter, { licenseLink })], [...problems, ...more]);
}
