import { readFileSync } from "node:fs";
import * as z from "zod";
import { blobCache } from "../cache/blobs.ts";
import { type Environment, type GithubClient, type GithubSettings, githubClient, githubSettings } from "../github/client.ts";
import { isEmptyRepository, listRepositories, type OwnedRepository, parseOwnerTarget } from "../github/owner.ts";
import { openRepository } from "../github/repository.ts";
import type { Problem, Result } from "../model.ts";
import { readSource, type ScanOptions } from "../scan.ts";
import { carry, carryReading } from "../shards/carry.ts";
import { dealTo, parsePart } from "../shards/deal.ts";
import { dealRepositories, type RepositoryPart } from "../shards/deal-repositories.ts";
import { Gathering, repositoryOf } from "../shards/gather.ts";
import { judgeGathered, withRepositories } from "../shards/judge.ts";
import { githubSource } from "../sources/github.ts";
import { prefixedSource } from "../sources/prefixed.ts";
import type { ScanFlags } from "./arguments.ts";
import type { Surroundings } from "./scan.ts";
import { shardResult } from "./shard.ts";
import { UsageError } from "./usage.ts";
import { writeWhole } from "./write-whole.ts";

/** Rate limits are for an hour, and an organization needs more than one hour's requests: here it is waited for the next. */
const PATIENCE = { longestWait: 3_700, waits: 48 };

/** Repositories that are read at once: each waits for GitHub most of the time. */
const AT_ONCE = 4;

const planSchema = z.strictObject({
  version: z.literal(1),
  owner: z.string(),
  repositories: z.array(z.strictObject({ name: z.string().regex(/^[\w.-]+$/), size: z.number().nonnegative() })),
});

type OwnerFlags = Pick<ScanFlags, "archived" | "forks" | "plan" | "shard">;

export interface PlanFlags extends Pick<OwnerFlags, "archived" | "forks"> {
  readonly output?: string;
}

/** `modelterms plan github:OWNER`: the repositories that a scan of the owner reads, so that all shards read the same. What goes to standard output. */
export async function runPlan(target: string, flags: PlanFlags, environment: Environment): Promise<string> {
  const owner = parseOwnerTarget(target);
  if (owner === null) throw new UsageError(`${JSON.stringify(target)} names no owner on GitHub: write github:OWNER`);
  const settings = githubSettings(environment);
  const repositories = await listRepositories(owner, included(flags), await githubClient(settings, PATIENCE), settings);
  const plan = `${JSON.stringify({ version: 1, owner, repositories }, null, 1)}\n`;
  if (flags.output === undefined) return plan;
  writeWhole(flags.output, plan);
  return "";
}

/**
 * `scan github:OWNER`: every repository of an organization or a user, one result. One repository after another is read and forgotten but for what it declares;
 * then all are judged together, so that a base model may lie in another repository than the model that is made of it.
 */
export async function scanOwner(
  target: string,
  owner: string,
  flags: OwnerFlags,
  options: ScanOptions,
  around: Surroundings,
): Promise<Result> {
  const settings = githubSettings(around.environment);
  const client = await githubClient(settings, PATIENCE);
  const repositories =
    flags.plan === undefined ? await listRepositories(owner, included(flags), client, settings) : readPlan(flags.plan, owner);
  const part = flags.shard === undefined ? { index: 1, count: 1 } : parsePart(flags.shard);
  const gathered = await gather({ owner, client, settings }, dealRepositories(repositories, part), options, around.environment);
  const source = { target, revision: async () => null };
  const lock = options.lock ?? null;
  if (flags.shard === undefined) return judgeGathered(gathered, lock, source, options);
  const { read, repositories: those, textReader } = gathered.unpacked();
  const facts = { policy: options.policy, lock, listing: repositories, knowledge: around.knowledgeHash() };
  const shard = carry(part, gathered.carried(), facts);
  const inventory = { ...options, readText: textReader(options.readText), rootOf: repositoryOf };
  const result = await shardResult(read, source, inventory, shard);
  return withRepositories(result, those ?? []);
}

function included({ archived, forks }: OwnerFlags) {
  return { archived: archived === true, forks: forks === true };
}

interface Owner {
  readonly owner: string;
  readonly client: GithubClient;
  readonly settings: GithubSettings;
}

async function gather(of: Owner, parts: readonly RepositoryPart[], options: ScanOptions, environment: Environment): Promise<Gathering> {
  const gathered = new Gathering();
  gathered.add({ ...NOTHING, repositories: [] });
  const waiting = parts.values();
  let ended: unknown = null;
  const work = async () => {
    for (const one of waiting) {
      try {
        if (ended !== null) throw ended;
        gathered.add(await readRepository(of, one, options, environment, (error) => (ended ??= error)));
      } catch (error) {
        if (!isEmptyRepository(error)) gathered.add({ ...NOTHING, problems: [unread(one.name, error)] });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return gathered;
}

const NOTHING = { files: 0, read: 0, repositories: null, declarations: [], licenseFiles: [], credits: [], problems: [] };

async function readRepository(
  { owner, client, settings }: Owner,
  { name, part }: RepositoryPart,
  options: ScanOptions,
  environment: Environment,
  onLasting: (error: unknown) => void,
) {
  const repository = await openRepository({ owner, repo: name, ref: null }, client, settings, blobCache(environment));
  const source = prefixedSource(githubSource(repository, name), name);
  try {
    const { onProgress: _, ...quiet } = options;
    const { read } = await readSource(source, { ...quiet, lock: null }, dealTo(part));
    const counted = { ...read, files: part.index === 1 ? read.files : 0 };
    return carryReading(counted, options.readText, [{ name, revision: repository.commit }]);
  } catch (error) {
    if (repository.isLasting(error)) onLasting(error);
    throw error;
  }
}

function unread(name: string, error: unknown): Problem {
  const why = error instanceof Error ? error.message : String(error);
  return { message: `the repository could not be read: ${why}`, location: { path: name, line: null, column: null }, incomplete: true };
}

function readPlan(file: string, owner: string): readonly OwnedRepository[] {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new UsageError(`${file}: the plan cannot be read (${error instanceof Error ? error.message : String(error)})`);
  }
  const plan = planSchema.safeParse(value);
  if (!plan.success) throw new UsageError(`${file}: not a plan: write one with modelterms plan github:${owner} --output FILE`);
  if (plan.data.owner !== owner) throw new UsageError(`${file}: the plan of github:${plan.data.owner}, not of github:${owner}`);
  return plan.data.repositories;
}
