import { realpathSync } from "node:fs";
import { sep } from "node:path";
import { git } from "./git.ts";
import { mayBeInRepository, plainHead } from "./git-head.ts";
import { below, type RawPath } from "./raw-path.ts";
import { fileReader, insideOf } from "./regular-file.ts";
import type { Source } from "./source.ts";
import { type Tracked, trackedIn } from "./tracked.ts";
import { listWorktree, type Repository, type WorktreeFiles } from "./worktree-files.ts";

/** A folder on disk: what git lists there (tracked, and untracked but not ignored), or all of it where git has no say. */
export function worktreeSource(folder: string, target: string): Source<RawPath> {
  let listed: Promise<WorktreeFiles> | undefined;
  const listOnce = () => {
    listed ??= listWorktree(folder);
    return listed;
  };
  return {
    target,
    async revision() {
      // Where git would not list the folder it would not tell its revision either.
      const byGit = await listOnce().then(
        (listing) => listing.byGit,
        () => false,
      );
      const plain = byGit ? plainHead(folder) : null;
      if (plain !== null) return plain;
      if (!mayBeInRepository(folder)) return null;
      return git(folder, ["rev-parse", "--verify", "--quiet", "HEAD"]).then(
        (output) => output.toString("utf8").trim(),
        () => null,
      );
    },
    list: listOnce,
    async blobs() {
      const { repositories } = await listOnce();
      const root = realpathSync(folder);
      const isInside = insideOf(root);
      const of = await blobsIn(root, repositories);
      return {
        of({ handle }) {
          try {
            const full = below(root, handle, sep);
            return isInside(full) ? of(handle, full) : null;
          } catch {
            return null;
          }
        },
      };
    },
    async *read(requests) {
      const readFile = fileReader(realpathSync(folder));
      for (const request of requests) yield readFile(request);
    },
  };
}

/** The blobs of tracked files, by the nearest repository above each. */
async function blobsIn(root: string, repositories: readonly Repository[]): Promise<Tracked> {
  const known = await Promise.all(
    repositories.map(async ({ at, comparison }) => ({
      start: at === "" ? "" : `${at}/`,
      of: await trackedIn(at === "" ? root : root + sep + at, comparison).catch(() => null),
    })),
  );
  const nearestFirst = known.toSorted((a, b) => b.start.length - a.start.length);
  return (path, full) => {
    if (typeof path !== "string") return null;
    const nearest = nearestFirst.find(({ start }) => path.startsWith(start));
    return nearest?.of?.(path.slice(nearest.start.length), full) ?? null;
  };
}
