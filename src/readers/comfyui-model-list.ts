import { field, text, type ValueNode } from "../formats/node.ts";
import type { Declaration, FileContent, Kind, Problem, Reader, Reading } from "../model.ts";
import { licenseIn } from "./parts/license-fields.ts";
import { declaration, openManifest, parseJsonManifest, reference } from "./parts/manifest.ts";
import { addressedName } from "./parts/model-names.ts";
import { declared } from "./parts/reading.ts";

/** Lists of models that ComfyUI-Manager offers for download: name, kind, page and address of each file. */
export const comfyuiModelList: Reader = {
  id: "comfyui-model-list",
  title: "ComfyUI-Manager model list",
  ends: ["json"],
  matches: (_path, name) => /^(?:custom[-_])?model[-_]list[\w.-]*\.json$/.test(name),
  read: readList,
};

async function readList(file: FileContent): Promise<Reading> {
  const isOurs = (source: string) => source.includes('"models"') && source.includes('"save_path"');
  const { source, reading } = openManifest(file, isOurs, false);
  if (reading !== undefined) return reading;
  const { value, problems } = await parseJsonManifest(source, file.path);
  const list = field(value, "models");
  const more: Problem[] = [];
  const found = new Map<string, Declaration>();
  for (const item of list?.type === "list" ? list.items : []) {
    const one = entry(item, file.path, more);
    if (one !== null && !found.has(keyOf(one))) found.set(keyOf(one), one);
  }
  return declared([...found.values()], [...problems, ...more]);
}

/** A file on the Hub is its repository's; each repository is named once. What lies elsewhere is an entry of the list. */
function entry(item: ValueNode, path: string, problems: Problem[]): Declaration | null {
  const name = text(field(item, "name"));
  const address = text(field(item, "url"));
  const page = text(field(item, "reference"));
  if (name === undefined || (address === undefined && page === undefined)) return null;
  const kind: Kind = /lora|lycoris/i.test(text(field(item, "type"))?.value ?? "") ? "adapter" : "model";
  const { licenses, licenseLink } = licenseIn(problems, item);
  for (const stated of [address, page]) {
    const hub = stated === undefined ? null : addressedName(stated.value);
    if (stated === undefined || hub?.kind !== "model" || licenses.length > 0) continue;
    return reference(comfyuiModelList.id, { value: hub.name, location: stated.location }, kind, hub.revision);
  }
  const own: Declaration = {
    reader: comfyuiModelList.id,
    subject: { at: "entry", path, entry: name.value },
    kind,
    role: licenses.length > 0 ? "published" : "used",
    location: licenses[0]?.location ?? name.location,
    licenses,
  };
  return declaration(own, { name, licenseLink });
}

function keyOf({ subject, location }: Declaration): string {
  return subject.at === "name" ? `name:${subject.name}` : subject.at === "entry" ? `entry:${subject.entry}` : String(location.line);
}
