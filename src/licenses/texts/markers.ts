import { isDigit } from "./characters.ts";

/**
 * Whether a short word can be a list marker: `1.`, `a)`, `(iv)`. `enclosed` is one for certain; `followed` where a sentence begins.
 * Decided by the characters around it, never by where the line breaks, so that rewrapping changes nothing.
 */
export function markerShape(codes: Uint16Array, start: number, end: number, enclosed: boolean): "enclosed" | "followed" | "none" {
  const next = codes[end] ?? 0;
  if (next !== 46 && next !== 41 && next !== 0xff09 && next !== 0x3001) return "none";
  if (!isCounter(codes, start, end)) return "none";
  if (next === 41 || next === 0xff09) return enclosed ? "enclosed" : "followed";
  if (next === 0x3001) return "followed";
  const after = codes[end + 1] ?? 0;
  return after <= 32 || after === 42 || after === 95 || after === 0x3000 || after === 0x2029 ? "followed" : "none";
}

/** A number of two digits, a letter, or a small Roman numeral. */
function isCounter(codes: Uint16Array, start: number, end: number): boolean {
  const size = end - start;
  if (size === 1) return true;
  const first = codes[start] ?? 0;
  if (isDigit(first)) return size === 2 && isDigit(codes[start + 1] ?? 0);
  for (let at = start; at < end; at++) {
    const code = (codes[at] ?? 0) | 32;
    if (code !== 105 && code !== 118 && code !== 120) return false;
  }
  return true;
}

/** The end of a section number such as `.1` or `.2.3` after its first part, with the dot behind it; `at` itself where there is none. */
export function chainEnd(codes: Uint16Array, at: number): number {
  let end = at;
  while ((codes[end] ?? 0) === 46 && isDigit(codes[end + 1] ?? 0)) {
    let digits = end + 1;
    while (isDigit(codes[digits] ?? 0)) digits++;
    if (digits - end > 3) return at;
    end = digits;
  }
  if (end === at) return at;
  const next = codes[end] ?? 0;
  if (next === 46 || next === 41) return end + 1;
  return next <= 32 || next === 42 || next === 0x3000 || next === 0x2029 || next >= 0x4e00 ? end : at;
}
