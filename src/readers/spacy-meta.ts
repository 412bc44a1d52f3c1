import { field, text, texts, type ValueNode } from "../formats/node.ts";
import type { Declaration, FileContent, Problem, Reader, Reading, Stated } from "../model.ts";
import { hubAddress } from "./parts/hub-names.ts";
import { licenseIn } from "./parts/license-fields.ts";
import { declaration, openManifest, parseJsonManifest, reference } from "./parts/manifest.ts";
import { declared, folderSubject, unrecognized } from "./parts/reading.ts";

/** Names of pretrained models among the sources of a pipeline; all others are data. */
const PRETRAINED = /^(?:[\w.-]+\/)?[\w.-]*(?:bert|xlnet|electra|gpt-?2|t5|xlm)[\w.-]*$/i;

/** `meta.json` of a spaCy pipeline: its license, and the sources with theirs (spaCy "Data formats", `meta.json`). */
export const spacyMeta: Reader = {
  id: "spacy-meta",
  title: "spaCy meta.json",
  ends: ["json"],
  matches: (path, name) => name === "meta.json" || (/(?:^|\/)meta\/[^/]+\.json$/i.test(path) && name.endsWith(".json")),
  read: readMeta,
};

async function readMeta(file: FileContent): Promise<Reading> {
  // One that breaks off may end before it says what it is; what was measured tells.
  const isOurs = (source: string) =>
    (source.includes('"lang"') && /"(?:spacy_version|spacy|pipeline|parent_package)"|"sources"\s*:\s*\[/.test(source)) ||
    /"(?:ents_[fpr]|tags?_acc|token_acc)"/.test(source);
  const { source, reading } = openManifest(file, isOurs, true);
  if (reading !== undefined) return reading;
  const { value, problems } = await parseJsonManifest(source, file.path);
  if (value?.type !== "map" || field(value, "lang") === undefined) return unrecognized(problems);
  const more: Problem[] = [];
  const { licenses, licenseLink } = licenseIn(more, value);
  const sources = sourcesOf(value);
  const name = text(field(value, "name"));
  const base: Declaration = {
    reader: spacyMeta.id,
    subject: /(?:^|\/)meta\.json$/i.test(file.path) ? folderSubject(file.path) : { at: "file", path: file.path },
    kind: "model",
    role: "published",
    location: licenses[0]?.location ?? name?.location ?? value.location,
    licenses,
    bases: sources.flatMap(({ name: source, isModel }) => (isModel ? [{ ...source, relation: "finetune" as const, inferred: false }] : [])),
    datasets: sources.flatMap(({ name: source, isModel }) => (isModel ? [] : [source])),
  };
  return declared([declaration(base, { name, licenseLink }), ...sources.map((one) => used(one, more))], [...problems, ...more]);
}

interface Source {
  readonly name: Stated;
  readonly node: ValueNode;
  readonly isModel: boolean;
}

/** Sources are names, or objects with name, address, author and license. What lies on the Hub is called as it is there. */
function sourcesOf(meta: ValueNode): readonly Source[] {
  const list = field(meta, "sources");
  return (list?.type === "list" ? list.items : []).flatMap((node) => {
    const [name] = node.type === "map" ? texts(field(node, "name")) : texts(node);
    if (name === undefined) return [];
    const url = text(field(node, "url"));
    const hub = url === undefined ? null : hubAddress(url);
    return [{ name: hub?.name ?? name, node, isModel: hub === null ? PRETRAINED.test(name.value) : hub.kind === "model" }];
  });
}

function used({ name, node, isModel }: Source, problems: Problem[]): Declaration {
  const { licenses, licenseLink } = licenseIn(problems, node);
  return declaration({ ...reference(spacyMeta.id, name, isModel ? "model" : "dataset"), licenses }, { name, licenseLink });
}
