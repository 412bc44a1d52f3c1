import type { Location, PolicyChange } from "../model.ts";
import { judgmentChanges, type Loosening, more, patternKey } from "./judgment-changes.ts";
import type { Curation, Policy, Waiver } from "./policy.ts";

/**
 * In what a policy judges more mildly than the one before it, both as they are after `extends`. What makes it stricter is no change here; what may go
 * either way counts as milder.
 */
export function policyChanges(before: Policy, after: Policy): readonly PolicyChange[] {
  const found = [
    ...remoteChanges(before, after),
    ...judgmentChanges(before.base, after.base, ""),
    ...more("exclude", before.exclude, after.exclude, patternKey, (one) => `exclude holds ${one.written}: what it fits is not looked at`),
    ...more("owned", before.owned, after.owned, patternKey, (one) => `owned holds ${one.written}: its license is not judged`),
    ...overrideChanges(before, after),
    ...curationChanges(before, after),
    ...more("waivers", stillHeld(before, after), after.waivers, waiverKey, waiverText),
    ...more("attestations", before.attestations, after.attestations, attestationKey, attestationText),
  ];
  const distinct = new Map(found.toReversed().map((one) => [one.about.replace(/^overrides\[\d+\]\./, ""), one]));
  return [...distinct.values()].toReversed().map((one) => placed(one, after.path ?? before.path ?? after.name));
}

/** What other people can change later without a change here. */
function remoteChanges(before: Policy, after: Policy): readonly Loosening[] {
  const remote = ({ extends: entries }: Policy) => entries.filter(({ value }) => value.startsWith("github:"));
  return more(
    "extends",
    remote(before),
    remote(after),
    ({ value }) => value,
    ({ value }) => `extends holds ${value}, which is kept elsewhere`,
  );
}

/** The first override that fits wins: only where all are for the same paths, each can be compared with the one that it was. */
function overrideChanges(before: Policy, after: Policy): readonly Loosening[] {
  const pathsOf = ({ paths }: Policy["overrides"][number]) => JSON.stringify(paths.map(({ written }) => written).toSorted());
  const same =
    before.overrides.length === after.overrides.length &&
    before.overrides.every((one, index) => pathsOf(one) === pathsOf(after.overrides[index] ?? { paths: [], judgments: one.judgments }));
  if (same) {
    return before.overrides.flatMap(({ judgments }, index) =>
      judgmentChanges(judgments, after.overrides[index]?.judgments ?? judgments, `overrides[${index}].`),
    );
  }
  const added = after.overrides.filter((one) => !before.overrides.some((old) => pathsOf(old) === pathsOf(one)));
  const removed = before.overrides.filter((one) => !after.overrides.some((old) => pathsOf(old) === pathsOf(one)));
  const found = [
    ...added.map((one) => ({ one, what: "is new", isNew: true })),
    ...removed.map((one) => ({ one, what: "is gone", isNew: false })),
  ].map(({ one, what, isNew }): Loosening => {
    const place = one.paths[0]?.location ?? null;
    return {
      message: `the override for ${one.paths.map(({ written }) => written).join(", ")} ${what}: other rules judge there`,
      location: isNew ? place : null,
      before: isNew ? null : place,
      about: `overrides ${what} ${pathsOf(one)}`,
    };
  });
  if (found.length > 0) return found;
  const first = after.overrides[0]?.paths[0]?.location ?? null;
  return [
    { message: "the overrides stand in another order: the first that fits wins", location: first, before: null, about: "overrides order" },
  ];
}

/** A curation may speak for a milder or for a stricter license: whichever is added, changed or taken back counts. */
function curationChanges(before: Policy, after: Policy): readonly Loosening[] {
  const key = ({ component, license, sha256 }: Curation) => `${component.written} ${license} ${sha256 ?? ""}`;
  const added = more(
    "curations",
    before.curations,
    after.curations,
    key,
    ({ component, license }) => `a curation says that ${component.written} is under ${license}`,
  );
  const kept = new Set(after.curations.map(key));
  const removed = before.curations
    .filter((one) => !kept.has(key(one)))
    .map(
      (one): Loosening => ({
        message: `the curation is gone that says that ${one.component.written} is under ${one.license}`,
        location: null,
        before: one.location,
        about: `curations - ${key(one)}`,
      }),
    );
  if (added.length + removed.length > 0 || before.curations.map(key).join("\n") === after.curations.map(key).join("\n"))
    return [...added, ...removed];
  const first = after.curations[0]?.location ?? null;
  return [
    { message: "the curations stand in another order: the first that fits wins", location: first, before: null, about: "curations order" },
  ];
}

const waiverKey = ({ component, check, expires, revision, sha256 }: Waiver) =>
  `${component.written} ${check ?? "any check"} ${expires} ${revision ?? ""} ${sha256 ?? ""}`;

function waiverText({ component, check, expires }: Waiver): string {
  return `${component.written} is waived until ${expires}${check === null ? "" : ` (${check})`}`;
}

/** The waivers of before, and those of now that differ from one of them only in ending earlier. */
function stillHeld(before: Policy, after: Policy): readonly Waiver[] {
  const shortened = after.waivers.filter((one) =>
    before.waivers.some((old) => one.expires < old.expires && waiverKey({ ...old, expires: one.expires }) === waiverKey(one)),
  );
  return [...before.waivers, ...shortened];
}

type Attestation = Policy["attestations"][number];
const attestationKey = ({ obligation, component }: Attestation) => `${obligation} ${component.written}`;

function attestationText({ obligation, component, by }: Attestation): string {
  return `${by} attests ${obligation} for ${component.written}`;
}

/** Findings stand in the file of the new policy, or where it was: shipped and remote files are no part of the change. */
function placed({ message, location, before, about }: Loosening, path: string): PolicyChange {
  const isHere = location !== null && !/^[a-z]+:/i.test(location.path);
  const start: Location = { path, line: 1, column: 1 };
  return { message, location: isHere ? location : start, before: isHere ? before : (before ?? location), certain: true, about };
}
