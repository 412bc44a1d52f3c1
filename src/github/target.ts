import { blobCache } from "../cache/blobs.ts";
import { ExpectedError } from "../errors.ts";
import { githubSource } from "../sources/github.ts";
import type { Source } from "../sources/source.ts";
import { type Environment, githubClient, githubSettings } from "./client.ts";
import { type GithubTarget, openRepository } from "./repository.ts";

/** `github:OWNER/REPO[@REF]` taken apart. Throws ExpectedError for a malformed one. */
export function parseGithubTarget(target: string): GithubTarget {
  const [, owner, repo, ref] = /^github:([A-Za-z0-9][\w-]*)\/([\w.-]+?)(?:@(.+))?$/.exec(target) ?? [];
  if (owner === undefined || repo === undefined || /^\.{1,2}$/.test(repo))
    throw new ExpectedError(`${JSON.stringify(target)} names no repository of GitHub: write github:OWNER/REPO or github:OWNER/REPO@REF`);
  return { owner, repo, ref: ref ?? null };
}

/** The repository that a target names as a source. Throws GithubRefusal that says why it cannot be read. */
export async function openGithubTarget(target: string, environment: Environment): Promise<Source> {
  const named = parseGithubTarget(target);
  const settings = githubSettings(environment);
  const client = await githubClient(settings);
  return githubSource(await openRepository(named, client, settings, blobCache(environment)), target);
}
