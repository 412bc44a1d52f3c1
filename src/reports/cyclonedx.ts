import type { Component, Finding, Result } from "../model.ts";
import type { ReportContext } from "./parts/context.ts";
import { cut, jsonText, wellFormed } from "./parts/escape.ts";
import { findingsByComponent } from "./parts/grouping.ts";
import { hubName, hubNameOf, packageUrl, timestampOf, uuidOf } from "./parts/identity.ts";
import { addresses, customIds, declaredLicense, identifiersOf } from "./parts/license-expression.ts";
import { baseText, checkText, findingLines, placeText, policyText } from "./parts/wording.ts";

const ROOT = "modelterms:scan";
const TYPES = { model: "machine-learning-model", adapter: "machine-learning-model", dataset: "data", application: "application" } as const;

/** CycloneDX 1.7 (ECMA-424): models, data sets and applications with declared and concluded licenses kept apart, lineage as pedigree, findings as annotations. */
export function render(result: Result, context: ReportContext): string {
  const components = result.components.filter(({ kind }) => kind !== "service");
  const services = result.components.filter(({ kind }) => kind === "service");
  const datasets = new Map(components.flatMap((one) => (one.kind === "dataset" ? [[one.name, one.id] as const] : [])));
  const bom = {
    $schema: "http://cyclonedx.org/schema/bom-1.7.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.7",
    serialNumber: `urn:uuid:${uuidOf(result)}`,
    version: 1,
    metadata: {
      timestamp: timestampOf(result),
      tools: { components: [toolOf(result)] },
      component: { type: "application", "bom-ref": ROOT, name: wellFormed(result.scan.target), ...versionOf(result.scan.revision) },
      properties: scanProperties(result),
    },
    components: components.map((component) => componentOf(component, datasets, context)),
    ...(services.length === 0 ? {} : { services: services.map((one) => serviceOf(one, context)) }),
    dependencies: dependenciesOf(result),
    annotations: annotationsOf(result),
  };
  return jsonText(bom);
}

function toolOf({ tool }: Result) {
  return { type: "application", name: tool.name, ...versionOf(tool.version) };
}

/** Versions have at most 1,024 characters. */
function versionOf(version: string | null) {
  return version === null || version === "" ? {} : { version: cut(wellFormed(version), 1024) };
}

function scanProperties(result: Result) {
  const { scan, summary } = result;
  return properties([
    ["policy", policyText(scan)],
    ["policy-sha256", scan.policy.sha256],
    ["files", String(scan.files)],
    ["complete", String(scan.complete)],
    ...(["pass", "review", "fail", "waived", "problems"] as const).map((key) => [`summary:${key}`, String(summary[key])] as const),
  ]);
}

function properties(entries: readonly (readonly [string, string | null])[]) {
  return entries.flatMap(([name, value]) => (value === null ? [] : [{ name: `modelterms:${name}`, value: wellFormed(value) }]));
}

function componentOf(component: Component, datasets: ReadonlyMap<string, string>, context: ReportContext) {
  const { id, kind, name, revision, basedOn } = component;
  const hub = hubName(component);
  const type = TYPES[kind === "service" ? "application" : kind];
  const licenses = licensesOf(component, context);
  return {
    type,
    "bom-ref": wellFormed(id),
    ...(hub === null ? { name: wellFormed(name) } : { group: hub.owner, name: hub.name }),
    ...versionOf(revision),
    ...(licenses.length === 0 ? {} : { licenses }),
    ...(hub === null ? {} : { purl: packageUrl(hub, revision) }),
    ...(basedOn.length === 0 ? {} : { pedigree: { ancestors: basedOn.map((base) => ancestorOf(base, context)) } }),
    ...(type === "machine-learning-model" && component.datasets.length > 0 ? { modelCard: modelCardOf(component, datasets) } : {}),
    ...(type === "data" ? { data: [{ type: "dataset", name: wellFormed(name) }] } : {}),
    properties: componentProperties(component),
  };
}

function serviceOf(component: Component, context: ReportContext) {
  const licenses = licensesOf(component, context);
  return {
    "bom-ref": wellFormed(component.id),
    name: wellFormed(component.name),
    ...versionOf(component.revision),
    ...(licenses.length === 0 ? {} : { licenses }),
    properties: componentProperties(component),
  };
}

function licensesOf({ declared, concluded }: Pick<Component, "declared" | "concluded">, context: ReportContext) {
  const stated = declaredLicense(declared, context);
  const own = new Map(stated.custom.map((license) => [license.id, license]));
  const declaredEntries =
    stated.expression === null
      ? []
      : stated.custom.length > 0
        ? stated.expression.split(" AND ").map((part) => entryOf(part.replace(/^\((.*)\)$/, "$1"), "declared", own, context))
        : [entryOf(stated.expression, "declared", own, context)];
  return [...declaredEntries, ...(concluded.expression === null ? [] : [entryOf(concluded.expression, "concluded", own, context)])];
}

type Own = ReadonlyMap<string, { readonly words: string; readonly links: readonly string[] }>;

