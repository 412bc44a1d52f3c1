import { field, type MapNode, text } from "../formats/node.ts";
import type { Declaration, FileContent, Kind, Problem, Reader, Reading, Stated } from "../model.ts";
import { licenseIn } from "./parts/license-fields.ts";
import { declaration, openManifest, reference } from "./parts/manifest.ts";
import { said } from "./parts/model-details.ts";
import { addressedName } from "./parts/model-names.ts";
import { declared } from "./parts/reading.ts";

const ADDRESS_KEYS = ["checkpoint", "checkpoints", "uri", "data", "path"];

/** Asset cards of fairseq2: a stream of models, tokenizers and data sets; `checkpoint` is an address, `hg://owner/name` one on the Hub. */
export const fairseq2Cards: Reader = {
  id: "fairseq2-cards",
  title: "fairseq2 asset cards",
  ends: ["yaml", "yml"],
  matches: (path, name) => /\.ya?ml$/.test(name) && /(?:^|\/)(?:cards|asset[-_]?cards?|assets)\//.test(path),
  read: readCards,
};

async function readCards(file: FileContent): Promise<Reading> {
  const isOurs = (source: string) =>
    /^name:/m.test(source) && /^(?:model_family|dataset_family|tokenizer_family|model_arch|model_type|dataset_type):/m.test(source);
  const { source, reading } = openManifest(file, isOurs, false);
  if (reading !== undefined) return reading;
  const { parseYaml } = await import("../formats/yaml.ts");
  const { documents, problems } = parseYaml(source, { path: file.path, lines: 0 });
  const cards = documents.flatMap((document) => (document?.type === "map" ? [document] : []));
  const more: Problem[] = [];
  const kinds = new Map<string, Kind | null>();
  for (const card of cards) kinds.set(text(field(card, "name"))?.value ?? "", kindOf(card, kinds));
  const found = cards.flatMap((card) => declare(card, kinds, file.path, more));
  return declared(unique(found), [...problems.slice(0, 3), ...more]);
}

/** A card that only refers to another one by `base` takes over its fields. */
function kindOf(card: MapNode, kinds: ReadonlyMap<string, Kind | null>): Kind | null {
  const has = (key: string) => field(card, key) !== undefined;
  if (has("dataset_family") || has("dataset_type")) return "dataset";
  if (has("model_family") || has("model_type") || has("model_arch") || has("checkpoint")) return "model";
  return kinds.get(text(field(card, "base"))?.value ?? "") ?? null;
}

function declare(card: MapNode, kinds: ReadonlyMap<string, Kind | null>, path: string, problems: Problem[]): Declaration[] {
  const name = text(field(card, "name"));
  const kind = kinds.get(name?.value ?? "") ?? null;
  if (name === undefined || kind === null) return [];
  const { licenses, licenseLink } = licenseIn(problems, card);
  const address = ADDRESS_KEYS.flatMap((key) => said(field(card, key), problems) ?? [])[0];
  const hub = address === undefined ? null : addressedName(address.value.replace(/^hg:\/\//, "hf://"));
  const named: Stated | null = hub === null || address === undefined ? null : { value: hub.name, location: address.location };
  if (named !== null && licenses.length === 0 && licenseLink === undefined)
    return [reference(fairseq2Cards.id, named, kind, hub?.revision)];
  // Families and architectures without weights of their own are no models.
  const isAbstract = address === undefined && field(card, "model_arch") === undefined && kind === "model" && licenses.length === 0;
  if (isAbstract) return [];
  const own: Declaration = {
    reader: fairseq2Cards.id,
    subject: { at: "entry", path, entry: name.value },
    kind,
    role: "published",
    location: licenses[0]?.location ?? name.location,
    licenses,
  };
  return [declaration(own, { name: named ?? name, licenseLink })];
}

function unique(declarations: readonly Declaration[]): Declaration[] {
  const byName = new Map<string, Declaration>();
  for (const one of declarations) {
    const key = one.subject.at === "name" ? one.subject.name.toLowerCase() : JSON.stringify(one.subject);
    if (!byName.has(key)) byName.set(key, one);
  }
  return [...byName.values()];
}
