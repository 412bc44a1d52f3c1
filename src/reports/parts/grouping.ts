import type { Component, Finding, Result } from "../../model.ts";

/** Findings by the id of their component, in the order of the result. */
export function findingsByComponent({ findings }: Result): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.component);
    if (group === undefined) groups.set(finding.component, [finding]);
    else group.push(finding);
  }
  return groups;
}

/** Components by their id. */
export function componentsById({ components }: Result): ReadonlyMap<string, Component> {
  return new Map(components.map((component) => [component.id, component]));
}

/** Whether a finding asks for something: it does not pass, and no waiver accepts it. */
export function isOpen({ verdict, waiver }: Finding): boolean {
  return verdict !== "pass" && waiver === null;
}
