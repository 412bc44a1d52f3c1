import { field, text } from "../formats/node.ts";
import type { Declaration, FileContent, Problem, Reader, Reading } from "../model.ts";
import { licenseFields } from "./parts/license-fields.ts";
import { declaration, openManifest, parseJsonManifest, part } from "./parts/manifest.ts";
import { declared, folderSubject, unrecognized } from "./parts/reading.ts";

/** `meta.json` of an MHub model: `details.license` holds one license for the code and one for the weights (MHub model card schema). */
export const mhubMeta: Reader = {
  id: "mhub-meta",
  title: "MHub meta.json",
  ends: ["json"],
  matches: (_path, name) => /^(?:.*[-_.])?meta\.json$/.test(name),
  read: readMeta,
};

async function readMeta(file: FileContent): Promise<Reading> {
  const isOurs = (source: string) =>
    source.includes('"summary"') &&
    ((source.includes('"details"') && /"(?:license|devteam|cite|publications|segmentations)"/.test(source)) ||
      // Cut before what the details say.
      /"(?:modality|bodypartexamined|slicethickness)"/i.test(source));
  const { source, reading } = openManifest(file, isOurs, false);
  if (reading !== undefined) return reading;
  const { value, problems } = await parseJsonManifest(source, file.path);
  const details = field(value, "details");
  if (value?.type !== "map" || details?.type !== "map") return unrecognized(problems);
  const more: Problem[] = [];
  const license = field(details, "license");
  const isPair = field(license, "weights") !== undefined || field(license, "code") !== undefined;
  const { licenses, licenseLink } = licenseFields(isPair ? field(license, "weights") : license, more);
  const code = licenseFields(isPair ? field(license, "code") : undefined, more);
  const codeAt = code.licenses[0]?.location ?? code.licenseLink?.location;
  const name = text(field(value, "name")) ?? text(field(details, "name"));
  const base: Declaration = {
    reader: mhubMeta.id,
    subject: folderSubject(file.path),
    kind: "model",
    role: "published",
    location: licenses[0]?.location ?? name?.location ?? value.location,
    licenses,
  };
  const codePart =
    codeAt === undefined ? [] : [part(mhubMeta.id, file.path, { value: "code", location: codeAt }, "application", "mentioned", code)];
  return declared([declaration(base, { name, licenseLink }), ...codePart], [...problems, ...more]);
}
