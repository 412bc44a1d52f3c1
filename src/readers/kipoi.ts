import { field, text, texts, type ValueNode } from "../formats/node.ts";
import type { Declaration, FileContent, Problem, Reader, Reading, StatedBase } from "../model.ts";
import { hubAddress } from "./parts/hub-names.ts";
import { licenseIn } from "./parts/license-fields.ts";
import { declaration, openManifest, parseYamlManifest } from "./parts/manifest.ts";
import { declared, folderSubject, unrecognized } from "./parts/reading.ts";

/** Kipoi's `model.yaml` and `model-template.yaml`: `info.license` (Kipoi "model.yaml" documentation). */
export const kipoi: Reader = {
  id: "kipoi",
  title: "Kipoi model.yaml",
  ends: ["yaml", "yml"],
  matches: (_path, name) => /^model(?:-template)?\.ya?ml$/.test(name),
  read: readModel,
};

async function readModel(file: FileContent): Promise<Reading> {
  const isOurs = (source: string) =>
    /^info:/m.test(source) &&
    /^(?:default_dataloader|schema|defined_as|type):/m.test(source) &&
    /^(?:args|defined_as|default_dataloader):/m.test(source);
  const { source, reading } = openManifest(file, isOurs, false);
  if (reading !== undefined) return reading;
  const { value, problems } = await parseYamlManifest(source, file.path);
  if (value?.type !== "map") return unrecognized(problems);
  const more: Problem[] = [];
  const info = field(value, "info");
  const { licenses, licenseLink } = licenseIn(more, info);
  const name = text(field(info, "name"));
  const base: Declaration = {
    reader: kipoi.id,
    subject: folderSubject(file.path),
    kind: "model",
    role: "published",
    location: licenses[0]?.location ?? licenseLink?.location ?? info?.location ?? value.location,
    licenses,
    bases: bases(field(value, "args")),
    tags: texts(field(info, "tags")),
  };
  return declared([declaration(base, { name, licenseLink })], [...problems, ...more]);
}

/** Weights that are fetched from the Hub. */
function bases(args: ValueNode | undefined, depth = 0): StatedBase[] {
  if (args === undefined || depth > 4) return [];
  if (args.type === "map") return args.entries.flatMap(({ value }) => bases(value, depth + 1));
  return texts(args).flatMap((stated) => {
    const hub = hubAddress(stated);
    return hub?.kind === "model" ? [{ ...hub.name, relation: null, inferred: true }] : [];
  });
}
