import { brotliCompressSync, constants } from "node:zlib";
import { keyFilter } from "../licenses/key-filter.ts";

/** Bytes of a block before it is compressed: small, so that a scan pays only for what it asks for; not too small, or little is saved. */
const BLOCK = 32_768;

/**
 * Packs sorted lines into blocks that are compressed each for itself; `src/knowledge-files.ts` opens them. The lines that nearly every scan asks for are there
 * a second time as they are, since to open a block takes a third of a millisecond. The file: the place of the first block, the number of blocks, the length
 * of those lines and that of the filter of all keys, then of each block its place, its length and its first key with the tab behind it, then the lines, the
 * filter and the blocks. Numbers have 32 bits, little-endian; places count from the file's beginning.
 */
export function packBlocks(lines: Buffer, often: Buffer): Buffer {
  const blocks: { readonly first: Buffer; readonly bytes: Buffer }[] = [];
  for (let start = 0; start < lines.length; ) {
    const end = endOfBlock(lines, start);
    blocks.push({ first: lines.subarray(start, lines.indexOf(9, start) + 1), bytes: compress(lines.subarray(start, end)) });
    start = end;
  }
  const filter = keyFilter(keysOf(lines));
  let place = 16 + blocks.reduce((size, { first }) => size + 12 + first.length, 0) + often.length + filter.length;
  const head: Buffer[] = [numbers(place, blocks.length, often.length, filter.length)];
  for (const { first, bytes } of blocks) {
    head.push(numbers(place, bytes.length, first.length), first);
    place += bytes.length;
  }
  return Buffer.concat([...head, often, filter, ...blocks.map(({ bytes }) => bytes)]);
}

function keysOf(lines: Buffer): readonly string[] {
  const keys: string[] = [];
  for (let start = 0; start < lines.length; start = lines.indexOf(10, start) + 1)
    keys.push(lines.toString("utf8", start, lines.indexOf(9, start)));
  return keys;
}

/** Behind the last whole line that fits; a longer line is a block by itself. */
function endOfBlock(lines: Buffer, start: number): number {
  if (start + BLOCK >= lines.length) return lines.length;
  const fitting = lines.lastIndexOf(10, start + BLOCK - 1);
  return (fitting > start ? fitting : lines.indexOf(10, start)) + 1;
}

function numbers(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value, index * 4);
  return bytes;
}

function compress(bytes: Buffer): Buffer {
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants;
  return brotliCompressSync(bytes, { params: { [BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_SIZE_HINT]: bytes.length } });
}
