import { LOCK_NAME } from "../hub/lock.ts";
import { parseLock } from "../hub/parse-lock.ts";
import type { ReadTree } from "../reading.ts";
import { judgeRead, readSource, type ScanOptions } from "../scan.ts";
import { carry, carryReading } from "../shards/carry.ts";
import { dealTo, parsePart } from "../shards/deal.ts";
import type { Shard, ShardResult } from "../shards/shard.ts";
import type { Source } from "../sources/source.ts";
import type { ScanFlags } from "./arguments.ts";
import type { Surroundings } from "./scan.ts";
import { UsageError } from "./usage.ts";

/** What is compared or looked up for the whole tree belongs to merging, and what looks at a few files needs no shards. Throws UsageError. */
export function refuseWithShard({ since, baseline, online, files }: ScanFlags): void {
  if (baseline !== undefined)
    throw new UsageError("--baseline is compared with the whole tree: modelterms merge --baseline RESULT.json, not with --shard");
  if (online === true) throw new UsageError("names are looked up once for the whole tree: modelterms merge --online, not with --shard");
  if (since !== undefined)
    throw new UsageError(
      "--since reads two trees: scan both in shards and merge them, then modelterms merge --baseline with the older result",
    );
  if (files !== undefined) throw new UsageError("--files judges a few files: it needs no --shard");
}

/**
 * `scan --shard I/N`: reads one part of the tree. The result holds the inventory of that part without verdicts, since a base model or a license may lie in
 * another part, and carries what merging judges.
 */
export async function scanShard(source: Source, options: ScanOptions, shard: string, around: Surroundings): Promise<ShardResult> {
  const part = parsePart(shard);
  const { read, lock, paths } = await readSource(source, options, dealTo(part));
  const { readText, policy } = options;
  const counted = { ...read, files: part.index === 1 ? read.files : 0 };
  const facts = { policy, lock, listing: paths, knowledge: around.knowledgeHash() };
  return shardResult(read, source, options, carry(part, carryReading(counted, readText), facts));
}

/** The result of a shard: the inventory of its part, and what it carries. */
export async function shardResult(
  read: ReadTree,
  source: Pick<Source, "target" | "revision">,
  { knowledge, date, readText, policy, rootOf }: ScanOptions,
  shard: Shard,
): Promise<ShardResult> {
  // A lock that cannot be used is told before hours of reading are thrown away by merging.
  if (shard.lock !== null) parseLock(shard.lock, LOCK_NAME);
  const roots = rootOf === undefined ? {} : { rootOf };
  const inventory = await judgeRead(read, null, source, { knowledge, date, readText, ...roots, policy: null, only: null });
  const { path = null, sha256 = null, name = null } = policy ?? {};
  return {
    ...inventory,
    scan: { ...inventory.scan, policy: { path, sha256, name, organization: { ...policy?.base.organization } } },
    shard,
  };
}
