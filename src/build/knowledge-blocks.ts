import { brotliCompressSync, constants } from "node:zlib";

/** Bytes of a block before it is compressed: small, so that a scan pays only for what it asks for; not too small, or little is saved. */
const BLOCK = 32_768;

/** What every scan looks up: kept as it is, since to open a block takes a third of a millisecond. */
const ALWAYS = ["hub:", "licensename:", "list:placeholders", "policy:", "special:"].map((prefix) => Buffer.from(prefix));

/**
 * Packs sorted lines into blocks, most of them compressed, each for itself; `src/knowledge-files.ts` opens them. The file: the number of blocks, then of each
 * its place, its length there, its length when open (the same where it is not compressed), and its first key with the tab behind it, then the blocks. Numbers
 * have 32 bits, little-endian; places count from the file's beginning.
 */
export function packBlocks(lines: Buffer): Buffer {
  const blocks: { readonly first: Buffer; readonly size: number; readonly bytes: Buffer }[] = [];
  for (let start = 0; start < lines.length; ) {
    const plain = isAlways(lines, start);
    const end = endOfBlock(lines, start, plain);
    const bytes = lines.subarray(start, end);
    const first = lines.subarray(start, lines.indexOf(9, start) + 1);
    blocks.push({ first, size: bytes.length, bytes: plain ? bytes : compress(bytes) });
    start = end;
  }
  let place = 4 + blocks.reduce((size, { first }) => size + 16 + first.length, 0);
  const head: Buffer[] = [numbers(blocks.length)];
  for (const { first, size, bytes } of blocks) {
    head.push(numbers(place, bytes.length, size, first.length), first);
    place += bytes.length;
  }
  return Buffer.concat([...head, ...blocks.map(({ bytes }) => bytes)]);
}

function isAlways(lines: Buffer, start: number): boolean {
  return ALWAYS.some((prefix) => lines.subarray(start, start + prefix.length).equals(prefix));
}

/** Behind the last whole line that fits and is of the same kind; a longer line is a block by itself. */
function endOfBlock(lines: Buffer, start: number, plain: boolean): number {
  let end = start;
  do end = lines.indexOf(10, end) + 1;
  while (end < lines.length && lines.indexOf(10, end) < start + BLOCK && isAlways(lines, end) === plain);
  return end;
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
