/** What is written; what is large comes in pieces, which are made while it is written, so that it never lies in memory as a whole. */
export type Output = string | Iterable<string>;

/** Characters that are written at once. */
const PART = 1_000_000;

/** The same in larger pieces: each costs a call of the system. */
export function* inLargerParts(output: Output): Iterable<string> {
  if (typeof output === "string") {
    yield output;
    return;
  }
  let part = "";
  for (const piece of output) {
    part += piece;
    if (part.length < PART) continue;
    yield part;
    part = "";
  }
  yield part;
}
