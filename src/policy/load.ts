import type { Knowledge } from "../licenses/knowledge.ts";
import { limits } from "../limits.ts";
import { grouped } from "../numbers.ts";
import { compileLists, knownChecks } from "./entries.ts";
import { extendJudgments, patternsOf } from "./merge.ts";
import { Mistakes } from "./mistakes.ts";
import { type PolicyMemory, placed, type ReadPolicy } from "./placed.ts";
import { type Policy, PolicyError, type PolicySources, type PolicyText } from "./policy.ts";
import type { PolicyFile } from "./schema.ts";
import { suggestion } from "./suggest.ts";

/** Gives the text of a policy that `extends` names with a path; relative to the file that names it. Throws PolicyError where there is none. */
export type ReadExtended = (name: string, from: string) => Promise<PolicyText>;

export const SHIPPED = "modelterms:";
export const DEFAULT_POLICY = "commercial-product";

/** Loads the policy of a repository: the text given, the shipped one that its path names, or the shipped default, with everything that it extends. What `memory` holds is not parsed again. Throws PolicyError. */
export async function loadPolicy(
  own: PolicyText | null,
  knowledge: Knowledge,
  readExtended: ReadExtended,
  memory: PolicyMemory | null = null,
): Promise<Policy> {
  const chain: ReadPolicy[] = [];
  const extended: PolicySources["extended"][number][] = [];
  const recorded: ReadExtended = async (name, from) => {
    const policy = await readExtended(name, from);
    extended.push({ name, from, policy });
    return policy;
  };
  const named = own === null ? DEFAULT_POLICY : own.path.startsWith(SHIPPED) ? own.path.slice(SHIPPED.length) : null;
  const first = own === null || named !== null ? shipped(named ?? DEFAULT_POLICY, knowledge, null) : await readOwn(own, memory);
  await collect(first, [], chain, knowledge, recorded, memory);
  return compile(chain, { own, extended }, knowledge);
}

/** Puts a policy after all that it extends. */
async function collect(
  read: ReadPolicy,
  above: readonly string[],
  chain: ReadPolicy[],
  knowledge: Knowledge,
  readExtended: ReadExtended,
  memory: PolicyMemory | null,
): Promise<void> {
  const stack = [...above, read.path];
  for (const [index, name] of (read.file.extends ?? []).entries()) {
    const { line, column } = read.at(["extends", index]);
    const place = `${read.path}:${line}:${column}`;
    const next = name.startsWith(SHIPPED)
      ? shipped(name.slice(SHIPPED.length), knowledge, place)
      : await readExtended(name, read.path).then(
          (found) => readOwn(found, memory),
          (error: Error) => {
            const remedy = knowledge.policies.has(name) ? `; the shipped policy of that name is written ${SHIPPED}${name}` : "";
            throw new PolicyError(`${place}: extends: ${error.message}${remedy}`);
          },
        );
    if (stack.includes(next.path))
      throw new PolicyError(`${place}: extends goes in a circle: ${[...stack, next.path].join(" → ")}; remove one of them`);
    if (!chain.some(({ path }) => path === next.path)) await collect(next, stack, chain, knowledge, readExtended, memory);
  }
  chain.push(read);
}

/** What parses and checks policy files is loaded for the first one that is neither shipped nor known from before. */
async function readOwn(policy: PolicyText, memory: PolicyMemory | null): Promise<ReadPolicy> {
  const { path, text } = policy;
  if (text.length > limits.policyCharacters)
    throw new PolicyError(`${path}: more than ${grouped(limits.policyCharacters)} characters; divide it with extends`);
  const known = memory?.find(policy) ?? null;
  if (known !== null) return placed(path, known);
  const parsed = (await import("./read.ts")).parsePolicy(text, path);
  memory?.keep(policy, parsed);
  return placed(path, parsed);
}

function shipped(name: string, knowledge: Knowledge, place: string | null): ReadPolicy {
  const policy = knowledge.policies.get(name);
  if (policy === undefined)
    throw new PolicyError(
      `${place ?? "policy"}: no shipped policy ${SHIPPED}${name}; write one of: ${knowledge.policies
        .keys()
        .map((known) => SHIPPED + known)
        .join(", ")}`,
    );
  return placed(`${SHIPPED}${name}`, { root: policy.root, file: policy.file as PolicyFile, sha256: null });
}

