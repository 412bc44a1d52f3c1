import { readFileSync } from "node:fs";
import { join } from "node:path";
import { blobName } from "./blob-name.ts";
import { keepFile } from "./keep.ts";
import { cacheFolder, type Environment } from "./place.ts";

/** Blobs that were read before, by their hash. */
export interface BlobCache {
  /** The whole blob; null where it is not kept. */
  read(object: string): Uint8Array | null;
  keep(object: string, bytes: Uint8Array): void;
}

/** Blobs beyond this size are read again rather than kept: cards, licenses and manifests are far below. */
const LARGEST_KEPT = 1_000_000;

/** What came over the network, each blob in a file of its own. What does not fit its hash is not used. */
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
        return blobName(bytes, object.length) === object ? bytes : null;
      } catch {
        return null;
      }
    },
    keep(object, bytes) {
      if (isHash(object) && bytes.length <= LARGEST_KEPT && blobName(bytes, object.length) === object) keepFile(placeOf(object), bytes);
    },
  };
}

function isHash(object: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(object);
}
