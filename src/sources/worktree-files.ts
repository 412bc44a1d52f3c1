import { existsSync, lstatSync, realpathSync } from "node:fs";
import { sep } from "node:path";
import type { Problem } from "../model.ts";
import { Comparison } from "./comparison.ts";
import { walk } from "./folder.ts";
import { git, gitMeanwhile, splitNul } from "./git.ts";
import { plainRepository } from "./git-files.ts";
import { mayBeInRepository } from "./git-head.ts";
import { readIndex } from "./git-index.ts";
import { below, type RawPath, rawPath } from "./raw-path.ts";
import { type Listing, printablePath, SourceError } from "./source.ts";

/** A repository whose files are listed: where it lies below the folder (empty: it holds the folder), and its files by its index where that could be read. */
export interface Repository {
  readonly at: string;
  readonly comparison: Comparison | null;
}

export interface WorktreeFiles extends Listing<RawPath> {
  readonly byGit: boolean;
  readonly repositories: readonly Repository[];
}

/** What git lists in a folder (tracked, and untracked but not ignored), or all of it where git has no say. Throws SourceError where there is no folder. */
export async function listWorktree(folder: string): Promise<WorktreeFiles> {
  if (!isFolder(folder)) throw new SourceError(`no folder ${JSON.stringify(folder)}; name an existing one`);
  try {
    if (mayBeInRepository(folder)) {
      const { paths, problems, repositories } = await listRepository(folder, "");
      if (paths.length > 0 || !(await isIgnored(folder))) return { ...entriesOf(paths, problems), byGit: true, repositories };
    }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    // Not a repository, or one that git refuses to read: the folder itself is the tree.
  }
  const walked = walk(folder);
  return { ...entriesOf(walked.paths.map(rawPath), walked.problems), byGit: false, repositories: [] };
}

interface Found {
  readonly paths: RawPath[];
  readonly problems: Problem[];
  readonly repositories: Repository[];
}

/** Nested repositories and submodules are listed by git as one name; what is checked out there is part of the tree. `prefix` is the repository's folder. */
async function listRepository(folder: string, prefix: string): Promise<Found> {
  const at = prefix === "" ? folder : folder + sep + prefix;
  const { names, submodules, comparison } = (await namesFromIndex(at)) ?? (await namesFromGit(at));
  const found: Found = { paths: [], problems: [], repositories: [{ at: prefix, comparison }] };
  for (const name of names) {
    const path = prefix === "" ? name : below(prefix, name, "/");
    const nested = name.at(-1) === "/" || name.at(-1) === 47;
    if (!nested && !submodules.has(name)) {
      found.paths.push(path);
      continue;
    }
    const inner = nested ? path.slice(0, -1) : path;
    const location = { path: printableRaw(inner), line: null, column: null };
    if (
      !existsSync(below(folder, typeof inner === "string" ? `${inner}${sep}.git` : Buffer.concat([inner, Buffer.from(`${sep}.git`)]), sep))
    ) {
      found.problems.push({
        message: "a submodule that is not checked out: its files are not read; git submodule update --init brings them",
        location,
      });
      continue;
    }
    // The folder in which a program starts can only be named by a text.
    const listed = typeof inner === "string" ? await listRepository(folder, inner).catch(() => null) : null;
    if (listed === null)
      found.problems.push({ message: "a repository of its own that git cannot list: scan it by itself", location, incomplete: true });
    else {
      for (const one of listed.paths) found.paths.push(one);
      found.problems.push(...listed.problems);
      found.repositories.push(...listed.repositories);
    }
  }
  return found;
}

interface Names {
  /** Of files and, with a slash at the end, of nested repositories. */
  readonly names: readonly RawPath[];
  readonly submodules: ReadonlySet<RawPath>;
  readonly comparison: Comparison | null;
}

const OTHERS = ["-o", "--exclude-standard", "-z"];
/** From so many files on git takes longer to look for others than it takes to listen to it. */
const MANY = 1_000;
const SUBMODULE = 0o160000;

/** Tracked files from the index, others from git. Null where the index is not plain, or was written anew meanwhile. */
async function namesFromIndex(folder: string): Promise<Names | null> {
  const repository = plainRepository(folder);
  const index = repository === null ? null : readIndex(repository);
  if (index === null) return null;
  const others = (index.length < MANY ? git : gitMeanwhile)(folder, ["ls-files", ...OTHERS]);
  others.catch(() => {});
  const paths: RawPath[] = [];
  const names: RawPath[] = [];
  const submodules = new Set<RawPath>();
  for (let number = 0; number < index.length; number += 1) {
    const bytes = index.path(number);
    const path = rawPath(bytes);
    paths.push(path);
    // The stages of an unmerged path stand one behind the other.
    if (index.stage(number) === 0 || number === 0 || !index.path(number - 1).equals(bytes)) names.push(path);
    if (index.mode(number) === SUBMODULE) submodules.add(path);
  }
  const comparison = new Comparison(folder, index, paths);
  if (index.length >= MANY) await comparison.ahead(others);
  for (const name of splitNul(await others, rawPath)) names.push(name);
  return index.isCurrent() ? { names, submodules, comparison } : null;
}

async function namesFromGit(folder: string): Promise<Names> {
  const names = splitNul(await git(folder, ["ls-files", "-c", "--deduplicate", ...OTHERS]), rawPath);
  const staged = splitNul(await git(folder, ["ls-files", "--stage", "-z"]));
  const submodules = staged.filter((record) => Number.parseInt(record.toString("latin1", 0, 6), 8) === SUBMODULE);
  return { names, submodules: new Set(submodules.map((record) => rawPath(record.subarray(record.indexOf(9) + 1)))), comparison: null };
}

async function isIgnored(folder: string): Promise<boolean> {
  return git(folder, ["check-ignore", "-q", "."]).then(
    () => true,
    () => false,
  );
}

function entriesOf(paths: readonly RawPath[], problems: readonly Problem[]): Listing<RawPath> {
  return { entries: paths.map((raw) => ({ path: printableRaw(raw), handle: raw })), problems };
}

function printableRaw(raw: RawPath): string {
  return typeof raw === "string" ? raw : printablePath(raw);
}

function isFolder(path: string): boolean {
  try {
    return lstatSync(realpathSync(path)).isDirectory();
  } catch {
    return false;
  }
}
