import { field, text, texts, type ValueNode } from "../formats/node.ts";
import type { Declaration, FileContent, Problem, Reader, Reading } from "../model.ts";
import { hubAddress } from "./parts/hub-names.ts";
import { licenseFields } from "./parts/license-fields.ts";
import { declaration, openManifest, parseJsonManifest } from "./parts/manifest.ts";
import { declared, folderSubject, unrecognized } from "./parts/reading.ts";

const OCI_LICENSES = "org.opencontainers.image.licenses";

/** ModelPack's model artifact configuration (`descriptor.licenses`) and its manifest (CNCF ModelPack specification, `docs/config.md`). */
export const modelpackSpec: Reader = {
  id: "modelpack-spec",
  title: "ModelPack configuration",
  ends: ["json"],
  matches: (_path, name) => name.endsWith(".json") && /^(?:.*[-_.])?(?:config|manifest|modelpack|descriptor)(?:[-_.].*)?\.json$/.test(name),
  read: readConfig,
};

async function readConfig(file: FileContent): Promise<Reading> {
  const isConfig = (source: string) =>
    source.includes('"descriptor"') && /"modelfs"|"paramSize"|vnd\.cncf\.model/.test(source) && !source.includes('"$defs"');
  const isManifest = (source: string) => source.includes("application/vnd.cncf.model.") && source.includes('"layers"');
  const { source, reading } = openManifest(file, (candidate) => isConfig(candidate) || isManifest(candidate), false);
  if (reading !== undefined) return reading;
  const { value, problems } = await parseJsonManifest(source, file.path);
  if (value?.type !== "map") return unrecognized(problems);
  const more: Problem[] = [];
  return declared([declare(value, file.path, more)], [...problems, ...more]);
}

function declare(node: ValueNode, path: string, problems: Problem[]): Declaration {
  const descriptor = field(node, "descriptor");
  const annotations = field(node, "annotations");
  const { licenses, licenseLink } = licenseFields(field(descriptor, "licenses") ?? field(annotations, OCI_LICENSES), problems);
  const page = text(field(descriptor, "sourceURL"));
  const hub = page === undefined ? null : hubAddress(page);
  const name =
    hub?.kind === "model" ? hub.name : (text(field(descriptor, "name")) ?? text(field(annotations, "org.opencontainers.image.title")));
  const revision = text(field(descriptor, "revision"))?.value;
  const base: Declaration = {
    reader: modelpackSpec.id,
    subject: folderSubject(path),
    kind: "model",
    role: "published",
    location: licenses[0]?.location ?? name?.location ?? node.location,
    licenses,
    datasets: texts(field(descriptor, "datasetsURL")).map((stated) => hubAddress(stated)?.name ?? stated),
  };
  return declaration(base, { name, licenseLink, revision });
}
