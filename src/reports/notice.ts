import type { Component, Result, Term } from "../model.ts";

/** What the notice says of licenses: their full names and where their texts stand. */
export interface NoticeContext {
  licenseName(license: string): string | null;
  licenseLinks(license: string): readonly string[];
}

/**
 * The attribution file that the scanned components' licenses ask for: each component with its license and base models, the notices and texts to be displayed
 * in the licenses' own words, and the names of the license texts that must go along. Components whose license is not known are named as such.
 */
export function noticeReport(result: Result, context: NoticeContext): string {
  const components = result.components.filter(({ role, kind }) => role !== "mentioned" && kind !== "service");
  const lines = ["NOTICE", "", "This product contains or uses the AI models and data sets below, under the licenses named.", ""];
  for (const component of components) lines.push(...entry(component, context), "");
  const licenses = [
    ...new Set(
      components.flatMap((component) =>
        component.terms.filter(({ term }) => term === "provide-copy-of-license").map(({ license }) => license),
      ),
    ),
  ].sort();
  if (licenses.length > 0) {
    lines.push("License texts that must go along with what is passed on:", "");
    for (const license of licenses)
      lines.push(
        `  ${context.licenseName(license) ?? license} (${license})`,
        ...context
          .licenseLinks(license)
          .slice(0, 1)
          .map((link) => `    ${link}`),
      );
    lines.push("");
  }
  return `${lines.join("\n").trimEnd()}\n`;
}

function entry(component: Component, context: NoticeContext): string[] {
  const { concluded, basedOn } = component;
  const name = component.name === "." ? "(root folder)" : component.name;
  const license = concluded.expression ?? (concluded.candidates.length > 0 ? concluded.candidates.join(" or ") : "license not known");
  const full = concluded.expression === null ? null : context.licenseName(concluded.expression);
  const lines = [oneLine(name), `  License: ${license}${full === null ? "" : ` (${full})`}`];
  for (const base of basedOn) lines.push(`  Based on: ${oneLine(base.name)}${base.expression === null ? "" : ` (${base.expression})`}`);
  for (const text of textsOf(component.terms, "attribution-notice")) lines.push(`  ${oneLine(text)}`);
  for (const text of textsOf(component.terms, "display-text")) lines.push(`  ${oneLine(text)}`);
  return lines;
}

/** The words that terms ask for, each once. Of several that are equally good the first is taken. */
function textsOf(terms: readonly Term[], wanted: string): readonly string[] {
  const texts = terms.flatMap(({ term, value }) => {
    const text = term === wanted && value?.["strength"] !== "encouraged" ? value?.["text"] : undefined;
    return text === undefined ? [] : [Array.isArray(text) ? String(text[0]) : String(text)];
  });
  return [...new Set(texts)];
}

/** Control characters and line ends would let a name pass for other lines. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, " ").trim();
}
