import { field, text } from "../formats/node.ts";
import type { Declaration, FileContent, Reader, Reading } from "../model.ts";
import { openManifest, parseJsonManifest } from "./parts/manifest.ts";
import { hubName } from "./parts/model-names.ts";
import { declared, folderSubject, nothing } from "./parts/reading.ts";

/** Fields of which AutoTrain writes all or nearly all; others use the file's name too. */
const MARKS = /"(?:project_name|push_to_hub|auto_find_batch_size|text_column|trainer)"\s*:/;

/** AutoTrain's `training_params.json`, which it leaves in the folder of the model that it made: `model` is what that was made from (autotrain-advanced, `AutoTrainParams.save`). */
export const autotrain: Reader = {
  id: "autotrain",
  title: "AutoTrain training_params.json",
  ends: ["json"],
  matches: (_path, name) => name === "training_params.json",
  read: readParameters,
};

async function readParameters(file: FileContent): Promise<Reading> {
  const { source, reading } = openManifest(file, (candidate) => /"model"\s*:/.test(candidate) && MARKS.test(candidate), false);
  if (reading !== undefined) return reading;
  const { value, problems } = await parseJsonManifest(source, file.path);
  const base = text(field(value ?? undefined, "model"));
  if (value === null || base === undefined) return problems.length === 0 ? nothing : declared([], problems);
  const data = text(field(value, "data_path"));
  const isSet = (key: string) => text(field(value, key))?.value === "true";
  const isAdapter = isSet("peft") && !isSet("merge_adapter");
  const made: Declaration = {
    reader: autotrain.id,
    subject: folderSubject(file.path),
    kind: isAdapter ? "adapter" : "model",
    role: "published",
    location: base.location,
    bases: [{ ...base, relation: isAdapter ? "adapter" : "finetune", inferred: false }],
    datasets: data === undefined || hubName(data.value) === null ? [] : [data],
  };
  return declared([made], problems);
}
