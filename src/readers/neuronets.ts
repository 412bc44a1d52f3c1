import { field, texts, type ValueNode } from "../formats/node.ts";
import type { Declaration, FileContent, Problem, Reader, Reading } from "../model.ts";
import { joinLicenses, licenseFields } from "./parts/license-fields.ts";
import { declaration, openManifest, parseYamlManifest } from "./parts/manifest.ts";
import { said } from "./parts/model-details.ts";
import { declared, folderSubject } from "./parts/reading.ts";

/** Written with a capital letter, which tells the zoo's cards from others. */
const MODEL_DETAILS = /^Model[_ ][Dd]etails:/m;

/** Models of the Nobrainer zoo (neuronets/trained-models): `spec.yaml` says how to run one, `model_card.yaml` describes it. */
export const neuronets: Reader = {
  id: "neuronets",
  title: "Nobrainer zoo spec.yaml, model_card.yaml",
  ends: ["yaml", "yml"],
  matches: (_path, name) => /^(?:spec|model_?card)\.ya?ml$/.test(name),
  read: readManifest,
};

async function readManifest(file: FileContent): Promise<Reading> {
  const isSpec = (source: string) =>
    /^training_data_info:/m.test(source) || (/^inference:/m.test(source) && /^[ \t]+prediction_script:/m.test(source));
  const { source, reading } = openManifest(file, (text) => isSpec(text) || MODEL_DETAILS.test(text), false);
  if (reading !== undefined) return reading;
  const { value, problems } = await parseYamlManifest(source, file.path);
  const details = anyField(value, "model_details");
  const more: Problem[] = [];
  const licenses = joinLicenses(licenseFields(anyField(value, "license"), more), licenseFields(anyField(details, "license"), more));
  const sources = [field(value, "training_data_info", "dataset_sources"), anyField(anyField(value, "training_data"), "datasets")];
  const datasets = sources.flatMap((node) => texts(node)).filter((stated) => isName(stated.value));
  const says = licenses.licenses.length > 0 || licenses.licenseLink !== undefined || datasets.length > 0 || details !== undefined;
  const own: Declaration = {
    reader: neuronets.id,
    subject: folderSubject(file.path),
    kind: "model",
    role: "published",
    location: licenses.licenses[0]?.location ?? details?.location ?? value?.location ?? { path: file.path, line: 1, column: 1 },
    licenses: licenses.licenses,
    datasets,
    ...(says ? {} : { evidenceOnly: true }),
  };
  const name = said(anyField(details, "model_name") ?? anyField(details, "name"), more);
  return declared([declaration(own, { name, licenseLink: licenses.licenseLink })], [...problems, ...more]);
}

/** The field of that name, whichever way it is capitalized and joined. */
function anyField(node: ValueNode | null | undefined, name: string): ValueNode | undefined {
  if (node?.type !== "map") return undefined;
  return node.entries.findLast(({ key }) => key.toLowerCase().replaceAll(" ", "_") === name)?.value;
}

/** A name or an address, not a sentence about the data, and not Python's None. */
function isName(value: string): boolean {
  return !/^none$|go here$/i.test(value.trim()) && (/^https?:\S+$/.test(value.trim()) || value.trim().split(/\s+/).length <= 4);
}
