import { createHash } from "node:crypto";
import { field, fieldEntries, text, type ValueNode } from "../formats/node.ts";
import { parseTagValue, type Tags } from "../formats/tag-value.ts";
import { rawText } from "../formats/text.ts";
import { limits } from "../limits.ts";
import type { FileContent, LicenseFile, Problem, Reader, Reading, Stated, Subject } from "../model.ts";
import { type HubReference, hubAddress, hubPackage } from "./parts/hub-names.ts";
import { filled } from "./parts/license-fields.ts";
import { openManifest, parseJsonManifest, parseYamlManifest, reference } from "./parts/manifest.ts";
import { nothing, unrecognized } from "./parts/reading.ts";

/** Tags by the names that the same fields have in JSON. */
const TAGS: Tags = {
  keys: new Map([
    ["PackageName", "name"],
    ["PackageDownloadLocation", "downloadLocation"],
    ["PackageHomePage", "homepage"],
    ["PackageLicenseDeclared", "licenseDeclared"],
    ["PackageLicenseConcluded", "licenseConcluded"],
    ["ExternalRef", "externalRef"],
    ["LicenseID", "licenseId"],
    ["LicenseName", "name"],
    ["ExtractedText", "extractedText"],
  ]),
  starts: new Map([
    ["PackageName", "packages"],
    ["LicenseID", "hasExtractedLicensingInfos"],
  ]),
};

/** SPDX 2.2 and 2.3 documents whose packages lie on the Hub: models and data sets with the license that is declared and concluded. */
export const spdx2: Reader = {
  id: "spdx2",
  title: "SPDX 2 document with models of the Hub",
  limit: limits.bomBytes,
  ends: ["json", "spdx", "yaml", "yml"],
  matches: (path, name) =>
    name.endsWith(".spdx") || (/\.(?:json|ya?ml)$/.test(name) && (/spdx|bom/.test(name) || /(?:^|\/)[^/]*(?:spdx|bom)[^/]*\//i.test(path))),
  read: (file) => (/huggingface|hf\.co\//.test(rawText(file.bytes)) ? readDocument(file) : nothing),
};

async function readDocument(file: FileContent): Promise<Reading> {
  const { source, reading } = openManifest(file, (candidate) => /["']?spdxVersion["']?\s*:\s*["']?SPDX-2\./i.test(candidate), false);
  if (reading !== undefined) return reading;
  const { value, problems } = await parsed(source, file.path);
  if (value?.type !== "map") return unrecognized(problems);
  const texts = new Map(items(field(value, "hasExtractedLicensingInfos")).map((one) => [text(field(one, "licenseId"))?.value, one]));
  const more: Problem[] = [];
  const licenseFiles: LicenseFile[] = [];
  const declarations = items(field(value, "packages")).flatMap((node) => {
    const hub = onHub(node);
    if (hub === undefined) return [];
    const own = reference(spdx2.id, hub.name, hub.kind, hub.revision);
    const licenses = new Map(
      ["licenseDeclared", "licenseConcluded"]
        .flatMap((key) => filled(field(node, key), more))
        .filter(({ value: said }) => !/^(?:NOASSERTION|NONE)$/i.test(said))
        .map((stated) => [stated.value, stated]),
    );
    const extracted = [...licenses.keys()].flatMap((name) => texts.get(name) ?? []);
    licenseFiles.push(...extracted.flatMap((one) => words(one, own.subject, file.path)));
    const licenseName = extracted.map((one) => text(field(one, "name"))).find((name) => name !== undefined);
    return [{ ...own, licenses: [...licenses.values()], ...(licenseName === undefined ? {} : { licenseName }) }];
  });
  return declarations.length === 0 ? { ...nothing, problems } : { declarations, licenseFiles, problems: [...problems, ...more] };
}

/** JSON, YAML, or tags with values, one a line (SPDX 2.3, "Tag-value format"). */
async function parsed(source: string, path: string) {
  if (/^SPDXVersion:/m.test(source)) return { value: parseTagValue(source, path, TAGS), problems: [] };
  return /^\s*\{/.test(source) ? parseJsonManifest(source, path) : parseYamlManifest(source, path);
}

/** By its package URL, else by where it is downloaded from. */
function onHub(node: ValueNode): HubReference | undefined {
  // As a tag it is a category, a type and the locator.
  const tagged = fieldEntries(node, "externalRef").flatMap(({ value }) => text(value) ?? []);
  const places: Stated[] = [
    ...items(field(node, "externalRefs")).flatMap((one) => text(field(one, "referenceLocator")) ?? []),
    ...tagged.map(({ value, location }) => ({ value: value.split(/\s+/).at(-1) ?? "", location })),
  ];
  const from = ["downloadLocation", "homepage"].flatMap((key) => text(field(node, key)) ?? []);
  const packages = places.flatMap((stated) => hubPackage(stated) ?? []);
  return packages[0] ?? [...from, ...places].flatMap((stated) => hubAddress(stated) ?? [])[0];
}

/** The text of a license that the document itself holds. */
function words(extracted: ValueNode, covers: Subject, path: string): LicenseFile[] {
  const content = field(extracted, "extractedText");
  if (content?.type !== "scalar" || content.text.trim() === "") return [];
  const sha256 = createHash("sha256").update(content.text).digest("hex");
  return [{ path, type: "license", text: content.text, startLine: content.location.line ?? 1, covers, collection: false, sha256 }];
}

function items(node: ValueNode | undefined): readonly ValueNode[] {
  return node?.type === "list" ? node.items : [];
}
