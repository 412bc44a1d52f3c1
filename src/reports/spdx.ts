import type { Component, Finding, Kind, Result } from "../model.ts";
import type { ReportContext } from "./parts/context.ts";
import { jsonText } from "./parts/escape.ts";
import { hubName, hubNameOf, packageUrl, timestampOf, uuidOf } from "./parts/identity.ts";
import { addresses, type CustomLicense, customIds, declaredLicense, identifiersOf } from "./parts/license-expression.ts";
import { CREATION, Elements, NO_ASSERTION } from "./parts/spdx-elements.ts";
import { checkText, componentText, findingLines, placeText, policyText, summaryText, verdictText } from "./parts/wording.ts";

const TYPES: Readonly<Record<Kind, string>> = {
  model: "ai_AIPackage",
  adapter: "ai_AIPackage",
  service: "ai_AIPackage",
  dataset: "dataset_DatasetPackage",
  application: "software_Package",
};
const PURPOSES: Readonly<Record<Kind, string>> = {
  model: "model",
  adapter: "model",
  service: "model",
  dataset: "data",
  application: "application",
};

/** SPDX 3.0.1 (JSON-LD) with the AI and Dataset profiles: for every package exactly one declared and one concluded license; lineage and data sets as relationships. */
export function render(result: Result, context: ReportContext): string {
  const base = `https://spdx.org/spdxdocs/modelterms-${uuidOf(result)}#`;
  const elements = new Elements(base);
  const agent = elements.add("SoftwareAgent", `${base}agent`, { name: "modelterms" });
  const tool = elements.add("Tool", `${base}tool`, { name: `modelterms ${result.tool.version}` });
  const packages = new Map(result.components.map((component) => [component.id, packageOf(component, elements, context)]));
  const byName = packagesByName(result, packages);
  for (const component of result.components) relateComponent(component, packages.get(component.id) ?? "", byName, elements, context);
  const document = `${base}document`;
  annotate(result, packages, document, elements);
  const published = result.components.filter(({ role }) => role === "published").flatMap(({ id }) => packages.get(id) ?? []);
  const sbom = elements.add("software_Sbom", `${base}sbom`, {
    name: `Models and data sets of ${result.scan.target}`,
    software_sbomType: ["source"],
    profileConformance: PROFILES,
    rootElement: published.length > 0 ? published : [...packages.values()],
    element: elements.all().map(({ spdxId }) => spdxId),
  });
  elements.add("SpdxDocument", document, {
    name: `modelterms: ${result.scan.target}`,
    comment: `${summaryText(result)}; ${policyText(result.scan)}${result.scan.policy.sha256 === null ? "" : ` (SHA-256 ${result.scan.policy.sha256})`}`,
    profileConformance: PROFILES,
    rootElement: [sbom],
    element: elements.all().map(({ spdxId }) => spdxId),
  });
  const creation = {
    type: "CreationInfo",
    "@id": CREATION,
    specVersion: "3.0.1",
    created: timestampOf(result),
    createdBy: [agent],
    createdUsing: [tool],
  };
  return jsonText({ "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": [creation, ...elements.all()] });
}

const PROFILES = ["core", "software", "ai", "dataset", "simpleLicensing", "expandedLicensing"];

function packageOf(component: Component, elements: Elements, context: ReportContext): string {
  const { id, kind, name, revision, concluded, verdict } = component;
  const hub = hubName(component);
  const spdxId = elements.add(TYPES[kind], elements.idOf("package", id), {
    name,
    software_primaryPurpose: PURPOSES[kind],
    software_packageVersion: revision,
    ...(hub === null ? {} : hubPlaces(hub, revision)),
    ...(kind === "dataset" ? { dataset_datasetType: ["noAssertion"] } : {}),
    summary: componentText(component),
    comment: `${verdictText(verdict)}; concluded by ${concluded.basis}${concluded.candidates.length === 0 ? "" : `; may be any of ${concluded.candidates.join(", ")}`}`,
    software_sourceInfo: component.locations.map(placeText).join("\n") || null,
  });
  const stated = declaredLicense(component.declared, context);
  relateLicenses(spdxId, { ...stated, concluded: concluded.expression, steps: concluded.steps }, elements, context);
  return spdxId;
}

function hubPlaces(hub: { readonly owner: string; readonly name: string }, revision: string | null) {
  return {
    software_packageUrl: packageUrl(hub, revision),
    software_downloadLocation: `https://huggingface.co/${encodeURIComponent(hub.owner)}/${encodeURIComponent(hub.name)}`,
  };
}

interface Licenses {
  readonly expression: string | null;
  readonly custom: readonly CustomLicense[];
  readonly concluded: string | null;
  readonly steps: readonly string[];
}

