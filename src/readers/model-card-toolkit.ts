import { createHash } from "node:crypto";
import { field, type ValueNode } from "../formats/node.ts";
import type { Declaration, FileContent, LicenseFile, Problem, Reader, Reading, Stated, Subject } from "../model.ts";
import { filled, joinLicenses, type LicenseFields, licenseFields } from "./parts/license-fields.ts";
import { declaration, openManifest, parseJsonManifest } from "./parts/manifest.ts";
import { isCardPath, maps, names, said } from "./parts/model-details.ts";

/** Longer texts under `custom_text` are the license itself. */
const NAME_LENGTH = 120;

/** Model cards of TensorFlow's Model Card Toolkit: `model_details.license`, since schema 0.0.2 `licenses` with an identifier or a text of its own. */
export const modelCardToolkit: Reader = {
  id: "model-card-toolkit",
  title: "Model Card Toolkit card (JSON)",
  ends: ["json"],
  matches: (path, name) => name.endsWith(".json") && isCardPath(path),
  read: readCard,
};

async function readCard(file: FileContent): Promise<Reading> {
  const isOurs = (source: string) =>
    source.includes('"model_details"') &&
    /"(?:model_parameters|quantitative_analysis|considerations|schema_version)"/.test(source) &&
    !/"\$schema"|"(?:model_usage|task_id)"/.test(source);
  const { source, reading } = openManifest(file, isOurs, false);
  if (reading !== undefined) return reading;
  const { value, problems } = await parseJsonManifest(source, file.path);
  if (value?.type !== "map") return { declarations: [], licenseFiles: [], problems };
  const more: Problem[] = [];
  const details = field(value, "model_details");
  const subject: Subject = { at: "file", path: file.path };
  const custom = maps(field(details, "licenses")).flatMap((item) => filled(field(item, "custom_text"), more));
  const { licenses, licenseLink } = joinLicenses(
    licenseFields(field(details, "license"), more),
    identifiers(field(details, "licenses"), more),
  );
  const name = said(field(details, "name"), more);
  const own: Declaration = {
    reader: modelCardToolkit.id,
    subject,
    kind: "model",
    role: "published",
    location: licenses[0]?.location ?? licenseLink?.location ?? name?.location ?? value.location,
    licenses: [...licenses, ...custom.filter(isShort)],
    datasets: names(field(value, "model_parameters", "data"), more),
  };
  const licenseFiles = custom.filter((text) => !isShort(text)).map((text) => ownText(text, subject));
  return { declarations: [declaration(own, { name, licenseLink })], licenseFiles, problems: [...problems, ...more] };
}

function identifiers(node: ValueNode | undefined, problems: Problem[]): LicenseFields {
  if (node?.type !== "list") return licenseFields(node, problems);
  return joinLicenses(...node.items.map((item) => licenseFields(item.type === "map" ? field(item, "identifier") : item, problems)));
}

function isShort({ value }: Stated): boolean {
  return value.length <= NAME_LENGTH && !value.includes("\n");
}

function ownText({ value, location }: Stated, covers: Subject): LicenseFile {
  const sha256 = createHash("sha256").update(value).digest("hex");
  return { path: location.path, type: "license", text: value, startLine: location.line ?? 1, covers, collection: false, sha256 };
}
