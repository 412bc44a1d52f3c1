import { createHash } from "node:crypto";
import type { GithubClient } from "./client.ts";
import type { RepositoryName } from "./event.ts";

/** GitHub takes 65,536 characters; some are left for the marker. */
export const LONGEST_COMMENT = 65_000;

/** One run of a workflow. Later runs have greater numbers; a run that is started again keeps its number and gets the next attempt. */
export interface RunNumber {
  readonly run: number;
  readonly attempt: number;
}

/** What is to stand under a pull request. `key` tells apart several uses of the action in one repository. */
export interface WantedComment {
  readonly repository: RepositoryName;
  readonly number: number;
  readonly key: string;
  readonly run: RunNumber;
  readonly body: string;
  /** False where a comment is only brought up to date that is there already. */
  readonly create: boolean;
}

export type CommentState = "created" | "updated" | "left" | "none";

interface Comment {
  readonly id: number;
  readonly body?: string | undefined;
  readonly user: { readonly login: string } | null;
}

/** A short name for one use of the action. */
export function commentKey(...settings: readonly string[]): string {
  return createHash("sha256").update(settings.join("\n")).digest("hex").slice(0, 12);
}

/**
 * Writes the one comment of a pull request: found by its hidden marker and its author, changed in place, and made where there is none. Two runs at once both
 * look again after making one, keep the oldest and delete the others; what a later run wrote is not overwritten. Throws RequestError.
 */
export async function writeComment(client: GithubClient, wanted: WantedComment): Promise<CommentState> {
  const marked = (await listComments(client, wanted)).filter((comment) => markerOf(comment, wanted.key) !== null);
  const author = marked.length === 0 ? null : await whoAmI(client);
  const own = marked.filter(({ user }) => user !== null && user.login === author);
  if (own.length > 0) return settle(client, wanted, own);
  if (!wanted.create) return "none";
  const { data: created } = await client.rest.issues.createComment({
    ...wanted.repository,
    issue_number: wanted.number,
    body: bodyOf(wanted),
  });
  const login = created.user?.login;
  const now = (await listComments(client, wanted)).filter((one) => markerOf(one, wanted.key) !== null && one.user?.login === login);
  if (now.length > 1) await settle(client, wanted, now);
  return "created";
}

/** Of several comments the oldest stays, with the text of the latest run. */
async function settle(client: GithubClient, wanted: WantedComment, own: readonly Comment[]): Promise<CommentState> {
  const [oldest, ...younger] = own.toSorted((a, b) => a.id - b.id);
  if (oldest === undefined) return "none";
  const latest = own.map((comment) => markerOf(comment, wanted.key)).reduce((a, b) => (isLater(b, a) ? b : a), null);
  let state: CommentState = "left";
  if (!isLater(latest, wanted.run)) {
    const body = bodyOf(wanted);
    if (oldest.body !== body) await client.rest.issues.updateComment({ ...wanted.repository, comment_id: oldest.id, body });
    state = "updated";
  }
  for (const { id } of younger) {
    await client.rest.issues.deleteComment({ ...wanted.repository, comment_id: id }).catch((error: unknown) => {
      // The other run was faster.
      if ((error as { status?: unknown }).status !== 404) throw error;
    });
  }
  return state;
}

async function listComments(client: GithubClient, { repository, number }: WantedComment): Promise<readonly Comment[]> {
  return client.paginate(client.rest.issues.listComments, { ...repository, issue_number: number, per_page: 100 });
}

/** Who the token is. GraphQL tells it to every kind of token; the token of a workflow is the bot of GitHub Actions. */
async function whoAmI(client: GithubClient): Promise<string> {
  try {
    const { viewer } = await client.graphql<{ viewer: { login: string } }>("{ viewer { login } }");
    return viewer.login;
  } catch {
    return "github-actions[bot]";
  }
}

const MARKER = /^<!-- modelterms ([0-9a-f]{12}) run (\d{1,15})\.(\d{1,9}) -->\n/;

function bodyOf({ key, run, body }: WantedComment): string {
  return `<!-- modelterms ${key} run ${run.run}.${run.attempt} -->\n${body}`;
}

/** The run that wrote a comment; null where it is none of ours. */
function markerOf({ body }: Comment, key: string): RunNumber | null {
  const match = MARKER.exec((body ?? "").replaceAll("\r\n", "\n"));
  return match?.[1] === key ? { run: Number(match[2]), attempt: Number(match[3]) } : null;
}

function isLater(a: RunNumber | null, b: RunNumber | null): boolean {
  if (a === null) return false;
  if (b === null) return true;
  return a.run !== b.run ? a.run > b.run : a.attempt > b.attempt;
}
