import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, realpathSync } from "node:fs";
import { sep } from "node:path";
import { below, type RawPath } from "./raw-path.ts";
import type { ReadAnswer, ReadRequest } from "./source.ts";

/** Files up to this size are read into one buffer, each after the other's use, so that memory does not grow with the number of files. It starts small. */
const SHARED_BYTES = 16_000_000;
const FIRST_BYTES = 262_144;

/** Reads the first bytes of regular files below a root, which is a real path. Never follows a link out of it, never opens a pipe or a device. */
export function fileReader(root: string): (request: ReadRequest<RawPath>) => ReadAnswer {
  const isInside = insideOf(root);
  let shared = Buffer.allocUnsafeSlow(FIRST_BYTES);
  const bufferFor = (wanted: number) => {
    if (wanted > SHARED_BYTES) return Buffer.allocUnsafeSlow(wanted);
    if (wanted > shared.length) shared = Buffer.allocUnsafeSlow(Math.min(2 * wanted, SHARED_BYTES));
    return shared.subarray(0, wanted);
  };
  return ({ entry, limit, head = limit }) => {
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
      const wanted = stat.size > limit ? head : stat.size;
      const bytes = readBytes(descriptor, bufferFor(wanted));
      return { entry, content: { path: entry.path, bytes, size: stat.size } };
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === "ELOOP") return { entry, problem: { message: "a symbolic link in a circle: not followed", location } };
      if (code === "ENOENT" || code === "ENOTDIR") {
        return isDanglingLink(full)
          ? { entry, problem: { message: "a symbolic link to nothing: not followed", location } }
          : { entry, missing: true };
      }
      const message = `could not be read (${code ?? "unknown error"}); check its permissions`;
      return { entry, problem: { message, location, incomplete: true } };
    } finally {
      if (descriptor !== undefined) closeSync(descriptor);
    }
  };
}

/** Fills the bytes as far as the file goes. */
function readBytes(descriptor: number, bytes: Buffer): Buffer {
  let length = 0;
  while (length < bytes.length) {
    const count = readSync(descriptor, bytes, length, bytes.length - length, length);
    if (count === 0) return bytes.subarray(0, length);
    length += count;
  }
  return bytes;
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
    if (!isBelow(root, realpathSync(full))) return "a symbolic link out of the scanned folder: not followed";
  }
  if (!isInside(full)) return "lies behind a symbolic link out of the scanned folder: not followed";
  return openSync(full, flags);
}

/**
 * Tells whether the folder of a file is really below the root, itself a real path: a folder may have become a link since it was listed. Each folder is looked at
 * once. Throws where there is none.
 */
export function insideOf(root: string): (path: RawPath) => boolean {
  const keyOf = (folder: RawPath) => (typeof folder === "string" ? folder : `\0${folder.toString("latin1")}`);
  const known = new Map([root, Buffer.from(root)].map((one) => [keyOf(one), true]));
  return function isInside(path): boolean {
    const folder = path.slice(0, path.lastIndexOf(sep));
    const key = keyOf(folder);
    let inside = known.get(key);
    if (inside === undefined) {
      inside = lstatSync(folder).isSymbolicLink() ? isBelow(root, realpathSync.native(folder)) : isInside(folder);
      known.set(key, inside);
    }
    return inside;
  };
}

function isBelow(root: string, real: string): boolean {
  return real === root || real.startsWith(root + sep);
}

function isDanglingLink(path: RawPath): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}
