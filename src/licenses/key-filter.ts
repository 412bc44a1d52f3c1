/**
 * A Bloom filter: bits that tell of most strange keys that they are not among those it was made of. Nothing else has to be looked at for these, and most
 * names that a tree holds are in no list.
 */

/** Bits for each key: with two of them set, one strange key in seventy is taken for one of the others. */
const BITS = 16;

export function keyFilter(keys: readonly string[]): Uint8Array {
  const filter = new Uint8Array(Math.ceil((keys.length * BITS) / 8));
  for (const key of keys) for (const bit of bitsOf(key, filter)) filter[bit >> 3] = (filter[bit >> 3] ?? 0) | (1 << (bit & 7));
  return filter;
}

/** False for a key that is certainly not among them. */
export function mayHold(filter: Uint8Array, key: string): boolean {
  return bitsOf(key, filter).every((bit) => ((filter[bit >> 3] ?? 0) & (1 << (bit & 7))) !== 0);
}

/** The two bits of a key: of its FNV-1a hash, and of that mixed once more. */
function bitsOf(key: string, filter: Uint8Array): readonly [number, number] {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  const bits = filter.length * 8;
  return [(hash >>> 0) % bits, ((mixed ^ (mixed >>> 12)) >>> 0) % bits];
}
