import { field, fieldEntries, type MapNode, text } from "../formats/node.ts";
import { decodeText } from "../formats/text.ts";
import type { Declaration, FileContent, Problem, Reader, Reading, Stated, StatedBase } from "../model.ts";
import { fileName } from "../paths.ts";
import { hubReference } from "./parts/hub-names.ts";
import { filled, licenseIn } from "./parts/license-fields.ts";
import { declaration } from "./parts/manifest.ts";
import { declared, folderSubject, nothing, pointerProblem, problemOnly } from "./parts/reading.ts";

const MARKS = ["model_type", "architectures", "_name_or_path", "_diffusers_version", "transformers_version", "auto_map"];
/** Fields that name another model which is part of this one, at the top or one level down. */
const PARTS = new Set(
  "hf_llm_id text_model_id audio_model_id vision_model_id mm_vision_tower vision_tower llm_model_name language_model_name".split(" "),
);
const BASES = new Set(["base_model", "base_model_name_or_path", "base_model_name"]);

/** `config.json` of transformers and diffusers, and diffusers' `model_index.json`: a model lies here; `_name_or_path` hints at where it came from. */
export const transformersConfig: Reader = {
  id: "transformers-config",
  title: "transformers config.json, diffusers model_index.json",
  ends: ["json"],
  matches: (_path, name) => name === "config.json" || /^(?:modular_)?model_index\.json$/.test(name),
  read: readConfig,
};

async function readConfig(file: FileContent): Promise<Reading> {
  const pointer = pointerProblem(file);
  if (pointer !== null) return { ...nothing, problems: [pointer] };
  const source = decodeText(file.bytes).text;
  if (source.trim() === "" && fileName(file.path).toLowerCase() !== "config.json")
    return problemOnly("the file is empty: no pipeline is described", { path: file.path, line: 1, column: 1 });
  if (!MARKS.some((mark) => source.includes(`"${mark}"`)) && !source.includes('"_class_name"')) return nothing;
  const { parseJson } = await import("../formats/json.ts");
  const { value, problems } = parseJson(source, file.path);
  if (value?.type !== "map" || !(MARKS.some((mark) => field(value, mark) !== undefined) || field(value, "_class_name") !== undefined))
    return { ...nothing, problems };
  const more: Problem[] = [];
  const { licenses, licenseLink } = licenseIn(more, value);
  const link = licenseLink ?? filled(field(value, "license_link"), more)[0];
  const licenseName = filled(field(value, "license_name"), more)[0];
  const bases = basesOf(value);
  const shape = text(field(value, "model_type"));
  // Models of many have the shape of Llama.
  const otherNames = [...writtenFrom(value).flatMap(folderNamed), ...(shape === undefined || shape.value === "llama" ? [] : [shape])];
  // A hint of where it came from is no word of its own: such a file belongs to the card above it.
  const says = licenses.length > 0 || bases.some(({ inferred }) => !inferred) || link !== undefined || licenseName !== undefined;
  const base: Declaration = {
    reader: transformersConfig.id,
    subject: folderSubject(file.path),
    kind: "model",
    role: "published",
    location: value.location,
    licenses,
    bases,
    ...(otherNames.length === 0 ? {} : { otherNames }),
    ...(says ? {} : { evidenceOnly: true as const }),
  };
  return declared([declaration(base, { licenseName, licenseLink: link })], [...problems, ...more]);
}

/** Stated bases and parts, then hints; each name once. */
function basesOf(config: MapNode): readonly StatedBase[] {
  const found = new Map<string, StatedBase>();
  const add = (name: Stated | null, inferred: boolean) => {
    if (name !== null && !found.has(name.value)) found.set(name.value, { ...name, relation: null, inferred });
  };
  for (const node of partsOf(config)) {
    for (const { key, value } of node.entries) {
      const stated = BASES.has(key) || PARTS.has(key) ? text(value) : undefined;
      if (stated !== undefined) add(originOf(stated), false);
    }
  }
  add(originOf(text(field(config, "speculators_config", "verifier", "name_or_path"))), false);
  for (const stated of components(config)) add(originOf(stated), false);
  for (const stated of writtenFrom(config)) add(originOf(stated), true);
  return [...found.values()];
}

/** Where the weights lay when the file was written: a Hub id, or a folder. */
function writtenFrom(config: MapNode): readonly Stated[] {
  return partsOf(config).flatMap((node) => fieldEntries(node, "_name_or_path").flatMap(({ value }) => text(value) ?? []));
}

/** The model and what it is put together from: a text model and a picture's. */
function partsOf(config: MapNode): readonly MapNode[] {
  return [config, ...config.entries.flatMap(({ value }) => (value.type === "map" ? [value] : []))];
}

/** A modular pipeline lists its parts as `[library, class, {pretrained_model_name_or_path}]`. */
function components(config: MapNode): readonly Stated[] {
  return config.entries.flatMap(({ value }) => {
    const source = value.type === "list" ? value.items[2] : undefined;
    return text(field(source, "pretrained_model_name_or_path")) ?? text(field(source, "repo")) ?? [];
  });
}

/** Folders that are called after what lies in them, not after a model. */
const STEP = /^(?:(?:checkpoint|step|epoch|global_?step|iter|run|version|v)[-_]?\d*|[0-9a-f]{7,40}|\d+|best|last|final|merged|output|hf)$/i;

/** The folder of another machine, by its own name: it may be called after the model that lay there. */
function folderNamed(stated: Stated): readonly Stated[] {
  if (!/[\\/]/.test(stated.value) || originOf(stated) !== null) return [];
  const named = stated.value.split(/[\\/]+/).findLast((part) => /^[\w-]/.test(part) && !STEP.test(part));
  return named === undefined ? [] : [{ ...stated, value: named }];
}

/** A Hub id, or a path into the Hub's local cache; other paths are those of the machine that wrote the file. */
function originOf(stated: Stated | undefined): Stated | null {
  if (stated === undefined) return null;
  if (/(?:^|\/)models--[\w.-]+?--[\w.-]+/.test(stated.value)) return stated;
  const hub = hubReference(stated);
  return hub?.kind === "model" ? hub.name : null;
}
