import { closeSync, constants, existsSync, fstatSync, lstatSync, openSync, readSync, realpathSync } from "node:fs";
import { join, sep } from "node:path";
import type { Problem } from "../model.ts";
import { walk } from "./folder.ts";
import { git, splitNul } from "./git.ts";
import { mayBeInRepository, plainHead } from "./git-head.ts";
import { type Entry, type Listing, printablePath, type ReadAnswer, type Source, SourceError } from "./source.ts";
import { type Tracked, trackedIn } from "./tracked.ts";

/** Bytes of the path below the root: names need not be UTF-8. */
type RawPath = Buffer;

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
            return isInside(Buffer.concat([Buffer.from(root + sep), handle])) ? of(handle) : null;
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
  readonly repositories: readonly RawPath[];
}

async function list(folder: string): Promise<Listed> {
  if (!isFolder(folder)) throw new SourceError(`no folder ${JSON.stringify(folder)}; name an existing one`);
  try {
    if (mayBeInRepository(folder)) {
      const { paths, problems, repositories } = await listWithGit(folder, Buffer.alloc(0));
      if (paths.length > 0 || !(await isIgnored(folder))) return { ...entriesOf(paths, problems), byGit: true, repositories };
    }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    // Not a repository, or one that git refuses to read: the folder itself is the tree.
  }
  const walked = walk(folder);
  return { ...entriesOf(walked.paths, walked.problems), byGit: false, repositories: [] };
}

/** Nested repositories and submodules are listed by git as one name; what is checked out there is part of the tree. */
async function listWithGit(folder: string, prefix: Buffer): Promise<{ paths: Buffer[]; problems: Problem[]; repositories: Buffer[] }> {
  const at = Buffer.concat([Buffer.from(folder), Buffer.from(prefix.length > 0 ? sep : ""), prefix]).toString("utf8");
  const names = splitNul(await git(at, ["ls-files", "-z", "-c", "-o", "--exclude-standard", "--deduplicate"]));
  const hasSubmodules = names.some((name) => name.toString("latin1") === ".gitmodules");
  const submodules = hasSubmodules ? await submoduleNames(at) : new Set<string>();
  const paths: Buffer[] = [];
  const problems: Problem[] = [];
  const repositories = [prefix];
  for (const name of names) {
    const path = prefix.length > 0 ? Buffer.concat([prefix, Buffer.from("/"), name]) : name;
    const nested = name.at(-1) === 47;
    if (!nested && !submodules.has(name.toString("latin1"))) {
      paths.push(path);
      continue;
    }
    const inner = nested ? path.subarray(0, -1) : path;
    const location = { path: printablePath(inner), line: null, column: null };
    if (!existsSync(Buffer.concat([Buffer.from(folder + sep), inner, Buffer.from(`${sep}.git`)]))) {
      problems.push({
        message: "a submodule that is not checked out: its files are not read; git submodule update --init brings them",
        location,
      });
      continue;
    }
    const listed = await listWithGit(folder, inner).catch(() => null);
    if (listed === null)
      problems.push({ message: "a repository of its own that git cannot list: scan it by itself", location, incomplete: true });
    else {
      paths.push(...listed.paths);
      problems.push(...listed.problems);
      repositories.push(...listed.repositories);
    }
  }
  return { paths, problems, repositories };
}

async function submoduleNames(folder: string): Promise<Set<string>> {
  const names = new Set<string>();
  for (const record of splitNul(await git(folder, ["ls-files", "--stage", "-z"]))) {
    if (record.subarray(0, 6).toString("ascii") === "160000") names.add(record.subarray(record.indexOf(9) + 1).toString("latin1"));
  }
  return names;
}

/** The blobs of tracked files, by the nearest repository above each. */
async function blobsIn(root: string, repositories: readonly RawPath[]): Promise<Tracked> {
  const known = await Promise.all(
    repositories.map(async (at) => {
      const start = at.length === 0 ? "" : `${at.toString("latin1")}/`;
      return { start, of: await trackedIn(join(root, at.toString("utf8"))).catch(() => null) };
    }),
  );
  const nearestFirst = known.toSorted((a, b) => b.start.length - a.start.length);
  return (path) => {
    const nearest = nearestFirst.find(({ start }) => path.toString("latin1", 0, start.length) === start);
    return nearest?.of?.(path.subarray(nearest.start.length)) ?? null;
  };
}

async function isIgnored(folder: string): Promise<boolean> {
  return git(folder, ["check-ignore", "-q", "."]).then(
    () => true,
    () => false,
  );
}

function entriesOf(paths: readonly Buffer[], problems: readonly Problem[]): Listing<RawPath> {
  return { entries: paths.map((raw) => ({ path: printablePath(raw), handle: raw })), problems };
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
function readFile(root: string, isInside: (path: Buffer) => boolean, entry: Entry<RawPath>, limit: number, shared: Buffer): ReadAnswer {
  const location = { path: entry.path, line: null, column: null };
  const full = Buffer.concat([Buffer.from(root + sep), entry.handle]);
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
function open(root: string, isInside: (path: Buffer) => boolean, full: Buffer): number | string {
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
function insideOf(root: string): (path: Buffer) => boolean {
  const known = new Map<string, boolean>();
  return (path) => {
    const folder = path.subarray(0, path.lastIndexOf(sep));
    const key = folder.toString("latin1");
    let inside = known.get(key);
    if (inside === undefined) {
      const real = realpathSync.native(folder);
      inside = real === root || real.startsWith(root + sep);
      known.set(key, inside);
    }
    return inside;
  };
}

function isDanglingLink(path: Buffer): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}
