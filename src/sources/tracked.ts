import { lstatSync } from "node:fs";
import { resolve } from "node:path";
import { AS_THEY_ARE, type Comparison, isUnchanged } from "./comparison.ts";
import { git } from "./git.ts";
import { milliseconds, type Noted } from "./git-index.ts";
import { type RawPath, rawPath } from "./raw-path.ts";
import type { Blob } from "./source.ts";

/** The blob that git has of a file, where the file certainly holds its bytes; the size is the file's. `path` lies below the folder, `full` is where it lies. */
export type Tracked = (path: RawPath, full: RawPath) => Blob | null;

/**
 * Tells which files hold what the index of a repository says. git is asked for the index alone: where it compares files itself (`status`, `diff-files`,
 * `ls-files -m`) it may run filters that the repository's configuration names.
 * Of a file that is converted on its way out of git other bytes lie on the disk: filters, encodings and `ident` may leave its size as it was, and files with
 * these attributes are never certain; ends of lines change it, so whoever knows the blob's size can tell. `comparison` is null where the index must be asked of git.
 */
export async function trackedIn(folder: string, comparison: Comparison | null): Promise<Tracked> {
  return comparison === null ? trackedByGit(folder) : trackedInIndex(comparison);
}

async function trackedInIndex(comparison: Comparison): Promise<Tracked> {
  const { index, paths } = comparison;
  const converted = await comparison.converted();
  // Files are asked for in the order in which they are listed, nearly always.
  let next = 0;
  return (path) => {
    if (typeof path !== "string") return null;
    const number = paths[next] === path ? next : index.find(Buffer.from(path));
    if (number === null) return null;
    next = number + 1;
    if (index.stage(number) !== 0 || !isRegular(index.mode(number)) || converted.has(path)) return null;
    return comparison.isUnchanged(number) ? { name: index.object(number), size: index.noted(number).size } : null;
  };
}

function isRegular(mode: number): boolean {
  return mode >> 12 === 0o10;
}

async function trackedByGit(folder: string): Promise<Tracked> {
  const place = (await git(folder, ["rev-parse", "--git-path", "index"])).toString("utf8").replace(/\n$/, "");
  const index = resolve(folder, place);
  const before = lstatSync(index).mtimeMs;
  const output = await git(folder, ["ls-files", "-z", "--stage", "--debug", "--", `:(${AS_THEY_ARE})`]);
  const written = Math.min(before, lstatSync(index).mtimeMs);
  const records = recordsOf(output);
  return (path, full) => {
    const record = typeof path === "string" ? records.get(path) : undefined;
    const stat = record === undefined ? undefined : lstatSync(full, { throwIfNoEntry: false });
    if (record === undefined || stat === undefined) return null;
    const nameEnd = output.indexOf(SPACE, record + MODE);
    const noted = notedIn(output, output.indexOf(0, nameEnd) + 1);
    return isUnchanged(stat, noted, written) ? { name: output.toString("latin1", record + MODE, nameEnd), size: noted.size } : null;
  };
}

function notedIn(output: Buffer, start: number): Noted {
  const [ctime = 0, ctimeRest = 0, mtime = 0, mtimeRest = 0, , inode = 0, , , size = 0] = numbersIn(output, start);
  return { ctimeMs: milliseconds(ctime, ctimeRest), mtimeMs: milliseconds(mtime, mtimeRest), inode, size };
}

const [TAB, LINE_END, SPACE, ZERO] = [9, 10, 32, 48];
/** `100644 `: the mode of a regular file, with the space behind it. */
const MODE = 7;
/** Lines about times, device, inode, owner, size and flags that follow a path. */
const DEBUG_LINES = 5;

/** Where the records of regular files begin that are merged, by their paths in UTF-8: `MODE NAME STAGE<tab>PATH<nul>` and the lines that `--debug` adds. */
function recordsOf(output: Buffer): Map<string, number> {
  const records = new Map<string, number>();
  for (let at = 0; at < output.length; ) {
    const nameEnd = output.indexOf(SPACE, at + MODE);
    const tab = output.indexOf(TAB, nameEnd);
    const end = output.indexOf(0, tab);
    if (nameEnd === -1 || tab === -1 || end === -1) break;
    const isMerged = tab === nameEnd + 2 && output[nameEnd + 1] === ZERO;
    const isRegular = output[at] === ZERO + 1 && output[at + 1] === ZERO && output[at + 2] === ZERO;
    const path = isMerged && isRegular ? rawPath(output.subarray(tab + 1, end)) : null;
    if (typeof path === "string") records.set(path, at);
    at = end + 1;
    for (let lines = 0; lines < DEBUG_LINES && at < output.length; at += 1) if (output[at] === LINE_END) lines += 1;
  }
  return records;
}

/** The numbers of those lines: ctime, mtime (seconds and nanoseconds each), device, inode, user, group, size (the last two modulo 2^32 each). */
function numbersIn(output: Buffer, start: number): number[] {
  const numbers: number[] = [];
  let number = -1;
  for (let at = start; numbers.length < 9 && at < output.length; at += 1) {
    const digit = (output[at] ?? 0) - ZERO;
    if (digit >= 0 && digit <= 9) number = Math.max(number, 0) * 10 + digit;
    else if (number >= 0) {
      numbers.push(number);
      number = -1;
    }
  }
  return numbers;
}
