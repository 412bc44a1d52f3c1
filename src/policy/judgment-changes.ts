import { checks } from "../checks/registry.ts";
import type { CheckLevel, Location, Money, Organization, Quantity, Verdict } from "../model.ts";
import type { Judgments, ListEntry, Lists, Pattern, Placed } from "./policy.ts";

/** One way in which a policy judges more mildly. The location is null where something was taken out. */
export interface Loosening {
  readonly message: string;
  readonly location: Location | null;
  readonly before: Location | null;
  readonly about: string;
}

interface Located {
  readonly location: Location;
}

export const patternKey = ({ written }: Pattern) => written;

/** What the new list holds and the old one does not. */
export function more<Entry extends Located>(
  where: string,
  before: readonly Entry[],
  after: readonly Entry[],
  key: (entry: Entry) => string,
  message: (entry: Entry) => string,
): readonly Loosening[] {
  const held = new Set(before.map(key));
  return after
    .filter((entry) => !held.has(key(entry)))
    .map((entry) => ({ message: message(entry), location: entry.location, before: null, about: `${where} + ${key(entry)}` }));
}

/** What the old list holds and the new one does not. */
function fewer<Entry extends Located>(
  where: string,
  before: readonly Entry[],
  after: readonly Entry[],
  key: (entry: Entry) => string,
  message: (entry: Entry) => string,
): readonly Loosening[] {
  return more(where, after, before, key, message).map((one) => ({
    ...one,
    location: null,
    before: one.location,
    about: one.about.replace(`${where} +`, `${where} -`),
  }));
}

/** Compares everything that judges a component; `prefix` names the override that it belongs to, or nothing. */
export function judgmentChanges(before: Judgments, after: Judgments, prefix: string): readonly Loosening[] {
  const { models } = after;
  return [
    ...factChanges(before, after, prefix),
    ...listChanges(`${prefix}licenses`, before.licenses, after.licenses, "fail"),
    ...listChanges(`${prefix}datasets`, before.datasets, after.datasets, "review"),
    ...more(`${prefix}models.allow`, before.models.allow, models.allow, patternKey, (one) => `models.allow holds ${one.written}`),
    ...fewer(`${prefix}models.deny`, before.models.deny, models.deny, patternKey, (one) => `models.deny no longer holds ${one.written}`),
    ...termChanges(before, after, prefix),
    ...checkChanges(before, after, prefix),
    ...(before.licenseFiles === "own-folder" && after.licenseFiles === "enclosing"
      ? [
          {
            message: "license files further up cover models too",
            location: after.licenseFilesLocation,
            before: null,
            about: `${prefix}license-files enclosing`,
          },
        ]
      : []),
  ];
}

const WEIGHT = { off: 0, pass: 0, review: 1, fail: 2 } as const;

function listChanges(where: string, before: Lists, after: Lists, otherwise: Verdict): readonly Loosening[] {
  const levels = (["unlisted", "unknown", "missing"] as const).flatMap((name) =>
    lowered(`${where}.${name}`, before[name], after[name], otherwise),
  );
  return [
    ...more(`${where}.allow`, before.allow, after.allow, entryKey, ({ written }) => `${where}.allow holds ${written}`),
    ...fewer(`${where}.deny`, before.deny, after.deny, entryKey, ({ written }) => `${where}.deny no longer holds ${written}`),
    // Under review stands what would else fail as unlisted, or pass by its class: both ways count.
    ...more(`${where}.review`, before.review, after.review, entryKey, ({ written }) => `${where}.review holds ${written}`),
    ...fewer(`${where}.review`, before.review, after.review, entryKey, ({ written }) => `${where}.review no longer holds ${written}`),
    ...levels,
  ];
}

/** What an entry means, however it is spelled; of a pattern, how it is written. */
function entryKey({ written, meaning }: ListEntry): string {
  switch (meaning.is) {
    case "class":
    case "term":
      return `${meaning.is} ${meaning.name}`;
    case "licenses":
      return meaning.names.join(", ");
    case "expression":
      return meaning.text;
    case "glob":
      return written.toLowerCase();
  }
}

function lowered(
  where: string,
  before: Placed<CheckLevel | Verdict> | null | undefined,
  after: Placed<CheckLevel | Verdict> | null | undefined,
  otherwise: CheckLevel | Verdict,
): readonly Loosening[] {
  const old = before?.value ?? otherwise;
  const now = after?.value ?? otherwise;
  if (WEIGHT[now] >= WEIGHT[old]) return [];
  const message = `${where} is ${now}, and was ${old}`;
  return [{ message, location: after?.location ?? null, before: before?.location ?? null, about: `${where} ${old} → ${now}` }];
}

/** These checks have their levels in the lists. */
const IN_LISTS = ["license-unlisted", "license-unknown", "license-missing"];

function checkChanges(before: Judgments, after: Judgments, prefix: string): readonly Loosening[] {
  return checks
    .filter(({ id }) => !IN_LISTS.includes(id))
    .flatMap(({ id, level }) => lowered(`${prefix}checks.${id}`, before.checks[id], after.checks[id], level));
}

/** A verdict under `terms` replaces what the facts say: only `fail` is sure to be no milder than that. */
function termChanges(before: Judgments, after: Judgments, prefix: string): readonly Loosening[] {
  const names = [...new Set([...Object.keys(before.terms), ...Object.keys(after.terms)])].sort();
  return names.flatMap((name): readonly Loosening[] => {
    const where = `${prefix}terms.${name}`;
    const old = before.terms[name];
    const now = after.terms[name];
    if (old !== undefined && now !== undefined) return lowered(where, old, now, "fail");
    if (now?.value === "fail" || old?.value === "pass") return [];
    const message = now === undefined ? `${where} no longer says ${old?.value}` : `${where} says ${now.value}, whatever the facts are`;
    return [{ message, location: now?.location ?? null, before: old?.location ?? null, about: `${where} ${old?.value} → ${now?.value}` }];
  });
}

/** Facts that are wider than before are stricter; every other change may turn a failure into something milder. */
function factChanges(before: Judgments, after: Judgments, prefix: string): readonly Loosening[] {
  const names = [...new Set([...Object.keys(before.organization), ...Object.keys(after.organization)])].sort() as (keyof Organization)[];
  return names.flatMap((name): readonly Loosening[] => {
    const old = before.organization[name];
    const now = after.organization[name];
    if (isNoMilder(name, old, now)) return [];
    const where = `${prefix}organization.${name}`;
    const message = `${where} is ${shown(now)}, and was ${shown(old)}`;
    return [
      {
        message,
        location: now === undefined ? null : (after.factLocations[name] ?? null),
        before: old === undefined ? null : (before.factLocations[name] ?? null),
        about: `${where} ${shown(old)} → ${shown(now)}`,
      },
    ];
  });
}

type Fact = Organization[keyof Organization];

function isNoMilder(name: keyof Organization, old: Fact, now: Fact): boolean {
  if (JSON.stringify(old) === JSON.stringify(now)) return true;
  if (old === undefined || now === undefined || name === "exchange-rates") return false;
  if (Array.isArray(old) && Array.isArray(now)) return old.every((one) => now.includes(one));
  const a = old as Quantity | Money;
  const b = now as Quantity | Money;
  if (a.asOf !== b.asOf) return false;
  if ("amount" in a && "amount" in b) return a.currency === b.currency && b.amount >= a.amount;
  return "value" in a && "value" in b && b.value >= a.value;
}

function shown(fact: Fact): string {
  return fact === undefined ? "not stated" : JSON.stringify(fact);
}
