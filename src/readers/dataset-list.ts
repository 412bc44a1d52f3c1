import { field, type MapNode, text, type ValueNode } from "../formats/node.ts";
import type { Declaration, FileContent, Problem, Reader, Reading, Stated } from "../model.ts";
import { hubAddress } from "./parts/hub-names.ts";
import { joinLicenses, licenseFields } from "./parts/license-fields.ts";
import { declaration, HEAD_BYTES, openManifest, parseJsonManifest, parseYamlManifest } from "./parts/manifest.ts";
import { said } from "./parts/model-details.ts";
import { declared } from "./parts/reading.ts";

const NAME = /^(?:datasets|(?:training_?)?data(?:sets?)?[-_.](?:sources|registry|manifest|catalog|list|licen[cs]es))\.(?:json|ya?ml)$/;
const LICENSE_KEYS = ["license", "licence", "licenses", "license_url", "license_link", "licence_url"];
/** Where data lie that are learned from: their parts, their format, a place to fetch them from. */
const PLACE_KEY =
  /^(?:splits?|annotations?|labels?|label_map|hf(?:_\w+)?|huggingface(?:_\w+)?|kaggle(?:_\w+)?|path|root|(?:data_?)?dir|local_dir|images)$/i;
const DATA_ADDRESS =
  /^https?:\/\/(?:www\.)?(?:huggingface\.co\/datasets|kaggle\.com|(?:universe|public)\.roboflow\.com|zenodo\.org|physionet\.org|openslr\.org|storage\.googleapis\.com\/openimages)\b/i;

/** Lists of the data that a project learns from, in a format of its own, with the license of each: `datasets.yaml`, `data_sources.json`. */
export const datasetList: Reader = {
  id: "dataset-list",
  title: "List of data sets with their licenses",
  head: HEAD_BYTES,
  ends: ["json", "yaml", "yml"],
  matches: (_path, name) => NAME.test(name),
  read: readList,
};

async function readList(file: FileContent): Promise<Reading> {
  const { source, reading } = openManifest(file, (candidate) => /\blicen[cs]e\w{0,9}["']?[ \t]{0,9}:/i.test(candidate), false);
  if (reading !== undefined) return reading;
  const { value, problems } = await (/\.json$/i.test(file.path)
    ? parseJsonManifest(source, file.path)
    : parseYamlManifest(source, file.path));
  const more: Problem[] = [];
  const found = value === null ? [] : entriesIn(value, undefined, 0).flatMap(([entry, key]) => declare(entry, key, file.path, more));
  return declared(found, [...problems, ...more]);
}

/** Mappings that state a license and where data lie, with the key that they stand under. */
function entriesIn(node: ValueNode, key: Stated | undefined, depth: number): [MapNode, Stated | undefined][] {
  if (depth > 4) return [];
  if (node.type === "list") return node.items.flatMap((item) => entriesIn(item, undefined, depth + 1));
  if (node.type !== "map") return [];
  if (node.entries.some((entry) => LICENSE_KEYS.includes(entry.key.toLowerCase())) && node.entries.some(tellsPlace)) return [[node, key]];
  return node.entries.flatMap((entry) => entriesIn(entry.value, { value: entry.key, location: entry.keyLocation }, depth + 1));
}

function tellsPlace({ key, value }: MapNode["entries"][number]): boolean {
  return PLACE_KEY.test(key) || DATA_ADDRESS.test(text(value)?.value ?? "");
}

function declare(node: MapNode, key: Stated | undefined, path: string, problems: Problem[]): Declaration[] {
  const { licenses, licenseLink } = joinLicenses(
    ...node.entries.flatMap((entry) => (LICENSE_KEYS.includes(entry.key.toLowerCase()) ? [licenseFields(entry.value, problems)] : [])),
  );
  const hub = node.entries.flatMap(({ value }) => {
    const stated = text(value);
    const found = stated === undefined ? null : hubAddress(stated);
    return found?.kind === "dataset" ? [found.name] : [];
  })[0];
  const name = hub ?? said(field(node, "name"), problems) ?? said(field(node, "id"), problems) ?? key;
  const location = licenses[0]?.location ?? licenseLink?.location;
  if (name === undefined || location === undefined) return [];
  const own: Declaration = {
    reader: datasetList.id,
    subject: hub === undefined ? { at: "entry", path, entry: name.value } : { at: "name", name: name.value },
    kind: "dataset",
    role: "used",
    location,
    licenses,
  };
  return [declaration(own, { name, licenseLink })];
}
