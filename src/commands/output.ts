import { inLargerParts, type Output } from "./pieces.ts";
import { warn } from "./printable.ts";

/** Exit code for what is neither a verdict nor the user's wish (contract, section 1). */
export const WRONG = 2;
let isHeard = false;

/** Writes to standard output. Where there is nothing to write it is not even opened, which takes a millisecond. */
export function print(output: Output): void {
  if (output === "") return;
  if (!isHeard) process.stdout.on("error", stopPrinting);
  isHeard = true;
  for (const part of inLargerParts(output)) process.stdout.write(part);
}

/** Who reads may have read enough, as `head` does: then the verdict stands. */
function stopPrinting(error: NodeJS.ErrnoException): void {
  if (error.code === "EPIPE") process.exit(process.exitCode ?? 0);
  warn(`standard output: cannot be written (${error.code ?? error.message})`);
  process.exit(WRONG);
}
