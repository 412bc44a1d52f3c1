import { rmSync } from "node:fs";
import { join } from "node:path";
import { commit, git, newFolder, newRepository, write } from "../harness/folders.ts";

export type Files = Readonly<Record<string, string | null>>;

/** A pull request in a repository: number 7, from the branch `change` to `main`. */
export interface Change {
  /** The repository as GitHub holds it. */
  readonly folder: string;
  readonly base: string;
  readonly head: string;
  /** GitHub's trial merge. */
  readonly merge: string;
}

/** Makes a pull request. `change` holds what it writes; null removes. `later` is what the base gets after the branch was made. */
export function newChange(base: Readonly<Record<string, string>>, change: Files, later: Files = {}): Change {
  const folder = newRepository(base);
  git(folder, "config", "uploadpack.allowAnySHA1InWant", "true");
  git(folder, "checkout", "--quiet", "-b", "change");
  apply(folder, change);
  const head = commit(folder, "change");
  git(folder, "checkout", "--quiet", "main");
  if (Object.keys(later).length > 0) apply(folder, later);
  const tip = Object.keys(later).length > 0 ? commit(folder, "later") : git(folder, "rev-parse", "HEAD").trim();
  git(folder, "checkout", "--quiet", "--detach", "main");
  git(folder, "merge", "--quiet", "--no-ff", "--message", "merge", head);
  const merge = git(folder, "rev-parse", "HEAD").trim();
  git(folder, "update-ref", "refs/pull/7/head", head);
  git(folder, "update-ref", "refs/pull/7/merge", merge);
  git(folder, "checkout", "--quiet", "main");
  return { folder, base: tip, head, merge };
}

function apply(folder: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    if (content === null) rmSync(join(folder, path), { recursive: true });
    else write(folder, { [path]: content });
  }
}

/** A workspace with one commit checked out, as actions/checkout leaves it: the whole history, or that commit alone. */
export function checkOut({ folder }: Change, sha: string, depth: "full" | "shallow"): string {
  const workspace = newFolder();
  git(workspace, "init", "--quiet");
  git(workspace, "remote", "add", "origin", `file://${folder}`);
  git(workspace, "fetch", "--quiet", ...(depth === "shallow" ? ["--depth=1"] : []), "origin", sha);
  git(workspace, "checkout", "--quiet", "--detach", sha);
  return workspace;
}

/** The same of a partial clone (`filter` of actions/checkout): it lacks what is not checked out. */
export function checkOutPart({ folder }: Change, sha: string, filter: "blob:none" | "tree:0"): string {
  const workspace = newFolder();
  git(folder, "config", "uploadpack.allowFilter", "true");
  git(workspace, "clone", "--quiet", "--no-checkout", `--filter=${filter}`, `file://${folder}`, ".");
  git(workspace, "fetch", "--quiet", "origin", sha);
  git(workspace, "checkout", "--quiet", "--detach", sha);
  return workspace;
}

/** The event's payload, as far as GitHub's has what is looked at. */
export function pullRequestPayload({ base, head }: Pick<Change, "base" | "head">): unknown {
  return {
    action: "synchronize",
    number: 7,
    pull_request: { number: 7, base: { ref: "main", sha: base }, head: { ref: "change", sha: head } },
  };
}
