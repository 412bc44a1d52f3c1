import { field, type MapNode, text, type ValueNode } from "../formats/node.ts";
import type { Declaration, FileContent, Kind, Problem, Reader, Reading, Stated } from "../model.ts";
import { hubAddress } from "./parts/hub-names.ts";
import { joinLicenses, licenseFields } from "./parts/license-fields.ts";
import { declaration, HEAD_BYTES, openManifest, parseJsonManifest, parseYamlManifest } from "./parts/manifest.ts";
import { said } from "./parts/model-details.ts";
import { declared } from "./parts/reading.ts";

const NAME =
  /^(?:datasets|(?:[\w.-]{0,80}[-_.])?(?:training_?)?data(?:sets?)?[-_.](?:sources|registry|manifest|catalog(?:ue)?|list|index|inventory|lock|provenance|licen[cs]es))\.(?:json|ya?ml)$/;
/** In a folder of data sets the file itself may be called like any other list. */
const IN_FOLDER =
  /(?:^|\/)datasets?\/(?:registry|index|manifest|sources|catalog(?:ue)?|list|inventory|provenance|licen[cs]es)\.(?:json|ya?ml)$/;
const LICENSE_KEYS = ["license", "licence", "licenses", "license_url", "license_link", "licence_url"];
/** Where data lie that are learned from: their parts, their format, a place to fetch them from. */
const PLACE_KEY =
  /^(?:(?:\w+_)?splits?|annotations?|labels?|label_map|hf(?:_\w+)?|huggingface(?:_\w+)?|kaggle(?:_\w+)?|repo_id|root|(?:\w+_)?(?:dir|path)|images|(?:n|num)_(?:samples|images|examples|rows))$/i;
/** Fields that say what an entry is, and what they say of data and of a model that lies among them. */
const KIND_KEY = /^(?:kind|type|category)$/i;
const DATA = /^(?:training[-_ ])?(?:data[-_ ]?sets?|corpus|corpora|benchmark)$/i;
const MODEL = /^(?:(?:pre_?trained|base|model)[-_ ])?(?:models?|weights|checkpoints?)$/i;

/** A mapping of the list: the key that it stands under, and what it is. */
interface Entry {
  readonly node: MapNode;
  readonly key: Stated | undefined;
  readonly kind: Kind;
}
const HUB_KEY = /^(?:hf|hugging_?face)(?:_(?:id|repo|repo_id|dataset|dataset_id|name|path))?$|^repo_id$/i;
const DATA_ADDRESS =
  /^https?:\/\/(?:www\.)?(?:huggingface\.co\/datasets|kaggle\.com|(?:universe|public)\.roboflow\.com|zenodo\.org|physionet\.org|openslr\.org|storage\.googleapis\.com\/openimages)\b/i;

/** Lists of the data that a project learns from, in a format of its own, with the license of each: `datasets.yaml`, `data_sources.json`. */
export const datasetList: Reader = {
  id: "dataset-list",
  title: "List of data sets with their licenses",
  head: HEAD_BYTES,
  ends: ["json", "yaml", "yml"],
  matches: (path, name) => NAME.test(name) || IN_FOLDER.test(path.toLowerCase()),
  read: readList,
};

async function readList(file: FileContent): Promise<Reading> {
  const { source, reading } = openManifest(file, (candidate) => /\blicen[cs]e\w{0,9}["']?[ \t]{0,9}:/i.test(candidate), false);
  if (reading !== undefined) return reading;
  const { value, problems } = await (/\.json$/i.test(file.path)
    ? parseJsonManifest(source, file.path)
    : parseYamlManifest(source, file.path));
  const more: Problem[] = [];
  const found = value === null ? [] : entriesIn(value, undefined, null, 0).flatMap((entry) => declare(entry, file.path, more));
  return declared(found, [...problems, ...more]);
}

/** Mappings that state a license and where data lie, or stand under `datasets` beside such a one, or under what is called models. */
function entriesIn(node: ValueNode, key: Stated | undefined, listed: Kind | null, depth: number): Entry[] {
  if (depth > 4) return [];
  const lists = key === undefined ? null : listOf(key.value, node);
  if (node.type === "list") return node.items.flatMap((item) => entriesIn(item, undefined, lists, depth + 1));
  if (node.type !== "map") return [];
  const isLicensed = node.entries.some((entry) => LICENSE_KEYS.includes(entry.key.toLowerCase()));
  if (isLicensed && (listed !== null || isData(node)))
    return [{ node, key, kind: isCalled(node, MODEL) ? "model" : (listed ?? "dataset") }];
  return node.entries.flatMap((entry) => entriesIn(entry.value, { value: entry.key, location: entry.keyLocation }, lists, depth + 1));
}

/** What a list holds, as it is called. */
function listOf(key: string, node: ValueNode): Kind | null {
  if (MODEL.test(key)) return "model";
  return /^data_?sets?$/i.test(key) && childrenOf(node).some(isData) ? "dataset" : null;
}

function childrenOf(node: ValueNode): readonly ValueNode[] {
  return node.type === "list" ? node.items : node.type === "map" ? node.entries.map(({ value }) => value) : [];
}

function isData(node: ValueNode): boolean {
  return node.type === "map" && (node.entries.some(tellsPlace) || isCalled(node, DATA) || isCalled(node, MODEL));
}

function tellsPlace({ key, value }: MapNode["entries"][number]): boolean {
  return PLACE_KEY.test(key) || DATA_ADDRESS.test(text(value)?.value ?? "");
}

function isCalled(node: MapNode, what: RegExp): boolean {
  return node.entries.some(({ key, value }) => KIND_KEY.test(key) && what.test(text(value)?.value ?? ""));
}

function declare({ node, key, kind }: Entry, path: string, problems: Problem[]): Declaration[] {
  const { licenses, licenseLink } = joinLicenses(
    ...node.entries.flatMap((entry) => (LICENSE_KEYS.includes(entry.key.toLowerCase()) ? [licenseFields(entry.value, problems)] : [])),
  );
  const hub = node.entries.flatMap(({ key: own, value }) => {
    const stated = text(value);
    const found = stated === undefined ? null : hubAddress(stated);
    if (found?.kind === kind) return [found.name];
    return stated !== undefined && HUB_KEY.test(own) && /^[\w.-]+\/[\w.-]+$/.test(stated.value) ? [stated] : [];
  })[0];
  const called = ["name", "id", "title"].flatMap((one) => said(field(node, one), problems) ?? [])[0];
  const name = hub ?? called ?? key;
  const location = licenses[0]?.location ?? licenseLink?.location;
  if (name === undefined || location === undefined) return [];
  const own: Declaration = {
    reader: datasetList.id,
    subject: hub === undefined ? { at: "entry", path, entry: name.value } : { at: "name", name: name.value },
    kind,
    role: "used",
    location,
    licenses,
  };
  return [declaration(own, { name, licenseLink })];
}
