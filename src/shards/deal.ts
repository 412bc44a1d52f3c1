import { ExpectedError } from "../errors.ts";
import { limits } from "../limits.ts";
import type { Dealt } from "../reading.ts";

/** One of `count` parts; `index` counts from 1. */
export interface Part {
  readonly index: number;
  readonly count: number;
}

/** Reads `I/N`. Throws ExpectedError that says what to write. */
export function parsePart(text: string): Part {
  const [, index = "", count = ""] = /^([1-9]\d*)\/([1-9]\d*)$/.exec(text) ?? [];
  const part = { index: Number(index), count: Number(count) };
  if (part.index < 1 || part.index > part.count || part.count > limits.shards)
    throw new ExpectedError(
      `--shard ${JSON.stringify(text)}: write I/N, such as 2/7 for the second of seven shards; I from 1 to N, N at most ${limits.shards}`,
    );
  return part;
}

/**
 * Deals the files of a tree out: every path goes to exactly one part, and the parts differ by at most one file. The order in which they are dealt is that of a
 * hash, so that what recurs at regular places in a listing (a long card in every folder) does not all go to the same part.
 */
export function dealTo({ index, count }: Part): Dealt {
  return {
    isFirst: index === 1,
    pick(paths) {
      const ranked = paths.map((path) => ({ path, hash: hashOf(path) })).sort((a, b) => a.hash - b.hash || (a.path < b.path ? -1 : 1));
      return new Set(ranked.filter((_, rank) => rank % count === index - 1).map(({ path }) => path));
    },
  };
}

/** FNV-1a, 32 bits, over UTF-16 code units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
