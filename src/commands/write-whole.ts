import { closeSync, lstatSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { forTerminal } from "../reports/parts/escape.ts";
import { inLargerParts, type Output } from "./pieces.ts";
import { UsageError } from "./usage.ts";

/**
 * Writes a file. It is written beside its place and renamed, so that a reader never sees half of it, and nothing is left behind where that fails; only what is
 * no regular file, as `/dev/stdout`, a device or a pipe, is written to itself. Throws UsageError where it cannot be written.
 */
export function writeWhole(path: string, text: Output): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    if (isSpecial(path)) writeParts(path, "w", text);
    else {
      // Never through a link that somebody put there.
      writeParts(temporary, "wx", text);
      renameSync(temporary, path);
    }
  } catch (error) {
    try {
      rmSync(temporary, { force: true });
    } catch {
      // Below a file there is nothing to remove.
    }
    throw new UsageError(`${forTerminal(path)}: cannot be written (${(error as NodeJS.ErrnoException).code ?? "unknown error"})`);
  }
}

/** Whether a name stands for something else than a file that holds what is written. */
function isSpecial(path: string): boolean {
  if (/^\/(?:dev|proc)\//.test(resolve(path))) return true;
  const stat = lstatSync(path, { throwIfNoEntry: false });
  return stat !== undefined && (stat.isCharacterDevice() || stat.isFIFO() || stat.isSocket() || stat.isBlockDevice());
}

function writeParts(path: string, flag: "w" | "wx", text: Output): void {
  const descriptor = openSync(path, flag);
  try {
    for (const part of inLargerParts(text)) writeFileSync(descriptor, part);
  } finally {
    closeSync(descriptor);
  }
}
