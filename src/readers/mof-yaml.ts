import { field, text, type ValueNode } from "../formats/node.ts";
import type { Declaration, FileContent, Problem, Reader, Reading } from "../model.ts";
import { hubAddress } from "./parts/hub-names.ts";
import { joinLicenses, type LicenseFields, licenseFields, licenseIn } from "./parts/license-fields.ts";
import { declaration, HEAD_BYTES, openManifest, parseYamlManifest, part } from "./parts/manifest.ts";
import { declared, unrecognized } from "./parts/reading.ts";

/** Components of a release that are the model itself; the others carry licenses of their own. */
const MODEL_PART = /^model (?:parameters|weights|architecture|metadata)|^(?:weights|checkpoints)\b/i;
const DATA_PART = /data(?:sets?)?$|^data\b|dataset|evaluation data|sample model outputs/i;

/** Descriptions by the Model Openness Framework: a license for the distribution, and one for each component (LF AI & Data, Model Openness Tool). */
export const mofYaml: Reader = {
  id: "mof-yaml",
  title: "Model Openness Framework description",
  head: HEAD_BYTES,
  ends: ["yaml", "yml"],
  matches: (_path, name) => /\.ya?ml$/.test(name),
  read: readRelease,
};

async function readRelease(file: FileContent): Promise<Reading> {
  const isOurs = (source: string) => /^framework:/m.test(source) && /Model Openness Framework/i.test(source);
  const { source, reading } = openManifest(file, isOurs, false);
  if (reading !== undefined) return reading;
  const { value, problems } = await parseYamlManifest(source, file.path);
  const release = field(value, "release");
  if (release?.type !== "map") return unrecognized(problems);
  const more: Problem[] = [];
  const license = field(release, "license");
  const groups = license?.type === "map" ? license.entries.filter((entry) => entry.value.type === "map") : [];
  const own: LicenseFields[] = [groups.length === 0 ? licenseFields(license, more) : { licenses: [] }];
  const parts: Declaration[] = [];
  for (const { key, keyLocation, value: group } of groups) {
    const stated = licenseFields(group, more);
    if (key === "distribution" || key === "model") own.push(stated);
    else parts.push(...partOf(file.path, { value: key, location: keyLocation }, stated));
  }
  const components = field(release, "components");
  for (const component of components?.type === "list" ? components.items : []) {
    const name = text(field(component, "name"));
    if (name === undefined) continue;
    const stated = componentLicense(component, more);
    if (MODEL_PART.test(name.value)) own.push(stated);
    else parts.push(...partOf(file.path, name, stated));
  }
  const stated = own.filter(({ licenses, licenseLink }) => licenses.length > 0 || licenseLink !== undefined);
  const model = (stated.length === 0 ? [{ licenses: [] }] : stated).map((one) => declare(release, file.path, one));
  return declared([...model, ...parts], [...problems, ...more]);
}

function componentLicense(component: ValueNode, problems: Problem[]): LicenseFields {
  const { licenses, licenseLink } = licenseIn(problems, component);
  const link = licenseFields(field(component, "license_path"), problems);
  return joinLicenses(
    { licenses, ...(licenseLink === undefined ? {} : { licenseLink }) },
    link.licenseLink === undefined ? { licenses: [], ...asLink(link) } : link,
  );
}

/** A path that is no web address means a file; it is the link all the same. */
function asLink({ licenses }: LicenseFields): { licenseLink?: LicenseFields["licenses"][number] } {
  const [path] = licenses;
  return path === undefined ? {} : { licenseLink: path };
}

/** Data are data sets of the release; code and documents are mentioned with their license, and not judged as models. */
function partOf(path: string, name: { value: string; location: Declaration["location"] }, license: LicenseFields): Declaration[] {
  if (license.licenses.length === 0 && license.licenseLink === undefined) return [];
  const isData = DATA_PART.test(name.value) && !/code|card|report|paper/i.test(name.value);
  return [part(mofYaml.id, path, name, isData ? "dataset" : "application", isData ? "used" : "mentioned", license)];
}

/** One declaration for each part of the model, so that a link stays with its license. */
function declare(release: ValueNode, path: string, { licenses, licenseLink }: LicenseFields): Declaration {
  const page = text(field(release, "huggingface"));
  const hub = page === undefined ? null : hubAddress(page);
  const name = hub?.kind === "model" ? hub.name : text(field(release, "name"));
  const base: Declaration = {
    reader: mofYaml.id,
    subject: { at: "file", path },
    kind: "model",
    role: "published",
    location: licenses[0]?.location ?? name?.location ?? release.location,
    licenses,
  };
  return declaration(base, { name, licenseLink });
}
