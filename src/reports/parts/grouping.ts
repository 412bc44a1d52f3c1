import type { Component, Finding, Result } from "../../model.ts";

/** Findings by the id of their component, in the order of the result. */
export function findingsByComponent({ findings }: Result): ReadonlyMap<string, readonly Finding[]> {
  return grouped(findings, ({ component }) => component);
}

/** Components by their id. */
export function componentsById({ components }: Result): ReadonlyMap<string, Component> {
  return new Map(components.map((component) => [component.id, component]));
}

/** Whether a finding asks for something: it does not pass, and no waiver accepts it. */
export function isOpen({ verdict, waiver }: Finding): boolean {
  return verdict !== "pass" && waiver === null;
}

/** Things with the same key, in the order in which the keys are met. */
export function grouped<Thing>(things: Iterable<Thing>, keyOf: (thing: Thing) => string): ReadonlyMap<string, readonly Thing[]> {
  const groups = new Map<string, Thing[]>();
  for (const thing of things) {
    const group = groups.get(keyOf(thing));
    if (group === undefined) groups.set(keyOf(thing), [thing]);
    else group.push(thing);
  }
  return groups;
}
