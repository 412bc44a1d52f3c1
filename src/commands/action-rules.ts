import { existsSync } from "node:fs";
import { isAbsolute, join, relative, sep } from "node:path";
import { ExpectedError } from "../errors.ts";
import type { Checkout } from "../github/checkout.ts";
import type { Tree, Trees } from "../github/trees.ts";
import { findLock, LOCK_NAME } from "../hub/lock.ts";
import { parseLock } from "../hub/parse-lock.ts";
import type { PolicyChange } from "../model.ts";
import { policyChanges } from "../policy/changes.ts";
import { SHIPPED } from "../policy/load.ts";
import { lockChanges } from "../policy/lock-changes.ts";
import { type Policy, PolicyError, type PolicyText } from "../policy/policy.ts";
import { besideInTree, policyTextOf, textInTree } from "./find-policy.ts";
import { besideIn, loadFrom, type PolicySurroundings, readNamedPolicy } from "./policy.ts";

/** What judges a run of the action. */
export interface Rules {
  readonly policy: Policy;
  readonly lock: string | null;
  /** In what the pull request's own policy and lock are milder. */
  readonly changes: readonly PolicyChange[];
}

export interface RuleSurroundings extends PolicySurroundings {
  readonly workspace: string;
  readonly checkout: Checkout | null;
  /** The policy that the workflow names; null to look for it. */
  readonly policy: string | null;
  /** What a person should know about the rules. */
  note(text: string): void;
}

/**
 * The policy and the lock: those of the base, where there is one, else the head's own. Where the base has none yet, or one that cannot be used and the head
 * mends, the head's are used and announced.
 */
export async function rulesFor(trees: Trees, around: RuleSurroundings): Promise<Rules> {
  if (trees.rules === null)
    return { policy: existing(await policyIn(trees.head, around), around), lock: await findLock(trees.head.part), changes: [] };
  const { policy, changes } = await policyRules(trees.rules, trees.head, around);
  const lock = await lockRules(trees.rules, trees.head, around);
  return { policy, lock: lock.lock, changes: [...changes, ...lock.changes] };
}

async function policyRules(base: Tree, head: Tree, around: RuleSurroundings): Promise<Pick<Rules, "policy" | "changes">> {
  const before = await policyIn(base, around).catch(expected);
  const after = await policyIn(head, around).catch(expected);
  if (before instanceof Error) {
    if (after instanceof Error) throw before;
    return { policy: existing(after, around), changes: [mended("policy", before, after.policy.name, around)] };
  }
  if (before.from === "tree") {
    const changes =
      after instanceof Error
        ? [unreadable(`the policy could not be used once this is merged: ${after.message}`, before.policy.name)]
        : policyChanges(before.policy, after.policy);
    return { policy: before.policy, changes };
  }
  if (after instanceof Error) throw after;
  // What the workflow brought is not replaced by a file that the change puts in the same place.
  if (before.from === "workflow" && (after.from !== "tree" || before.policy.sha256 !== after.policy.sha256))
    return { policy: before.policy, changes: [] };
  if (after.from === "tree") around.note(`The base has no policy yet: this pull request's own is used, ${after.policy.name}.`);
  return { policy: existing(after, around), changes: [] };
}

async function lockRules(base: Tree, head: Tree, around: RuleSurroundings): Promise<Pick<Rules, "lock" | "changes">> {
  const before = await findLock(base.part);
  const after = await findLock(head.part);
  if (before === null) {
    if (after !== null)
      around.note(
        `The base has no ${LOCK_NAME} yet: this pull request's own is used; it claims licenses of ${parseLock(after, LOCK_NAME).size} names.`,
      );
    return { lock: after, changes: [] };
  }
  if (before === after) return { lock: before, changes: [] };
  const [was, now] = [lockIn(before), after === null ? null : lockIn(after)];
  if (now instanceof Error)
    return { lock: before, changes: [unreadable(`the lock could not be used once this is merged: ${now.message}`, LOCK_NAME)] };
  if (was instanceof Error) return { lock: after, changes: [mended("lock", was, LOCK_NAME, around)] };
  return { lock: before, changes: lockChanges(was, now, LOCK_NAME) };
}

function lockIn(text: string): ReturnType<typeof parseLock> | ExpectedError {
  try {
    return parseLock(text, LOCK_NAME);
  } catch (error) {
    return expected(error);
  }
}

/** A policy, and where it is from: the tree, a file that the workflow brought, or the shipped one because none was looked for or none was found. */
interface Found {
  readonly policy: Policy;
  readonly from: "tree" | "workflow" | "shipped" | "missing";
}

async function policyIn(tree: Tree, around: RuleSurroundings): Promise<Found> {
  const named = namedPolicy(around);
  if (named === null) {
    const text = await policyTextOf(tree.part);
    return { policy: await loadFrom(text, around, besideInTree(tree.part)), from: text === null ? "shipped" : "tree" };
  }
  if (named.startsWith(SHIPPED)) return { policy: await loadFrom(readNamedPolicy(named), around, besideIn("")), from: "workflow" };
  const path = pathInRepository(named, around);
  const text = path === null ? null : await textInTree(tree.whole, path);
  if (text !== null) return { policy: await loadFrom(shownFrom(text, around), around, besideInTree(tree.whole)), from: "tree" };
  const full = isAbsolute(named) ? named : join(around.workspace, named);
  if (!existsSync(full)) return { policy: await loadFrom(null, around, besideIn("")), from: "missing" };
  return { policy: await loadFrom({ ...readNamedPolicy(full), path: named }, around, besideIn(around.workspace)), from: "workflow" };
}

function namedPolicy({ policy, environment }: RuleSurroundings): string | null {
  const named = policy ?? environment["MODELTERMS_POLICY"] ?? "";
  return named === "" ? null : named;
}

/** The policy, unless one was named that is nowhere. */
function existing({ policy, from }: Found, around: RuleSurroundings): Policy {
  if (from !== "missing") return policy;
  throw new PolicyError(
    `${namedPolicy(around)}: there is no such policy, neither in the repository nor on the runner; name an existing file`,
  );
}

/** A path that the workflow names as seen from the root of the repository; null where it leads out of it. */
function pathInRepository(named: string, { workspace, checkout }: RuleSurroundings): string | null {
  const full = isAbsolute(named) ? named : join(workspace, named);
  const path = relative(checkout?.root ?? workspace, full)
    .split(sep)
    .join("/");
  return path === "" || path.startsWith("../") || isAbsolute(path) ? null : path;
}

/** A policy that lies outside of the scanned folder is told from one found in it. */
function shownFrom(text: PolicyText, { checkout }: RuleSurroundings): PolicyText {
  return (checkout?.prefix ?? "") === "" ? text : { ...text, path: `./${text.path}` };
}

/** A pull request that mends what the base has broken cannot be judged by the base: its own judges it, and a person has to look. */
function mended(what: "policy" | "lock", error: Error, path: string, around: RuleSurroundings): PolicyChange {
  const message = `the base's ${what} cannot be used, so this pull request's own judges it: ${error.message}`;
  around.note(`${message[0]?.toUpperCase()}${message.slice(1)}`);
  return { message, location: { path, line: 1, column: 1 }, before: null, certain: false, about: `mended ${what}` };
}

function expected(error: unknown): ExpectedError {
  if (error instanceof ExpectedError) return error;
  throw error;
}

function unreadable(message: string, path: string): PolicyChange {
  return { message, location: { path, line: 1, column: 1 }, before: null, certain: true, about: `unreadable ${path}` };
}
