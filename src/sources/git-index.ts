import { closeSync, fstatSync, openSync, readFileSync, type Stats, statSync } from "node:fs";
import type { PlainRepository } from "./git-files.ts";

/** Beyond this size the index is left to git. */
const LARGEST_INDEX = 64_000_000;
const HASH = 20;
/** Where the parts of an entry begin, counted from its own beginning: two times, then device, inode, mode, owner, group, size, hash, flags, path. */
const AT = { ctime: 0, mtime: 8, inode: 20, mode: 24, size: 36, hash: 40, flags: 60, path: 62 } as const;
const EXTENDED = 0x4000;
/** A path of this length or more has a length that the flags cannot tell. */
const LONG_PATH = 0xfff;

/**
 * Reads an index of version 2 or 3 (gitformat-index). Null for other versions, for one with an extension that must be understood (split and sparse ones), and
 * for one that is cut short. Like git, which leaves that to `git fsck`, it does not count the checksum again.
 */
export function readIndex({ index }: PlainRepository): GitIndex | null {
  try {
    const [bytes, stat] = wholeFile(index);
    const end = bytes.length - HASH;
    const version = bytes.readUInt32BE(4);
    if (bytes.toString("latin1", 0, 4) !== "DIRC" || (version !== 2 && version !== 3)) return null;
    const count = bytes.readUInt32BE(8);
    if (count > bytes.length / AT.path) return null;
    const starts = new Uint32Array(count);
    let at = 12;
    for (let number = 0; number < starts.length; number += 1) {
      starts[number] = at;
      const path = pathStart(bytes, at);
      const length = bytes.readUInt16BE(at + AT.flags) & LONG_PATH;
      const nul = length < LONG_PATH ? path + length : bytes.indexOf(0, path);
      if (nul === -1 || nul >= end || bytes[nul] !== 0) return null;
      at += (nul - at + 8) & ~7;
    }
    while (at < end) {
      // An extension that begins with a small letter must be understood.
      if ((bytes[at] ?? 0) > 0x5a) return null;
      at += 8 + bytes.readUInt32BE(at + 4);
    }
    return at === end ? new GitIndex(index, stat, bytes, starts) : null;
  } catch {
    return null;
  }
}

/** The entries of an index, known by their number, in its order. */
export class GitIndex {
  readonly #place: string;
  readonly #stat: Stats;
  readonly #bytes: Buffer;
  readonly #starts: Uint32Array;

  constructor(place: string, stat: Stats, bytes: Buffer, starts: Uint32Array) {
    this.#place = place;
    this.#stat = stat;
    this.#bytes = bytes;
    this.#starts = starts;
  }

  get length(): number {
    return this.#starts.length;
  }

  /** When the index was written, in milliseconds. */
  get written(): number {
    return this.#stat.mtimeMs;
  }

  /** Whether its file is still the one that was read: git writes a new one and renames it. */
  isCurrent(): boolean {
    const now = statSync(this.#place, { throwIfNoEntry: false });
    const { ino, size, mtimeMs, ctimeMs } = this.#stat;
    return now?.ino === ino && now.size === size && now.mtimeMs === mtimeMs && now.ctimeMs === ctimeMs;
  }

  /** The path's bytes, with `/`. */
  path(number: number): Buffer {
    const start = pathStart(this.#bytes, this.#start(number));
    const length = this.#bytes.readUInt16BE(this.#start(number) + AT.flags) & LONG_PATH;
    return this.#bytes.subarray(start, length < LONG_PATH ? start + length : this.#bytes.indexOf(0, start));
  }

  /** The number of a path's entry, of one of its stages where it is unmerged; null where it has none. Entries stand in the order of their bytes. */
  find(path: Buffer): number | null {
    let [low, high] = [0, this.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const order = this.path(middle).compare(path);
      if (order === 0) return middle;
      if (order < 0) low = middle + 1;
      else high = middle - 1;
    }
    return null;
  }

  /** 0o100644 and 0o100755 regular files, 0o120000 a symbolic link, 0o160000 a submodule. */
  mode(number: number): number {
    return this.#bytes.readUInt32BE(this.#start(number) + AT.mode);
  }

  /** The blob's name, hexadecimal. */
  object(number: number): string {
    const at = this.#start(number) + AT.hash;
    return this.#bytes.toString("hex", at, at + HASH);
  }

  /** 0 but for unmerged paths. */
  stage(number: number): number {
    return (this.#bytes.readUInt16BE(this.#start(number) + AT.flags) >> 12) & 3;
  }

  /** What git noted of the file when it last looked at it. */
  noted(number: number): Noted {
    const at = this.#start(number);
    const time = (from: number) => milliseconds(this.#bytes.readUInt32BE(from), this.#bytes.readUInt32BE(from + 4));
    return {
      ctimeMs: time(at + AT.ctime),
      mtimeMs: time(at + AT.mtime),
      inode: this.#bytes.readUInt32BE(at + AT.inode),
      size: this.#bytes.readUInt32BE(at + AT.size),
    };
  }

  #start(number: number): number {
    return this.#starts[number] ?? this.#bytes.length;
  }
}

/** Of a file, as `Stats` of Node gives times; inode and size modulo 2^32. */
export interface Noted {
  readonly ctimeMs: number;
  readonly mtimeMs: number;
  readonly inode: number;
  readonly size: number;
}

export function milliseconds(seconds: number, nanoseconds: number): number {
  return seconds * 1000 + nanoseconds / 1e6;
}

function pathStart(bytes: Buffer, entry: number): number {
  return entry + AT.path + ((bytes.readUInt16BE(entry + AT.flags) & EXTENDED) === 0 ? 0 : 2);
}

/** The bytes of a file, and what is noted of the very file that they are of. */
function wholeFile(place: string): readonly [Buffer, Stats] {
  const descriptor = openSync(place, "r");
  try {
    const stat = fstatSync(descriptor);
    if (stat.size > LARGEST_INDEX) throw new RangeError(`an index of more than ${LARGEST_INDEX} bytes`);
    return [readFileSync(descriptor), stat];
  } finally {
    closeSync(descriptor);
  }
}
