import { field, text, type ValueNode } from "../formats/node.ts";
import type { Declaration, FileContent, Problem, Reader, Reading } from "../model.ts";
import { joinLicenses, type LicenseFields, licenseFields, licenseIn } from "./parts/license-fields.ts";
import { declaration, openManifest, parseJsonManifest, parseYamlManifest, part } from "./parts/manifest.ts";
import { maps, said } from "./parts/model-details.ts";
import { dataSubject, declared, unrecognized } from "./parts/reading.ts";

/** What such a description speaks of: `resources` of a data package; the type of what is archived or cited. */
const OF_DATA = /(?<![\w-])["']?(?:resources["']?\s*:|(?:upload_)?type["']?\s*:\s*["']?dataset\b)/;

/** Data sets described beside the data: `datapackage.json` (Frictionless Data Package), `.zenodo.json` (Zenodo), `CITATION.cff` (Citation File Format) of the type `dataset`. */
export const dataPackage: Reader = {
  id: "data-package",
  title: "datapackage.json, .zenodo.json and CITATION.cff of a data set",
  ends: ["cff", "json", "yaml", "yml"],
  matches: (_path, name) => /^(?:datapackage\.(?:json|ya?ml)|\.zenodo\.json|citation\.cff)$/.test(name),
  read: readDescription,
};

async function readDescription(file: FileContent): Promise<Reading> {
  const { source, reading } = openManifest(file, (candidate) => OF_DATA.test(candidate), false);
  if (reading !== undefined) return reading;
  const { value, problems } = await (/\.json$/i.test(file.path)
    ? parseJsonManifest(source, file.path)
    : parseYamlManifest(source, file.path));
  if (value?.type !== "map") return declared([], problems);
  if (!isOfData(value)) return unrecognized(problems);
  const more: Problem[] = [];
  const parts = maps(field(value, "resources")).flatMap((resource): Declaration[] => {
    const stated = licenseOf(resource, more);
    const called = text(field(resource, "name")) ?? text(field(resource, "path"));
    return called === undefined || !isStated(stated) ? [] : [part(dataPackage.id, file.path, called, "dataset", "published", stated)];
  });
  const stated = licenseOf(value, more);
  return declared([...(isStated(stated) ? [declare(value, file.path, stated, more)] : []), ...parts], [...problems, ...more]);
}

/** Not a program that is archived, or cites a data set. */
function isOfData(value: ValueNode): boolean {
  const type = text(field(value, "upload_type") ?? field(value, "type"))?.value;
  return type === "dataset" || (field(value, "resources") !== undefined && field(value, "cff-version") === undefined);
}

function declare(value: ValueNode, path: string, { licenses, licenseLink }: LicenseFields, problems: Problem[]): Declaration {
  const name = said(field(value, "title"), problems) ?? said(field(value, "name"), problems);
  const own: Declaration = {
    reader: dataPackage.id,
    subject: dataSubject(path),
    kind: "dataset",
    role: "published",
    location: licenses[0]?.location ?? licenseLink?.location ?? value.location,
    licenses,
  };
  return declaration(own, { name, licenseLink });
}

/** Each of a package's `licenses` has an identifier, a title or both, which say the same, and a `path`. */
function licenseOf(node: ValueNode, problems: Problem[]): LicenseFields {
  const list = maps(field(node, "licenses"));
  if (list.length === 0) return licenseIn(problems, node);
  const called = (one: ValueNode) => ["id", "name", "title"].map((key) => field(one, key)).find((it) => text(it) !== undefined);
  return joinLicenses(
    ...list.flatMap((one) => {
      const { licenses, licenseLink } = licenseFields(called(one), problems);
      const link = licenseLink ?? text(field(one, "path") ?? field(one, "url"));
      return [{ licenses, ...(link === undefined ? {} : { licenseLink: link }) }];
    }),
  );
}

function isStated({ licenses, licenseLink }: LicenseFields): boolean {
  return licenses.length > 0 || licenseLink !== undefined;
}
