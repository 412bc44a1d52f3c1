import { closeSync, constants, existsSync, fstatSync, lstatSync, openSync, readSync, realpathSync } from "node:fs";
import { sep } from "node:path";
import type { Problem } from "../model.ts";
import { walk } from "./folder.ts";
import { git, splitNul } from "./git.ts";
import { mayBeInRepository, plainHead } from "./git-head.ts";
import { below, type RawPath, rawPath } from "./raw-path.ts";
import { type Entry, type Listing, printablePath, type ReadAnswer, type Source, SourceError } from "./source.ts";
import { type Tracked, trackedIn } from "./tracked.ts";

/** A folder on disk: what git lists there (tracked, and untracked but not ignored), or all of it where git has no say. */
export function worktreeSource(folder: string, target: string): Source<RawPath> {
  let listed: Promise<Listed> | undefined;
  const listOnce = () => {
    listed ??= list(folder);
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
      const root = realpathSync(folder);
      const isInside = insideOf(root);
      const shared = Buffer.allocUnsafeSlow(SHARED_BYTES);
      for (const { entry, limit } of requests) yield readFile(root, isInside, entry, limit, shared);
    },
  };
}

interface Listed extends Listing<RawPath> {
  readonly byGit: boolean;
  /** Where the repositories lie whose files are listed, below the folder: the one that holds it (empty), then nested ones. */
  readonly repositories: readonly string[];
}

async function list(folder: string): Promise<Listed> {
  if (!isFolder(folder)) throw new SourceError(`no folder ${JSON.stringify(folder)}; name an existing one`);
  try {
    if (mayBeInRepository(folder)) {
      const { paths, problems, repositories } = await listWithGit(folder, "");
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
  readonly repositories: string[];
}

/** Nested repositories and submodules are listed by git as one name; what is checked out there is part of the tree. `prefix` is the repository's folder. */
async function listWithGit(folder: string, prefix: string): Promise<Found> {
  const at = prefix === "" ? folder : folder + sep + prefix;
  const names = splitNul(await git(at, ["ls-files", "-z", "-c", "-o", "--exclude-standard", "--deduplicate"]), rawPath);
  const submodules = names.includes(".gitmodules") ? await submoduleNames(at) : new Set<RawPath>();
  const found: Found = { paths: [], problems: [], repositories: [prefix] };
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
    const listed = typeof inner === "string" ? await listWithGit(folder, inner).catch(() => null) : null;
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

async function submoduleNames(folder: string): Promise<Set<RawPath>> {
  const names = new Set<RawPath>();
  for (const record of splitNul(await git(folder, ["ls-files", "--stage", "-z"]))) {
    if (record.subarray(0, 6).toString("ascii") === "160000") names.add(rawPath(record.subarray(record.indexOf(9) + 1)));
  }
  return names;
}

/** The blobs of tracked files, by the nearest repository above each. */
async function blobsIn(root: string, repositories: readonly string[]): Promise<Tracked> {
  const known = await Promise.all(
    repositories.map(async (at) => ({
      start: at === "" ? "" : `${at}/`,
      of: await trackedIn(at === "" ? root : root + sep + at).catch(() => null),
    })),
  );
  const nearestFirst = known.toSorted((a, b) => b.start.length - a.start.length);
  return (path, full) => {
    if (typeof path !== "string") return null;
    const nearest = nearestFirst.find(({ start }) => path.startsWith(start));
    return nearest?.of?.(path.slice(nearest.start.length), full) ?? null;
  };
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

/** Files up to this size are read into one buffer after the other's use, so that memory does not grow with the number of files. */
const SHARED_BYTES = 262_144;

/** Reads the first bytes of a regular file below the root. Never follows a link out of it, never opens a pipe or a device. */
function readFile(root: string, isInside: (path: RawPath) => boolean, entry: Entry<RawPath>, limit: number, shared: Buffer): ReadAnswer {
  const location = { path: entry.path, line: null, column: null };
  const full = below(root, entry.handle, sep);
  let descriptor: number | undefined;
  try {
    const opened = open(root, isInside, full);
    if (typeof opened === "string") return { entry, problem: { message: opened, location } };
    descriptor = opened;
    const stat = fstatSync(descriptor);
    if (stat.isDirectory()) return { entry, missing: true };
    if (!stat.isFile()) return { entry, problem: { message: "not a regular file (a pipe, a socket or a device): not read", location } };
    const wanted = Math.min(stat.size, limit);
    const bytes = wanted > shared.length ? Buffer.allocUnsafeSlow(wanted) : shared.subarray(0, wanted);
    let length = 0;
    while (length < bytes.length) {
      const count = readSync(descriptor, bytes, length, bytes.length - length, length);
      if (count === 0) break;
      length += count;
    }
    return { entry, content: { path: entry.path, bytes: length === bytes.length ? bytes : bytes.subarray(0, length), size: stat.size } };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ELOOP") return { entry, problem: { message: "a symbolic link in a circle: not followed", location } };
    if (code === "ENOENT" || code === "ENOTDIR") {
      return isDanglingLink(full)
        ? { entry, problem: { message: "a symbolic link to nothing: not followed", location } }
        : { entry, missing: true };
    }
    return {
      entry,
      problem: { message: `could not be read (${code ?? "unknown error"}); check its permissions`, location, incomplete: true },
    };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Opens a file, or says why not. Only what turns out to be a symbolic link, or to lie behind one, is looked at more closely. */
function open(root: string, isInside: (path: RawPath) => boolean, full: RawPath): number | string {
  const flags = constants.O_RDONLY | constants.O_NONBLOCK;
  if (constants.O_NOFOLLOW !== undefined && isInside(full)) {
    try {
      return openSync(full, flags | constants.O_NOFOLLOW);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ELOOP") throw error;
    }
  }
  if (lstatSync(full).isSymbolicLink()) {
    const real = realpathSync(full);
    if (real !== root && !real.startsWith(root + sep)) return "a symbolic link out of the scanned folder: not followed";
  }
  if (!isInside(full)) return "lies behind a symbolic link out of the scanned folder: not followed";
  return openSync(full, flags);
}

/** Whether the folder of a file is really below the root: a folder may have become a link since it was listed. Each folder is looked at once. */
function insideOf(root: string): (path: RawPath) => boolean {
  const known = new Map<string, boolean>();
  return (path) => {
    const folder = path.slice(0, path.lastIndexOf(sep));
    const key = typeof folder === "string" ? folder : `\0${folder.toString("latin1")}`;
    let inside = known.get(key);
    if (inside === undefined) {
      const real = realpathSync.native(folder);
      inside = real === root || real.startsWith(root + sep);
      known.set(key, inside);
    }
    return inside;
  };
}

function isDanglingLink(path: RawPath): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}
