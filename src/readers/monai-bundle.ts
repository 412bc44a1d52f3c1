import { field, text, texts } from "../formats/node.ts";
import { decodeText } from "../formats/text.ts";
import type { Declaration, FileContent, Problem, Reader, Reading } from "../model.ts";
import { fileName, folderOf } from "../paths.ts";
import { licenseIn } from "./parts/license-fields.ts";
import { declared, nothing, unrecognized } from "./parts/reading.ts";
import { holds } from "./parts/yaml-manifest.ts";

/** `configs/metadata.json` of a MONAI bundle (MONAI `docs/source/mb_specification.rst`): the bundle is the folder above `configs`. */
export const monaiBundle: Reader = {
  id: "monai-bundle",
  title: "MONAI bundle metadata.json",
  ends: ["json"],
  matches: (_path, name) => /^metadata[\w.-]*\.json$/.test(name),
  read: readBundle,
};

async function readBundle(file: FileContent): Promise<Reading> {
  if (!holds(file.bytes, ['"monai_version"', '"network_data_format"', "Project-MONAI"])) return nothing;
  const { parseJson } = await import("../formats/json.ts");
  const { value, problems } = parseJson(decodeText(file.bytes).text, file.path);
  if (value?.type !== "map" || (field(value, "monai_version") ?? field(value, "network_data_format")) === undefined)
    return unrecognized(problems);
  const all: Problem[] = [...problems];
  const { licenses, licenseLink } = licenseIn(all, value);
  const statedLink = licenseLink ?? text(field(value, "license_link")) ?? text(field(value, "license_url"));
  const name = text(field(value, "name"));
  const configs = folderOf(file.path);
  const declaration: Declaration = {
    reader: monaiBundle.id,
    subject: { at: "folder", folder: fileName(configs).toLowerCase() === "configs" ? folderOf(configs) : configs },
    kind: "model",
    role: "published",
    location: licenses[0]?.location ?? name?.location ?? value.location,
    ...(name === undefined ? {} : { name }),
    licenses,
    ...(statedLink === undefined ? {} : { licenseLink: statedLink }),
    datasets: texts(field(value, "data_source")),
  };
  return declared([declaration], all);
}
