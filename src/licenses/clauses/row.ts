import type { Matcher, Span } from "./match.ts";
import type { Sequence } from "./rules.ts";
import type { Word } from "./words.ts";

const nowhere: readonly Span[] = [];

/** A row of words made ready for matching. */
export class Row {
  readonly classes: readonly (readonly number[])[];
  /** Where each pattern word occurs, ascending. */
  readonly places: ReadonlyMap<number, readonly number[]>;
  readonly groups = new Map<number, ReadonlyMap<number, readonly number[]>>();
  readonly #matcher: Matcher;
  readonly #spans = new Map<Sequence, readonly Span[]>();

  constructor(words: readonly Word[], matcher: Matcher) {
    this.#matcher = matcher;
    this.classes = words.map((word) => matcher.classesOf(word));
    const places = new Map<number, number[]>();
    for (const [place, row] of this.classes.entries()) {
      for (const word of row) {
        const known = places.get(word);
        if (known === undefined) places.set(word, [place]);
        else known.push(place);
      }
    }
    this.places = places;
  }

  /** Another row with the same patterns. */
  under(words: readonly Word[]): Row {
    return new Row(words, this.#matcher);
  }

  /** Whether one of the patterns occurs and touches these places. */
  holds(patterns: readonly Sequence[], from: number, to: number): boolean {
    for (const pattern of patterns) for (const span of this.spans(pattern)) if (span.end > from && span.start < to) return true;
    return false;
  }

  /** All places of a pattern, the shortest match at each beginning. */
  spans(pattern: Sequence): readonly Span[] {
    let spans = this.#spans.get(pattern);
    if (spans === undefined) {
      spans = this.possible(pattern) ? this.#find(pattern) : nowhere;
      this.#spans.set(pattern, spans);
    }
    return spans;
  }

  #find(pattern: Sequence): readonly Span[] {
    const spans: Span[] = [];
    for (const start of this.#matcher.beginningsOf(pattern, this)) {
      const end = this.#matcher.endOf(pattern, this, start);
      if (end > 0) spans.push({ start, end });
    }
    return spans;
  }

  /** Whether the words can hold the pattern at all: one word for each part that it cannot be without. */
  possible(pattern: Sequence): boolean {
    for (const need of this.#matcher.needsOf(pattern)) {
      let met = false;
      for (const word of need) {
        if (!this.places.has(word)) continue;
        met = true;
        break;
      }
      if (!met) return false;
    }
    return true;
  }
}
