/** How many texts are passed over before all are put into a table. */
const AHEAD = 8;

/** Where texts stand in a list. Asked in its order, as it nearly always is, it needs no table of them. */
export class Places {
  readonly #texts: readonly string[];
  #latest = 0;
  #first: ReadonlyMap<string, number> | undefined;

  /** The same texts stand one behind the other. */
  constructor(texts: readonly string[]) {
    this.#texts = texts;
  }

  /** The first place of a text; null where it has none. */
  of(text: string): number | null {
    const ahead = this.#ahead(text);
    if (ahead !== null) return ahead;
    this.#first ??= new Map(this.#texts.map((one, at) => [one, at] as const).reverse());
    const place = this.#first.get(text) ?? null;
    if (place !== null) this.#latest = place;
    return place;
  }

  #ahead(text: string): number | null {
    for (let at = this.#latest; at < this.#latest + AHEAD; at += 1)
      if (this.#texts[at] === text) {
        this.#latest = at;
        return at;
      }
    return null;
  }
}
