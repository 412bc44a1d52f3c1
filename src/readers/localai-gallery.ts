import { field, type MapNode, text, texts, type ValueNode } from "../formats/node.ts";
import type { Declaration, FileContent, Location, Problem, Reader, Reading, Stated, StatedBase, Subject } from "../model.ts";
import { hubAddress, hubReference } from "./parts/hub-names.ts";
import { licenseIn } from "./parts/license-fields.ts";
import { declaration, openManifest, parseYamlManifest, part, reference } from "./parts/manifest.ts";
import { declared, unrecognized } from "./parts/reading.ts";

/** Galleries of LocalAI: lists of models with license, files and settings, and the single files that they refer to (LocalAI `docs/content/docs/features/model-gallery.md`). */
export const localaiGallery: Reader = {
  id: "localai-gallery",
  title: "LocalAI model gallery",
  ends: ["yaml", "yml"],
  matches: (path, name) => /\.ya?ml$/.test(name) && (/^index\.ya?ml$/.test(name) || /galler(?:y|ies)/i.test(path)),
  read: readGallery,
};

const GALLERY_KEYS = new Set(
  "name description license url urls icon tags files overrides config_file prompt_templates size last_checked gallery backend".split(" "),
);

async function readGallery(file: FileContent): Promise<Reading> {
  const isList = (source: string) =>
    /^- /m.test(source) &&
    (/^[ -] (?:files|overrides|config_file):/m.test(source) || (/^[ -] urls?:/m.test(source) && /github|huggingface|\buri:/.test(source)));
  const isOne = (source: string) =>
    /^(?:config_file|prompt_templates|overrides):/m.test(source) || (/^name:/m.test(source) && /^license:/m.test(source));
  const { source, reading } = openManifest(file, (candidate) => isList(candidate) || isOne(candidate), false);
  if (reading !== undefined) return reading;
  const { value, problems } = await parseYamlManifest(source, file.path);
  const more: Problem[] = [];
  if (value?.type === "list") {
    const found = value.items.flatMap((item) => entryOf(item, file.path, more));
    return declared(found, found.length === 0 ? problems : [...problems, ...more]);
  }
  if (value?.type !== "map" || !value.entries.every(({ key }) => GALLERY_KEYS.has(key))) return unrecognized(problems);
  const inner = await innerConfig(value, source, file.path);
  const own = declare(value, { at: "file", path: file.path }, more);
  const speaks = (own.licenses ?? []).length > 0 || own.licenseLink !== undefined || (own.bases ?? []).length > 0;
  return declared(
    [...(speaks ? [own] : []), ...used(inner.value), ...used(field(value, "overrides"))],
    [...problems, ...more, ...inner.problems],
  );
}

/** An entry of a gallery has a name and says where the model comes from. */
function entryOf(item: ValueNode, path: string, problems: Problem[]): Declaration[] {
  const name = text(field(item, "name"));
  if (item.type !== "map" || name === undefined) return [];
  if (!["urls", "url", "uri", "files", "overrides", "config_file"].some((key) => field(item, key) !== undefined)) return [];
  if (isBackend(item)) return backend(item, name, path, problems);
  return [declare(item, { at: "entry", path, entry: name.value }, problems), ...used(field(item, "overrides"))];
}

/** A program that runs models: it says which image fits which machine, or where its own lies. */
function isBackend(item: MapNode): boolean {
  const has = (key: string) => field(item, key) !== undefined;
  return field(item, "capabilities")?.type === "map" || (has("uri") && !has("files") && !has("overrides"));
}

function backend(item: MapNode, name: Stated, path: string, problems: Problem[]): Declaration[] {
  const license = licenseIn(problems, item);
  const isStated = license.licenses.length > 0 || license.licenseLink !== undefined;
  return isStated ? [part(localaiGallery.id, path, name, "application", "mentioned", license)] : [];
}

function declare(node: MapNode, subject: Subject, problems: Problem[]): Declaration {
  const { licenses, licenseLink } = licenseIn(problems, node);
  const name = text(field(node, "name"));
  const base: Declaration = {
    reader: localaiGallery.id,
    subject,
    kind: "model",
    role: "published",
    location: licenses[0]?.location ?? name?.location ?? node.location,
    licenses,
    bases: bases(node),
    tags: texts(field(node, "tags")),
  };
  return declaration(base, { name, licenseLink });
}

/** The repository that the files come from is the base; the pages in `urls` suggest others. Each once. */
function bases(node: MapNode): StatedBase[] {
  const found = new Map<string, StatedBase>();
  const add = (stated: Stated, inferred: boolean) => {
    const hub = hubAddress(stated);
    if (hub?.kind === "model" && !found.has(hub.name.value)) found.set(hub.name.value, { ...hub.name, relation: null, inferred });
  };
  const files = field(node, "files");
  for (const file of files?.type === "list" ? files.items : []) for (const uri of texts(field(file, "uri"))) add(uri, false);
  for (const url of texts(field(node, "urls"))) add(url, true);
  return [...found.values()];
}

/** Models that a configuration loads by their Hub id. */
function used(config: ValueNode | null | undefined): Declaration[] {
  const named = [
    ...texts(field(config, "parameters", "model")),
    ...texts(field(config, "draft_model")),
    ...texts(field(config, "engine_args", "speculative_draft_model_path")),
    ...texts(field(config, "engine_args", "speculative_config", "model")),
    ...texts(field(config, "lora_adapter")),
  ];
  const hubs = named.flatMap((stated) => hubReference(stated) ?? []);
  return hubs.map(({ name, kind, revision }) => reference(localaiGallery.id, name, kind, revision));
}

/** `config_file` is YAML inside a text. A block of lines is parsed where it stands, so that lines and columns are the file's; of a text in quotation marks all stands where that begins. */
async function innerConfig(
  node: MapNode,
  source: string,
  path: string,
): Promise<{ readonly value: ValueNode | null; readonly problems: readonly Problem[] }> {
  const config = field(node, "config_file");
  if (config?.type !== "scalar") return { value: config ?? null, problems: [] };
  const { location } = config;
  const lines = source.split("\n");
  const start = location.line ?? 1;
  if (!/^[|>]/.test((lines[start - 1] ?? "").slice((location.column ?? 1) - 1))) {
    const { value, problems } = await parseYamlManifest(config.text, path);
    return { value: value === null ? null : movedTo(location, value), problems: problems.map((problem) => ({ ...problem, location })) };
  }
  const rest = lines.slice(start);
  const end = rest.findIndex((line) => /^\S/.test(line) && !line.startsWith("#"));
  return parseYamlManifest(rest.slice(0, end === -1 ? rest.length : end).join("\n"), path, start);
}

/** The same node as if all of it stood at one place. */
function movedTo(location: Location, node: ValueNode): ValueNode {
  if (node.type === "map")
    return { ...node, location, entries: node.entries.map((entry) => ({ ...entry, value: movedTo(location, entry.value) })) };
  return node.type === "list" ? { ...node, location, items: node.items.map((item) => movedTo(location, item)) } : { ...node, location };
}
