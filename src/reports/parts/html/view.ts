import type { Component, Finding, Location, Result, Verdict } from "../../../model.ts";
import type { ReportContext } from "../context.ts";
import { findingsByComponent } from "../grouping.ts";
import { nameText, placeText, verdictText } from "../wording.ts";
import { type Content, type Html, html, joined } from "./markup.ts";

/** What all sections of the page work with. */
export interface View {
  readonly result: Result;
  readonly context: ReportContext;
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
  /** Where each component's own part of the page is, by its id. */
  readonly anchors: ReadonlyMap<string, string>;
}

export function viewOf(result: Result, context: ReportContext): View {
  return {
    result,
    context,
    findings: findingsByComponent(result),
    anchors: new Map(result.components.map(({ id }, at) => [id, `component-${at + 1}`])),
  };
}

export function section(id: string, title: Content, body: Content): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${body}
</section>
`;
}

/** Tables of so few rows are not broken across pages. */
const SHORT = 5;

/** A table that scrolls by itself where the screen is too narrow, and says what it holds. */
export function table(
  caption: Content,
  heads: readonly Content[],
  rows: readonly Html[],
  options: { readonly id?: string; readonly kind?: string } = {},
): Html {
  return html`<div class="scroll${rows.length <= SHORT ? " short" : ""}" role="region" tabindex="0" aria-label="${caption}"><table${options.id === undefined ? null : html` id="${options.id}"`} class="${options.kind ?? "plain"}">
<caption>${caption}</caption>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>
${rows}</tbody></table></div>
`;
}

/** Cells of a row; the first is its head. */
export function row(cells: readonly Content[]): Html {
  const [first = null, ...rest] = cells;
  return html`<tr><th scope="row">${first}</th>${rest.map((cell) => html`<td>${cell}</td>`)}</tr>
`;
}

/** A verdict as a word, a color and a mark that the style puts before it: none of them says it alone. */
export function badge(verdict: Verdict | null): Html {
  return html`<span class="badge ${verdict ?? "none"}">${verdictText(verdict)}</span>`;
}

export function placeOf(location: Location): Html {
  return html`<code class="place">${placeText(location)}</code>`;
}

/** A link to a component's own part of the page. */
export function linkTo(component: Component, { anchors }: View): Html {
  return html`<a href="#${anchors.get(component.id) ?? ""}">${nameText(component)}</a>`;
}

const SHOWN = 3;

/** Links to components; where there are many, the rest is folded away. */
export function linksTo(components: readonly Component[], view: View): Content {
  const links = components.map((component) => linkTo(component, view));
  if (links.length <= SHOWN + 1) return joined(links, ", ");
  return [
    joined(links.slice(0, SHOWN), ", "),
    html` <details class="more"><summary>and ${(links.length - SHOWN).toLocaleString("en-US")} more</summary>${joined(links.slice(SHOWN), ", ")}</details>`,
  ];
}

export function list(items: readonly Content[], ordered = false): Content {
  if (items.length === 0) return null;
  const inner = items.map((item) => html`<li>${item}</li>`);
  return ordered ? html`<ol>${inner}</ol>` : html`<ul>${inner}</ul>`;
}

/** Names with what they are. */
export function facts(entries: readonly (readonly [name: string, value: Content] | null)[]): Html {
  return html`<dl>${entries.map((entry) => (entry === null ? null : html`<dt>${entry[0]}</dt><dd>${entry[1]}</dd>`))}</dl>
`;
}
