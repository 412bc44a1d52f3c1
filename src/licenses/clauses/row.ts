import type { Matcher, Span } from "./match.ts";
import type { Sequence } from "./rules.ts";
import type { Word } from "./words.ts";

/** A row of words made ready for matching. */
export class Row {
  readonly classes: readonly (readonly number[])[];
  readonly present: ReadonlySet<number>;
  readonly #matcher: Matcher;

  constructor(words: readonly Word[], matcher: Matcher) {
    this.#matcher = matcher;
    this.classes = words.map((word) => matcher.classesOf(word));
    const present = new Set<number>();
    for (const row of this.classes) for (const word of row) present.add(word);
    this.present = present;
  }

  /** Another row with the same patterns. */
  under(words: readonly Word[]): Row {
    return new Row(words, this.#matcher);
  }

  /** Whether one of the patterns occurs and touches these places. */
  holds(patterns: readonly Sequence[], from: number, to: number): boolean {
    return patterns.some((pattern) => this.spans(pattern).some((span) => span.end > from && span.start < to));
  }

  /** All places of a pattern, the shortest match at each beginning. */
  spans(pattern: Sequence): Span[] {
    if (!this.#matcher.possible(pattern, this.present)) return [];
    const first = this.#matcher.firstOf(pattern);
    const spans: Span[] = [];
    for (const [start, row] of this.classes.entries()) {
      if (!row.some((word) => first.has(word))) continue;
      const end = this.#matcher.endOf(pattern, this.classes, start);
      if (end > 0) spans.push({ start, end });
    }
    return spans;
  }
}
