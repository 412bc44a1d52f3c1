/** A text of three characters or more, in ASCII, that is looked for in bytes; where `isMeant` is given, it tells from what stands around whether it counts. */
export interface Word<Meaning> {
  readonly text: string;
  readonly meaning: Meaning;
  readonly isMeant?: (bytes: Uint8Array, from: number) => boolean;
}

/** The bytes of a word, and how many of them stand before the last of the three that it is known by. */
interface Known<Meaning> {
  readonly codes: Uint8Array;
  readonly before: number;
  readonly meaning: Meaning;
  readonly isMeant: ((bytes: Uint8Array, from: number) => boolean) | null;
}

const BITS = 18;
const LAST = (1 << BITS) - 1;
/** What is frequent in texts and programs, most frequent first, and by its code how frequent. */
const FREQUENT = " etaoinsr_lcdupmfghbyvw.-T";
const frequencies = new Uint8Array(256);
for (let rank = 0; rank < FREQUENT.length; rank += 1) frequencies[FREQUENT.charCodeAt(rank)] = FREQUENT.length - rank;

/** Finds which of many words stand in a file, looking at each byte once: each word is known by three of its bytes in a row that are seldom met. */
export class Words<Meaning> {
  /** At the hash of three bytes the number of the words that are known by them; 0 for none. */
  private readonly numbers = new Uint8Array(1 << BITS);
  private readonly groups: Known<Meaning>[][] = [[]];

  constructor(words: readonly Word<Meaning>[]) {
    for (const word of words) {
      const codes = Buffer.from(word.text, "latin1");
      const before = rarest(codes);
      const hash = hashOf(codes, before);
      const number = this.numbers[hash] || this.groups.push([]) - 1;
      if (number > 255) throw new RangeError("more words than can be told apart");
      this.numbers[hash] = number;
      this.groups[number]?.push({ codes, before, meaning: word.meaning, isMeant: word.isMeant ?? null });
    }
  }

  /** Hands over what the words mean, one after the other as they are met, until `take` answers true; tells whether it did. */
  find(bytes: Uint8Array, take: (meaning: Meaning) => boolean): boolean {
    const { numbers } = this;
    const last = bytes.length - 1;
    let hash = 0;
    // Two at a time takes three quarters of the time that one at a time takes. Of six bits a byte the first falls out with the fourth.
    for (let at = 0; at < last; at += 2) {
      const byte = bytes[at] ?? 0;
      const next = bytes[at + 1] ?? 0;
      const one = numbers[((hash << 6) ^ byte) & LAST] ?? 0;
      hash = ((hash << 12) ^ (byte << 6) ^ next) & LAST;
      const other = numbers[hash] ?? 0;
      if ((one | other) !== 0 && (this.isTaken(one, bytes, at, take) || this.isTaken(other, bytes, at + 1, take))) return true;
    }
    return bytes.length % 2 === 1 && last > 1 && this.isTaken(numbers[hashOf(bytes, last)] ?? 0, bytes, last, take);
  }

  /** Whether one of the words with this number stands at that place and is what was looked for. */
  private isTaken(number: number, bytes: Uint8Array, at: number, take: (meaning: Meaning) => boolean): boolean {
    const group = this.groups[number] ?? [];
    for (let index = 0; index < group.length; index += 1) {
      const known = group[index];
      if (known === undefined) continue;
      const from = at - known.before;
      if (isAt(known.codes, bytes, from) && (known.isMeant === null || known.isMeant(bytes, from)) && take(known.meaning)) return true;
    }
    return false;
  }
}

/** Of the three bytes that end at a place. */
function hashOf(bytes: Uint8Array, end: number): number {
  return (((bytes[end - 2] ?? 0) << 12) ^ ((bytes[end - 1] ?? 0) << 6) ^ (bytes[end] ?? 0)) & LAST;
}

function isAt(codes: Uint8Array, bytes: Uint8Array, from: number): boolean {
  if (from < 0 || from + codes.length > bytes.length) return false;
  for (let index = 0; index < codes.length; index += 1) if (bytes[from + index] !== codes[index]) return false;
  return true;
}

/** Where the last of those three bytes stands that are met least often. */
function rarest(codes: Uint8Array): number {
  let [place, least] = [2, Number.POSITIVE_INFINITY];
  for (let at = 2; at < codes.length; at += 1) {
    const often = frequencyOf(codes[at - 2]) + frequencyOf(codes[at - 1]) + frequencyOf(codes[at]);
    if (often < least) [place, least] = [at, often];
  }
  return place;
}

function frequencyOf(code = 0): number {
  return frequencies[code] ?? 0;
}