/** One license that SPDX lacks goes in `name`, with its address; anything else is an expression, with the addresses of such licenses in its details. */
function entryOf(expression: string, acknowledgement: "declared" | "concluded", own: Own, context: ReportContext) {
  const ids = customIds(expression);
  const link = (id: string) => addresses(own.get(id)?.links ?? context.licenseLinks(id))[0];
  if (ids.length === 1 && ids[0] === expression) {
    const url = link(expression);
    const title = context.licenseName(expression);
    return {
      license: {
        name: wellFormed(own.get(expression)?.words ?? expression),
        acknowledgement,
        ...(url === undefined ? {} : { url }),
        ...(title === null ? {} : { properties: properties([["license-title", title]]) }),
      },
    };
  }
  if (identifiersOf(expression) === null) return { license: { name: wellFormed(expression), acknowledgement } };
  const details = ids.flatMap((licenseIdentifier) => {
    const url = link(licenseIdentifier);
    return url === undefined ? [] : [{ licenseIdentifier, url }];
  });
  return { expression, ...(details.length === 0 ? {} : { expressionDetails: details }), acknowledgement };
}

function ancestorOf(base: Component["basedOn"][number], context: ReportContext) {
  const hub = hubNameOf(base.name);
  return {
    type: "machine-learning-model",
    ...(hub === null ? { name: wellFormed(base.name) } : { group: hub.owner, name: hub.name, purl: packageUrl(hub, null) }),
    ...(base.expression === null ? {} : { licenses: [entryOf(base.expression, "concluded", new Map(), context)] }),
    properties: properties([
      ["relation", base.relation],
      ["basis", base.basis],
      ["inferred", base.inferred ? "true" : null],
      ["via", base.via],
      ["candidates", base.candidates.length === 0 ? null : base.candidates.join("; ")],
    ]),
  };
}

function modelCardOf({ datasets: own }: Component, datasets: ReadonlyMap<string, string>) {
  const entries = own.map(({ name }) => {
    const ref = datasets.get(name);
    return ref === undefined ? { type: "dataset", name: wellFormed(name) } : { ref: wellFormed(ref) };
  });
  return { modelParameters: { datasets: entries } };
}

function componentProperties({ kind, role, verdict, concluded, declared, locations, basedOn, terms, obligations }: Component) {
  return properties([
    ["kind", kind],
    ["role", role],
    ["verdict", verdict],
    ["basis", concluded.basis],
    ["confidence", String(concluded.confidence)],
    ...concluded.classes.map((one) => ["class", one] as const),
    ...concluded.candidates.map((one) => ["candidate", one] as const),
    ...declared.map(({ value, reader, location }) => ["declared", `${value} (${reader}, ${placeText(location)})`] as const),
    ...concluded.steps.map((step) => ["step", step] as const),
    ...locations.map((location) => ["location", placeText(location)] as const),
    ...basedOn.map((base) => ["based-on", baseText(base)] as const),
    ...terms
      .filter(({ effect }) => effect !== "grant" && effect !== "information")
      .map(
        ({ term, effect, license, section }) =>
          [`term:${effect}`, `${term} (${license}${section === null ? "" : `, section ${section}`})`] as const,
      ),
    ...obligations.map(({ term, state, license }) => [`obligation:${state}`, `${term} (${license})`] as const),
  ]);
}

function dependenciesOf({ components }: Result) {
  const byName = new Map(components.map(({ name, id }) => [name, id]));
  const own = components.flatMap(({ id, basedOn, datasets }) => {
    const names = [...basedOn.map(({ name }) => name), ...datasets.map(({ name }) => name)];
    const refs = [...new Set(names.flatMap((name) => byName.get(name) ?? []))].filter((ref) => ref !== id);
    return [{ ref: wellFormed(id), ...(refs.length === 0 ? {} : { dependsOn: refs.map(wellFormed) }) }];
  });
  return [{ ref: ROOT, ...(components.length === 0 ? {} : { dependsOn: components.map(({ id }) => wellFormed(id)) }) }, ...own];
}

/** Findings that ask for something or are waived, and problems. */
function annotationsOf(result: Result) {
  const groups = findingsByComponent(result);
  const ids = new Set(result.components.map(({ id }) => id));
  const annotation = (ref: string, subject: string, text: string) => ({
    "bom-ref": ref,
    subjects: [subject],
    annotator: { component: toolOf(result) },
    timestamp: timestampOf(result),
    text: wellFormed(text),
  });
  const findings = [...groups].flatMap(([component, group]) =>
    group
      .filter(({ verdict }) => verdict !== "pass")
      .map((finding) => ({ finding, subject: ids.has(component) ? wellFormed(component) : ROOT })),
  );
  return [
    ...findings.map(({ finding, subject }, at) => annotation(`modelterms:finding:${at + 1}`, subject, textOf(finding))),
    ...result.problems.map(({ message, location }, at) =>
      annotation(`modelterms:problem:${at + 1}`, ROOT, `${placeText(location)}: ${message}`),
    ),
  ];
}

function textOf(finding: Finding): string {
  return [`${checkText(finding)} at ${placeText(finding.location)}`, ...findingLines(finding), `fingerprint: ${finding.fingerprint}`].join(
    "\n",
  );
}
