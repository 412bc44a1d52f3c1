import { utimesSync } from "node:fs";
import { endianness } from "node:os";
import { join } from "node:path";
import { BUILD } from "./build.ts";
import { keepFile, readKept, removeOldest, sumOf } from "./keep.ts";
import { pack, unpack } from "./pack.ts";
import { cacheFolder, type Environment } from "./place.ts";
import { Readings } from "./readings.ts";

/** Trees whose readings are kept: those that were scanned last. */
const MOST_FILES = 32;
const LARGEST_FILE = 500_000_000;

/** Readings with their file. */
export interface StoredReadings {
  readonly readings: Readings;
  /** Writes what the next scan should find, where that is something else than what was there. */
  save(): void;
}

/**
 * The readings of a tree, from the file that an earlier scan of the same build left; null where none are to be kept. Nothing that goes wrong here is an error:
 * it is read again. A file that others could have written is not believed.
 */
export function openStored(paths: readonly string[], lies: string, environment: Environment): StoredReadings {
  const cache = BUILD === null ? null : cacheFolder(environment);
  if (cache === null) return { readings: new Readings(null), save() {} };
  const folder = join(cache, "readings");
  const magic = `modelterms-readings-2-${endianness()}-${process.version}-${BUILD}`;
  const place = join(folder, sumOf([Buffer.from(`${magic}\0${paths.length < FEW_FILES ? lies : leastOf(paths)}`)]));
  const kept = readKept(place, LARGEST_FILE);
  const readings = new Readings(kept === null ? null : unpack(magic, kept));
  return {
    readings,
    save() {
      const packed = readings.packed();
      if (packed === null) return touch(place);
      keepFile(place, pack(magic, packed));
      removeOldest(folder, MOST_FILES);
    },
  };
}

/** Trees with fewer files have hardly a path to be known by: `README.md` lies in all of them. They are known by where they lie. */
const FEW_FILES = 200;

/**
 * A larger tree is known again by the path whose hash is the least (MinHash; Broder, "On the resemblance and containment of documents", 1997): two versions of a tree
 * have the same one as likely as they have a path in common, wherever they lie, and different trees rarely do.
 */
function leastOf(paths: readonly string[]): string {
  let [least, path] = [Number.POSITIVE_INFINITY, ""];
  for (const one of paths) {
    // One path of eight is enough to choose from.
    if (one.length % 8 !== 0) continue;
    const hash = hashOf(one);
    if (hash < least || (hash === least && one < path)) [least, path] = [hash, one];
  }
  return path;
}

/** FNV-1a with the last step of MurmurHash3, which spreads it. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** It was used just now. */
function touch(place: string): void {
  const now = new Date();
  try {
    utimesSync(place, now, now);
  } catch {
    // It is gone, or nothing was worth keeping.
  }
}
