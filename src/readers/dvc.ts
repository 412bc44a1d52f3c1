import { field, type MapNode, text, texts, type ValueNode } from "../formats/node.ts";
import type { Declaration, FileContent, Kind, Problem, Reader, Reading, Stated } from "../model.ts";
import { fileName, folderOf } from "../paths.ts";
import { modelsOfCommand, tokensOf } from "./parts/commands.ts";
import { type LicenseFields, licenseIn } from "./parts/license-fields.ts";
import { addressedName } from "./parts/model-names.ts";
import { declared, pointerProblem, unrecognized, usedModel } from "./parts/reading.ts";
import { itemsOf } from "./parts/training.ts";
import { readYamlManifest, type YamlManifest } from "./parts/yaml-manifest.ts";

const WEIGHTS = /\.(?:safetensors|gguf|ggml|onnx|tflite|pt|pth|ckpt|h5|hdf5|keras|pb|mlmodel|nemo|joblib|pkl|pickle|bin|cbm|ubj)$/i;
const IS_MODEL = /(?:^|[/_.-])(?:models?|checkpoints?|weights|classifier|regressor|estimator|encoder|adapter|net)(?:[/_.-]|$)/i;

/** DVC (doc `user-guide/project-structure`): `dvc.yaml` with its artifacts, `dvc.lock`, and `*.dvc` files that stand for files kept elsewhere. */
export const dvc: Reader = {
  id: "dvc",
  title: "DVC file",
  ends: ["dvc", "lock", "yaml"],
  matches: (_path, name) => name === "dvc.yaml" || name === "dvc.lock" || name.endsWith(".dvc"),
  read: readDvc,
};

async function readDvc(file: FileContent): Promise<Reading> {
  const pointer = pointerProblem(file);
  if (pointer !== null) return declared([], [pointer]);
  const manifest = await readYamlManifest(file, ["outs", "deps", "stages", "artifacts", "datasets"]);
  const root = manifest?.documents[0];
  if (manifest === null || root === undefined) return unrecognized(manifest?.problems);
  const problems: Problem[] = [...manifest.problems];
  const declarations = [...artifacts(manifest, root, problems), ...tracked(manifest, root, problems), ...commands(manifest, root)];
  return declared(unique(declarations), problems);
}

/** `artifacts:` says what a file is: a model, a data set. */
function artifacts(manifest: YamlManifest, root: MapNode, problems: Problem[]): readonly Declaration[] {
  const named = field(root, "artifacts");
  return (named?.type === "map" ? named.entries : []).flatMap(({ key, keyLocation, value }): readonly Declaration[] => {
    const type = text(field(value, "type"))?.value;
    const path = text(field(value, "path"));
    if (path === undefined || (type !== "model" && type !== "dataset")) return [];
    const license = licenseIn(problems, value, field(value, "meta"));
    return [file(manifest, path, type, license, { value: key, location: keyLocation })];
  });
}

/** Files that DVC keeps: those that are weights by their name, and imports from the Hub. */
function tracked(manifest: YamlManifest, root: MapNode, problems: Problem[]): readonly Declaration[] {
  const stages = field(root, "stages");
  const lists = [
    field(root, "outs"),
    field(root, "deps"),
    ...(stages?.type === "map" ? stages.entries.flatMap(({ value }) => [field(value, "outs"), field(value, "deps")]) : []),
  ];
  const license = licenseIn(problems, field(root, "meta"), root);
  return lists.flatMap(itemsOf).flatMap((item): readonly Declaration[] => {
    const path = item.type === "map" ? (text(field(item, "path")) ?? keyOf(item)) : text(item);
    const url = text(field(item, "url")) ?? text(field(item, "repo", "url")) ?? path;
    const found = url === undefined ? null : addressedName(url.value);
    if (url !== undefined && found !== null) return [usedModel(dvc.id, found, url.location)];
    const own = licenseIn(problems, field(item, "meta"));
    const stated = own.licenses.length > 0 || own.licenseLink !== undefined ? own : license;
    const isStated = stated.licenses.length > 0 || stated.licenseLink !== undefined;
    const isWeights =
      path !== undefined && WEIGHTS.test(path.value) && (!/\.(?:pkl|pickle|joblib|bin|pb)$/i.test(path.value) || IS_MODEL.test(path.value));
    return path === undefined || !(isWeights || (isStated && fileName(manifest.path).endsWith(".dvc")))
      ? []
      : [file(manifest, path, isWeights ? "model" : "dataset", stated)];
  });
}

/** In `dvc.yaml` an output with options is a mapping from its path. */
function keyOf(item: MapNode): Stated | undefined {
  const [first] = item.entries;
  return item.entries.length === 1 && first !== undefined ? { value: first.key, location: first.keyLocation } : undefined;
}

/** A file that says nothing of itself belongs to the model of its folder. */
function file(manifest: YamlManifest, path: Stated, kind: Kind, license: LicenseFields, name?: Stated): Declaration {
  const resolved = [folderOf(manifest.path), path.value.replace(/^\.\//, "")].filter((part) => part !== "").join("/");
  if (name === undefined && license.licenses.length === 0 && license.licenseLink === undefined) {
    return {
      reader: dvc.id,
      subject: { at: "folder", folder: folderOf(resolved) },
      kind,
      role: "published",
      location: path.location,
      evidenceOnly: true,
    };
  }
  const subject = { at: "file", path: resolved } as const;
  return {
    reader: dvc.id,
    subject,
    kind,
    role: "published",
    location: license.licenses[0]?.location ?? path.location,
    ...(name === undefined ? {} : { name }),
    ...(license.licenses.length === 0 ? {} : { licenses: license.licenses }),
    ...(license.licenseLink === undefined ? {} : { licenseLink: license.licenseLink }),
  };
}

/** Models in the commands of stages. */
function commands(manifest: YamlManifest, root: MapNode): readonly Declaration[] {
  const stages = field(root, "stages");
  const nodes: readonly ValueNode[] =
    stages?.type === "map" ? stages.entries.flatMap(({ value }) => itemsOf(field(value, "cmd") ?? field(value, "do", "cmd"))) : [];
  return nodes
    .flatMap(texts)
    .flatMap(({ value, location }) =>
      modelsOfCommand(tokensOf(value)).map((found) => usedModel(dvc.id, found, manifest.place(location, found.name))),
    );
}

/** A file that one stage writes and others read is declared once. */
function unique(declarations: readonly Declaration[]): readonly Declaration[] {
  const seen = new Set<string>();
  return declarations.filter(({ subject, role }) => {
    const key = JSON.stringify([subject, role]);
    return subject.at === "name" || (seen.has(key) ? false : seen.add(key) !== undefined);
  });
}
