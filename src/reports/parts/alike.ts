import type { Component, Finding, Location } from "../../model.ts";
import { count } from "./wording.ts";

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
  const keys = shown.map((one) => keyOf(one, wordsOf));
  const groups = new Map<string, Shown[]>();
  for (const [at, one] of shown.entries()) {
    const key = keys[at] ?? "";
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return shown.flatMap((one, at) => {
    const key = keys[at] ?? "";
    const group = key === "" ? [] : (groups.get(key) ?? []);
    if (group.length < LEAST) return [[one]];
    return group[0] === one ? [group] : [];
  });
}

/** Equal for those that may be told together; empty for those that are told alone. */
function keyOf({ component, findings }: Shown, wordsOf: (finding: Finding) => readonly string[]): string {
  const [first] = findings;
  if (first === undefined || findings.some(({ waiver, location }) => waiver !== null || !isSame(location, first.location))) return "";
  const { verdict, concluded } = component;
  const parts = [verdict ?? "", concluded.expression ?? "", ...concluded.candidates];
  for (const finding of findings) {
    parts.push(finding.check);
    for (const words of wordsOf(finding)) parts.push(nameless(words, component));
  }
  return parts.join("\0");
}

function isSame(one: Location, other: Location): boolean {
  return one.path === other.path && one.line === other.line && one.column === other.column;
}

/** A finding as it is told of all that it stands for: what it says of its component, without the name. */
export function toldOfAll(finding: Finding, component: Component): Finding {
  const { message, because, fix } = finding;
  const told = {
    message: nameless(message, component),
    because: because.map((step) => nameless(step, component)),
    fix: nameless(fix, component),
  };
  return { ...finding, ...told };
}

function nameless(words: string, { name }: Component): string {
  return words.includes(name) ? words.replaceAll(name, () => "…") : words;
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
