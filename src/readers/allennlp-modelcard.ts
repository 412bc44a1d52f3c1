import { field, text } from "../formats/node.ts";
import type { Declaration, FileContent, Problem, Reader, Reading } from "../model.ts";
import { licenseIn } from "./parts/license-fields.ts";
import { declaration, openManifest, parseJsonManifest } from "./parts/manifest.ts";
import { isCardPath, names, said } from "./parts/model-details.ts";
import { declared } from "./parts/reading.ts";

/** Model cards of AllenNLP, one JSON file a model in `modelcards/` (allennlp `common/model_card.py`). */
export const allennlpModelcard: Reader = {
  id: "allennlp-modelcard",
  title: "AllenNLP model card",
  ends: ["json"],
  matches: (path, name) => name.endsWith(".json") && isCardPath(path),
  read: readCard,
};

async function readCard(file: FileContent): Promise<Reading> {
  const isOurs = (source: string) =>
    source.includes('"model_details"') && /"(?:model_usage|task_id|registered_model_name)"/.test(source) && !source.includes('"$schema"');
  const { source, reading } = openManifest(file, isOurs, false);
  if (reading !== undefined) return reading;
  const { value, problems } = await parseJsonManifest(source, file.path);
  if (value?.type !== "map") return declared([], problems);
  const more: Problem[] = [];
  const details = field(value, "model_details");
  const { licenses, licenseLink } = licenseIn(more, details);
  const name = said(field(value, "id"), more);
  const own: Declaration = {
    reader: allennlpModelcard.id,
    subject: { at: "file", path: file.path },
    kind: "model",
    role: "published",
    location: licenses[0]?.location ?? licenseLink?.location ?? name?.location ?? value.location,
    licenses,
    datasets: names(field(value, "training_data", "dataset"), more),
    tags: [],
  };
  return declared([declaration(own, { name, licenseLink, modality: text(field(value, "task_id")) })], [...problems, ...more]);
}
