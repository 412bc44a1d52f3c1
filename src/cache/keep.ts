import { createHash } from "node:crypto";
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { crc32 } from "node:zlib";

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

/** What `keepFile` left; null where there is nothing, more than `largest` bytes, or what others may have written. */
export function readKept(place: string, largest: number): Buffer | null {
  const kept = openKept(place, largest);
  if (kept === null) return null;
  try {
    return readFileSync(kept.descriptor);
  } catch {
    return null;
  } finally {
    closeSync(kept.descriptor);
  }
}

/** The same, to be read in parts and closed by the caller; `size` in bytes, `time` in milliseconds since 1970. */
export function openKept(
  place: string,
  largest: number,
): { readonly descriptor: number; readonly size: number; readonly time: number } | null {
  let descriptor: number | undefined;
  try {
    if (!isOwn(lstatSync(dirname(place)))) return null;
    descriptor = openSync(place, constants.O_RDONLY | constants.O_NONBLOCK | (constants.O_NOFOLLOW ?? 0));
    const stat = fstatSync(descriptor);
    if (stat.isFile() && isOwn(stat) && stat.size <= largest) return { descriptor, size: stat.size, time: stat.mtimeMs };
  } catch {
    // There is none.
  }
  if (descriptor !== undefined) closeSync(descriptor);
  return null;
}

/** Only this user can have written it. */
function isOwn({ uid, mode }: Stats): boolean {
  const self = process.getuid?.();
  return self === undefined || (uid === self && (mode & 0o022) === 0);
}

/** Keeps plain data as JSON, behind a line that holds a mark and a sum of what follows; nothing where that is `largest` bytes or more. */
export function keepData(place: string, mark: string, data: unknown, largest: number): void {
  const body = Buffer.from(JSON.stringify(data));
  if (body.length < largest) keepFile(place, Buffer.concat([headOf(mark, body), body]));
}

/** What `keepData` left under the same mark; null where there is none, or a damaged one, or what others may have written. */
export function readData(place: string, mark: string, largest: number): unknown {
  const bytes = readKept(place, 2 * largest);
  if (bytes === null) return null;
  const body = bytes.subarray(bytes.indexOf(10) + 1);
  const head = bytes.subarray(0, bytes.length - body.length);
  return headOf(mark, body).equals(head) ? (JSON.parse(body.toString("utf8")) as unknown) : null;
}

function headOf(mark: string, body: Uint8Array): Buffer {
  return Buffer.from(`${mark} ${sumOf([body])}\n`, "latin1");
}

/** A sum that tells damage: CRC-32, or SHA-256 before Node 20.15, which lacks that; it takes two milliseconds longer to load. */
export function sumOf(parts: readonly Uint8Array[]): string {
  if (typeof crc32 === "function") return parts.reduce((sum, part) => crc32(part, sum), 0).toString(16);
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
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
