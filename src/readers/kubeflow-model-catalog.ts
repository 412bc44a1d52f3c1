import { field, text, texts, type ValueNode } from "../formats/node.ts";
import type { Declaration, FileContent, Problem, Reader, Reading, Stated, StatedBase } from "../model.ts";
import { hubReference } from "./parts/hub-names.ts";
import { joinLicenses, licenseIn } from "./parts/license-fields.ts";
import { declaration, HEAD_BYTES, openManifest, parseYamlManifest } from "./parts/manifest.ts";
import { declared, joined, unrecognized } from "./parts/reading.ts";

/** Catalogs of Kubeflow Model Registry and Red Hat OpenShift AI: `source`, then `models` (or `mcp_servers`) with `license` and `licenseLink`. */
export const kubeflowModelCatalog: Reader = {
  id: "kubeflow-model-catalog",
  title: "Kubeflow model catalog",
  head: HEAD_BYTES,
  ends: ["yaml", "yml"],
  matches: (_path, name) => /\.ya?ml$/.test(name),
  read: readCatalog,
};

async function readCatalog(file: FileContent): Promise<Reading> {
  const isList = (source: string) => /^(?:source|models|mcp_servers):/m.test(source) && LIST.test(source) && MARKS.test(source);
  const isHeld = (source: string) => HELD.test(source) && isList(source.replace(/^[ \t]+(?=(?:source|models|mcp_servers):)/gm, ""));
  const isOurs = (source: string) => isList(source) || isServer(source) || isHeld(source);
  const { source, marks, reading } = openManifest(file, isOurs, false);
  if (reading !== undefined) return reading;
  const { value, problems } = await parseYamlManifest(source, file.path);
  if (!isList(marks) && !isServer(marks)) {
    const held = await Promise.all(textsIn(source).map((one) => readHeld(one, file.path)));
    return joined(unrecognized(problems), ...held);
  }
  return listed(value, problems, isServer(marks), file.path);
}

function listed(value: ValueNode | null, problems: readonly Problem[], isOne: boolean, path: string): Reading {
  const more: Problem[] = [];
  if (value !== null && isOne) return declared(declare(value, "mcp_servers", path, more), [...problems, ...more]);
  if (value?.type !== "map" || !isCatalog(value)) return unrecognized(problems);
  const found = [...entries(value, "models"), ...entries(value, "mcp_servers")].flatMap(([node, key]) => declare(node, key, path, more));
  return declared(found, [...problems, ...more]);
}

/** A map of configuration files: catalogs are handed to the cluster as texts in it. */
const HELD = /^kind:[ \t]*["']?ConfigMap\b/m;
const HELD_KEY = /^([ \t]+)["']?[\w.-]{1,99}\.(?:ya?ml|json)["']?:[ \t]*\|[-+\d]{0,2}[ \t]*$/;

interface Held {
  readonly text: string;
  /** The line that its key stands in. */
  readonly line: number;
}

/** The files that a map of configuration files holds, each where it stands, so that lines and columns are the file's. */
function textsIn(source: string): readonly Held[] {
  const lines = source.split(/\r?\n/);
  return lines.flatMap((line, index): Held[] => {
    const indent = HELD_KEY.exec(line)?.[1];
    if (indent === undefined) return [];
    const rest = lines.slice(index + 1);
    const end = rest.findIndex((below) => below.trim() !== "" && !(below.startsWith(indent) && /^[ \t]/.test(below.slice(indent.length))));
    return [{ text: rest.slice(0, end === -1 ? rest.length : end).join("\n"), line: index + 1 }];
  });
}

async function readHeld({ text: source, line }: Held, path: string): Promise<Reading> {
  const { value, problems } = await parseYamlManifest(source, path, line);
  return value?.type === "map" && isCatalog(value) ? listed(value, problems, false, path) : unrecognized(problems);
}

/** A tool server in a file of its own, from which catalogs are made. */
function isServer(source: string): boolean {
  return /^transports:/m.test(source) && /^licen[cs]e:/m.test(source) && /^(?:provider|tools|deploymentMode):/m.test(source);
}

/** Between the key and the first entry nothing stands but comments, and lines that are no YAML: these are told. */
const LIST = /^(?:models|mcp_servers):[ \t]*(?:\[|(?:#.*)?\r?\n(?:[ \t]*(?:[^\w\s-].*)?\r?\n)*[ \t]*- )/m;

/** Fields of an entry of which one stands in the first lines. */
const MARKS =
  /^[ \t]*(?:- )?(?:provider|readme|licenseLink|license_link|libraryName|artifacts|maturity|createTimeSinceEpoch|logo|customProperties|tasks):/m;
const ENTRY_KEYS = [
  "provider",
  "readme",
  "licenseLink",
  "license_link",
  "artifacts",
  "customProperties",
  "libraryName",
  "maturity",
  "logo",
  "transports",
];

function entries(value: ValueNode, key: string): [ValueNode, string][] {
  const list = field(value, key);
  return list?.type === "list" ? list.items.map((item) => [item, key]) : [];
}

function isCatalog(value: ValueNode): boolean {
  const all = [...entries(value, "models"), ...entries(value, "mcp_servers")];
  return all.some(
    ([node]) =>
      text(field(node, "name")) !== undefined &&
      ENTRY_KEYS.filter((key) => field(node, key) !== undefined).length >= (field(value, "source") === undefined ? 2 : 1),
  );
}

/** A tool server is no model: it is mentioned with its license, and not judged. */
function declare(node: ValueNode, key: string, path: string, problems: Problem[]): Declaration[] {
  const name = text(field(node, "name"));
  if (name === undefined) return [];
  const isModel = key === "models";
  const { licenses, licenseLink } = joinLicenses(licenseIn(problems, node), { licenses: property(node, "license") });
  const base: Declaration = {
    reader: kubeflowModelCatalog.id,
    subject: { at: "entry", path, entry: name.value },
    kind: isModel ? "model" : "application",
    role: isModel ? "published" : "mentioned",
    location: licenses[0]?.location ?? name.location,
    licenses,
    bases: isModel ? bases(node, name.value) : [],
    datasets: [...texts(field(node, "datasets")), ...property(node, "datasets")],
  };
  return [declaration(base, { name, licenseLink })];
}

/** A custom property is a text, or `{metadataType, string_value}`. */
function property(node: ValueNode, key: string): readonly Stated[] {
  const value = field(node, "customProperties", key);
  return value?.type === "map" ? texts(field(value, "string_value") ?? field(value, "stringValue")) : texts(value);
}

function bases(node: ValueNode, own: string): StatedBase[] {
  const named = ["base_model", "baseModel", "base_models"].flatMap((key) => [...texts(field(node, key)), ...property(node, key)]);
  const artifacts = field(node, "artifacts");
  const addresses = (artifacts?.type === "list" ? artifacts.items : []).flatMap((artifact) => texts(field(artifact, "uri")));
  const hubs = addresses
    .flatMap((uri) => (/^(?:hf|huggingface|https?):/i.test(uri.value) ? (hubReference(uri)?.name ?? []) : []))
    .filter(({ value }) => value.toLowerCase() !== own.toLowerCase());
  return [
    ...named.map((stated) => ({ ...(hubReference(stated)?.name ?? stated), relation: null, inferred: false })),
    ...hubs.map((stated) => ({ ...stated, relation: null, inferred: true })),
  ];
}
