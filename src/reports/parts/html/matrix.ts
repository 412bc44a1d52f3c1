import type { Component, Term } from "../../../model.ts";
import { EFFECT_WORDS, GROUP_WORDS, sectionText, valueText } from "../wording.ts";
import { type Content, type Html, html, joined } from "./markup.ts";
import { linksTo, row, section, table, type View } from "./view.ts";

const GROUPS = ["purpose", "threshold", "commercial", "territory", "distribution", "outputs", "legal"] as const;

/** Components that are bound by the same terms from the same licenses. */
interface Profile {
  readonly components: Component[];
  readonly terms: readonly Term[];
}

/** Which terms bind which components, a table for each group of terms; then the terms of every license in plain words. */
export function matrixSection(view: View): Html {
  const profiles = profilesOf(view.result.components);
  const listed = new Set<Profile>();
  const tables = GROUPS.map((group) => groupTable(group, profiles, listed, view));
  return section("terms", "Terms by component", [
    profiles.length === 0
      ? html`<p>No terms are known: nothing was judged, or no license is known.</p>`
      : html`<p>Each cell names the section of the license; ↑ marks a term that comes down from a base model. Components bound by the same terms share a row. What the terms mean stands below the tables.</p>`,
    tables,
    licenseTables(view),
  ]);
}

function profilesOf(components: readonly Component[]): readonly Profile[] {
  const profiles = new Map<string, Profile>();
  for (const component of components) {
    if (component.terms.length === 0) continue;
    const key = [
      ...new Set(
        component.terms.map(({ term, license, section: where, inheritedFrom }) =>
          JSON.stringify([term, license, where, inheritedFrom === null]),
        ),
      ),
    ]
      .sort()
      .join();
    const profile = profiles.get(key) ?? { components: [], terms: component.terms };
    profiles.set(key, profile);
    profile.components.push(component);
  }
  return [...profiles.values()];
}

function groupTable(group: (typeof GROUPS)[number], profiles: readonly Profile[], listed: Set<Profile>, view: View): Content {
  const inGroup = (term: Term) => view.context.term(term.term).group === group;
  const columns = [...new Set(profiles.flatMap(({ terms }) => terms.filter(inGroup).map(({ term }) => term)))].sort();
  if (columns.length === 0) return null;
  const bound = profiles.filter(({ terms }) => terms.some(inGroup));
  const rows = bound.map((profile) => {
    const { components, terms } = profile;
    const licenses = [...new Set(terms.filter(inGroup).map(({ license }) => license))];
    const again = listed.has(profile);
    listed.add(profile);
    return row([
      [again ? linksAgain(components, view) : linksTo(components, view), html`<br><span class="license">${joined(licenses, ", ")}</span>`],
      ...columns.map((column) => cell(terms.filter(({ term }) => term === column))),
    ]);
  });
  return table(
    `Terms about ${GROUP_WORDS[group]}`,
    ["Component", ...columns.map((column) => html`<span class="term">${column}</span>`)],
    rows,
    { kind: "matrix" },
  );
}

/** Many components are listed in full only once. */
function linksAgain(components: readonly Component[], view: View): Content {
  if (components.length <= 4) return linksTo(components, view);
  return [linksTo(components.slice(0, 3), view), ` and ${components.length - 3} more, as in the first table that names them`];
}

function cell(terms: readonly Term[]): Content {
  if (terms.length === 0) return html`<span class="hidden">no</span>`;
  const marks = terms.map(
    ({ section: where, inheritedFrom, evidence }) =>
      `${inheritedFrom === null ? "" : "↑ "}${where === null ? (evidence === null ? "yes" : `line ${evidence.startLine}`) : sectionText(where)}`,
  );
  const [strongest] = terms;
  return html`<span class="mark ${strongest?.effect ?? ""}">${joined([...new Set(marks)], ", ")}</span>`;
}

/** What each license says, clause by clause, as far as its terms bind something here. */
function licenseTables(view: View): Content {
  const byLicense = new Map<string, Map<string, Term>>();
  for (const { terms } of view.result.components)
    for (const term of terms) {
      if (term.evidence !== null) continue;
      const own = byLicense.get(term.license) ?? new Map<string, Term>();
      byLicense.set(term.license, own);
      own.set(JSON.stringify([term.term, term.section, term.value]), term);
    }
  if (byLicense.size === 0) return null;
  const licenses = [...byLicense].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return html`<div class="licenses"><h3>The terms of each license in plain words</h3>
${licenses.map(([license, terms]) => licenseTable(license, [...terms.values()], view))}</div>
`;
}

function licenseTable(license: string, terms: readonly Term[], view: View): Html {
  const name = view.context.licenseName(license);
  const [link] = view.context.licenseLinks(license);
  return html`<div class="one-license">${table(
    `Terms of ${name === null || name === license ? license : `${license} (${name})`}`,
    ["Term", "What it means", "Section", "In particular"],
    terms.map(({ term, effect, section: where, value }) =>
      row([
        html`<code>${term}</code> <span class="basis">(${EFFECT_WORDS[effect]})</span>`,
        view.context.plain(term),
        where ?? "–",
        value === null ? null : valueText(value),
      ]),
    ),
  )}${link === undefined ? null : html`<p class="link">Text: <code>${link}</code></p>`}</div>
`;
}
