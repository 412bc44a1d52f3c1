import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ScanFlags } from "../cli.ts";
import { limits } from "../limits.ts";
import { type Policy, PolicyError, type PolicyText } from "../policy/policy.ts";
import type { Source } from "../sources/source.ts";
import { besideIn, loadFrom, POLICY_NAMES, type PolicySurroundings, readNamedPolicy } from "./policy.ts";

type Flags = Pick<ScanFlags, "policy" | "staged">;

/**
 * The policy that judges: none with `--no-policy`, the one that a flag or the environment names, else the one in the root of what is scanned. There it is read
 * from the folder, with what it extends beside it; where `folder` is null, from the tree itself: what is staged judges what is staged.
 */
export async function policyFor(folder: string | null, flags: Flags, source: Source, around: PolicySurroundings): Promise<Policy | null> {
  if (flags.policy === false) return null;
  const named = typeof flags.policy === "string" ? flags.policy : around.environment["MODELTERMS_POLICY"];
  if (named !== undefined && named !== "") return loadFrom(readNamedPolicy(named), around, besideIn(""));
  if (folder !== null) return loadFrom(readFound(folder), around, besideIn(folder));
  return policyOfTree(
    source,
    around,
    flags.staged === true ? "the policy is not staged; git add it, or name an existing file" : "no such file in this tree",
  );
}

/** The policy in the root of a tree, with what it extends from there; the shipped default where there is none. `missing` says why a file that it extends is not there. */
export async function policyOfTree(source: Source, around: PolicySurroundings, missing: string): Promise<Policy> {
  return loadFrom(await policyTextOf(source), around, (path) => needed(source, path, missing));
}

/** The text of the policy in the root of a tree; null where there is none. */
export async function policyTextOf(source: Source): Promise<PolicyText | null> {
  const { entries } = await source.list();
  const name = POLICY_NAMES.find((one) => entries.some(({ path }) => path === one));
  return name === undefined ? null : needed(source, name, "it is listed and cannot be read");
}

/** The same of a folder on disk. */
function readFound(target: string): PolicyText | null {
  for (const name of POLICY_NAMES) {
    const path = join(target, name);
    if (existsSync(path)) return { path: name, text: readFileSync(path, "utf8") };
  }
  return null;
}

async function needed(source: Source, path: string, otherwise: string): Promise<PolicyText> {
  const { entries } = await source.list();
  const entry = entries.find((one) => one.path === path);
  if (entry === undefined) throw new PolicyError(`${path}: ${otherwise}`);
  for await (const answer of source.read([{ entry, limit: limits.textBytes }])) {
    if ("content" in answer) return { path, text: new TextDecoder().decode(answer.content.bytes) };
    if ("problem" in answer) throw new PolicyError(`${path}: ${answer.problem.message}`);
  }
  throw new PolicyError(`${path}: ${otherwise}`);
}
