/** Random numbers that a seed determines wholly, so that every generated input can be made again from three numbers. */
export interface Random {
  /** An integer from 0 up to, and without, `below`; 0 where that is nothing. */
  below(below: number): number;
  pick<Item>(items: readonly Item[]): Item;
  /** True once in so many times. */
  once(inSoMany: number): boolean;
}

/** The generator mulberry32, started from all parts of the seed (FNV-1a). */
export function randomFrom(...seed: readonly (string | number)[]): Random {
  let state = 0x811c9dc5;
  for (const char of seed.join("\u0000")) state = Math.imul(state ^ (char.codePointAt(0) ?? 0), 0x01000193);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (count: number): number => Math.floor(next() * Math.max(0, count));
  return {
    below,
    pick<Item>(items: readonly Item[]): Item {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error("nothing to pick from");
      return item;
    },
    once: (inSoMany) => below(inSoMany) === 0,
  };
}
