import { field, type MapNode, text, texts, type ValueNode } from "../formats/node.ts";
import type { Declaration, FileContent, Kind, Problem, Reader, Reading, Stated, StatedBase } from "../model.ts";
import { licenseIn } from "./parts/license-fields.ts";
import { declaration, openManifest, parseYamlManifest } from "./parts/manifest.ts";
import { addressedName } from "./parts/model-names.ts";
import { declared } from "./parts/reading.ts";

const KINDS: ReadonlySet<string> = new Set<Kind>(["model", "dataset", "application"]);

/** Stanford's Ecosystem Graphs: lists of models, data sets and applications with `license`, `dependencies` and the page of each. */
export const ecosystemGraphs: Reader = {
  id: "ecosystem-graphs",
  title: "Ecosystem Graphs asset list",
  ends: ["yaml", "yml"],
  matches: (path, name) => /\.ya?ml$/.test(name) && /(?:^|\/)assets\//.test(path),
  head: 8_192,
  read: readAssets,
};

async function readAssets(file: FileContent): Promise<Reading> {
  const isOurs = (source: string) =>
    /^- /m.test(source) &&
    /^[- ] (?:access|created_date|organization):/m.test(source) &&
    /^[- ] (?:dependencies|intended_uses|description|type):/m.test(source);
  const { source, reading } = openManifest(file, isOurs, false);
  if (reading !== undefined) return reading;
  const { value, problems } = await parseYamlManifest(source, file.path);
  const items = value?.type === "list" ? value.items.filter((item) => item.type === "map") : [];
  const kinds = new Map(items.map((item) => [text(field(item, "name"))?.value ?? "", kindOf(item)]));
  const more: Problem[] = [];
  const found = items.flatMap((item) => asset(item, file.path, kinds, more));
  return declared(found, found.length === 0 ? problems : [...problems, ...more]);
}

function asset(item: MapNode, path: string, kinds: ReadonlyMap<string, Kind | null>, problems: Problem[]): Declaration[] {
  const name = text(field(item, "name"));
  const kind = kindOf(item);
  if (name === undefined || kind === null) return [];
  const { licenses, licenseLink } = licenseIn(problems, item);
  const page = text(plain(field(item, "model_card"))) ?? text(plain(field(item, "url")));
  const hub = page === undefined ? null : addressedName(page.value);
  const dependencies = texts(plain(field(item, "dependencies")));
  const isData = ({ value }: Stated) =>
    kinds.get(value) === "dataset" || (kinds.get(value) === undefined && /data ?set|corpus|\bdata$/i.test(value));
  const bases: StatedBase[] = dependencies
    .filter((stated) => !isData(stated) && (kinds.get(stated.value) ?? "model") === "model")
    .map((base) => ({ ...base, relation: null, inferred: !kinds.has(base.value) }));
  const own: Declaration = {
    reader: ecosystemGraphs.id,
    subject: { at: "entry", path, entry: name.value },
    kind,
    role: "published",
    location: licenses[0]?.location ?? name.location,
    licenses,
    bases: kind === "dataset" ? [] : bases,
    datasets: kind === "dataset" ? [] : dependencies.filter(isData),
  };
  const isOwnPage = hub !== null && hub.kind === kind && page !== undefined;
  return [
    declaration(own, {
      name: isOwnPage ? { value: hub.name, location: page.location } : name,
      licenseLink,
      modality: text(plain(field(item, "modality"))),
    }),
  ];
}

/** As it is said; an entry that breaks off before that tells by the pages that only models, or only data sets, have. */
function kindOf(item: ValueNode): Kind | null {
  const type = text(field(item, "type"))?.value.trim().toLowerCase();
  if (type === undefined)
    return field(item, "model_card") !== undefined ? "model" : field(item, "datasheet") !== undefined ? "dataset" : null;
  return KINDS.has(type) ? (type as Kind) : null;
}

/** A value with an explanation beside it is the value. */
function plain(node: ValueNode | undefined): ValueNode | undefined {
  return node?.type === "map" ? (field(node, "value") ?? node) : node;
}
