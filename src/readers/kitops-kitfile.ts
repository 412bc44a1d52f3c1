import { field, text, type ValueNode } from "../formats/node.ts";
import type { Declaration, FileContent, Kind, Problem, Reader, Reading, Role, StatedBase } from "../model.ts";
import { fileName } from "../paths.ts";
import { hubReference } from "./parts/hub-names.ts";
import { joinLicenses, type LicenseFields, licenseIn } from "./parts/license-fields.ts";
import { declaration, openManifest, parseYamlManifest, part } from "./parts/manifest.ts";
import { declared, folderSubject, unrecognized } from "./parts/reading.ts";

/** Sections of a Kitfile besides the model: what their entries are. Code and documents are mentioned with their license, and not judged. */
const SECTIONS: readonly (readonly [key: string, kind: Kind, role: Role])[] = [
  ["datasets", "dataset", "published"],
  ["code", "application", "mentioned"],
  ["docs", "application", "mentioned"],
  ["prompts", "application", "mentioned"],
];

/** KitOps' Kitfile: licenses of the package, the model, its parts, data sets and code (KitOps "Kitfile format"). */
export const kitopsKitfile: Reader = {
  id: "kitops-kitfile",
  title: "KitOps Kitfile",
  matches: (_path, name) => /^kitfile(?:[-_.].*)?$|\.kitfile$/.test(name) && !/\.(?:md|go|ts|js|py|html?|svg|png)$/.test(name),
  read: readKitfile,
};

async function readKitfile(file: FileContent): Promise<Reading> {
  const { source, reading } = openManifest(
    file,
    (text) => /^[ "']*(?:manifestVersion|package|model|datasets)["']?[ \t]*:/m.test(text),
    true,
  );
  if (reading !== undefined) return reading;
  const { value, problems } = await parseYamlManifest(source, file.path);
  if (value?.type !== "map") return unrecognized(problems);
  const more: Problem[] = [];
  const own = packageLicense(value, more);
  const entries = SECTIONS.flatMap(([key, kind, role]) => entriesOf(field(value, key), file.path, kind, role, more));
  const parts = entriesOf(field(value, "model", "parts"), file.path, "model", "published", more);
  const model = field(value, "model");
  const found = model?.type === "map" || hasLicense(own) ? [declare(value, own, file.path, more)] : [];
  return declared([...found, ...parts, ...entries], [...problems, ...more]);
}

function packageLicense(node: ValueNode, problems: Problem[]): LicenseFields {
  return joinLicenses(licenseIn(problems, field(node, "package")), licenseIn(problems, node));
}

function hasLicense({ licenses, licenseLink }: LicenseFields): boolean {
  return licenses.length > 0 || licenseLink !== undefined;
}

/** The model, under the license of the package and its own; a package without a model is the data sets that it holds, or code. */
function declare(node: ValueNode, own: LicenseFields, file: string, problems: Problem[]): Declaration {
  const model = field(node, "model");
  const { licenses, licenseLink } = joinLicenses(own, licenseIn(problems, model));
  const kind: Kind = model !== undefined ? "model" : field(node, "datasets") !== undefined ? "dataset" : "application";
  const path = text(field(model, "path"));
  const name = text(field(model, "name")) ?? text(field(node, "package", "name"));
  const base: Declaration = {
    reader: kitopsKitfile.id,
    subject: folderSubject(file),
    kind,
    role: kind === "application" ? "mentioned" : "published",
    location: licenses[0]?.location ?? name?.location ?? node.location,
    licenses,
    bases: bases(model),
    ...(path === undefined ? {} : { otherNames: [{ ...path, value: fileName(path.value) }] }),
  };
  return declaration(base, { name, licenseLink });
}

/** The path of a model may be another ModelKit in a registry, or a repository of the Hub. */
function bases(model: ValueNode | undefined): StatedBase[] {
  const path = text(field(model, "path"));
  if (path === undefined || /^(?:\.|\/|~)/.test(path.value)) return [];
  if (/^[\w.-]+(?::\d+)?\/[\w./-]+(?::[\w.-]+|@sha256:[0-9a-f]+)$/i.test(path.value)) return [{ ...path, relation: null, inferred: false }];
  const hub = /^(?:hf|huggingface|https?):/i.test(path.value) ? hubReference(path) : null;
  return hub?.kind === "model" ? [{ ...hub.name, relation: null, inferred: false }] : [];
}

/** Entries of a list: data sets always, others where they carry a license. */
function entriesOf(list: ValueNode | undefined, path: string, kind: Kind, role: Role, problems: Problem[]): Declaration[] {
  return (list?.type === "list" ? list.items : []).flatMap((item) => {
    const name = text(field(item, "name")) ?? text(field(item, "path"));
    const license = licenseIn(problems, item);
    if (name === undefined || (kind !== "dataset" && !hasLicense(license))) return [];
    const adapter = /lora|adapter/i.test(text(field(item, "type"))?.value ?? "");
    return [part(kitopsKitfile.id, path, name, adapter ? "adapter" : kind, role, license)];
  });
}
