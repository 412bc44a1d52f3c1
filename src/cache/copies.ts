import { createHash } from "node:crypto";
import { join } from "node:path";
import { keepData, readData, removeOldest } from "./keep.ts";
import { cacheFolder, type Environment } from "./place.ts";

/** Texts that came over the network, for when they cannot be had. */
export interface Copies {
  /** Null where there is no copy, or one that is damaged or that others could have written. */
  find(name: string): string | null;
  keep(name: string, text: string): void;
}

const MARK = "copy";
const MOST_FILES = 64;
const LARGEST_FILE = 10_000_000;

/** Each copy is a file of its own, written anew each time. `name` tells all that the text depends on. */
export function keptCopies(environment: Environment): Copies {
  const cache = cacheFolder(environment);
  if (cache === null) return { find: () => null, keep() {} };
  const folder = join(cache, "copies");
  const placeOf = (name: string) => join(folder, createHash("sha256").update(name).digest("hex"));
  return {
    find(name) {
      const [known, text] = (readData(placeOf(name), MARK, LARGEST_FILE) ?? []) as readonly [name?: string, text?: string];
      return known === name && text !== undefined ? text : null;
    },
    keep(name, text) {
      keepData(placeOf(name), MARK, [name, text], LARGEST_FILE);
      removeOldest(folder, MOST_FILES);
    },
  };
}
