import { field, text, texts, type ValueNode } from "../formats/node.ts";
import type { Declaration, FileContent, Problem, Reader, Reading, Stated } from "../model.ts";
import { fileName } from "../paths.ts";
import { hubAddress } from "./parts/hub-names.ts";
import { licenseFields } from "./parts/license-fields.ts";
import { declaration, HEAD_BYTES, openManifest, parseJsonManifest, part } from "./parts/manifest.ts";
import { maps } from "./parts/model-details.ts";
import { declared, folderSubject, nothing } from "./parts/reading.ts";

const FOLDER_NAME = /^(?:metadata|croissant|dataset)\.(?:json|jsonld|json-ld)$/;
const NAMED = /croissant|metadata|\.jsonld$|\.json-ld$/;

/** Croissant descriptions of data sets (MLCommons Croissant 0.8 to 1.1, JSON-LD over schema.org). */
export const croissant: Reader = {
  id: "croissant",
  title: "Croissant description of a data set",
  head: HEAD_BYTES,
  ends: ["json", "jsonld", "json-ld"],
  matches: (path, name) =>
    /\.(?:json|jsonld|json-ld)$/.test(name) && (NAMED.test(name) || /(?:^|\/)(?:[^/]*croissant[^/]*|datasets?)\//i.test(path)),
  read: readDataset,
};

async function readDataset(file: FileContent): Promise<Reading> {
  const isOurs = (source: string) => /"@context"/.test(source) && /mlcommons\.org\/(?:croissant|schema)|"(?:cr|ml):/.test(source);
  const { source, reading } = openManifest(file, isOurs, false);
  if (reading !== undefined) return reading;
  const { value, problems } = await parseJsonManifest(source, file.path);
  const nodes = field(value, "@graph")?.type === "list" ? field(value, "@graph") : value;
  const datasets = nodes?.type === "list" ? nodes.items.filter(isDataset) : nodes?.type === "map" ? [nodes] : [];
  const more: Problem[] = [];
  const found = datasets.flatMap((node) =>
    isDataset(node) || isDescribed(node) ? [declare(node, file.path, more), ...parts(node, file.path, more)] : [],
  );
  return found.length === 0 && problems.length === 0 ? nothing : declared(found, [...problems, ...more]);
}

function isDataset(node: ValueNode): boolean {
  return texts(field(node, "@type")).some(({ value }) => /(?:^|[:/#])Dataset$/.test(value));
}

/** A wrong `@type` on what is otherwise a Croissant description. */
function isDescribed(node: ValueNode): boolean {
  return (
    ["recordSet", "distribution", "conformsTo"].some((key) => field(node, key) !== undefined) && property(node, "license") !== undefined
  );
}

/** A property of schema.org, with whatever prefix. */
function property(node: ValueNode, key: string): ValueNode | undefined {
  for (const prefix of ["", "sc:", "cr:", "schema:", "https://schema.org/", "http://schema.org/"]) {
    const value = field(node, prefix + key);
    if (value !== undefined) return value;
  }
  return undefined;
}

function declare(node: ValueNode, path: string, problems: Problem[]): Declaration {
  const type = texts(field(node, "@type"))[0];
  if (!isDataset(node))
    problems.push({
      message: `the @type is ${type?.value ?? "absent"}, not sc:Dataset: read as a data set all the same`,
      location: type?.location ?? node.location,
    });
  const { licenses, licenseLink } = licenseFields(property(node, "license"), problems);
  const pages = [...texts(property(node, "url")), ...texts(property(node, "sameAs"))];
  const hub = pages.map(hubAddress).find((page) => page?.kind === "dataset");
  const name = hub?.name ?? text(property(node, "name"));
  const origins = [property(node, "isBasedOn"), field(node, "prov:wasDerivedFrom")].flatMap(references);
  const base: Declaration = {
    reader: croissant.id,
    subject: path.includes("/") && FOLDER_NAME.test(fileName(path).toLowerCase()) ? folderSubject(path) : { at: "file", path },
    kind: "dataset",
    role: "published",
    location: licenses[0]?.location ?? licenseLink?.location ?? name?.location ?? node.location,
    licenses,
    bases: origins.map((stated) => ({ ...(hubAddress(stated)?.name ?? stated), relation: null, inferred: false })),
  };
  return declaration(base, { name, licenseLink });
}

/** Files and sets of records of it, and data sets that it is made from, of which a license of their own is told. */
function parts(node: ValueNode, path: string, problems: Problem[]): Declaration[] {
  const licensed = (key: string, role: Declaration["role"]) =>
    maps(property(node, key)).flatMap((item) => {
      const license = licenseFields(property(item, "license"), problems);
      const name = ["name", "@id", "url"].flatMap((own) => text(property(item, own)) ?? [])[0];
      const isStated = license.licenses.length > 0 || license.licenseLink !== undefined;
      return name === undefined || !isStated ? [] : [part(croissant.id, path, name, "dataset", role, license)];
    });
  return [...licensed("distribution", "published"), ...licensed("recordSet", "published"), ...licensed("isBasedOn", "used")];
}

/** What a property points to: texts, or objects with an address or a name. */
function references(node: ValueNode | undefined): readonly Stated[] {
  if (node === undefined) return [];
  if (node.type === "list") return node.items.flatMap(references);
  const first =
    node.type === "map" ? ["prov:locatedAt", "url", "@id", "name"].flatMap((key) => text(field(node, key)) ?? [])[0] : text(node);
  return first === undefined ? [] : [first];
}
