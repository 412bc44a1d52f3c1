import { field, text } from "../formats/node.ts";
import type { Declaration, FileContent, Problem, Reader, Reading } from "../model.ts";
import { licenseFields, licenseIn } from "./parts/license-fields.ts";
import { declaration, openManifest, parseYamlManifest } from "./parts/manifest.ts";
import { lostField, said } from "./parts/model-details.ts";
import { declared, folderSubject } from "./parts/reading.ts";

/** Arm's ML-zoo: a `definition.yaml` beside each network, with `license` as a text or a list. */
export const armMlzoo: Reader = {
  id: "arm-mlzoo",
  title: "Arm ML-zoo definition",
  ends: ["yaml", "yml"],
  matches: (_path, name) => /^definition\.ya?ml$/.test(name),
  read: readDefinition,
};

async function readDefinition(file: FileContent): Promise<Reading> {
  const isOurs = (source: string) => /^network:/m.test(source) && /^(?:network_parameters|benchmark|operators|license):/m.test(source);
  const { source, reading } = openManifest(file, isOurs, false);
  if (reading !== undefined) return reading;
  const { value, problems } = await parseYamlManifest(source, file.path);
  const more: Problem[] = [];
  const found = licenseIn(more, value);
  const isLost = problems.length > 0 && field(value, "license") === undefined;
  const { licenses, licenseLink } = isLost ? licenseFields(lostField(source, file.path, "license"), more) : found;
  const name = said(field(value, "network", "filename"), more);
  const own: Declaration = {
    reader: armMlzoo.id,
    subject: folderSubject(file.path),
    kind: "model",
    role: "published",
    location: licenses[0]?.location ?? licenseLink?.location ?? value?.location ?? { path: file.path, line: 1, column: 1 },
    licenses,
  };
  return declared([declaration(own, { name, licenseLink, modality: text(field(value, "keywords")) })], [...problems, ...more]);
}
