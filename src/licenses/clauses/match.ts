import type { CompiledClauseRules, Element, Sequence } from "./rules.ts";
import type { Word } from "./words.ts";

/** A stretch of words: from the first to after the last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A row of words as patterns see them: the pattern words of each place, and the places of each pattern word. */
export interface WordRow {
  readonly classes: readonly (readonly number[])[];
  readonly places: ReadonlyMap<number, readonly number[]>;
  /** For each named group that was looked for: where it begins, ascending, and where it can end. */
  readonly groups: Map<number, ReadonlyMap<number, readonly number[]>>;
}

const none: readonly number[] = [];
const mostKept = 50_000;

/**
 * Matches patterns against rows of words. Bounded: a pattern looks at no more words than it has elements and room in its gaps, and every place
 * is visited once for each element; so the time grows with the length of the text and not faster.
 */
export class Matcher {
  readonly #rules: CompiledClauseRules;
  readonly #exact = new Map<string, number>();
  readonly #beginnings = new Map<string, number>();
  readonly #known = new Map<string, readonly number[]>();
  readonly #firsts = new Map<Sequence, ReadonlySet<number>>();
  readonly #needs = new Map<Sequence, readonly (readonly number[])[]>();

  constructor(rules: CompiledClauseRules) {
    this.#rules = rules;
    for (const [index, word] of rules.words.entries()) {
      if (word.endsWith("*")) this.#beginnings.set(word.slice(0, -1), index);
      else this.#exact.set(word, index);
    }
  }

  /** The pattern words that a word of the text satisfies. */
  classesOf(word: Word): readonly number[] {
    if (word.value !== null) return word.currency === null ? this.#classes("<number>", "<count>") : this.#classes("<number>", "<money>");
    const known = this.#known.get(word.text);
    if (known !== undefined) return known;
    const found: number[] = [];
    const exact = this.#exact.get(word.text);
    if (exact !== undefined) found.push(exact);
    for (let length = 1; length <= word.text.length; length++) {
      const beginning = this.#beginnings.get(word.text.slice(0, length));
      if (beginning !== undefined) found.push(beginning);
    }
    if (this.#known.size < mostKept) this.#known.set(word.text, found);
    return found;
  }

  #classes(...names: readonly string[]): readonly number[] {
    return names.map((name) => this.#exact.get(name)).filter((index) => index !== undefined);
  }

  /** The pattern words with which a match can begin. */
  firstOf(pattern: Sequence): ReadonlySet<number> {
    let firsts = this.#firsts.get(pattern);
    if (firsts === undefined) {
      const found = new Set<number>();
      this.#collectFirst(pattern, found);
      firsts = found;
      this.#firsts.set(pattern, firsts);
    }
    return firsts;
  }

  #collectFirst(sequence: Sequence, into: Set<number>): void {
    for (const element of sequence) {
      if (typeof element === "number") {
        into.add(element);
        return;
      }
      if (element[0] === "~") continue;
      if (element[0] === "?") {
        this.#collectFirst(element.slice(1) as Element[], into);
        continue;
      }
      for (const alternative of this.#alternatives(element)) this.#collectFirst(alternative, into);
      return;
    }
  }

  #alternatives(element: readonly ["|", ...Sequence[]] | readonly ["@", number]): readonly Sequence[] {
    if (element[0] === "|") return element.slice(1) as Sequence[];
    const group = this.#rules.groups[element[1] as number];
    return group === undefined ? [] : [group];
  }

  /** For each part that a pattern cannot be without, the words of which a text must hold one. */
  needsOf(pattern: Sequence): readonly (readonly number[])[] {
    let needs = this.#needs.get(pattern);
    if (needs === undefined) {
      needs = pattern.flatMap((element) => {
        if (typeof element !== "number" && (element[0] === "~" || element[0] === "?")) return [];
        const found = new Set<number>();
        this.#collectFirst([element], found);
        return [[...found]];
      });
      this.#needs.set(pattern, needs);
    }
    return needs;
  }

  /**
   * Whether a text can hold the pattern, given how often it holds each pattern word: what `needsOf` says, without working it out for the many patterns of which
   * the text lacks a word.
   */
  isPossible(pattern: Sequence, counts: readonly number[]): boolean {
    for (const element of pattern) if (typeof element === "number" && (counts[element] ?? 0) === 0) return false;
    return pattern.every(
      (element) => typeof element === "number" || element[0] === "~" || element[0] === "?" || this.#canBegin([element], counts),
    );
  }

