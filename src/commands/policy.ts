import { existsSync, readFileSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import { keptPolicies } from "../cache/policies.ts";
import type { Knowledge } from "../licenses/knowledge.ts";
import { loadPolicy, type ReadExtended, SHIPPED } from "../policy/load.ts";
import { type Policy, PolicyError, type PolicyText } from "../policy/policy.ts";
import { forTerminal } from "../reports/parts/escape.ts";
import { type Palette, wrap } from "../reports/parts/terminal.ts";

/** Where a policy is looked for in the root of what is scanned, in this order. */
export const POLICY_NAMES = [".github/modelterms.yml", ".github/modelterms.yaml", "modelterms.yml", "modelterms.yaml"];

export interface PolicySurroundings {
  readonly knowledge: Knowledge;
  readonly environment: Readonly<Record<string, string | undefined>>;
  warn(message: string): void;
}

/** Reads a policy file that was named; a shipped one, `modelterms:research`, is named by its path alone. Throws PolicyError where it cannot be read. */
export function readNamedPolicy(path: string): PolicyText {
  if (path.startsWith(SHIPPED)) return { path, text: "" };
  try {
    return { path: path.split("\\").join("/"), text: readFileSync(path, "utf8") };
  } catch (error) {
    throw new PolicyError(
      `${forTerminal(path)}: the policy cannot be read (${(error as NodeJS.ErrnoException).code ?? "unknown error"}); name an existing file or a shipped one (${SHIPPED}research), or write one with: modelterms policy init`,
    );
  }
}

/** Loads a policy with all that it extends: shipped ones, files beside it, files on GitHub. `readBeside` reads a path as the policy's own path is meant, or an absolute one. */
export function loadFrom(
  own: PolicyText | null,
  around: PolicySurroundings,
  readBeside: (path: string) => Promise<PolicyText>,
): Promise<Policy> {
  const readExtended: ReadExtended = async (name, from) => {
    const { parseRemoteName, readRemotePolicy } = await import("../github/remote-policy.ts");
    const remote = parseRemoteName(name);
    if (remote !== null) return { path: name, text: await readRemotePolicy(remote, around.environment, around.warn) };
    if (from.startsWith("github:") || from.startsWith("modelterms:"))
      throw new PolicyError(`${name}: a shared policy can extend shipped ones and github:… only`);
    return readBeside(isAbsolute(name) ? name : join(dirname(from), name));
  };
  return loadPolicy(own, around.knowledge, readExtended, keptPolicies(around.environment));
}

/** Files beside a policy that was found in a folder. */
export function besideIn(folder: string): (path: string) => Promise<PolicyText> {
  return async (path) => ({ ...readNamedPolicy(isAbsolute(path) ? path : join(folder, path)), path });
}

/** The policy file that `policy check`, `test` and `show` mean: the one named, else the one that a scan of this folder would find. */
function ownPolicy(file: string | undefined, around: PolicySurroundings): PolicyText {
  const named = file ?? around.environment["MODELTERMS_POLICY"] ?? POLICY_NAMES.find((name) => existsSync(name));
  if (named === undefined)
    throw new PolicyError(`no policy here (looked for ${POLICY_NAMES.join(", ")}); name one, or write one with: modelterms policy init`);
  return readNamedPolicy(named);
}

/** `modelterms policy check`: says that the policy is valid, with notes on entries that fit nothing, or throws PolicyError with every mistake. */
export async function checkPolicy(file: string | undefined, around: PolicySurroundings): Promise<string> {
  const own = ownPolicy(file, around);
  const policy = await loadFrom(own, around, besideIn(""));
  const { allow, deny, review } = policy.base.licenses;
  const { unfittingEntries } = await import("../policy/unfitting.ts");
  for (const note of unfittingEntries(policy, around.knowledge)) around.warn(forTerminal(note));
  return `${forTerminal(own.path)}: valid (${allow.length} allowed, ${deny.length} denied, ${review.length} for review; ${policy.waivers.length} waivers, ${policy.curations.length} curations)\n`;
}

/** `modelterms policy show`: the effective policy with the origin of every line. */
export async function showEffective(file: string | undefined, around: PolicySurroundings): Promise<string> {
  const { showPolicy } = await import("../policy/show.ts");
  return showPolicy(await loadFrom(ownPolicy(file, around), around, besideIn("")));
}

/** `modelterms policy test`: the policy's own cases, and for those that came out otherwise why. */
export async function testPolicy(
  file: string | undefined,
  around: PolicySurroundings,
  date: string,
  palette: Palette,
  width: number,
): Promise<{ readonly output: string; readonly failed: number }> {
  const own = ownPolicy(file, around);
  const policy = await loadFrom(own, around, besideIn(""));
  const [{ parsePolicy }, { tryPolicy }] = await Promise.all([import("../policy/read.ts"), import("../policy/try.ts")]);
  const cases = parsePolicy(own.text, own.path).file.tests ?? [];
  const outcomes = await tryPolicy(cases, policy, around.knowledge, date, own.path);
  const lines: string[] = [];
  for (const { name, expected, verdict, because } of outcomes) {
    const right = verdict === expected;
    lines.push(
      `${right ? palette.pass("ok    ") : palette.fail("WRONG ")} ${forTerminal(name)}: ${verdict}${right ? "" : `, expected ${expected}`}`,
    );
    if (right) continue;
    for (const finding of because)
      lines.push(...wrap(`${finding.verdict} ${finding.check}: ${forTerminal(finding.message)}`, "         ", width, 2));
    if (because.length === 0) lines.push("         nothing speaks against it");
  }
  const failed = outcomes.filter(({ verdict, expected }) => verdict !== expected).length;
  lines.push(
    outcomes.length === 0
      ? `${forTerminal(own.path)}: no tests: add cases under tests:, such as { model: { license: llama3.1 }, expect: review }`
      : `${outcomes.length - failed} right, ${failed} wrong`,
  );
  return { output: `${lines.join("\n")}\n`, failed };
}
