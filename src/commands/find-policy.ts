import { existsSync, readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { limits } from "../limits.ts";
import { type Policy, PolicyError, type PolicyText } from "../policy/policy.ts";
import type { Source } from "../sources/source.ts";
import type { ScanFlags } from "./arguments.ts";
import { besideIn, loadFrom, POLICY_NAMES, type PolicySurroundings, readNamedPolicy } from "./policy.ts";

type Flags = Pick<ScanFlags, "policy" | "staged">;

/**
 * The policy that judges: none with `--no-policy`, the one that a flag or the environment names, else the one in the root of what is scanned. There it is read
 * from the folder, with what it extends beside it; where `folder` is null, from the tree itself: what is staged judges what is staged.
 */
export async function policyFor(folder: string | null, flags: Flags, source: Source, around: PolicySurroundings): Promise<Policy | null> {
  if (flags.policy === false) return null;
  const named = namedPolicy(flags, around);
  if (named !== null) return loadFrom(readNamedPolicy(named), around, besideIn(""));
  if (folder !== null) return loadFrom(readFound(folder), around, besideIn(folder));
  const beside =
    flags.staged === true
      ? besideInTree(source, "the policy is not staged; git add it, or name an existing file", readNamedPolicy)
      : besideInTree(source);
  return loadFrom(await policyTextOf(source), around, beside);
}

/** The policy that a flag or the environment names; null to look for it. */
export function namedPolicy(flags: Pick<Flags, "policy">, { environment }: Pick<PolicySurroundings, "environment">): string | null {
  const named = typeof flags.policy === "string" ? flags.policy : environment["MODELTERMS_POLICY"];
  return named === undefined || named === "" ? null : named;
}

/** Files beside a policy that was found in a tree. A tree of other people cannot name files of this machine: `readAbsolute` is for the own one. */
export function besideInTree(
  source: Source,
  missing = "no such file in this tree",
  readAbsolute?: (path: string) => PolicyText,
): (path: string) => Promise<PolicyText> {
  return async (path) => {
    if (readAbsolute !== undefined && isAbsolute(path)) return readAbsolute(path);
    const found = await textInTree(source, path);
    if (found === null) throw new PolicyError(`${path}: ${missing}`);
    return found;
  };
}

/** The text of the policy in the root of a tree; null where there is none. */
export async function policyTextOf(source: Source): Promise<PolicyText | null> {
  const { entries } = await source.list();
  const name = POLICY_NAMES.find((one) => entries.some(({ path }) => path === one));
  return name === undefined ? null : textInTree(source, name);
}

/** The text of a policy file of a tree; null where there is no such file. Throws PolicyError where it cannot be read. */
export async function textInTree(source: Source, path: string): Promise<PolicyText | null> {
  const { entries } = await source.list();
  const entry = entries.find((one) => one.path === path);
  if (entry === undefined) return null;
  for await (const answer of source.read([{ entry, limit: limits.textBytes + 1 }])) {
    if ("content" in answer) {
      const { bytes } = answer.content;
      if (bytes.length > limits.textBytes)
        throw new PolicyError(`${path}: larger than ${limits.textBytes / 1_000_000} MB: half a policy is none; divide it with extends`);
      return { path, text: new TextDecoder().decode(bytes) };
    }
    if ("problem" in answer) throw new PolicyError(`${path}: ${answer.problem.message}`);
  }
  return null;
}

/** The same of a folder on disk. */
function readFound(target: string): PolicyText | null {
  for (const name of POLICY_NAMES) {
    const path = join(target, name);
    if (existsSync(path)) return { path: name, text: readFileSync(path, "utf8") };
  }
  return null;
}
