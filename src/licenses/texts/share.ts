/** Texts that share passages: each passage stands once in the pool, a text is a list of pieces of it. */
export interface Shared {
  readonly pool: Uint16Array;
  /** The first piece of each text; one more than there are texts. */
  readonly pieceOf: Uint32Array;
  readonly pieceStart: Uint32Array;
  readonly pieceLength: Uint16Array;
}

const window = 12;
const longest = 0xffff;

/** Lays the texts into one pool. The same texts in the same order give the same bytes. */
export function share(texts: readonly Uint16Array[]): Shared {
  const capacity = texts.reduce((sum, text) => sum + text.length, 0);
  const pool = new Uint16Array(capacity);
  const known = new Map<number, number[]>();
  let filled = 0;
  let indexed = 0;
  const pieceOf = [0];
  const starts: number[] = [];
  const lengths: number[] = [];
  const piece = (start: number, length: number): void => {
    for (let done = 0; done < length; done += longest) {
      starts.push(start + done);
      lengths.push(Math.min(longest, length - done));
    }
  };
  for (const text of texts) {
    let literal = filled;
    let at = 0;
    while (at < text.length) {
      const found = longestIn(known, pool, literal, text, at);
      if (found.length >= window) {
        if (filled > literal) piece(literal, filled - literal);
        piece(found.start, found.length);
        at += found.length;
        literal = filled;
      } else {
        pool[filled++] = text[at++] ?? 0;
      }
    }
    if (filled > literal) piece(literal, filled - literal);
    for (; indexed + window <= filled; indexed++) {
      const key = hashWindow(pool, indexed);
      const places = known.get(key);
      if (places === undefined) known.set(key, [indexed]);
      else if (places.length < 16) places.push(indexed);
    }
    pieceOf.push(starts.length);
  }
  return {
    pool: pool.slice(0, filled),
    pieceOf: Uint32Array.from(pieceOf),
    pieceStart: Uint32Array.from(starts),
    pieceLength: Uint16Array.from(lengths),
  };
}

function longestIn(
  known: Map<number, number[]>,
  pool: Uint16Array,
  end: number,
  text: Uint16Array,
  at: number,
): { start: number; length: number } {
  let start = 0;
  let length = 0;
  if (at + window > text.length) return { start, length };
  for (const place of known.get(hashWindow(text, at)) ?? []) {
    let size = 0;
    while (at + size < text.length && place + size < end && pool[place + size] === text[at + size]) size++;
    if (size > length) [start, length] = [place, size];
  }
  return { start, length };
}

function hashWindow(words: Uint16Array, at: number): number {
  let hash = 0;
  for (let word = at; word < at + window; word++) hash = Math.imul(hash ^ (words[word] ?? 0), 0x01000193) ^ (hash >>> 15);
  return hash >>> 0;
}

/** Puts one text together again. Returns its length; `target` must be long enough. */
export function unfold(shared: Shared, text: number, target: Uint16Array): number {
  const { pool, pieceOf, pieceStart, pieceLength } = shared;
  const last = pieceOf[text + 1] ?? 0;
  let filled = 0;
  for (let piece = pieceOf[text] ?? 0; piece < last; piece++) {
    const start = pieceStart[piece] ?? 0;
    const end = start + (pieceLength[piece] ?? 0);
    for (let at = start; at < end; at++) target[filled++] = pool[at] ?? 0;
  }
  return filled;
}
