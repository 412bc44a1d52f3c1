import type { Component, Verdict } from "../../../model.ts";
import { baseText, count, licenseText } from "../wording.ts";
import { type Html, html, joined } from "./markup.ts";
import { badge, linkTo, placeOf, section, table, type View } from "./view.ts";

const ORDER: readonly (Verdict | null)[] = ["fail", "review", "pass", null];

/** All components, the worst first. The script of the page searches, filters and sorts this table. */
export function inventorySection(view: View): Html {
  const { components } = view.result;
  const rows = ORDER.flatMap((verdict) => components.filter((one) => one.verdict === verdict)).map((one) => rowOf(one, view));
  return section(
    "inventory",
    `Inventory (${count(components.length, "component")})`,
    components.length === 0
      ? html`<p>None were found.</p>`
      : table("All components", ["Component", "Verdict", "Kind", "License", "Classes", "Based on", "Place"], rows, {
          id: "components-table",
          kind: "inventory",
        }),
  );
}

function rowOf(component: Component, view: View): Html {
  const { id, verdict, kind, role, concluded, basedOn, locations } = component;
  const [first] = locations;
  const rank = ORDER.indexOf(verdict);
  return html`<tr data-component="${view.anchors.get(id) ?? ""}" data-verdict="${verdict ?? "none"}" data-kind="${kind}" data-role="${role}"><th scope="row">${linkTo(component, view)}</th><td data-sort="${rank}">${badge(verdict)}</td><td>${kind}, ${role}</td><td>${licenseText(component)} <span class="basis">(${concluded.basis})</span></td><td>${concluded.classes.join(", ")}</td><td>${joined(basedOn.slice(0, 10).map(baseText), "; ")}${basedOn.length > 10 ? ` and ${basedOn.length - 10} more` : ""}</td><td>${first === undefined ? null : placeOf(first)}</td></tr>
`;
}
