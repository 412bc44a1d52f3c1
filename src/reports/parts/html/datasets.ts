import type { Component, Result } from "../../../model.ts";
import { licenseText } from "../wording.ts";
import { type Content, type Html, html, joined } from "./markup.ts";
import { badge, linksTo, linkTo, placeOf, row, section, table, type View } from "./view.ts";

interface Named {
  readonly name: string;
  readonly users: Component[];
  expression: string | null;
  readonly dropped: Set<string>;
  readonly places: Result["components"][number]["locations"][number][];
}

/** Data sets of the repository and those that models name: license, who was trained on them, and which of their terms a model does not keep. */
export function datasetsSection(view: View): Html {
  const { components } = view.result;
  const named = new Map<string, Named>();
  for (const component of components) {
    for (const { name, expression, location, dropped } of component.datasets) {
      const entry = named.get(name) ?? { name, users: [], expression: null, dropped: new Set<string>(), places: [] };
      named.set(name, entry);
      entry.users.push(component);
      entry.expression ??= expression;
      if (location !== null) entry.places.push(location);
      for (const term of dropped) entry.dropped.add(term);
    }
  }
  const own = components.filter(({ kind }) => kind === "dataset");
  const ownNames = new Set(own.map(({ name }) => name));
  const rows = [
    ...own.map((component) => rowOf(component.name, component, named.get(component.name), view)),
    ...[...named.values()].filter(({ name }) => !ownNames.has(name)).map((entry) => rowOf(entry.name, null, entry, view)),
  ];
  return section(
    "datasets",
    `Data sets (${rows.length.toLocaleString("en-US")})`,
    rows.length === 0
      ? html`<p>None were found, and no model names one.</p>`
      : table(
          "Data sets and the models that were trained on them",
          ["Data set", "Verdict", "License", "Trained on it", "Terms that a model does not keep", "Place"],
          rows,
        ),
  );
}

function rowOf(name: string, component: Component | null, entry: Named | undefined, view: View): Html {
  const places = component?.locations ?? entry?.places ?? [];
  const dropped: Content = joined(
    [...(entry?.dropped ?? [])].map((term) => html`${view.context.plain(term)} <code>${term}</code>`),
    "; ",
  );
  return row([
    component === null ? html`<code>${name}</code>` : linkTo(component, view),
    component === null ? "named only" : badge(component.verdict),
    component === null ? (entry?.expression ?? "license unknown") : licenseText(component),
    entry === undefined ? null : linksTo([...new Set(entry.users)], view),
    dropped,
    [joined(places.slice(0, 3).map(placeOf), ", "), places.length > 3 ? ` and ${places.length - 3} more` : null],
  ]);
}
