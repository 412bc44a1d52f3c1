import { field, text, type ValueNode } from "../formats/node.ts";
import type { Declaration, FileContent, Problem, Reader, Reading, Stated, StatedBase } from "../model.ts";
import { filled, joinLicenses, licenseFields, licenseIn } from "./parts/license-fields.ts";
import { declaration, openManifest, parseYamlManifest } from "./parts/manifest.ts";
import { said } from "./parts/model-details.ts";
import { addressedName } from "./parts/model-names.ts";
import { declared, nothing } from "./parts/reading.ts";
import { holds } from "./parts/yaml-manifest.ts";

/** Notes on a license that are no longer than this are its name rather than prose. */
const NAME_LENGTH = 60;

/** Open Source AI Index (opening-up-chatgpt, osai-index.eu): one system a file, its license stated and the statement's openness judged. */
export const osaiIndex: Reader = {
  id: "osai-index",
  title: "Open Source AI Index project",
  ends: ["yaml", "yml"],
  matches: (_path, name) => /\.ya?ml$/.test(name),
  head: 8_192,
  read: readProject,
};

async function readProject(file: FileContent): Promise<Reading> {
  if (!holds(file.bytes, ["llmbase", "endmodellicense", "basemodelname"])) return nothing;
  const isOurs = (source: string) =>
    /^(?:project|system):/m.test(source) &&
    /^org:/m.test(source) &&
    /^[ \t]+(?:llmbase|basemodelname|endmodellicense|rlbase):/m.test(source);
  const { source, reading } = openManifest(file, isOurs, false);
  if (reading !== undefined) return reading;
  const { value, problems } = await parseYamlManifest(source, file.path);
  const project = field(value, "project") ?? field(value, "system");
  if (value?.type !== "map") return declared([], problems);
  const more: Problem[] = [];
  const stated = joinLicenses(licenseIn(more, project), licenseFields(field(project, "endmodellicense"), more));
  const judged = field(value, "license") ?? field(value, "licenses");
  const notes = filled(field(judged, "notes"), more)[0];
  const isName = notes !== undefined && notes.value.trim().length <= NAME_LENGTH && !/[.;:]\s|,\s/.test(notes.value);
  const licenses = stated.licenses.length === 0 && notes !== undefined && isName ? [notes] : stated.licenses;
  const licenseLink = stated.licenseLink ?? filled(field(judged, "link"), more)[0];
  const own: Declaration = {
    reader: osaiIndex.id,
    subject: { at: "file", path: file.path },
    kind: "model",
    role: "published",
    location: licenses[0]?.location ?? licenseLink?.location ?? project?.location ?? value.location,
    licenses,
    bases: bases(value, project, more),
    datasets: instructionData(project, more),
  };
  const link = text(field(project, "link"));
  const hub = link === undefined ? null : addressedName(link.value);
  const name = link !== undefined && hub?.kind === "model" ? { value: hub.name, location: link.location } : text(field(project, "name"));
  return declared(
    [declaration(own, { name, licenseLink, licenseName: licenses[0] === notes ? undefined : notes })],
    [...problems, ...more],
  );
}

/** The base model by the name on the Hub that its weights' link gives, else as it is called. */
function bases(value: ValueNode, project: ValueNode | undefined, problems: Problem[]): StatedBase[] {
  const called = said(field(project, "llmbase") ?? field(project, "basemodelname"), problems);
  if (called === undefined) return [];
  const link = text(field(value, "llmweights", "link") ?? field(value, "weights_basemodel", "link"));
  const own = addressedName(text(field(project, "link"))?.value ?? "")?.name;
  const end = text(field(project, "endmodelname"))?.value;
  const hub = link === undefined ? null : addressedName(link.value);
  // The weights of "the base" may be the model's own.
  if (isSame(hub?.name, text(field(project, "name"))?.value))
    return isSame(called.value, hub?.name) ? [] : [{ ...called, relation: "finetune", inferred: false }];
  if (link !== undefined && hub?.kind === "model" && hub.name !== own)
    return [{ value: hub.name, location: link.location, relation: "finetune", inferred: false }];
  if (hub?.name === own && own !== undefined && (end === undefined || end === called.value)) return [];
  return [{ ...called, relation: "finetune", inferred: false }];
}

function instructionData(project: ValueNode | undefined, problems: Problem[]): Stated[] {
  const data = said(field(project, "rlbase"), problems);
  return data === undefined ? [] : [data];
}

/** Whether a Hub id's last part is the same name, but for case and signs. */
function isSame(one: string | undefined, other: string | undefined): boolean {
  const plain = (name: string) => (name.split("/").at(-1) ?? "").toLowerCase().replace(/[^a-z0-9]/g, "");
  return one !== undefined && other !== undefined && plain(one) === plain(other);
}
