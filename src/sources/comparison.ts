import { lstatSync, type Stats } from "node:fs";
import { sep } from "node:path";
import { gitMeanwhile, splitNul } from "./git.ts";
import type { GitIndex, Noted } from "./git-index.ts";
import type { RawPath } from "./raw-path.ts";

/** Files between two looks at whether there is something else to do. */
const BATCH = 256;
const [UNKNOWN, UNCHANGED, UNCERTAIN] = [0, 1, 2];
/** What git hands out as it is. */
export const AS_THEY_ARE = "attr:!filter !ident !working-tree-encoding";

/** Which files of an index are as git noted them. The disk is asked once for each. */
export class Comparison {
  readonly index: GitIndex;
  /** Of the entries of the index, by their number. */
  readonly paths: readonly RawPath[];
  readonly #folder: string;
  readonly #known: Uint8Array;
  #converted: Promise<ReadonlySet<string>> | undefined;

  /** `folder`: the root of the work tree. */
  constructor(folder: string, index: GitIndex, paths: readonly RawPath[]) {
    this.index = index;
    this.paths = paths;
    this.#folder = folder;
    this.#known = new Uint8Array(paths.length);
  }

  /** The files that attributes have git convert on their way out of it, by git's own word. Throws SourceError where git does. */
  converted(): Promise<ReadonlySet<string>> {
    this.#converted ??= gitMeanwhile(this.#folder, ["ls-files", "-z", "--", ".", `:(exclude,${AS_THEY_ARE})`]).then(
      (output) => new Set(splitNul(output, (path) => path.toString("utf8"))),
    );
    return this.#converted;
  }

  /** Whether the file certainly is what git noted. Never of a path that is no UTF-8. */
  isUnchanged(number: number): boolean {
    if (this.#known[number] === UNKNOWN) this.#known[number] = this.#look(number) ? UNCHANGED : UNCERTAIN;
    return this.#known[number] === UNCHANGED;
  }

  /** Asks git and the disk ahead, for as long as something else takes that the program would only wait for. */
  async ahead(waitedFor: Promise<unknown>): Promise<void> {
    this.converted().catch(() => {});
    let isOver = false;
    const end = () => {
      isOver = true;
    };
    waitedFor.then(end, end);
    for (let number = 0; number < this.paths.length && !isOver; number += 1) {
      this.isUnchanged(number);
      if (number % BATCH === 0) await new Promise((resolve) => setImmediate(resolve));
    }
  }

  #look(number: number): boolean {
    const path = this.paths[number];
    if (typeof path !== "string") return false;
    try {
      const stat = lstatSync(this.#folder + sep + path, { throwIfNoEntry: false });
      return stat !== undefined && isUnchanged(stat, this.index.noted(number), this.index.written);
    } catch {
      return false;
    }
  }
}

/**
 * As racy-git (git's own documentation) has it, a file is unchanged when size, times and inode are those that git noted, and it was not changed in the instant
 * at which the index was written, or later. `written` in milliseconds.
 */
export function isUnchanged(stat: Stats, noted: Noted, written: number): boolean {
  return (
    stat.mtimeMs < written &&
    stat.mtimeMs === noted.mtimeMs &&
    stat.ctimeMs === noted.ctimeMs &&
    stat.size === noted.size &&
    stat.ino % 2 ** 32 === noted.inode &&
    stat.isFile() &&
    isReadable(stat.mode, stat.uid)
  );
}

/** A file that could not be read must be told as one. */
function isReadable(mode: number, owner: number): boolean {
  return (mode & 0o444) === 0o444 || (owner === process.getuid?.() && (mode & 0o400) !== 0);
}
