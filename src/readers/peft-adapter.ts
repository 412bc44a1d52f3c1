import { field, text } from "../formats/node.ts";
import { decodeText } from "../formats/text.ts";
import type { Declaration, FileContent, Reader, Reading } from "../model.ts";
import { folderSubject, lfsProblem, nothing } from "./parts/reading.ts";

/** PEFT's `adapter_config.json`: an adapter lies here, and `base_model_name_or_path` says for which model. */
export const peftAdapter: Reader = {
  id: "peft-adapter",
  title: "PEFT adapter_config.json",
  matches: (_path, name) => name === "adapter_config.json",
  read: readAdapter,
};

async function readAdapter(file: FileContent): Promise<Reading> {
  const pointer = lfsProblem(file.path, file.bytes);
  if (pointer !== null) return { ...nothing, problems: [pointer] };
  const { parseJson } = await import("../formats/json.ts");
  const { value, problems } = parseJson(decodeText(file.bytes).text, file.path);
  if (value?.type !== "map") return { ...nothing, problems };
  const base = text(field(value, "base_model_name_or_path")) ?? text(field(value, "base_model_name")) ?? text(field(value, "model_name"));
  const declaration: Declaration = {
    reader: peftAdapter.id,
    subject: folderSubject(file.path),
    kind: "adapter",
    role: "published",
    location: base?.location ?? value.location,
    bases: base === undefined ? [] : [{ ...base, relation: "adapter", inferred: false }],
  };
  return { ...nothing, declarations: [declaration], problems };
}