/** What is declared and what is concluded are never copied into each other. */
function relateLicenses(
  from: string,
  { expression, custom, concluded, steps }: Licenses,
  elements: Elements,
  context: ReportContext,
): void {
  const own = new Map(custom.map((license) => [license.id, license]));
  const to = (text: string | null) => (text === null ? NO_ASSERTION : licenseOf(text, own, elements, context));
  elements.relate(from, "hasDeclaredLicense", [to(expression)]);
  elements.relate(from, "hasConcludedLicense", [to(concluded)], { comment: steps.join("\n") || null });
}

function licenseOf(expression: string, own: ReadonlyMap<string, CustomLicense>, elements: Elements, context: ReportContext): string {
  if (identifiersOf(expression) === null) return customLicense({ id: expression, words: expression, links: [] }, elements, context);
  const ids = customIds(expression);
  const customIdToUri = ids.map((key) => ({
    type: "DictionaryEntry",
    key,
    value: customLicense(own.get(key) ?? { id: key, words: key, links: context.licenseLinks(key) }, elements, context),
  }));
  return elements.add(
    "simplelicensing_LicenseExpression",
    elements.idOf("expression", [expression, ...customIdToUri.map(({ value }) => value)].join("\n")),
    {
      simplelicensing_licenseExpression: expression,
      ...(customIdToUri.length === 0 ? {} : { simplelicensing_customIdToUri: customIdToUri }),
    },
  );
}

/** A license that SPDX does not list. Its text is not handed on: the element says where it stands. */
function customLicense({ id, words, links }: CustomLicense, elements: Elements, context: ReportContext): string {
  const seeAlso = addresses(links);
  const name = context.licenseName(id) ?? words;
  return elements.add("expandedlicensing_CustomLicense", elements.idOf("license", `${id}\n${words}`), {
    name,
    simplelicensing_licenseText: `The text of ${name} is not part of this document.${seeAlso.length === 0 ? "" : ` It stands at ${seeAlso.join(" and ")}.`}`,
    ...(seeAlso.length === 0 ? {} : { expandedlicensing_seeAlso: seeAlso }),
  });
}

/** Models and data sets of the inventory by kind and name. */
function packagesByName({ components }: Result, packages: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map(components.map(({ id, kind, name }) => [`${kind === "dataset" ? "dataset" : "model"} ${name}`, packages.get(id) ?? ""]));
}

/** Base models and data sets: those of the inventory by their element, others by one of their own. */
function relateComponent(
  component: Component,
  from: string,
  byName: ReadonlyMap<string, string>,
  elements: Elements,
  context: ReportContext,
): void {
  const known = (kind: "model" | "dataset", name: string) => {
    const found = byName.get(`${kind} ${name}`);
    return found === from ? undefined : found;
  };
  for (const { name, relation, expression, inferred, via } of component.basedOn) {
    const how = [relation, inferred ? "inferred" : null, via === null ? null : `through ${via}`].filter((part) => part !== null).join(", ");
    const to = known("model", name) ?? mentioned(name, "model", expression, elements, context);
    elements.relate(from, "descendantOf", [to], { comment: how === "" ? null : how });
  }
  for (const { name, expression } of component.datasets) {
    elements.relate(from, "trainedOn", [known("dataset", name) ?? mentioned(name, "dataset", expression, elements, context)]);
  }
}

/** Something that is only known as base or data set of another. */
function mentioned(name: string, kind: "model" | "dataset", expression: string | null, elements: Elements, context: ReportContext): string {
  const spdxId = elements.idOf("package", `name only ${kind} ${name} ${expression ?? ""}`);
  if (elements.has(spdxId)) return spdxId;
  const hub = kind === "model" ? hubNameOf(name) : null;
  elements.add(TYPES[kind], spdxId, {
    name,
    software_primaryPurpose: PURPOSES[kind],
    ...(hub === null ? {} : hubPlaces(hub, null)),
    ...(kind === "dataset" ? { dataset_datasetType: ["noAssertion"] } : {}),
  });
  relateLicenses(spdxId, { expression: null, custom: [], concluded: expression, steps: [] }, elements, context);
  return spdxId;
}

/** Findings that ask for something or are waived, and problems. */
function annotate(result: Result, packages: ReadonlyMap<string, string>, document: string, elements: Elements): void {
  const add = (id: string, subject: string, statement: string) =>
    elements.add("Annotation", elements.idOf("annotation", id), {
      annotationType: "review",
      subject,
      contentType: "text/plain",
      statement,
    });
  for (const [at, finding] of result.findings.entries()) {
    if (finding.verdict !== "pass")
      add(`finding ${at} ${finding.fingerprint}`, packages.get(finding.component) ?? document, statementOf(finding));
  }
  for (const [at, { message, location }] of result.problems.entries()) add(`problem ${at}`, document, `${placeText(location)}: ${message}`);
}

function statementOf(finding: Finding): string {
  return [`${checkText(finding)} at ${placeText(finding.location)}`, ...findingLines(finding), `fingerprint: ${finding.fingerprint}`].join(
    "\n",
  );
}
