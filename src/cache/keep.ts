import { lstatSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

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

/** Leaves of the files in a folder only those that were written last. */
export function removeOldest(folder: string, most: number): void {
  try {
    const files = readdirSync(folder).map((name) => ({ place: join(folder, name), time: lstatSync(join(folder, name)).mtimeMs }));
    for (const { place } of files.sort((a, b) => b.time - a.time).slice(most)) discard(place);
  } catch {
    // Another run tidies up at the same time.
  }
}
