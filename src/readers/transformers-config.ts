import { field, fieldEntries, text, type ValueNode } from "../formats/node.ts";
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
    ...(says ? {} : { evidenceOnly: true as const }),
  };
  return declared([declaration(base, { licenseName, licenseLink: link })], [...problems, ...more]);
}

/** Stated bases and parts, then hints; each name once. */
function basesOf(config: ValueNode): readonly StatedBase[] {
  const found = new Map<string, StatedBase>();
  const add = (name: Stated | null, inferred: boolean) => {
    if (name !== null && !found.has(name.value)) found.set(name.value, { ...name, relation: null, inferred });
  };
  const nodes = [config, ...(config.type === "map" ? config.entries.map(({ value }) => value).filter(({ type }) => type === "map") : [])];
  for (const node of nodes) {
    if (node.type !== "map") continue;
    for (const { key, value } of node.entries) {
      const stated = BASES.has(key) || PARTS.has(key) ? text(value) : undefined;
      if (stated !== undefined) add(originOf(stated), false);
    }
  }
  add(originOf(text(field(config, "speculators_config", "verifier", "name_or_path"))), false);
  for (const stated of components(config)) add(originOf(stated), false);
  for (const node of nodes) for (const entry of fieldEntries(node, "_name_or_path")) add(originOf(text(entry.value)), true);
  return [...found.values()];
}

/** A modular pipeline lists its parts as `[library, class, {pretrained_model_name_or_path}]`. */
function components(config: ValueNode): readonly Stated[] {
  if (config.type !== "map") return [];
  return config.entries.flatMap(({ value }) => {
    const source = value.type === "list" ? value.items[2] : undefined;
    return text(field(source, "pretrained_model_name_or_path")) ?? text(field(source, "repo")) ?? [];
  });
}

/** A Hub id, or a path into the Hub's local cache; other paths are those of the machine that wrote the file. */
function originOf(stated: Stated | undefined): Stated | null {
  if (stated === undefined) return null;
  if (/(?:^|\/)models--[\w.-]+?--[\w.-]+/.test(stated.value)) return stated;
  const hub = hubReference(stated);
  return hub?.kind === "model" ? hub.name : null;
}