async function compile(chain: readonly ReadPolicy[], sources: PolicySources, knowledge: Knowledge): Promise<Policy> {
  const { own } = sources;
  const mistakes = new Mistakes();
  const merged = await extendJudgments(chain, knowledge, mistakes);
  const owned = await joined(chain, "owned");
  const exclude = await joined(chain, "exclude");
  const policy: Policy = {
    sources,
    path: own === null || own.path.startsWith(SHIPPED) ? null : own.path,
    sha256: chain.at(-1)?.sha256 ?? null,
    name: own?.path ?? `${SHIPPED}${DEFAULT_POLICY}`,
    extends: chain.flatMap((read) => (read.file.extends ?? []).map((value, index) => ({ value, location: read.at(["extends", index]) }))),
    ...merged,
    owned,
    exclude,
    curations: (await Promise.all(chain.map((read) => curationsOf(read, knowledge, mistakes)))).flat(),
    waivers: (await Promise.all(chain.map((read) => waiversOf(read, mistakes)))).flat(),
    attestations: (await Promise.all(chain.map((read) => attestationsOf(read, knowledge, mistakes)))).flat(),
  };
  for (const read of chain) checkTests(read, mistakes);
  mistakes.end();
  return policy;
}

/** The patterns of all policies of a chain, from the last `!reset` on. */
async function joined(chain: readonly ReadPolicy[], key: "owned" | "exclude"): Promise<Policy["owned"]> {
  const start = Math.max(
    0,
    chain.findLastIndex((read) => read.isReset([key])),
  );
  return (await Promise.all(chain.slice(start).map((read) => patternsOf(read.file[key], read, [key])))).flat();
}

async function curationsOf(read: ReadPolicy, knowledge: Knowledge, mistakes: Mistakes): Promise<Policy["curations"]> {
  return Promise.all(
    (read.file.curations ?? []).map(async (curation, index) => {
      const location = read.at(["curations", index]);
      const license = (await compileLists([curation.license], read, ["curations", index, "license"], knowledge, "curation", mistakes))[0];
      const meaning = license?.meaning;
      return {
        component: (await patternsOf([curation.component], read, ["curations", index, "component"]))[0] ?? never(),
        license:
          meaning?.is === "licenses" && meaning.names.length === 1
            ? (meaning.names[0] ?? curation.license)
            : meaning?.is === "expression"
              ? meaning.text
              : curation.license,
        evidence: curation.evidence,
        sha256: curation["license-sha256"]?.toLowerCase() ?? null,
        location,
      };
    }),
  );
}

async function waiversOf(read: ReadPolicy, mistakes: Mistakes): Promise<Policy["waivers"]> {
  return Promise.all(
    (read.file.waivers ?? []).map(async (waiver, index) => {
      if (waiver.check !== undefined) knownChecks([waiver.check], read, ["waivers", index, "check"], mistakes);
      return {
        component: (await patternsOf([waiver.component], read, ["waivers", index, "component"]))[0] ?? never(),
        check: waiver.check ?? null,
        reason: waiver.reason,
        approvedBy: waiver["approved-by"],
        expires: waiver.expires,
        revision: waiver.revision ?? null,
        sha256: waiver["license-sha256"]?.toLowerCase() ?? null,
        location: read.at(["waivers", index]),
      };
    }),
  );
}

/** What a model of `tests` may say, in the words of a card; other fields of cards say nothing about a license. */
const TESTED = "name license license_name license_link base_model base_model_relation pipeline_tag datasets kind role path".split(" ");

/** Fields that are nearly one of those would be passed over silently: they are mistakes. */
function checkTests({ file, keyAt }: ReadPolicy, mistakes: Mistakes): void {
  for (const [index, { model }] of (file.tests ?? []).entries()) {
    for (const field of Object.keys(model)) {
      const near = suggestion(field, TESTED);
      if (TESTED.includes(field) || !near.startsWith("did you mean")) continue;
      const { path, line, column } = keyAt(["tests", index, "model", field]);
      mistakes.add(() => `${path}:${line}:${column}: unknown key ${field} in tests.${index}.model; ${near}`);
    }
  }
}

async function attestationsOf(read: ReadPolicy, knowledge: Knowledge, mistakes: Mistakes): Promise<Policy["attestations"]> {
  if (read.file.attestations === undefined) return [];
  const obligations = knowledge.terms.keys().filter((name) => knowledge.terms.get(name)?.effect === "obligation");
  return Promise.all(
    read.file.attestations.map(async (attestation, index) => {
      const location = read.at(["attestations", index]);
      if (!obligations.includes(attestation.obligation)) {
        const { path, line, column } = read.at(["attestations", index, "obligation"]);
        mistakes.add(
          () =>
            `${path}:${line}:${column}: ${JSON.stringify(attestation.obligation)} is no obligation; write one of: ${obligations.join(", ")}`,
        );
      }
      return {
        obligation: attestation.obligation,
        component: (await patternsOf([attestation.component], read, ["attestations", index, "component"]))[0] ?? never(),
        evidence: attestation.evidence,
        by: attestation.by,
        location,
      };
    }),
  );
}

function never(): never {
  throw new PolicyError("an empty pattern");
}
