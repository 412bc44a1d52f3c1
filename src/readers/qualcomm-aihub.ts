import { field, text, texts } from "../formats/node.ts";
import type { Declaration, FileContent, Problem, Reader, Reading } from "../model.ts";
import { hubAddress, hubReference } from "./parts/hub-names.ts";
import { isLink, joinLicenses, type LicenseFields, licenseFields, licenseIn } from "./parts/license-fields.ts";
import { declaration, openManifest, parseYamlManifest, part } from "./parts/manifest.ts";
import { declared, folderSubject, unrecognized } from "./parts/reading.ts";

/** `info.yaml` of Qualcomm AI Hub Models: the model's license, and the one of the compiled assets (`deploy_license`). */
export const qualcommAihub: Reader = {
  id: "qualcomm-aihub",
  title: "Qualcomm AI Hub info.yaml",
  ends: ["yaml", "yml"],
  matches: (_path, name) => /^info\.ya?ml$/.test(name),
  read: readInfo,
};

const TRAITS = /^(?:headline|form_factors|technical_details|use_case|has_static_banner):/gm;

async function readInfo(file: FileContent): Promise<Reading> {
  // One that breaks off may end before its license.
  const isOurs = (source: string) => (source.match(TRAITS)?.length ?? 0) >= (/^(?:deploy_)?license(?:_type)?:/m.test(source) ? 2 : 3);
  const { source, reading } = openManifest(file, isOurs, false);
  if (reading !== undefined) return reading;
  const { value, problems } = await parseYamlManifest(source, file.path);
  if (value?.type !== "map") return unrecognized(problems);
  const more: Problem[] = [];
  const of = (key: string) => licenseFields(field(value, key), more);
  const { licenses, licenseLink } = joinLicenses(of("license_type"), licenseIn(more, value));
  const deployed = joinLicenses(of("deploy_license_type"), of("deploy_license"));
  const name = text(field(value, "name")) ?? text(field(value, "id"));
  const origins = [
    ...texts(field(value, "source_repo")).flatMap((stated) => hubAddress(stated) ?? []),
    ...texts(field(value, "technical_details", "Model checkpoint")).flatMap((stated) => hubReference(stated) ?? []),
  ].filter(({ kind }) => kind === "model");
  const base: Declaration = {
    reader: qualcommAihub.id,
    subject: folderSubject(file.path),
    kind: "model",
    role: "published",
    location: licenses[0]?.location ?? licenseLink?.location ?? name?.location ?? value.location,
    licenses,
    bases: [...new Map(origins.map(({ name: origin }) => [origin.value, origin])).values()].map((origin) => ({
      ...origin,
      relation: null,
      inferred: false,
    })),
    datasets: texts(field(value, "dataset")).filter((stated) => !isLink(stated.value)),
  };
  return declared([declaration(base, { name, licenseLink }), ...assets(deployed, file.path)], [...problems, ...more]);
}

/** The compiled assets carry a license of their own. */
function assets(license: LicenseFields, path: string): Declaration[] {
  const at = license.licenses[0]?.location ?? license.licenseLink?.location;
  return at === undefined ? [] : [part(qualcommAihub.id, path, { value: "deployed assets", location: at }, "model", "published", license)];
}
