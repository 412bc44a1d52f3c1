import { existsSync, readFileSync } from "node:fs";
import { LOCK_NAME, type Lock, LockError } from "./lock.ts";
import { parseLock } from "./parse-lock.ts";

/** The text of a lock; null where there is none. */
export function readLockText(path: string): string | null {
  return existsSync(path) ? readFileSync(path, "utf8") : null;
}

/**
 * The lock of a folder; null where there is none. A malformed one throws LockError; with `warn` it is told and taken for none, because it is to be written
 * anew.
 */
export function readLockFile(path: string, warn: ((message: string) => void) | null = null): Lock | null {
  const text = readLockText(path);
  if (text === null) return null;
  try {
    return parseLock(text, LOCK_NAME);
  } catch (error) {
    if (warn === null || !(error instanceof LockError)) throw error;
    warn(`${error.message} (done now)`);
    return null;
  }
}
