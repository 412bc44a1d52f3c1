import { softBit, unknownWord } from "./text-index.ts";

const mostCells = 16384;
const endWords = 64;
const slack = 8;
const endCost = 0.5;

/** Pairs equal words of two short gaps, as many as possible in order. Gaps too large for that stay as they are. */
export function pairUp(
  text: Uint16Array,
  textStart: number,
  textEnd: number,
  file: Uint16Array,
  fileStart: number,
  fileEnd: number,
  places: Int32Array,
): void {
  const rows = textEnd - textStart;
  const columns = fileEnd - fileStart;
  if (rows <= 0 || columns <= 0 || rows * columns > mostCells) return;
  const width = columns + 1;
  const longest = new Uint16Array((rows + 1) * width);
  for (let row = rows - 1; row >= 0; row--) {
    const word = (text[textStart + row] ?? 0) & ~softBit;
    for (let column = columns - 1; column >= 0; column--) {
      const place = row * width + column;
      longest[place] =
        word === file[fileStart + column] && word !== unknownWord
          ? (longest[place + width + 1] ?? 0) + 1
          : Math.max(longest[place + width] ?? 0, longest[place + 1] ?? 0);
    }
  }
  let row = 0;
  let column = 0;
  while (row < rows && column < columns) {
    const place = row * width + column;
    const word = (text[textStart + row] ?? 0) & ~softBit;
    if (word === file[fileStart + column] && word !== unknownWord) places[textStart + row++] = fileStart + column++;
    else if ((longest[place + width] ?? 0) >= (longest[place + 1] ?? 0)) row++;
    else column++;
  }
}

/**
 * Pairs words outward from an end of what was found: from `textFrom` to before `textTo` (backward when that is smaller). Keeps only
 * what stands close together, so that a stray word far away is no part of the license.
 */
export function pairUpEnd(
  text: Uint16Array,
  textFrom: number,
  textTo: number,
  file: Uint16Array,
  fileFrom: number,
  places: Int32Array,
): void {
  const step = textTo < textFrom ? -1 : 1;
  const words = Math.min((textTo - textFrom) * step, endWords);
  const room = step > 0 ? file.length - fileFrom : fileFrom + 1;
  const window = Math.min(room, words + slack);
  if (words <= 0 || window <= 0) return;
  if (step > 0) pairUp(text, textFrom, textFrom + words, file, fileFrom, fileFrom + window, places);
  else pairUp(text, textFrom - words + 1, textFrom + 1, file, fileFrom - window + 1, fileFrom + 1, places);
  let worth = 0;
  let most = 0;
  let keep = 0;
  let textAt = textFrom - step;
  let fileAt = fileFrom - step;
  for (let word = 0; word < words; word++) {
    const at = textFrom + word * step;
    const place = places[at] ?? -1;
    if (place < 0) continue;
    worth += 1 - endCost * Math.max((at - textAt) * step - 1, (place - fileAt) * step - 1);
    textAt = at;
    fileAt = place;
    if (worth > most) {
      most = worth;
      keep = word + 1;
    }
  }
  for (let word = keep; word < words; word++) places[textFrom + word * step] = -1;
}
