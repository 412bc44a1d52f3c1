import type { Location } from "../model.ts";
import type { Judgments, ListEntry, Lists, Pattern, Policy } from "./policy.ts";

/** The effective policy after `extends`, as YAML; every line says where it comes from. */
export function showPolicy(policy: Policy): string {
  const lines: Line[] = [
    ...judgmentLines(policy.base, ""),
    ...patternLines("owned", policy.owned, ""),
    ...patternLines("exclude", policy.exclude, ""),
  ];
  if (policy.overrides.length > 0) {
    lines.push({ text: "overrides:", origin: null });
    for (const { paths, judgments } of policy.overrides) {
      lines.push({ text: `  - paths: [${paths.map(({ written }) => quote(written)).join(", ")}]`, origin: paths[0]?.location ?? null });
      lines.push(...judgmentLines(judgments, "    "));
    }
  }
  if (policy.curations.length > 0) lines.push({ text: "curations:", origin: null });
  for (const { component, license, evidence, sha256, location } of policy.curations) {
    lines.push({
      text: `  - { component: ${quote(component.written)}, license: ${quote(license)}, evidence: ${quote(evidence)}${sha256 === null ? "" : `, license-sha256: ${sha256}`} }`,
      origin: location,
    });
  }
  if (policy.waivers.length > 0) lines.push({ text: "waivers:", origin: null });
  for (const waiver of policy.waivers) {
    const pins = `${waiver.check === null ? "" : `, check: ${waiver.check}`}${waiver.revision === null ? "" : `, revision: ${quote(waiver.revision)}`}${waiver.sha256 === null ? "" : `, license-sha256: ${waiver.sha256}`}`;
    lines.push({
      text: `  - { component: ${quote(waiver.component.written)}${pins}, reason: ${quote(waiver.reason)}, approved-by: ${quote(waiver.approvedBy)}, expires: ${waiver.expires} }`,
      origin: waiver.location,
    });
  }
  if (policy.attestations.length > 0) lines.push({ text: "attestations:", origin: null });
  for (const { obligation, component, evidence, by, location } of policy.attestations) {
    lines.push({
      text: `  - { obligation: ${obligation}, component: ${quote(component.written)}, evidence: ${quote(evidence)}, by: ${quote(by)} }`,
      origin: location,
    });
  }
  const width = Math.min(72, Math.max(...lines.map(({ text }) => text.length)));
  return `${lines.map(({ text, origin }) => (origin === null ? text : `${text.padEnd(width)}  # ${origin.path}:${origin.line ?? 1}`)).join("\n")}\n`;
}

interface Line {
  readonly text: string;
  readonly origin: Location | null;
}

function judgmentLines(judgments: Judgments, indent: string): Line[] {
  const lines: Line[] = [];
  const facts = Object.entries(judgments.organization);
  if (facts.length > 0) lines.push({ text: `${indent}organization:`, origin: null });
  for (const [fact, value] of facts)
    lines.push({ text: `${indent}  ${fact}: ${factText(value)}`, origin: judgments.factLocations[fact] ?? null });
  lines.push(...listLines("licenses", judgments.licenses, indent), ...listLines("datasets", judgments.datasets, indent));
  if (judgments.models.allow.length + judgments.models.deny.length > 0) {
    lines.push(
      { text: `${indent}models:`, origin: null },
      ...patternLines("allow", judgments.models.allow, `${indent}  `),
      ...patternLines("deny", judgments.models.deny, `${indent}  `),
    );
  }
  for (const [name, record] of [
    ["terms", judgments.terms],
    ["checks", judgments.checks],
  ] as const) {
    const entries = Object.entries(record);
    if (entries.length > 0) lines.push({ text: `${indent}${name}:`, origin: null });
    for (const [key, { value, location }] of entries) lines.push({ text: `${indent}  ${key}: ${value}`, origin: location });
  }
  if (judgments.licenseFilesLocation !== null)
    lines.push({ text: `${indent}license-files: ${judgments.licenseFiles}`, origin: judgments.licenseFilesLocation });
  return lines;
}

function listLines(name: string, lists: Lists, indent: string): Line[] {
  const lines: Line[] = [];
  for (const key of ["allow", "deny", "review"] as const) {
    const entries: readonly ListEntry[] = lists[key];
    if (entries.length > 0) lines.push({ text: `${indent}  ${key}:`, origin: null });
    for (const { written, location } of entries) lines.push({ text: `${indent}    - ${quote(written)}`, origin: location });
  }
  for (const key of ["unlisted", "unknown"] as const) {
    const level = lists[key];
    if (level !== null) lines.push({ text: `${indent}  ${key}: ${level.value}`, origin: level.location });
  }
  return lines.length === 0 ? [] : [{ text: `${indent}${name}:`, origin: null }, ...lines];
}

function patternLines(name: string, patterns: readonly Pattern[], indent: string): Line[] {
  if (patterns.length === 0) return [];
  return [
    { text: `${indent}${name}:`, origin: null },
    ...patterns.map(({ written, location }) => ({ text: `${indent}  - ${quote(written)}`, origin: location })),
  ];
}

function factText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.join(", ")}]`;
  if (!("asOf" in (value as object)))
    return `{ ${Object.entries(value as Record<string, number>)
      .map(([pair, rate]) => `${pair}: ${rate}`)
      .join(", ")} }`;
  const fact = value as { value?: number; amount?: number; currency?: string; asOf: string | null };
  const asOf = fact.asOf === null ? "" : `, as-of: ${fact.asOf}`;
  if (fact.amount !== undefined) return `{ amount: ${fact.amount}, currency: ${fact.currency}${asOf} }`;
  return fact.asOf === null ? String(fact.value) : `{ value: ${fact.value}${asOf} }`;
}

function quote(text: string): string {
  return /^[A-Za-z][\w.-]*$/.test(text) ? text : JSON.stringify(text);
}
