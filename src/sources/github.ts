import type { Problem } from "../model.ts";
import { type BlobAnswer, type GitFile, gitTree, type ReadBlobs } from "./git-tree.ts";
import type { Source } from "./source.ts";

/** One repository of GitHub at one commit, as far as a source needs it. What cannot be had throws; `lasting` errors would meet every other question too. */
export interface GithubRepository {
  readonly commit: string;
  files(): Promise<{ readonly files: readonly GitFile[]; readonly problems: readonly Problem[] }>;
  /** The first `limit` bytes of a blob, and its whole size in bytes. */
  blob(object: string, limit: number): Promise<{ readonly bytes: Uint8Array; readonly size: number }>;
  /** Whether a failure ends all reading: a rate limit, a token that is not valid, no answer at all. */
  isLasting(error: unknown): boolean;
}

/** How the problems of blobs begin that could not be had. */
export const REMOTE_FAILURE = "could not be read from GitHub";

/** Blobs that are read at once; the throttling lets 10 requests run. */
const AT_ONCE = 8;

/** The files of a repository on GitHub, each read over the API when it is asked for. */
export function githubSource(repository: GithubRepository, target: string): Source<GitFile> {
  let listed: ReturnType<GithubRepository["files"]> | undefined;
  return gitTree(
    remoteBlobs(repository),
    target,
    async () => repository.commit,
    async () => {
      listed ??= repository.files();
      const { files, problems } = await listed;
      return { files: [...files], problems: [...problems] };
    },
  );
}

/** Blobs in the order asked for, some ahead of time. After a lasting failure nothing more is asked. */
export function remoteBlobs(repository: GithubRepository): ReadBlobs {
  let ended: BlobAnswer | null = null;
  const readOne = async (object: string, limit: number): Promise<BlobAnswer> => {
    if (ended !== null) return ended;
    try {
      return await repository.blob(object, limit);
    } catch (error) {
      const failure = { failure: `${REMOTE_FAILURE}: ${error instanceof Error ? error.message : String(error)}` };
      if (repository.isLasting(error)) ended = failure;
      return failure;
    }
  };
  return async function* (wanted) {
    const open: Promise<BlobAnswer>[] = [];
    for (const { object, limit } of wanted) {
      if (open.length >= AT_ONCE) {
        const first = open.shift();
        if (first !== undefined) yield await first;
      }
      open.push(readOne(object, limit));
    }
    for (const answer of open) yield await answer;
  };
}
