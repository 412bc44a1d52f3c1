import type { Component, Result, Term } from "../model.ts";
import type { ReportContext } from "./parts/context.ts";
import { forTerminal } from "./parts/escape.ts";
import { addresses, identifiersOf } from "./parts/license-expression.ts";
import { licenseText, nameText } from "./parts/wording.ts";

/**
 * The attribution file that the scanned components' licenses ask for: each component with its license and base models, the notices and texts to be displayed
 * in the licenses' own words, the changes to be stated, and the license texts that must go along. Components whose license is not known are named as such.
 */
export function render(result: Result, context: ReportContext): string {
  const components = result.components.filter(({ role, kind }) => role !== "mentioned" && kind !== "service");
  const lines = [
    "NOTICE",
    "",
    components.length === 0
      ? "No AI models or data sets were found."
      : "This product contains or uses the AI models and data sets below, under the licenses named.",
    "",
    ...components.flatMap((component) => [...entry(component, context), ""]),
    ...textsToGoAlong(components, context),
  ];
  return `${lines.map(forTerminal).join("\n").trimEnd()}\n`;
}

function entry(component: Component, context: ReportContext): string[] {
  const { concluded, basedOn, terms } = component;
  return [
    nameText(component),
    `  License: ${concluded.expression === null && concluded.candidates.length === 0 ? "unknown" : licenseText(component)}`,
    ...licensesOf(concluded.expression).flatMap((id) => titleAndLink(id, "  ", context)),
    ...basedOn.map(({ name, relation, expression, candidates, inferred }) => {
      const license = expression ?? (candidates.length > 0 ? candidates.join(" or ") : "license unknown");
      return `  Based on: ${name} (${[relation, license, inferred ? "inferred" : null].filter((part) => part !== null).join(", ")})`;
    }),
    ...changesOf(component),
    ...wanted(terms, "attribution-notice").map(
      ({ text, where }) => `  Notice: ${text ?? "keep the copyright and attribution notices"} (${where})`,
    ),
    ...wanted(terms, "display-text").map(({ text, where }) => `  Display: ${text ?? "the text that the license names"} (${where})`),
  ];
}

/** Licenses that ask for changes to be disclosed get them named: what it was made from, and how. */
function changesOf({ basedOn, terms }: Component): readonly string[] {
  const asked = terms.filter(({ term }) => term === "disclosure-of-changes");
  const direct = basedOn.filter(({ via, inferred }) => via === null && !inferred);
  if (asked.length === 0 || direct.length === 0) return [];
  const made = direct.map(({ name, relation }) => `${name}${relation === null ? "" : ` (${relation})`}`).join(", ");
  return [`  Changes: this is a modified work, made from ${made} (asked by ${[...new Set(asked.map(whereText))].join("; ")})`];
}

function textsToGoAlong(components: readonly Component[], context: ReportContext): string[] {
  const asked = components.flatMap(({ terms }) => terms.filter(({ term }) => term === "provide-copy-of-license"));
  const licenses = [...new Set(asked.map(({ license }) => license))].sort();
  return licenses.length === 0
    ? []
    : [
        "License texts that must go along with what is passed on:",
        "",
        ...licenses.flatMap((id) => [`  ${id}`, ...titleAndLink(id, "    ", context)]),
      ];
}

function titleAndLink(id: string, indent: string, context: ReportContext): readonly string[] {
  const name = context.licenseName(id);
  const [link] = addresses(context.licenseLinks(id));
  return [...(name === null || name === id ? [] : [`${indent}${name}`]), ...(link === undefined ? [] : [`${indent}${link}`])];
}

function licensesOf(expression: string | null): readonly string[] {
  return expression === null ? [] : [...new Set(identifiersOf(expression) ?? [])];
}

/** The words that terms ask for, each once, with the sections that ask for them; null where the license leaves them open. Of several that are equally good the first is taken. */
function wanted(terms: readonly Term[], wantedTerm: string): readonly { readonly text: string | null; readonly where: string }[] {
  const found = new Map<string, { text: string | null; license: string; sections: Set<string> }>();
  for (const { term, value, license, section } of terms) {
    if (term !== wantedTerm || value?.["strength"] === "encouraged") continue;
    const words = value?.["text"];
    const text = words === undefined ? null : Array.isArray(words) ? String(words[0]) : String(words);
    const entry = found.get(`${license} ${text}`) ?? { text, license, sections: new Set() };
    if (section !== null) entry.sections.add(section);
    found.set(`${license} ${text}`, entry);
  }
  return [...found.values()].map(({ text, license, sections }) => ({
    text,
    where: sections.size === 0 ? license : `${license}, ${sections.size === 1 ? "section" : "sections"} ${[...sections].join(", ")}`,
  }));
}

function whereText({ license, section }: Term): string {
  return section === null ? license : `${license}, section ${section}`;
}
