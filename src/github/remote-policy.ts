import { createHash } from "node:crypto";
import { keptCopies } from "../cache/copies.ts";
import { ExpectedError } from "../errors.ts";
import { type Environment, type GithubSettings, githubClient, githubSettings } from "./client.ts";
import { GithubRefusal, refusalOf } from "./refusal.ts";

/** `github:OWNER/REPO/PATH@REF` taken apart; null where the name has another form. */
export interface RemotePolicyName {
  readonly owner: string;
  readonly repo: string;
  readonly path: string;
  readonly ref: string | null;
}

export function parseRemoteName(name: string): RemotePolicyName | null {
  const match = /^github:([\w.-]+)\/([\w.-]+)\/([^@]+)(?:@(.+))?$/.exec(name);
  if (match === null) return null;
  return { owner: match[1] ?? "", repo: match[2] ?? "", path: match[3] ?? "", ref: match[4] ?? null };
}

/**
 * Reads a shared policy from GitHub and keeps a copy; where GitHub cannot be reached the copy is used, with a notice. Throws ExpectedError that says what to
 * do for a missing file, a missing or wrong token, and a rate limit.
 */
export async function readRemotePolicy(name: RemotePolicyName, environment: Environment, warn: (message: string) => void): Promise<string> {
  const settings = githubSettings(environment);
  const copies = keptCopies(environment);
  const source = `${settings.apiUrl} ${show(name)}`;
  try {
    const text = await fetchFile(name, settings);
    copies.keep(source, text);
    return text;
  } catch (error) {
    if (error instanceof ExpectedError && !isPassing(error)) throw error;
    const kept = copies.find(source);
    if (kept === null)
      throw new ExpectedError(
        `${show(name)} cannot be reached, and there is no copy of it: ${error instanceof Error ? error.message : String(error)}`,
      );
    warn(
      `${show(name)} cannot be reached: the copy is used that was read before (sha256 ${createHash("sha256").update(kept).digest("hex").slice(0, 12)})`,
    );
    return kept;
  }
}

/** What another time may be otherwise: then the copy serves. */
function isPassing(error: ExpectedError): boolean {
  return error instanceof GithubRefusal && (error.reason === "down" || error.reason === "limited");
}

async function fetchFile(name: RemotePolicyName, settings: GithubSettings): Promise<string> {
  try {
    const octokit = await githubClient(settings, { retries: 1, longestWait: 5 });
    const { data } = await octokit.rest.repos.getContent({
      owner: name.owner,
      repo: name.repo,
      path: name.path,
      ...(name.ref === null ? {} : { ref: name.ref }),
      mediaType: { format: "raw" },
    });
    if (typeof data !== "string") throw new ExpectedError(`${show(name)} is a folder, not a file: name the policy file in it`);
    return data;
  } catch (error) {
    throw refusalOf(error, show(name), settings);
  }
}

function show({ owner, repo, path, ref }: RemotePolicyName): string {
  return `github:${owner}/${repo}/${path}${ref === null ? "" : `@${ref}`}`;
}
