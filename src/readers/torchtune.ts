import { field, type MapNode, text, type ValueNode } from "../formats/node.ts";
import { decodeText } from "../formats/text.ts";
import type { Declaration, FileContent, Reader, Reading, Stated } from "../model.ts";
import { hubName } from "./parts/model-names.ts";
import { declared, unrecognized, usedModel } from "./parts/reading.ts";
import { itemsOf, Training } from "./parts/training.ts";
import { hasHole, readYamlManifest, YAML_HEAD } from "./parts/yaml-manifest.ts";

/** Builders that read whatever their `source` names. */
const GENERIC = /\.(?:instruct|chat|preference|text_completion|multimodal_chat|vqa|sft|packed|concat)_?dataset$/i;

interface Download {
  readonly name: Stated;
  /** The last part of its name, lower case: what the folder is called that it is loaded into. */
  readonly folder: string;
}

/** torchtune's recipes (torchtune `docs/source/deep_dives/configs.rst`): the checkpoints that they load and their data sets. */
export const torchtune: Reader = {
  id: "torchtune",
  title: "torchtune configuration",
  head: YAML_HEAD,
  ends: ["yaml", "yml"],
  matches: (_path, name) => name.endsWith(".yaml") || name.endsWith(".yml"),
  read: readTorchtune,
};

async function readTorchtune(file: FileContent): Promise<Reading> {
  const manifest = await readYamlManifest(file, ["_component_"], ["torchtune."]);
  const config = manifest?.documents.find((document) => document.entries.some(({ value }) => isComponent(value)));
  if (manifest === null || config === undefined) return unrecognized(manifest?.problems);
  const downloads = downloadsIn(decodeText(file.bytes).text, file.path);
  const loaded = new Set<string>();
  const declarations: Declaration[] = [];
  const training = new Training(torchtune.id, manifest);
  for (const { key, value } of config.entries) {
    if (/checkpointer$/.test(key)) declarations.push(...checkpoint(value, downloads, loaded));
    if (/^dataset/.test(key)) datasets(training, value);
  }
  for (const { name } of downloads.filter(({ folder }) => !loaded.has(folder))) {
    const found = hubName(name.value);
    if (found !== null) declarations.push({ ...usedModel(torchtune.id, found, name.location), role: "mentioned" });
  }
  return declared([...declarations, ...training.declarations], training.problems);
}

function isComponent(node: ValueNode): boolean {
  return text(field(node, "_component_"))?.value.startsWith("torchtune.") ?? false;
}

/** The folder of the checkpoint; where the file's head says what is loaded into a folder of that name, that model, else the folder's own name. */
function checkpoint(node: ValueNode, downloads: readonly Download[], loaded: Set<string>): readonly Declaration[] {
  const folder = text(field(node, "checkpoint_dir"));
  if (folder === undefined) return [];
  const parts = folder.value.split("/").filter((part) => part !== "");
  const download = downloads.find((one) => parts.some((part) => part.toLowerCase() === one.folder));
  if (download !== undefined) {
    loaded.add(download.folder);
    const found = hubName(download.name.value);
    return found === null
      ? []
      : [{ ...usedModel(torchtune.id, found, folder.location), name: { value: found.name, location: download.name.location } }];
  }
  const own = /^\/?tmp\/([\w.-]+)\/?$/.exec(folder.value)?.[1];
  const isKnown = own !== undefined && !hasHole(own) && !/^(?:torchtune|checkpoints?|outputs?|models?)$|finetun/i.test(own);
  return isKnown ? [usedModel(torchtune.id, { name: own, kind: "model" }, folder.location)] : [];
}

/** `tune download OWNER/NAME` in the comments at the head: what the recipe expects on the disk. */
function downloadsIn(source: string, path: string): readonly Download[] {
  return source.split("\n").flatMap((line, index) => {
    const match = /^[ \t]*#.*\btune download\s+([\w.-]+\/[\w.-]+)(?:.*--output-dir\s+(\S+))?/.exec(line);
    const value = match?.[1];
    if (value === undefined) return [];
    const target = (match?.[2] ?? value).replace(/(?<!\/)\/+$/, "");
    const location = { path, line: index + 1, column: line.indexOf(value) + 1 };
    return [{ name: { value, location }, folder: target.slice(target.lastIndexOf("/") + 1).toLowerCase() }];
  });
}

/** A data set, or several of them; `source` names it, else the builder does. */
function datasets(training: Training, node: ValueNode): void {
  for (const item of itemsOf(node)) {
    if (item.type !== "map") continue;
    const inner = field(item, "datasets");
    const source = field(item, "source");
    if (inner !== undefined) datasets(training, inner);
    else if (source !== undefined) training.dataset(source);
    else builder(training, item);
  }
}

function builder(training: Training, item: MapNode): void {
  const component = text(field(item, "_component_"));
  if (component === undefined || GENERIC.test(component.value) || !/^torchtune\.datasets\..*_dataset$/.test(component.value)) return;
  training.datasetNamed(component);
}
