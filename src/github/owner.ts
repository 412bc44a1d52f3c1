import type { GithubClient, GithubSettings } from "./client.ts";
import { GithubRefusal, refusalOf } from "./refusal.ts";

/** A repository of an owner; its size in kilobytes with its history, as GitHub counts it. */
export interface OwnedRepository {
  readonly name: string;
  readonly size: number;
}

/** Which repositories are meant besides the owner's own that are in use. */
export interface Included {
  readonly archived: boolean;
  readonly forks: boolean;
}

/** `github:OWNER` taken apart; null for targets of other kinds. */
export function parseOwnerTarget(target: string): string | null {
  return /^github:([A-Za-z0-9][\w-]*)\/?$/.exec(target)?.[1] ?? null;
}

/** The repositories of an organization or a user that the token may see, in the order of their names. Throws GithubRefusal. */
export async function listRepositories(
  owner: string,
  { archived, forks }: Included,
  client: GithubClient,
  settings: GithubSettings,
): Promise<readonly OwnedRepository[]> {
  const repositories = await repositoriesOf(owner, client).catch((error: unknown) => {
    throw refusalOf(error, `github:${owner}`, settings);
  });
  return repositories
    .filter((one) => (archived || one.archived !== true) && (forks || one.fork !== true))
    .map(({ name, size }) => ({ name, size: size ?? 0 }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

interface Listed {
  readonly name: string;
  readonly size?: number;
  readonly archived?: boolean;
  readonly fork?: boolean;
}

/** An owner that is no organization is a user. */
async function repositoriesOf(owner: string, client: GithubClient): Promise<readonly Listed[]> {
  try {
    return await client.paginate(client.rest.repos.listForOrg, { org: owner, type: "all", per_page: 100 });
  } catch (error) {
    if (!(error instanceof Error) || !("status" in error) || error.status !== 404) throw error;
    return client.paginate(client.rest.repos.listForUser, { username: owner, type: "owner", per_page: 100 });
  }
}

/** Whether a repository has nothing to read. */
export function isEmptyRepository(error: unknown): boolean {
  return error instanceof GithubRefusal && error.reason === "empty";
}
