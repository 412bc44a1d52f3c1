import { existsSync, lstatSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { inflateSync } from "node:zlib";

/**
 * Reads the index and single objects where git keeps them in plain files, which saves 5 ms for each time that git need not be started; a hook before a commit
 * starts no git at all then. Every function answers null for all that is not plain: then git itself has to be asked.
 */

/** A repository whose folders are where git puts them when nobody says otherwise. */
export interface PlainRepository {
  readonly index: string;
  readonly objects: string;
}

/** An entry of the index. `mode` is git's, in octal; `object` in hexadecimal; `stage` 0 but for unmerged paths. */
export interface IndexEntry {
  readonly path: Buffer;
  readonly mode: string;
  readonly object: string;
  readonly stage: number;
}

/** What the environment may say of where a repository is. */
const ELSEWHERE = ["GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE"];

/**
 * The repository whose work tree has its root in this folder (gitrepository-layout). Null for linked work trees, submodules, repositories of other users (git
 * reads those only where it is told to), and where the configuration includes others or names extensions (other hashes, other ways to keep things).
 */
export function plainRepository(folder: string): PlainRepository | null {
  const { env } = process;
  try {
    const place = join(resolve(folder), ".git");
    if (ELSEWHERE.some((name) => env[name] !== undefined) || resolve(folder, env["GIT_DIR"] ?? ".git") !== place) return null;
    const found = lstatSync(place);
    if (!found.isDirectory() || found.uid !== process.getuid?.() || !existsSync(join(place, "HEAD"))) return null;
    if (existsSync(join(place, "commondir"))) return null;
    if (/^[ \t]*\[[ \t]*(?:extensions|include)|\bworktree\b/im.test(readFileSync(join(place, "config"), "utf8"))) return null;
    const index = env["GIT_INDEX_FILE"] === undefined ? join(place, "index") : resolve(folder, env["GIT_INDEX_FILE"]);
    return { index, objects: join(place, "objects") };
  } catch {
    return null;
  }
}

/** Beyond this size the index is left to git. */
const LARGEST_INDEX = 64_000_000;
const HASH = 20;
/** Bytes of an entry before its path: times, device, inode, mode, owner, size, hash and flags. */
const FIXED = 62;
const EXTENDED = 0x4000;

/**
 * The entries of an index of version 2 or 3 (gitformat-index), in its order. Null for other versions, for one with an extension that must be understood (split
 * and sparse ones), and for
 * one that is cut short. Like git, which leaves that to `git fsck`, it does not count the checksum again.
 */
export function readIndex({ index }: PlainRepository): readonly IndexEntry[] | null {
  try {
    if (statSync(index).size > LARGEST_INDEX) return null;
    const bytes = readFileSync(index);
    const end = bytes.length - HASH;
    const version = bytes.readUInt32BE(4);
    if (bytes.toString("latin1", 0, 4) !== "DIRC" || (version !== 2 && version !== 3)) return null;
    const entries: IndexEntry[] = [];
    let at = 12;
    for (let count = bytes.readUInt32BE(8); count > 0; count -= 1) {
      const flags = bytes.readUInt16BE(at + FIXED - 2);
      const start = at + FIXED + ((flags & EXTENDED) === 0 ? 0 : 2);
      const nul = bytes.indexOf(0, start);
      if (nul === -1 || nul >= end) return null;
      entries.push({
        path: bytes.subarray(start, nul),
        mode: bytes
          .readUInt32BE(at + 24)
          .toString(8)
          .padStart(6, "0"),
        object: bytes.toString("hex", at + 40, at + 40 + HASH),
        stage: (flags >> 12) & 3,
      });
      at += (nul - at + 8) & ~7;
    }
    while (at < end) {
      // An extension that begins with a small letter must be understood.
      if ((bytes[at] ?? 0) > 0x5a) return null;
      at += 8 + bytes.readUInt32BE(at + 4);
    }
    return at === end ? entries : null;
  } catch {
    return null;
  }
}

/** Objects beyond this compressed size are left to git, which gives their first bytes without the others. */
const LARGEST_OBJECT = 4_000_000;

/** The bytes of a blob that lies in a file of its own (gitformat-loose): `blob SIZE`, a NUL and the bytes, deflated with a sum of their own. */
export function readLooseBlob({ objects }: PlainRepository, object: string): Buffer | null {
  const place = join(objects, object.slice(0, 2), object.slice(2));
  try {
    if (object.length !== 2 * HASH || statSync(place).size > LARGEST_OBJECT) return null;
    const bytes = inflateSync(readFileSync(place), { maxOutputLength: 16 * LARGEST_OBJECT });
    const start = bytes.indexOf(0) + 1;
    const isBlob = bytes.toString("latin1", 0, start - 1) === `blob ${bytes.length - start}`;
    return isBlob ? bytes.subarray(start) : null;
  } catch {
    return null;
  }
}
