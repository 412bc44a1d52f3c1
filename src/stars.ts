/**
 * Whether the parts of a path fit a pattern in which `**` stands for any number of them, at the end behind others for one at least. Takes time at most in
 * proportion to the product of both lengths, times that of one part.
 */
export function fitsDeep<Part>(
  pattern: readonly (Part | "**")[],
  path: readonly string[],
  fitsPart: (part: Part, text: string) => boolean,
): boolean {
  // Which counts of the path's parts can be covered by the pattern so far.
  let reached = new Set([0]);
  for (const [index, part] of pattern.entries()) {
    const next = new Set<number>();
    for (const at of reached) {
      if (part !== "**") {
        if (at < path.length && fitsPart(part, path[at] ?? "")) next.add(at + 1);
        continue;
      }
      const least = index === pattern.length - 1 && index > 0 ? at + 1 : at;
      for (let count = least; count <= path.length; count += 1) next.add(count);
    }
    if (next.size === 0) return false;
    reached = next;
  }
  return reached.has(path.length);
}

/** Whether a text of so many characters fits a pattern in which a star stands for any number of them: one place to go back to is enough, the latest star. */
export function fitsStars<Token>(
  pattern: readonly Token[],
  length: number,
  isStar: (token: Token) => boolean,
  fits: (token: Token, at: number) => boolean,
): boolean {
  let index = 0;
  let at = 0;
  let star = -1;
  let from = 0;
  while (at < length) {
    const token = pattern[index];
    if (token !== undefined && isStar(token)) {
      star = index;
      index += 1;
      from = at;
    } else if (token !== undefined && fits(token, at)) {
      index += 1;
      at += 1;
    } else if (star !== -1) {
      from += 1;
      at = from;
      index = star + 1;
    } else return false;
  }
  return pattern.slice(index).every(isStar);
}
