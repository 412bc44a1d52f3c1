import { lstatSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/**
 * The commit that HEAD means, as git keeps it in plain files (gitrepository-layout): HEAD itself, or the branch that it names, in a file of its own or in
 * `packed-refs`. Null for everything less plain (work trees and submodules with their `.git` files, other ways to keep branches, no commit yet, a
 * repository that the environment names): then git itself has to be asked, which takes 5 ms more.
 */
export function plainHead(folder: string): string | null {
  if (process.env["GIT_DIR"] !== undefined) return null;
  try {
    const repository = findRepository(resolve(folder));
    if (repository === null) return null;
    const head = readFileSync(join(repository, "HEAD"), "utf8").trim();
    if (COMMIT.test(head)) return head;
    const branch = /^ref: (refs\/heads\/[\w./-]+)$/.exec(head)?.[1];
    if (branch === undefined || branch.includes("..")) return null;
    return looseBranch(repository, branch) ?? packedBranch(repository, branch);
  } catch {
    return null;
  }
}

/**
 * Whether git could find a repository for a folder (gitrepository-layout, `GIT_DIR` in git(1)): one that the environment names, a `.git` of any kind in the
 * folder or above it, or a bare repository, which has a file `HEAD`. Where this is false git need not be asked, which saves two processes.
 */
export function mayBeInRepository(folder: string): boolean {
  if (process.env["GIT_DIR"] !== undefined) return true;
  try {
    for (let at = realpathSync(folder); ; at = dirname(at)) {
      if ([".git", "HEAD"].some((name) => lstatSync(join(at, name), { throwIfNoEntry: false }) !== undefined)) return true;
      if (dirname(at) === at) return false;
    }
  } catch {
    return true;
  }
}

const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** The nearest `.git` above; null where it is no folder. */
function findRepository(folder: string): string | null {
  for (let at = folder; ; at = dirname(at)) {
    const found = lstatSync(join(at, ".git"), { throwIfNoEntry: false });
    if (found !== undefined) return found.isDirectory() ? join(at, ".git") : null;
    if (dirname(at) === at) return null;
  }
}

function looseBranch(repository: string, branch: string): string | null {
  try {
    const written = readFileSync(join(repository, branch), "utf8").trim();
    return COMMIT.test(written) ? written : null;
  } catch {
    return null;
  }
}

/** Lines of `packed-refs` are a commit, a space and a name. A branch with a file of its own is not looked for here. */
function packedBranch(repository: string, branch: string): string | null {
  if (lstatSync(join(repository, branch), { throwIfNoEntry: false }) !== undefined) return null;
  const line = readFileSync(join(repository, "packed-refs"), "utf8")
    .split("\n")
    .find((one) => one.endsWith(` ${branch}`));
  const commit = line?.slice(0, -branch.length - 1) ?? "";
  return COMMIT.test(commit) ? commit : null;
}
