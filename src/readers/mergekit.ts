import { field, type MapNode, text, type ValueNode } from "../formats/node.ts";
import type { Declaration, FileContent, Problem, Reader, Reading, Relation, Stated, StatedBase } from "../model.ts";
import { fileName } from "../paths.ts";
import { holeProblem } from "./parts/config-walk.ts";
import { declared, folderSubject, nothing, unrecognized } from "./parts/reading.ts";
import { hasHole, holds, readYamlManifest, written, YAML_HEAD } from "./parts/yaml-manifest.ts";

/** mergekit's configurations: merges, mixtures of experts, several merges in one file, evolution (mergekit `docs/`, `mergekit/config.py`). */
export const mergekit: Reader = {
  id: "mergekit",
  title: "mergekit configuration",
  head: YAML_HEAD,
  ends: ["yaml", "yml"],
  matches: (_path, name) => name.endsWith(".yaml") || name.endsWith(".yml"),
  read: readMerge,
};

async function readMerge(file: FileContent): Promise<Reading> {
  const manifest = await readYamlManifest(file, ["merge_method", "experts:", "experts'", 'experts"'], ["model"]);
  const merges = (manifest?.documents ?? []).filter(isMerge);
  if (manifest === null || merges.length === 0)
    return holds(file.bytes, ["merge_method", "source_model"]) ? unrecognized(manifest?.problems) : nothing;
  const problems: Problem[] = [...manifest.problems];
  const own = new Set(merges.flatMap((merge) => text(field(merge, "name"))?.value ?? []));
  const bases = new Map<string, StatedBase>();
  for (const base of merges.flatMap(basesOf)) {
    if (hasHole(base.value) && !manifest.template) problems.push(holeProblem(base.value, base.location));
    if (!own.has(base.value) && !bases.has(base.value)) bases.set(base.value, { ...base, value: written(base.value) });
  }
  const [first] = bases.values();
  const declaration: Declaration = {
    reader: mergekit.id,
    subject: fileName(file.path).toLowerCase().startsWith("mergekit_config") ? folderSubject(file.path) : { at: "file", path: file.path },
    kind: "model",
    role: "published",
    recipe: true,
    location: first?.location ?? merges[0]?.location ?? { path: file.path, line: 1, column: 1 },
    bases: [...bases.values()],
  };
  return declared([declaration], problems);
}

function isMerge(node: MapNode): boolean {
  const has = (key: string) => field(node, key) !== undefined;
  if (field(node, "merge_method")?.type === "scalar")
    return has("models") || has("slices") || has("base_model") || has("modules") || has("parameters");
  if (field(node, "genome", "merge_method") !== undefined) return true;
  return (
    field(node, "experts")?.type === "list" &&
    (has("base_model") || listOf(field(node, "experts")).some((expert) => field(expert, "source_model") !== undefined))
  );
}

/** Every model that a merge takes from, in the order of the file: slices, sources, models, experts, the base model. */
function basesOf(merge: MapNode): readonly StatedBase[] {
  return merge.entries.flatMap(({ key, value }): readonly StatedBase[] => {
    switch (key) {
      case "base_model":
        return reference(value);
      case "models":
        return listOf(value).flatMap((item) => (item.type === "scalar" ? reference(item) : reference(field(item, "model"))));
      case "slices":
        return listOf(value).flatMap((slice) => [
          ...listOf(field(slice, "sources")).flatMap((source) => reference(field(source, "model"))),
          ...reference(field(slice, "base_model")),
        ]);
      case "modules":
        return value.type === "map" ? value.entries.flatMap((module) => (module.value.type === "map" ? basesOf(module.value) : [])) : [];
      case "genome":
        return value.type === "map" ? basesOf(value) : [];
      case "experts":
      case "shared_experts":
        return listOf(value).flatMap((expert) => reference(field(expert, "source_model")));
      default:
        return [];
    }
  });
}

/** `owner/name`, `owner/name@revision`, `owner/name+owner/lora`, or the same as a mapping of model and lora. */
function reference(node: ValueNode | undefined): readonly StatedBase[] {
  if (node?.type === "map") {
    const path = (key: string) => text(field(node, key, "path")) ?? text(field(node, key));
    return [...stated(path("model") ?? text(field(node, "path")), "merge"), ...stated(path("lora"), "adapter")];
  }
  const value = text(node);
  const [model = "", lora] = value?.value.split("+") ?? [];
  if (value === undefined) return [];
  if (lora === undefined || hasHole(value.value)) return stated(value, "merge");
  return [...stated({ ...value, value: model }, "merge"), ...stated({ ...value, value: lora }, "adapter")];
}

function stated(value: Stated | undefined, relation: Relation): readonly StatedBase[] {
  return value === undefined ? [] : [{ ...value, relation, inferred: false }];
}

function listOf(node: ValueNode | undefined): readonly ValueNode[] {
  return node?.type === "list" ? node.items : [];
}
