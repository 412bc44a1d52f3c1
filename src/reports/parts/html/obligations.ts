import type { Component } from "../../../model.ts";
import { STATE_WORDS } from "../wording.ts";
import { type Content, type Html, html, joined } from "./markup.ts";
import { linksTo, placeOf, row, section, table, type View } from "./view.ts";

type Obligation = Component["obligations"][number];

interface Group {
  readonly obligation: Obligation;
  readonly components: Component[];
  readonly evidence: Map<string, Obligation["evidence"][number]>;
  readonly reasons: Set<string>;
}

const STATES: readonly Obligation["state"][] = ["unmet", "attested", "met", "not-asked"];
const MOST_PLACES = 10;

/** What each license asks for: whether it is met, where that is seen, and for which components. */
export function obligationsSection(view: View): Html {
  const byLicense = new Map<string, Map<string, Group>>();
  for (const component of view.result.components) for (const obligation of component.obligations) collect(byLicense, obligation, component);
  const licenses = [...byLicense].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return section(
    "obligations",
    "Obligations by license",
    licenses.length === 0
      ? html`<p>No license that was judged asks for anything.</p>`
      : licenses.map(([license, groups]) => {
          const name = view.context.licenseName(license);
          const sorted = [...groups.values()].toSorted((a, b) => STATES.indexOf(a.obligation.state) - STATES.indexOf(b.obligation.state));
          return table(
            `Obligations under ${name === null || name === license ? license : `${license} (${name})`}`,
            ["Obligation", "Section", "State", "Why, and where it is seen", "Components"],
            sorted.map((group) => rowOf(group, view)),
            { kind: "plain obligations" },
          );
        }),
  );
}

function collect(byLicense: Map<string, Map<string, Group>>, obligation: Obligation, component: Component): void {
  const groups = byLicense.get(obligation.license) ?? new Map<string, Group>();
  byLicense.set(obligation.license, groups);
  const key = JSON.stringify([obligation.term, obligation.section, obligation.state, obligation.text]);
  const group: Group = groups.get(key) ?? { obligation, components: [], evidence: new Map(), reasons: new Set() };
  groups.set(key, group);
  group.components.push(component);
  group.reasons.add(obligation.reason);
  for (const place of obligation.evidence) group.evidence.set(`${place.path}:${place.line}:${place.column}`, place);
}

function rowOf({ obligation, components, evidence, reasons }: Group, view: View): Html {
  const { term, section: where, state, text } = obligation;
  const [first = ""] = reasons;
  return row([
    [html`${view.context.plain(term)} <code>${term}</code>`, text === null ? null : html`<br>The words: “${text}”`],
    where ?? "–",
    html`<span class="badge ${state === "unmet" ? "review" : state === "not-asked" ? "none" : "pass"}">${STATE_WORDS[state]}</span>`,
    [reasons.size > 1 ? `${first} (and ${reasons.size - 1} more reasons: see the components)` : first, placesOf([...evidence.values()])],
    linksTo([...new Set(components)], view),
  ]);
}

function placesOf(evidence: Obligation["evidence"]): Content {
  if (evidence.length === 0) return null;
  const rest = evidence.length - MOST_PLACES;
  return [html`<br>`, joined(evidence.slice(0, MOST_PLACES).map(placeOf), ", "), rest > 0 ? ` and ${rest} more places` : null];
}
