import { existsSync, readFileSync, statSync } from "node:fs";
import { limits } from "../limits.ts";
import { LOCK_NAME, type Lock, LockError } from "./lock.ts";
import { parseLock } from "./parse-lock.ts";

/** The text of a lock; null where there is none. Throws LockError where it is too large. */
export function readLockText(path: string): string | null {
  if (!existsSync(path)) return null;
  if (statSync(path).size > limits.lockBytes)
    throw new LockError({ path: LOCK_NAME, line: 1, column: 1 }, `larger than ${limits.lockBytes / 1_000_000} MB`);
  return readFileSync(path, "utf8");
}

/**
 * The lock of a folder; null where there is none. A malformed one throws LockError; with `warn` it is told and taken for none, because it is to be written
 * anew.
 */
export function readLockFile(path: string, warn: ((message: string) => void) | null = null): Lock | null {
  try {
    const text = readLockText(path);
    return text === null ? null : parseLock(text, LOCK_NAME);
  } catch (error) {
    if (warn === null || !(error instanceof LockError)) throw error;
    warn(`${error.message} (done now)`);
    return null;
  }
}
