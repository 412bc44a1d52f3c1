import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { cacheFolder } from "../cache/place.ts";
import type { Environment } from "./client.ts";

/** Blobs that were read before, by their hash. */
export interface BlobCache {
  /** The whole blob; null where it is not kept. */
  read(object: string): Uint8Array | null;
  keep(object: string, bytes: Uint8Array): void;
}

/** Blobs beyond this size are read again rather than kept: cards, licenses and manifests are far below. */
const LARGEST_KEPT = 1_000_000;

/** A folder of the cache, which may be deleted at any time. What does not fit its hash is not used. */
export function blobCache(environment: Environment): BlobCache {
  const folder = cacheFolder(environment);
  if (folder === null) return { read: () => null, keep() {} };
  const root = join(folder, "blobs");
  const placeOf = (object: string) => join(root, object.slice(0, 2), object.slice(2));
  return {
    read(object) {
      if (!isHash(object)) return null;
      try {
        const bytes = readFileSync(placeOf(object));
        return hashOf(bytes, object.length) === object ? bytes : null;
      } catch {
        return null;
      }
    },
    keep(object, bytes) {
      if (!isHash(object) || bytes.length > LARGEST_KEPT || hashOf(bytes, object.length) !== object) return;
      const place = placeOf(object);
      try {
        mkdirSync(dirname(place), { recursive: true, mode: 0o700 });
        const temporary = `${place}.${process.pid}`;
        writeFileSync(temporary, bytes, { mode: 0o600 });
        renameSync(temporary, place);
      } catch {
        // A read-only home, a full disk: nothing to keep.
      }
    },
  };
}

function isHash(object: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(object);
}

/** The name that git gives to a blob: a hash of its size and its bytes (git, "Git Objects"). */
function hashOf(bytes: Uint8Array, length: number): string {
  return createHash(length === 64 ? "sha256" : "sha1")
    .update(`blob ${bytes.length}\0`)
    .update(bytes)
    .digest("hex");
}
