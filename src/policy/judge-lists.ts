import type { LicenseClass, ListDecision, Location, Verdict } from "../model.ts";
import type { ListEntry, Lists } from "./policy.ts";

/** One license to decide about: a leaf of an expression, with the whole expression that it stands in. */
export interface Candidate {
  readonly license: string;
  readonly whole: string;
  /** Its terms by name. */
  readonly terms: readonly string[];
  readonly classes: readonly LicenseClass[];
  readonly base: string | null;
  /** The name pattern of `models.allow` that holds the component: no list but deny speaks of its license then. */
  readonly allowedByName: boolean;
}

/** The lists of the policy in the contract's order: deny; allow by name; review; allow by class; unlisted. */
export function decide(candidate: Candidate, lists: Lists, defaults: { unlisted: Verdict; unknown: Verdict }): ListDecision {
  const answer = (decision: ListDecision["decision"], verdict: Verdict, reason: string, policyLocation: Location | null): ListDecision => ({
    license: candidate.license,
    decision,
    verdict,
    reason,
    policyLocation,
    base: candidate.base,
  });
  const denied = lists.deny.find((entry) => hits(entry, candidate));
  if (denied !== undefined) return answer("denied", "fail", `deny holds ${describe(denied, candidate)}`, denied.location);
  // A pattern holds licenses that are known: it was not written with this one in mind.
  const isUnknown = candidate.classes.includes("unknown");
  const named = lists.allow.find(
    (entry) => entry.meaning.is !== "class" && !(isUnknown && entry.meaning.is === "glob") && hits(entry, candidate),
  );
  if (named !== undefined) return answer("allowed", "pass", `allow holds ${named.written}`, named.location);
  if (isUnknown) {
    const verdict = (lists.unknown?.value ?? defaults.unknown) === "fail" ? "fail" : "review";
    return answer("unknown", verdict, `${candidate.license} is not a license whose terms are known`, lists.unknown?.location ?? null);
  }
  if (candidate.allowedByName) return answer("allowed", "pass", "models.allow holds the component by name", null);
  const review = lists.review.find((entry) => hits(entry, candidate));
  if (review !== undefined) return answer("review", "review", `review holds ${describe(review, candidate)}`, review.location);
  const allowedClasses = lists.allow.filter((entry) => entry.meaning.is === "class");
  const open = candidate.classes.filter(
    (one) => !allowedClasses.some((entry) => entry.meaning.is === "class" && entry.meaning.name === one),
  );
  if (open.length === 0)
    return answer("allowed", "pass", `allow holds ${candidate.classes.join(", ")}`, allowedClasses[0]?.location ?? null);
  const level = lists.unlisted;
  const classes = allowedClasses.length === 0 ? "" : `, which is ${open.join(", ")}`;
  return answer(
    "unlisted",
    level?.value ?? defaults.unlisted,
    `no entry of allow holds ${candidate.license}${classes}`,
    level?.location ?? null,
  );
}

function hits({ meaning }: ListEntry, candidate: Candidate): boolean {
  switch (meaning.is) {
    case "class":
      return candidate.classes.some((one) => one === meaning.name);
    case "term":
      return candidate.terms.includes(meaning.name);
    case "licenses":
      return meaning.names.includes(candidate.license);
    case "expression":
      return meaning.text === candidate.whole;
    case "glob":
      return meaning.matches(candidate.license);
  }
}

function describe({ written, meaning }: ListEntry, candidate: Candidate): string {
  if (meaning.is === "term") return `the term ${written}, which ${candidate.license} has`;
  return meaning.is === "class" ? `the class ${written}, which ${candidate.license} belongs to` : written;
}
