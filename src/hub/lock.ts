import { ExpectedError } from "../errors.ts";
import { limits } from "../limits.ts";
import type { Location } from "../model.ts";
import type { Source } from "../sources/source.ts";
import type { HubRecord } from "./record.ts";

/** The lock's name; it lies in the root. */
export const LOCK_NAME = "modelterms.lock";

/** One name of the lock, and the line at which it stands. */
export interface LockEntry {
  readonly record: HubRecord;
  readonly location: Location;
}

/** What the lock holds, by `nameKey`. */
export type Lock = ReadonlyMap<string, LockEntry>;

/** A lock that cannot be used. The message names file, line, column, what is wrong and what to do. */
export class LockError extends ExpectedError {
  constructor({ path, line, column }: Location, message: string) {
    super(`${path}:${line ?? 1}:${column ?? 1}: ${message}; write it anew with modelterms lock, or take back the change`);
  }
}

/** The text of the lock in the root of a tree; null where there is none. Throws LockError where it cannot be read. */
export async function findLock(source: Source): Promise<string | null> {
  const entry = (await source.list()).entries.find(({ path }) => path === LOCK_NAME);
  if (entry === undefined) return null;
  for await (const answer of source.read([{ entry, limit: limits.lockBytes + 1 }])) {
    const start = { path: LOCK_NAME, line: 1, column: 1 };
    if ("problem" in answer) throw new LockError(start, answer.problem.message);
    if (!("content" in answer)) continue;
    if (answer.content.bytes.length > limits.lockBytes) throw new LockError(start, `larger than ${limits.lockBytes / 1_000_000} MB`);
    return new TextDecoder().decode(answer.content.bytes);
  }
  return null;
}
