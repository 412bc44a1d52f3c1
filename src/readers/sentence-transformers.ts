import { field, text } from "../formats/node.ts";
import type { FileContent, Reader, Reading } from "../model.ts";
import { openManifest, parseJsonManifest } from "./parts/manifest.ts";
import { declared, folderSubject } from "./parts/reading.ts";

const MARKS: Readonly<Record<string, RegExp>> = {
  "modules.json": /"type"\s*:\s*"(?:sentence_transformers|pylate)\./,
  "config_sentence_transformers.json": /"(?:__version__|prompts|similarity_fn_name|model_type)"/,
  "sentence_bert_config.json": /"(?:max_seq_length|do_lower_case|transformer_task|method_output_name)"/,
};

/** Configurations that sentence-transformers writes beside a model: they show that one lies here, and say nothing of its license. */
export const sentenceTransformers: Reader = {
  id: "sentence-transformers",
  title: "sentence-transformers configuration",
  ends: ["json"],
  matches: (_path, name) => Object.hasOwn(MARKS, name) || /^sentence_\w+_config\.json$/.test(name),
  read: readConfiguration,
};

async function readConfiguration(file: FileContent): Promise<Reading> {
  const name = file.path.slice(file.path.lastIndexOf("/") + 1).toLowerCase();
  const mark = MARKS[name] ?? MARKS["sentence_bert_config.json"];
  const { source, reading } = openManifest(file, (content) => mark?.test(content) ?? false, name !== "modules.json");
  if (reading !== undefined) return reading;
  const { value, problems } = await parseJsonManifest(source, file.path);
  const first = value?.type === "list" ? text(field(value.items[0], "type")) : undefined;
  const location = first?.location ?? value?.location ?? { path: file.path, line: 1, column: 1 };
  return declared(
    [
      {
        reader: sentenceTransformers.id,
        subject: folderSubject(file.path),
        kind: "model",
        role: "published",
        location,
        evidenceOnly: true,
      },
    ],
    problems,
  );
}
