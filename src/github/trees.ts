import type { BlobCache } from "../cache/blobs.ts";
import { ExpectedError } from "../errors.ts";
import { below } from "../sources/below.ts";
import { fetchCommit, git, hasCommit, isShallow, parentsOf } from "../sources/git.ts";
import { commitSource, type ReadBlobs } from "../sources/git-tree.ts";
import { type GithubRepository, githubSource, remoteBlobs } from "../sources/github.ts";
import type { Source } from "../sources/source.ts";
import { worktreeSource } from "../sources/worktree.ts";
import type { Checkout } from "./checkout.ts";
import type { GithubClient, GithubSettings } from "./client.ts";
import type { RepositoryName, WorkflowEvent } from "./event.ts";
import { refusalOf } from "./refusal.ts";
import { openRepository } from "./repository.ts";

/** A tree as a whole, and the folder of it that is scanned. */
export interface Tree {
  readonly whole: Source;
  readonly part: Source;
}

/** The trees that a run looks at. */
export interface Trees {
  /** What is judged. */
  readonly head: Tree;
  /** What it is compared with; null where everything counts. */
  readonly compared: Tree | null;
  /** Whose policy and lock judge; null where the head's own do. */
  readonly rules: Tree | null;
}

export interface TreeSurroundings {
  readonly repository: RepositoryName;
  /** Null where the workflow has not checked the repository out. */
  readonly checkout: Checkout | null;
  /** The folder that is scanned, as seen from the root of the repository; empty for all of it. */
  readonly prefix: string;
  readonly settings: GithubSettings;
  client(): Promise<GithubClient>;
  readonly cache: BlobCache;
  /** What a person should know about how the trees were found. */
  note(text: string): void;
}

/** The commits of a change. */
interface Change {
  readonly head: string;
  readonly compared: string;
  readonly rules: string;
}

/**
 * Finds the trees of a run. A checkout is read with git; commits that it lacks are fetched; and where neither is possible, the API is asked. The head of
 * `pull_request_target` is read over the API alone.
 */
export async function openTrees(event: WorkflowEvent, scope: "changed" | "all", around: TreeSurroundings): Promise<Trees> {
  const known = new Map<string, Promise<Tree>>();
  const open = (commit: string, isTrusted = true): Promise<Tree> => {
    const opened = known.get(commit) ?? openCommit(commit, isTrusted, around);
    known.set(commit, opened);
    return opened;
  };
  if (event.kind === "pull-request" || event.kind === "merge-group") {
    const change =
      event.kind === "merge-group" ? { head: event.head, compared: event.base, rules: event.base } : await changeOf(event, around);
    const isTrusted = event.kind === "merge-group" || event.merge !== null;
    return {
      rules: await open(change.rules),
      compared: scope === "all" ? null : await open(change.compared),
      head: await open(change.head, isTrusted),
    };
  }
  const { checkout } = around;
  const head =
    checkout === null
      ? await open(event.head)
      : { whole: worktreeSource(checkout.root, "."), part: worktreeSource(checkout.folder, shown(around.prefix)) };
  if (scope === "all") return { head, compared: null, rules: null };
  if (event.kind !== "push" || event.before === null)
    throw new ExpectedError("scope: changed needs an earlier commit, and this event has none; write scope: all, or leave it out");
  return { head, compared: await open(event.before), rules: null };
}

/**
 * What a pull request changes. GitHub's trial merge shows it best: its first parent is the base. Without it, the head is compared with the commit at which it
 * left the base; what the base has changed since then is not the pull request's doing.
 */
async function changeOf(event: Extract<WorkflowEvent, { kind: "pull-request" }>, around: TreeSurroundings): Promise<Change> {
  const { checkout } = around;
  const isHeadCheckedOut = checkout !== null && checkout.head === event.head && event.merge !== null;
  if (event.merge !== null && !isHeadCheckedOut) {
    const [base, ...others] = await parentsAnywhere(event.merge, around);
    if (base !== undefined && others.includes(event.head)) return { head: event.merge, compared: base, rules: base };
  }
  return { head: event.head, compared: await forkPoint(event.base, event.head, around), rules: event.base };
}

/** The parents of a commit; none where nobody knows it. */
async function parentsAnywhere(
  commit: string,
  { checkout, repository, settings, client, note }: TreeSurroundings,
): Promise<readonly string[]> {
  if (checkout !== null && (await hasCommit(checkout.root, commit))) return parentsOf(checkout.root, commit);
  try {
    const { data } = await (await client()).rest.git.getCommit({ ...repository, commit_sha: commit });
    return data.parents.map(({ sha }) => sha);
  } catch (error) {
    note(
      `The trial merge of this pull request is not there; its head is judged instead. (${refusalOf(error, "The merge commit", settings).message})`,
    );
    return [];
  }
}

async function forkPoint(base: string, head: string, { checkout, repository, settings, client, note }: TreeSurroundings): Promise<string> {
  const isLocal = checkout !== null && (await hasCommit(checkout.root, base)) && (await hasCommit(checkout.root, head));
  if (isLocal && !(await isShallow(checkout.root))) {
    const found = await git(checkout.root, ["merge-base", "--end-of-options", base, head]).catch(() => Buffer.alloc(0));
    if (found.length > 0) return found.toString("utf8").trim();
  }
  try {
    const basehead = `${base}...${head}`;
    const { data } = await (await client()).rest.repos.compareCommitsWithBasehead({ ...repository, basehead, per_page: 1 });
    return data.merge_base_commit.sha;
  } catch (error) {
    note(
      `This pull request is compared with the tip of its base: where it left the base is not known. (${refusalOf(error, "The comparison", settings).message})`,
    );
    return base;
  }
}

/** A commit as a tree: out of the checkout, fetched into it, or over the API. What is not trusted does not come into the checkout. */
async function openCommit(commit: string, isTrusted: boolean, around: TreeSurroundings): Promise<Tree> {
  const { checkout, prefix, repository: name, settings, client, cache } = around;
  const repository = async () => openRepository({ ...name, ref: commit }, await client(), settings, cache);
  const isLocal =
    checkout !== null && isTrusted && ((await hasCommit(checkout.root, commit)) || (await fetchCommit(checkout.root, commit)));
  const local = isLocal ? await localCommit(checkout.root, commit, repository) : null;
  const whole = local ?? githubSource(await repository(), ".");
  return { whole, part: below(whole, prefix, shown(prefix)) };
}

/** A commit of the checkout; what a partial clone lacks of its files comes over the API. Null where it has not even the list of them. */
async function localCommit(root: string, commit: string, open: () => Promise<GithubRepository>): Promise<Source | null> {
  let opened: Promise<ReadBlobs> | undefined;
  const source = commitSource(root, commit, ".", async function* (wanted) {
    opened ??= open().then(remoteBlobs);
    yield* (await opened)(wanted);
  });
  return source.list().then(
    () => source,
    () => null,
  );
}

/** A folder as the result names it. */
function shown(prefix: string): string {
  return prefix === "" ? "." : prefix;
}
