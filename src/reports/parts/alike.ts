import type { Component, Finding } from "../../model.ts";
import { grouped } from "./grouping.ts";
import { count, placeText } from "./wording.ts";

/** A component with those of its findings that a report shows. */
export interface Shown {
  readonly component: Component;
  readonly findings: readonly Finding[];
}

/** So many components of which the same is said are told once. */
const LEAST = 3;

/**
 * Components of which the same is said but for their names and places, where the first of them is met; all others alone. `wordsOf`: what the report says of a
 * finding. A waiver is a decision about one component, which is told alone, as is one whose findings lie in several places.
 */
export function alike(shown: readonly Shown[], wordsOf: (finding: Finding) => readonly string[]): (readonly Shown[])[] {
  const keys = new Map(shown.map((one) => [one, keyOf(one, wordsOf)]));
  const groups = grouped(shown, (one) => keys.get(one) ?? "");
  return shown.flatMap((one) => {
    const key = keys.get(one) ?? "";
    const group = key === "" ? [] : (groups.get(key) ?? []);
    if (group.length < LEAST) return [[one]];
    return group[0] === one ? [group] : [];
  });
}

/** Equal for those that may be told together; empty for those that are told alone. */
function keyOf({ component, findings }: Shown, wordsOf: (finding: Finding) => readonly string[]): string {
  const [first] = findings;
  const isAlone =
    first === undefined || findings.some(({ waiver, location }) => waiver !== null || placeText(location) !== placeText(first.location));
  if (isAlone) return "";
  const { verdict, concluded } = component;
  const said = findings.map((finding) => [finding.check, ...wordsOf(finding).map((words) => nameless(words, component))]);
  return JSON.stringify([verdict, concluded.expression, concluded.candidates, said]);
}

/** What is said of a component, without its name. */
export function nameless(words: string, { name }: Component): string {
  return words.split(name).join("…");
}

/** How many components a group holds: of one kind and role, or of several. */
export function manyText(group: readonly Shown[]): string {
  const [first] = group;
  if (first === undefined || !isOfOneKind(group)) return count(group.length, "component");
  const { kind, role } = first.component;
  return `${count(group.length, kind)}${role === "published" ? "" : `, ${role}`}`;
}

/** Whether components are of one kind, and referred to in one way. */
export function isOfOneKind(group: readonly Shown[]): boolean {
  return group.every(({ component: { kind, role } }) => kind === group[0]?.component.kind && role === group[0].component.role);
}