  #canBegin(sequence: Sequence, counts: readonly number[]): boolean {
    for (const element of sequence) {
      if (typeof element === "number") return (counts[element] ?? 0) > 0;
      if (element[0] === "~") continue;
      if (element[0] !== "?") return this.#alternatives(element).some((alternative) => this.#canBegin(alternative, counts));
      if (this.#canBegin(element.slice(1) as Element[], counts)) return true;
    }
    return false;
  }

  /** Where a match of the pattern can begin, ascending. */
  beginningsOf(pattern: Sequence, row: WordRow): readonly number[] {
    const first = pattern[0];
    if (typeof first === "object" && first[0] === "@") return [...this.#groupIn(first[1], row).keys()];
    let only: readonly number[] = none;
    let several: number[] | null = null;
    for (const word of this.firstOf(pattern)) {
      const places = row.places.get(word);
      if (places === undefined) continue;
      if (only === none) only = places;
      else if (several === null) several = [...only, ...places];
      else several.push(...places);
    }
    return several === null ? only : [...new Set(several)].sort((a, b) => a - b);
  }

  #groupIn(number: number, row: WordRow): ReadonlyMap<number, readonly number[]> {
    const known = row.groups.get(number);
    if (known !== undefined) return known;
    const found = new Map<number, readonly number[]>();
    const group = this.#rules.groups[number];
    if (group !== undefined) {
      for (const start of this.beginningsOf(group, row)) {
        const ends = this.#advance(group, row, [start]);
        if (ends.length > 0) found.set(start, ends);
      }
    }
    row.groups.set(number, found);
    return found;
  }

  /** The end of the shortest match that begins at this place, or -1. */
  endOf(pattern: Sequence, row: WordRow, start: number): number {
    return this.#advance(pattern, row, [start])[0] ?? -1;
  }

  #advance(sequence: Sequence, row: WordRow, from: readonly number[]): readonly number[] {
    let places = from;
    for (let at = 0; at < sequence.length && places.length > 0; at++) {
      const element = sequence[at] ?? 0;
      const next = sequence[at + 1];
      if (typeof element === "object" && element[0] === "~" && typeof next === "number") {
        places = wordsWithin(places, element[1], row.places.get(next) ?? none);
        at++;
      } else places = this.#step(element, row, places);
    }
    return places;
  }

  #step(element: Element, row: WordRow, places: readonly number[]): readonly number[] {
    const { classes } = row;
    if (typeof element === "number") {
      const next: number[] = [];
      for (const place of places) if (classes[place]?.includes(element) === true) next.push(place + 1);
      return next;
    }
    if (element[0] === "~") {
      const reached: number[] = [];
      let last = -1;
      for (const place of places) {
        for (let to = Math.max(place, last + 1); to <= place + element[1] && to < classes.length; to++) {
          reached.push(to);
          last = to;
        }
      }
      return reached;
    }
    if (element[0] === "?") return merge([places, this.#advance(element.slice(1) as Element[], row, places)]);
    const ends: (readonly number[])[] = [];
    if (element[0] === "@") {
      const group = this.#groupIn(element[1], row);
      if (group.size === 0) return none;
      for (const place of places) {
        const reached = group.get(place);
        if (reached !== undefined) ends.push(reached);
      }
      return merge(ends);
    }
    for (const alternative of this.#alternatives(element)) {
      const first = this.firstOf(alternative);
      const begun = places.filter((place) => beginsWith(classes[place] ?? none, first));
      if (begun.length > 0) ends.push(this.#advance(alternative, row, begun));
    }
    return merge(ends);
  }
}

/** The places after a word that stands at most `gap` words after one of the places; both rows ascend. */
function wordsWithin(places: readonly number[], gap: number, words: readonly number[]): readonly number[] {
  const ends: number[] = [];
  let at = 0;
  for (const word of words) {
    while (at < places.length && (places[at] ?? 0) + gap < word) at++;
    if (at === places.length) break;
    if ((places[at] ?? 0) <= word) ends.push(word + 1);
  }
  return ends;
}

function beginsWith(words: readonly number[], first: ReadonlySet<number>): boolean {
  for (const word of words) if (first.has(word)) return true;
  return false;
}

/** Several ascending rows of places as one ascending row, each place once. */
function merge(rows: readonly (readonly number[])[]): readonly number[] {
  const filled = rows.filter((row) => row.length > 0);
  const [only] = filled;
  if (only === undefined) return none;
  if (filled.length === 1) return only;
  return [...new Set(filled.flat())].sort((a, b) => a - b);
}
