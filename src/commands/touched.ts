import { realpathSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { LOCK_NAME } from "../hub/lock.ts";
import { folderOf } from "../paths.ts";
import type { Policy } from "../policy/policy.ts";
import type { Touched } from "../scan.ts";
import type { ScanFlags } from "./arguments.ts";
import { POLICY_NAMES } from "./policy.ts";

type Flags = Pick<ScanFlags, "files">;

/**
 * With --files, what those files touch: their own paths, as seen from the folder that is scanned. A policy among them, one that it extends, or the lock means
 * everything, which is null. `policyFolder` is where the policy's own path is meant to start.
 */
export function onlyTouched(target: string, flags: Flags, policy: Policy | null, policyFolder: string): Touched | null {
  if (flags.files === undefined) return null;
  const root = realpathSync(target);
  const inTree = (full: string) => relative(root, full).split(sep).join("/");
  const { own, extended } = policy?.sources ?? { own: null, extended: [] };
  const judging = [...(own === null ? [] : [own]), ...extended.map((one) => one.policy)].map(({ path }) =>
    inTree(realPlace(resolve(policyFolder, path))),
  );
  const ruling = new Set([LOCK_NAME, ...POLICY_NAMES, ...judging]);
  // In the index a folder may lie where there is a link on disk.
  const touched = new Set(flags.files.map((file) => resolve(file)).flatMap((full) => [inTree(full), inTree(realPlace(full))]));
  // Bytes of a name that are not UTF-8 do not come through the command line: which file is meant cannot be told.
  const isEverything = [...touched].some((path) => ruling.has(path) || path.includes("\ufffd"));
  if (isEverything) return null;
  const folders = new Set([...touched].flatMap(foldersOf));
  return { has: (path) => touched.has(path), isNear: (path) => folders.has(folderOf(path)) };
}

/** The folder of a path and those above it. */
function foldersOf(path: string): readonly string[] {
  return path === "" ? [] : [folderOf(path), ...foldersOf(folderOf(path))];
}

/** Where a file lies whose folders may be named by links; the file itself may be a link of the tree, and like its folder be gone. */
function realPlace(path: string): string {
  const folder = dirname(path);
  try {
    return join(realpathSync(folder), basename(path));
  } catch {
    return folder === path ? path : join(realPlace(folder), basename(path));
  }
}
