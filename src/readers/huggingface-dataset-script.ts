import { field, text, type ValueNode } from "../formats/node.ts";
import { decodeText, rawBytes, rawText } from "../formats/text.ts";
import { limits } from "../limits.ts";
import type { Declaration, FileContent, Problem, Reader, Reading, Subject } from "../model.ts";
import { fileName, folderOf } from "../paths.ts";
import { licenseFields } from "./parts/license-fields.ts";
import { declaration } from "./parts/manifest.ts";
import { declared, nothing } from "./parts/reading.ts";

/** Loading scripts of Hugging Face data sets: `license=` in `DatasetInfo`, or the constant `_LICENSE` (datasets `templates/new_dataset_script.py`). */
export const huggingfaceDatasetScript: Reader = {
  id: "huggingface-dataset-script",
  title: "Hugging Face data-set script",
  limit: limits.referenceBytes,
  ends: ["py"],
  matches: (path, name) =>
    name.endsWith(".py") && !/^(?:setup|conftest|test_.*)\.py$/.test(name) && !/(?:^|\/)(?:tests?|site-packages)\//.test(path),
  read: (file) => (isScript(file.bytes) ? readScript(file) : nothing),
};

function isScript(bytes: Uint8Array): boolean {
  return (
    rawBytes(bytes).includes("DatasetInfo(") && /\((?:datasets\.)?(?:GeneratorBased|ArrowBased|BeamBased)Builder\)/.test(rawText(bytes))
  );
}

async function readScript(file: FileContent): Promise<Reading> {
  const { pythonRecords } = await import("./parts/python-records.ts");
  const module = pythonRecords(decodeText(file.bytes).text, file.path);
  const infos = module.records.filter(({ callee }) => callee === "DatasetInfo");
  const stated: ValueNode | undefined =
    infos.map((record) => field(record.map(), "license")).find((node) => text(node) !== undefined) ?? module.constant("_LICENSE");
  const problems: Problem[] = module.tooLong === null ? [] : [module.tooLong];
  const limit = module.limit();
  if (limit !== null) problems.push(limit);
  const { licenses, licenseLink } = licenseFields(stated?.type === "map" ? undefined : stated, problems);
  const location = licenses[0]?.location ?? licenseLink?.location ?? infos[0]?.location ?? { path: file.path, line: 1, column: 1 };
  const own: Declaration = {
    reader: huggingfaceDatasetScript.id,
    subject: subjectOf(file.path),
    kind: "dataset",
    role: "published",
    location,
    licenses,
  };
  return declared([declaration(own, { licenseLink })], problems);
}

/** The script has its data set's name, and so has the folder; where not, several may lie together. */
function subjectOf(path: string): Subject {
  const folder = folderOf(path);
  const stem = fileName(path).replace(/\.py$/i, "");
  return fileName(folder) === stem || folder === "" ? { at: "folder", folder } : { at: "file", path };
}
