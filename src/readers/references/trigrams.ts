const BITS = 18;
const LAST = (1 << BITS) - 1;
/** At the hash of every three bytes in a row the number of the last text that held them. */
const latest = new Uint8Array(1 << BITS);
let texts = 0;

/**
 * Looks at each byte of a text once, so that many words can then be looked for without looking at it again: a word is not there where three bytes of it in a
 * row are not. One text at a time; what is asked holds until the next one is taken.
 */
export function takeTrigrams(bytes: Uint8Array): void {
  texts = (texts % 255) + 1;
  if (texts === 1) latest.fill(0);
  let hash = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    // Of six bits a byte the first falls out with the fourth.
    hash = (hash << 6) ^ (bytes[at] ?? 0);
    latest[hash & LAST] = texts;
  }
}

const hashesOfWords = new Map<string, Uint32Array>();

/** Whether a word of three characters or more, in ASCII, can be in the text that was taken last. */
export function mayHold(word: string): boolean {
  let hashes = hashesOfWords.get(word);
  if (hashes === undefined) {
    hashes = hashesOf(word);
    hashesOfWords.set(word, hashes);
  }
  for (const hash of hashes) if (latest[hash] !== texts) return false;
  return true;
}

function hashesOf(word: string): Uint32Array {
  const hashes = new Uint32Array(word.length - 2);
  for (let at = 2; at < word.length; at += 1) {
    hashes[at - 2] = ((word.charCodeAt(at - 2) << 12) ^ (word.charCodeAt(at - 1) << 6) ^ word.charCodeAt(at)) & LAST;
  }
  return hashes;
}
