import type { FileContent } from "../model.ts";
import type { Entry, Source } from "../sources/source.ts";
import { blobName } from "./blob-name.ts";
import type { Readings, WholeReading } from "./readings.ts";

/** Opens the readings of earlier scans of a tree, given its paths. */
export type OpenReadings = (paths: readonly string[]) => Promise<Readings>;

/** What was read before in the files of one tree. */
export interface Before {
  /** The reading of a file whose bytes are certain; `unwanted` where no reader wants a file of its name; null where neither is known. */
  find(entry: Entry): WholeReading | "unwanted" | null;
  /** No reader wants a file of this name. */
  keepUnwanted(path: string): void;
  /** The reading of bytes, or how to keep the one that is made of them now; null where only the first bytes of a file are there, which tell nothing of its name. */
  lookUp(content: FileContent): { readonly known: WholeReading } | { keep(reading: WholeReading): void } | null;
}

/** Files below which a tree is read as fast as what was read before is looked up, if its files must be asked for their names first. */
const WORTH_ASKING = 200;

/** Null where looking up is not worth it. */
export async function openBefore(source: Source, entries: readonly Entry[], openReadings: OpenReadings): Promise<Before | null> {
  if (entries.length < WORTH_ASKING && source.listsBlobs !== true) return null;
  // Asked before what was kept is opened, since git answers meanwhile.
  const asked = source.blobs?.();
  asked?.catch(() => {});
  const readings = await openReadings(entries.map(({ path }) => path));
  const blobs = readings.isEmpty ? undefined : await asked;
  const revision = await source.revision();
  let nameLength = revision?.length ?? 40;
  return {
    find(entry) {
      if (!readings.has(entry.path)) return readings.isUnwanted(entry.path) ? "unwanted" : null;
      // This may mean to ask the disk.
      const blob = blobs?.of(entry) ?? null;
      if (blob !== null) nameLength = blob.name.length;
      return blob === null ? null : readings.find(entry.path, blob);
    },
    keepUnwanted: (path) => readings.keepUnwanted(path),
    lookUp({ path, bytes, size }) {
      if (bytes.length !== size) return null;
      const blob = { name: blobName(bytes, nameLength), size };
      const known = readings.find(path, blob);
      if (known !== null) return { known };
      return {
        keep(reading) {
          // What met a limit or failed is tried again.
          if (!reading.problems.some(({ incomplete }) => incomplete === true)) readings.keep(path, blob, reading);
        },
      };
    },
  };
}
