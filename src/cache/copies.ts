import { createHash } from "node:crypto";
import { join } from "node:path";
import { keepFile, readKept, removeOldest, sumOf } from "./keep.ts";
import { cacheFolder, type Environment } from "./place.ts";

/** Texts that came over the network, for when they cannot be had. */
export interface Copies {
  /** Null where there is no copy, or one that is damaged or that others could have written. */
  find(name: string): string | null;
  keep(name: string, text: string): void;
}

const MOST_FILES = 64;
const LARGEST_FILE = 10_000_000;

/** Each copy is a file of its own, written anew each time: a line with a sum of what follows, then JSON. `name` tells all that the text depends on. */
export function keptCopies(environment: Environment): Copies {
  const cache = cacheFolder(environment);
  if (cache === null) return { find: () => null, keep() {} };
  const folder = join(cache, "copies");
  const placeOf = (name: string) => join(folder, createHash("sha256").update(name).digest("hex"));
  return {
    find(name) {
      const bytes = readKept(placeOf(name), LARGEST_FILE);
      const start = (bytes?.indexOf(10) ?? -1) + 1;
      if (bytes === null || bytes.toString("latin1", 0, start) !== headOf(bytes.subarray(start))) return null;
      const [known, text] = JSON.parse(bytes.toString("utf8", start)) as readonly [name: string, text: string];
      return known === name ? text : null;
    },
    keep(name, text) {
      const body = Buffer.from(JSON.stringify([name, text]));
      keepFile(placeOf(name), Buffer.concat([Buffer.from(headOf(body), "latin1"), body]));
      removeOldest(folder, MOST_FILES);
    },
  };
}

function headOf(body: Uint8Array): string {
  return `${sumOf([body])}\n`;
}
