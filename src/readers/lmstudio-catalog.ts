import { field, type MapNode, text, type ValueNode } from "../formats/node.ts";
import type { Declaration, FileContent, Problem, Reader, Reading, Stated, StatedBase, Subject } from "../model.ts";
import { licenseIn } from "./parts/license-fields.ts";
import { HEAD_BYTES, holds, openManifest } from "./parts/manifest.ts";
import { addressedName } from "./parts/model-names.ts";
import { declared, nothing, unrecognized } from "./parts/reading.ts";
import { itemsOf } from "./parts/training.ts";
import { readYamlManifest } from "./parts/yaml-manifest.ts";

const DESCRIPTOR = '"_descriptorVersion"';

/** LM Studio's catalog (`_descriptorVersion`), one model a file or a list of them, and its `model.yaml` (modelyaml.org). */
export const lmstudioCatalog: Reader = {
  id: "lmstudio-catalog",
  title: "LM Studio model catalog, model.yaml",
  head: HEAD_BYTES,
  ends: ["json", "yaml"],
  matches: (_path, name) => name.endsWith(".json") || name === "model.yaml",
  read: (file) => {
    if (!file.path.toLowerCase().endsWith(".json")) return readModelYaml(file);
    return holds(file, DESCRIPTOR) ? readDescriptors(file) : nothing;
  },
};

async function readDescriptors(file: FileContent): Promise<Reading> {
  const { source, reading } = openManifest(file, (text) => text.includes(DESCRIPTOR), false);
  if (source === undefined) return reading;
  const { parseJson } = await import("../formats/json.ts");
  const { value, problems } = parseJson(source, file.path);
  const all: Problem[] = [...problems];
  const list = value?.type === "list";
  const models = itemsOf(value ?? undefined).filter((model) => text(field(model, "_descriptorVersion")) !== undefined);
  if (models.length === 0) return unrecognized(problems);
  return declared(
    models.flatMap((model) => descriptor(file.path, model, list, all) ?? []),
    all,
  );
}

/** The files that are offered are quantized from what `canonicalUrl` names, where that is a model of the Hub. */
function descriptor(path: string, model: ValueNode, isList: boolean, problems: Problem[]): Declaration | null {
  const title = text(field(model, "name"));
  if (title === undefined) return null;
  const download =
    onHub(field(model, "resources", "downloadUrl")) ?? onHub(field(itemsOf(field(model, "files", "all"))[0], "repositoryUrl"));
  const canonical = onHub(field(model, "resources", "canonicalUrl"));
  const name = download ?? canonical;
  const isBase = canonical !== undefined && download !== undefined && canonical.value.toLowerCase() !== download.value.toLowerCase();
  const subject: Subject = isList ? { at: "entry", path, entry: title.value } : { at: "file", path };
  const { licenses, licenseLink } = licenseIn(problems, model, field(model, "resources"));
  return {
    reader: lmstudioCatalog.id,
    subject,
    kind: "model",
    role: "published",
    location: licenses[0]?.location ?? title.location,
    name: name ?? title,
    licenses,
    ...(licenseLink === undefined ? {} : { licenseLink }),
    bases: isBase ? [{ ...canonical, relation: "quantized", inferred: false }] : [],
  };
}

async function readModelYaml(file: FileContent): Promise<Reading> {
  const { source, reading } = openManifest(file, (text) => /^model:/m.test(text) && /^base:/m.test(text), false);
  if (source === undefined) return reading;
  const manifest = await readYamlManifest(file, ["model"]);
  const model = manifest?.documents.find(
    (document) => field(document, "model")?.type === "scalar" && field(document, "base") !== undefined,
  );
  if (manifest === null || model === undefined || !isModelYaml(model)) return unrecognized(manifest?.problems);
  const name = text(field(model, "model"));
  const problems: Problem[] = [...manifest.problems];
  const { licenses, licenseLink } = licenseIn(problems, model, field(model, "metadataOverrides"));
  const declaration: Declaration = {
    reader: lmstudioCatalog.id,
    subject: { at: "file", path: file.path },
    kind: "model",
    role: "published",
    recipe: true,
    location: licenses[0]?.location ?? name?.location ?? model.location,
    ...(name === undefined ? {} : { name }),
    licenses,
    ...(licenseLink === undefined ? {} : { licenseLink }),
    bases: basesOf(field(model, "base")),
  };
  return declared([declaration], problems);
}

function isModelYaml(model: MapNode): boolean {
  const isId = (node: ValueNode | undefined) => /^[\w.-]+\/[\w.@-]+$/.test(text(node)?.value ?? "");
  return isId(field(model, "model")) && itemsOf(field(model, "base")).some((base) => isId(base) || field(base, "sources") !== undefined);
}

/** `base` is a name, or a list of variants, each with the repositories that hold it. */
function basesOf(node: ValueNode | undefined): readonly StatedBase[] {
  return itemsOf(node).flatMap((base): readonly StatedBase[] => {
    const stated = text(base);
    if (stated !== undefined) return [{ ...stated, relation: null, inferred: false }];
    return itemsOf(field(base, "sources")).flatMap((source) => {
      const user = text(field(source, "user"));
      const repository = text(field(source, "repo"));
      return user === undefined || repository === undefined
        ? []
        : [{ value: `${user.value}/${repository.value}`, location: repository.location, relation: null, inferred: false }];
    });
  });
}

function onHub(node: ValueNode | undefined): Stated | undefined {
  const url = text(node);
  const found = url === undefined ? null : addressedName(url.value);
  return url === undefined || found === null || found.kind !== "model" ? undefined : { value: found.name, location: url.location };
}
