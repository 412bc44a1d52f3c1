import { field, texts } from "../formats/node.ts";
import type { Declaration, FileContent, Problem, Reader, Reading } from "../model.ts";
import { licenseIn } from "./parts/license-fields.ts";
import { declaration, openManifest, parseYamlManifest } from "./parts/manifest.ts";
import { said } from "./parts/model-details.ts";
import { declared, folderSubject, unrecognized } from "./parts/reading.ts";

/** `info.yaml` of PaddlePaddle's model center: `Model_Info`, `License` and `Datasets` (PaddlePaddle/models `modelcenter`). */
export const paddleModelcenter: Reader = {
  id: "paddle-modelcenter",
  title: "PaddlePaddle model center info.yaml",
  ends: ["yaml", "yml"],
  matches: (_path, name) => /^info(?:_\w{2})?\.ya?ml$/.test(name),
  read: readInfo,
};

async function readInfo(file: FileContent): Promise<Reading> {
  const { source, reading } = openManifest(file, (candidate) => /^Model_Info:/m.test(candidate), false);
  if (reading !== undefined) return reading;
  const { value, problems } = await parseYamlManifest(source, file.path);
  if (value?.type !== "map") return unrecognized(problems);
  const more: Problem[] = [];
  const { licenses, licenseLink } = licenseIn(more, value);
  const name = said(field(value, "Model_Info", "name"), more);
  const own: Declaration = {
    reader: paddleModelcenter.id,
    subject: folderSubject(file.path),
    kind: "model",
    role: "published",
    location: licenses[0]?.location ?? licenseLink?.location ?? name?.location ?? value.location,
    licenses,
    datasets: texts(field(value, "Datasets")).filter((stated) => !stated.value.includes(",")),
  };
  return declared([declaration(own, { name, licenseLink })], [...problems, ...more]);
}
