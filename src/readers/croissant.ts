import { field, text, texts, type ValueNode } from "../formats/node.ts";
import type { Declaration, FileContent, Problem, Reader, Reading, Stated } from "../model.ts";
import { fileName } from "../paths.ts";
import { hubAddress } from "./parts/hub-names.ts";
import { type LicenseFields, licenseIn } from "./parts/license-fields.ts";
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
  const datasets = nodes?.type === "list" ? nodes.items.map(plain).filter(isDataset) : nodes?.type === "map" ? [plain(nodes)] : [];
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
  return ["recordSet", "distribution", "conformsTo"].some((key) => field(node, key) !== undefined) && hasLicense(licenseIn([], node));
}

/** The vocabulary that a property belongs to, where it is written: `sc:license`, `dct:license`, `https://schema.org/license`. */
const VOCABULARY = /^(?:https?:\/\/(?:schema\.org|purl\.org\/dc\/terms)\/|(?:sc|schema|cr|ml|dct|dcterms|dc):)/;

/** A node with its properties as they are called without their vocabularies. */
function plain(node: ValueNode): ValueNode {
  if (node.type !== "map") return node;
  return { ...node, entries: node.entries.map((entry) => ({ ...entry, key: entry.key.replace(VOCABULARY, "") })) };
}

function declare(node: ValueNode, path: string, problems: Problem[]): Declaration {
  const type = texts(field(node, "@type"))[0];
  if (!isDataset(node))
    problems.push({
      message: `the @type is ${type?.value ?? "absent"}, not sc:Dataset: read as a data set all the same`,
      location: type?.location ?? node.location,
    });
  const { licenses, licenseLink } = licenseIn(problems, node);
  const pages = [...texts(field(node, "url")), ...texts(field(node, "sameAs"))];
  const hub = pages.map(hubAddress).find((page) => page?.kind === "dataset");
  const name = hub?.name ?? text(field(node, "name"));
  const origins = [field(node, "isBasedOn"), field(node, "prov:wasDerivedFrom")].flatMap(references);
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

function hasLicense({ licenses, licenseLink }: LicenseFields): boolean {
  return licenses.length > 0 || licenseLink !== undefined;
}

/** Files, sets of records and parts of it, and data sets that it is made from, of which a license of their own is told. */
function parts(node: ValueNode, path: string, problems: Problem[]): Declaration[] {
  const licensed = (key: string, role: Declaration["role"]) =>
    maps(field(node, key))
      .map(plain)
      .flatMap((item) => {
        const license = licenseIn(problems, item);
        const name = ["name", "@id", "url"].flatMap((own) => text(field(item, own)) ?? [])[0];
        return name === undefined || !hasLicense(license) ? [] : [part(croissant.id, path, name, "dataset", role, license)];
      });
  const own = ["distribution", "recordSet", "hasPart"].flatMap((key) => licensed(key, "published"));
  return [...own, ...licensed("isBasedOn", "used")];
}

/** What a property points to: texts, or objects with an address or a name. */
function references(node: ValueNode | undefined): readonly Stated[] {
  if (node === undefined) return [];
  if (node.type === "list") return node.items.flatMap(references);
  const first =
    node.type === "map" ? ["prov:locatedAt", "url", "@id", "name"].flatMap((key) => text(field(node, key)) ?? [])[0] : text(node);
  return first === undefined ? [] : [first];
}
