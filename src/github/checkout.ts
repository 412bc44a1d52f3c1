import { existsSync, realpathSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { git } from "../sources/git.ts";

/** A repository that the workflow has checked out. */
export interface Checkout {
  /** The folder of the repository. */
  readonly root: string;
  /** The folder that is scanned. */
  readonly folder: string;
  /** That folder as seen from the root, with `/`; empty for the root itself. */
  readonly prefix: string;
  /** The commit that is checked out. */
  readonly head: string;
}

/** The repository that holds a folder of the workspace; null where there is none, where git refuses it, or where it reaches beyond the workspace. */
export async function findCheckout(workspace: string, path: string): Promise<Checkout | null> {
  const folder = join(workspace, path);
  if (!existsSync(folder)) return null;
  try {
    const root = realpathSync((await git(folder, ["rev-parse", "--show-toplevel"])).toString("utf8").trim());
    const head = (await git(folder, ["rev-parse", "--verify", "HEAD^{commit}"])).toString("utf8").trim();
    const isWithin = root === realpathSync(workspace) || root.startsWith(realpathSync(workspace) + sep);
    const prefix = relative(root, realpathSync(folder)).split(sep).join("/");
    return isWithin && !prefix.startsWith("..") ? { root, folder, prefix, head } : null;
  } catch {
    return null;
  }
}
