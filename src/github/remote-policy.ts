import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { ExpectedError } from "../errors.ts";

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

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads a shared policy from GitHub and keeps a copy; where GitHub cannot be reached the copy is used, with a notice. Throws ExpectedError that says what to
 * do for a missing file, a missing or wrong token, and a rate limit.
 */
export async function readRemotePolicy(name: RemotePolicyName, environment: Environment, warn: (message: string) => void): Promise<string> {
  const copy = cachePath(name, environment);
  try {
    const text = await fetchFile(name, environment);
    keep(copy, text);
    return text;
  } catch (error) {
    if (error instanceof ExpectedError) throw error;
    const kept = readCopy(copy);
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

async function fetchFile(name: RemotePolicyName, environment: Environment): Promise<string> {
  const { Octokit } = await import("@octokit/rest");
  const token = environment["MODELTERMS_TOKEN"] ?? environment["GITHUB_TOKEN"] ?? environment["GH_TOKEN"];
  const octokit = new Octokit({
    ...(token === undefined || token === "" ? {} : { auth: token }),
    ...(environment["GITHUB_API_URL"] === undefined ? {} : { baseUrl: environment["GITHUB_API_URL"] }),
    userAgent: "modelterms",
    log: { debug() {}, info() {}, warn() {}, error() {} },
    request: { timeout: 20_000 },
  });
  try {
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
    throw explained(error, name, token !== undefined && token !== "");
  }
}

function explained(error: unknown, name: RemotePolicyName, hasToken: boolean): unknown {
  if (error instanceof ExpectedError || !(error instanceof Error) || !("status" in error)) return error;
  const { status } = error as { status: number };
  const headers = (error as { response?: { headers?: Record<string, string> } }).response?.headers ?? {};
  if (status === 401) return new ExpectedError(`${show(name)}: GitHub does not accept the token (401): set GITHUB_TOKEN to a valid one`);
  if ((status === 403 || status === 429) && (headers["x-ratelimit-remaining"] === "0" || headers["retry-after"] !== undefined)) {
    return new Error(`GitHub's rate limit is used up${hasToken ? "" : ": set GITHUB_TOKEN for a higher one"}`);
  }
  if (status === 403)
    return new ExpectedError(
      `${show(name)}: the token may not read it (403): give it read access to the contents of ${name.owner}/${name.repo}`,
    );
  if (status === 404)
    return new ExpectedError(
      `${show(name)} does not exist, or ${hasToken ? "the token" : "nobody without a token"} may see it (404): check owner, path and ref${hasToken ? "" : ", or set GITHUB_TOKEN"}`,
    );
  return error;
}

function show({ owner, repo, path, ref }: RemotePolicyName): string {
  return `github:${owner}/${repo}/${path}${ref === null ? "" : `@${ref}`}`;
}

function cachePath(name: RemotePolicyName, environment: Environment): string {
  const root = environment["XDG_CACHE_HOME"] ?? join(homedir(), ".cache");
  return join(root, "modelterms", "policies", createHash("sha256").update(show(name)).digest("hex"));
}

function readCopy(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

/** A cache that cannot be written is no error: the next run asks again. */
function keep(path: string, text: string): void {
  try {
    mkdirSync(join(path, ".."), { recursive: true });
    const temporary = `${path}.${process.pid}`;
    writeFileSync(temporary, text);
    renameSync(temporary, path);
  } catch {
    // A read-only home: nothing to keep.
  }
}
