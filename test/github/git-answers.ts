import { execFileSync } from "node:child_process";
import { git } from "../harness/folders.ts";

/** What GitHub's API says of a repository, read out of one that lies in a folder. */

const BASE = "https://api.github.com";

/** The commit that a ref means: a branch, a tag, a commit, `HEAD`; null where there is none. */
export function commitOf(folder: string, ref: string): string | null {
  for (const name of [ref, `refs/heads/${ref}`, `refs/tags/${ref}`, `refs/${ref}`]) {
    try {
      return git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`).trim();
    } catch {
      // The next form of the name.
    }
  }
  return null;
}

export function isEmpty(folder: string): boolean {
  return git(folder, "rev-list", "--all", "--max-count=1").trim() === "";
}

/** A tree or the tree of a commit. `most` entries at most are given of a recursive one, as GitHub gives 100,000. */
export function treeOf(folder: string, object: string, recursive: boolean, most: number): object | null {
  const name = commitOf(folder, object) ?? object;
  try {
    const output = execFileSync("git", ["ls-tree", "-z", "-l", ...(recursive ? ["-r", "-t"] : []), "--end-of-options", name], {
      cwd: folder,
      stdio: ["ignore", "pipe", "ignore"],
      maxBuffer: 100_000_000,
    });
    const entries = output
      .toString("utf8")
      .split("\0")
      .filter((record) => record !== "")
      .map((record) => {
        const tab = record.indexOf("\t");
        const [mode = "", type = "", sha = "", size = ""] = record.slice(0, tab).split(/ +/);
        const path = record.slice(tab + 1);
        return { path, mode, type, sha, ...(type === "blob" ? { size: Number(size) } : {}), url: `${BASE}/git/${type}s/${sha}` };
      });
    return { sha: name, url: `${BASE}/git/trees/${name}`, tree: entries.slice(0, most), truncated: recursive && entries.length > most };
  } catch {
    return null;
  }
}

export function blobOf(folder: string, object: string): Buffer | null {
  try {
    return execFileSync("git", ["cat-file", "blob", object], { cwd: folder, stdio: ["ignore", "pipe", "ignore"], maxBuffer: 200_000_000 });
  } catch {
    return null;
  }
}

const SOMEBODY = { name: "A", email: "a@example.org", date: "2026-01-01T00:00:00Z" };

function parentsOf(folder: string, commit: string) {
  const [, ...parents] = git(folder, "rev-list", "--parents", "--max-count=1", commit).trim().split(" ");
  return parents.map((sha) => ({ sha, url: `${BASE}/commits/${sha}`, html_url: `https://github.com/commit/${sha}` }));
}

function treeLink(folder: string, commit: string) {
  const sha = git(folder, "rev-parse", `${commit}^{tree}`).trim();
  return { sha, url: `${BASE}/git/trees/${sha}` };
}

/** As "Get a commit object" gives it. */
export function gitCommit(folder: string, commit: string): object {
  return {
    ...{ sha: commit, node_id: "C_1", url: `${BASE}/git/commits/${commit}`, html_url: `https://github.com/commit/${commit}` },
    ...{ author: SOMEBODY, committer: SOMEBODY, message: git(folder, "log", "-1", "--format=%B", commit) },
    ...{ tree: treeLink(folder, commit), parents: parentsOf(folder, commit) },
    verification: { verified: false, reason: "unsigned", signature: null, payload: null },
  };
}

/** As "Get a commit" gives it. */
export function commit(folder: string, sha: string): object {
  const message = git(folder, "log", "-1", "--format=%B", sha);
  return {
    ...{
      sha,
      node_id: "C_1",
      url: `${BASE}/commits/${sha}`,
      html_url: `https://github.com/commit/${sha}`,
      comments_url: `${BASE}/comments`,
    },
    commit: {
      url: `${BASE}/git/commits/${sha}`,
      author: SOMEBODY,
      committer: SOMEBODY,
      message,
      comment_count: 0,
      tree: treeLink(folder, sha),
    },
    ...{ author: null, committer: null, parents: parentsOf(folder, sha) },
  };
}

/** As "Compare two commits" gives it, for `BASE...HEAD`. */
export function comparison(folder: string, basehead: string): object | null {
  const [base, head] = basehead.split("...").map((ref) => commitOf(folder, ref));
  if (base === null || base === undefined || head === null || head === undefined) return null;
  const merged = git(folder, "merge-base", base, head).trim();
  const link = `https://github.com/compare/${basehead}`;
  return {
    ...{ url: `${BASE}/compare/${basehead}`, html_url: link, permalink_url: link, diff_url: `${link}.diff`, patch_url: `${link}.patch` },
    ...{ base_commit: commit(folder, base), merge_base_commit: commit(folder, merged), status: "diverged" },
    ...{ ahead_by: 1, behind_by: 1, total_commits: 1, commits: [] },
  };
}
