import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Writes a file for its owner alone, whole or not at all. Where that is not possible (a read-only home, a full disk) nothing is kept. */
export function keepFile(place: string, bytes: Uint8Array): void {
  const temporary = `${place}.${process.pid}`;
  try {
    mkdirSync(dirname(place), { recursive: true, mode: 0o700 });
    writeFileSync(temporary, bytes, { mode: 0o600 });
    renameSync(temporary, place);
  } catch {
    discard(temporary);
  }
}

/** Removes a file if that is possible. */
export function discard(place: string): void {
  try {
    rmSync(place, { force: true });
  } catch {
    // It stays.
  }
}
