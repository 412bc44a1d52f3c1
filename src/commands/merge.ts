import { readFileSync, statSync } from "node:fs";
import { compareWithBaseline } from "../baseline.ts";
import { hubAnswers } from "../hub/answers.ts";
import { limits } from "../limits.ts";
import type { Result } from "../model.ts";
import { loadPolicy } from "../policy/load.ts";
import { type Policy, PolicyError, type PolicySources } from "../policy/policy.ts";
import { hashOf } from "../shards/carry.ts";
import { type Joined, ShardError, ShardJoiner } from "../shards/join.ts";
import { judgeGathered } from "../shards/judge.ts";
import { shardResultSchema } from "../shards/schema.ts";
import type { ShardResult } from "../shards/shard.ts";
import { VERSION } from "../version.ts";
import type { ScanFlags } from "./arguments.ts";
import type { Output } from "./pieces.ts";
import { besideIn, loadFrom, readNamedPolicy } from "./policy.ts";
import { exitCode, type Surroundings } from "./scan.ts";
import { writeReports } from "./write-reports.ts";

export interface MergeFlags extends Pick<ScanFlags, "format" | "failOn" | "baseline" | "online" | "allowIncomplete" | "quiet" | "color"> {
  readonly policy?: string;
}

/** `modelterms merge`: the result that one scan would have given, from the results of its shards. */
export async function runMerge(
  files: readonly string[],
  flags: MergeFlags,
  around: Surroundings,
): Promise<{ readonly output: Output; readonly code: 0 | 1 | 2 }> {
  const result = await mergeShards(files, flags, around);
  return { output: await writeReports(result, flags, around), code: exitCode(result, flags, around) };
}

async function mergeShards(files: readonly string[], flags: MergeFlags, around: Surroundings): Promise<Result> {
  const joiner = new ShardJoiner();
  for (const file of files) joiner.add(file, readShard(file));
  const joined = joiner.finish();
  if (joined.common.knowledge !== around.knowledgeHash())
    throw new ShardError("the shards were made by another build of the program: merge with the same, or run them again with this one");
  const policy = await policyOf(joined, flags, around);
  const { target, revision, date } = joined.scan;
  const result = await judgeGathered(
    joined.gathered,
    joined.lock,
    { target, revision: async () => revision },
    {
      ...{ knowledge: around.knowledge, policy, date, only: null, readText: around.readText },
      hub: hubAnswers(around.environment, flags.online === true),
    },
  );
  return flags.baseline === undefined ? result : compareWithBaseline(result, (await import("./read-result.ts")).readResult(flags.baseline));
}

/** Reads the result of a shard. Throws ShardError for everything else. */
function readShard(file: string): ShardResult {
  const value = parse(file);
  if (typeof value === "object" && value !== null && "version" in value && !("shard" in value))
    throw new ShardError(`${file}: the result of a whole scan, not of a shard: there is nothing to merge`);
  const checked = shardResultSchema.safeParse(value);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    throw new ShardError(`${file}: not the result of a shard: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "malformed"}`);
  }
  const { shard, tool } = checked.data;
  if (tool.version !== VERSION)
    throw new ShardError(`${file}: made by modelterms ${tool.version}, and this is ${VERSION}: merge with the version that scanned`);
  if (shard.index > shard.count) throw new ShardError(`${file}: shard ${shard.index} of ${shard.count} cannot be; run it again`);
  return value as ShardResult;
}

function parse(file: string): unknown {
  try {
    const { size } = statSync(file);
    if (size > limits.shardBytes) throw new Error(`larger than ${limits.shardBytes / 1_000_000} MB: scan in more shards`);
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new ShardError(`${file}: cannot be read as the result of a shard (${error instanceof Error ? error.message : String(error)})`);
  }
}

/** The policy that the shards carry. One that is named must be the same: shards leave out what their policy excludes. */
async function policyOf({ policy: carried, common }: Joined, flags: MergeFlags, around: Surroundings): Promise<Policy | null> {
  if (flags.policy !== undefined) {
    const named = await loadFrom(readNamedPolicy(flags.policy), around, besideIn(""));
    if (hashOf(named.sources) !== common.policy)
      throw new ShardError(`${flags.policy} is not the policy that the shards were made with: run them with it, or merge without --policy`);
    return named;
  }
  return carried === null ? null : loadPolicy(carried.own, around.knowledge, recorded(carried));
}

function recorded({ extended }: PolicySources): (name: string, from: string) => Promise<PolicySources["extended"][number]["policy"]> {
  return async (name, from) => {
    const found = extended.find((one) => one.name === name && one.from === from);
    if (found === undefined) throw new PolicyError(`${name} is not among what the shards carry; run them again`);
    return found.policy;
  };
}
