/** Text as it stands in a file, with the encoding that it was read in. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be" | "gb18030" | "windows-1252";
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Reads bytes as text. Never fails: what is no Unicode and no GB18030 is read as Latin-1. */
export function decode(bytes: Uint8Array): DecodedText {
  const wide = byteOrder(bytes);
  if (wide !== null) return { text: compose(decodeWide(bytes, wide)), encoding: wide };
  try {
    return { text: compose(utf8.decode(bytes)), encoding: "utf-8" };
  } catch {
    return decodeLegacy(bytes);
  }
}

function byteOrder(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (first !== 0 && second !== 0) return null;
  // No byte order mark: in western text every other byte is zero.
  const length = Math.min(bytes.length, 200) & ~1;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < length; at += 2) {
    if (bytes[at] === 0) even++;
    if (bytes[at + 1] === 0) odd++;
  }
  if (odd * 4 >= length && even * 20 <= length) return "utf-16le";
  if (even * 4 >= length && odd * 20 <= length) return "utf-16be";
  return null;
}

/** Node without full ICU data knows no big-endian decoder; swapping is simple enough. */
function decodeWide(bytes: Uint8Array, order: "utf-16le" | "utf-16be"): string {
  const even = bytes.subarray(0, bytes.length & ~1);
  if (order === "utf-16le") return new TextDecoder("utf-16le").decode(even);
  const swapped = new Uint8Array(even.length);
  for (let at = 0; at < even.length; at += 2) {
    swapped[at] = even[at + 1] ?? 0;
    swapped[at + 1] = even[at] ?? 0;
  }
  return new TextDecoder("utf-16le").decode(swapped);
}

const han = /[\u4e00-\u9fff]/g;
const notHan = /[\u0080-\u2fff\ua000-\uff00]/g;

function decodeLegacy(bytes: Uint8Array): DecodedText {
  const chinese = decodeChinese(bytes);
  if (chinese !== null) return { text: chinese, encoding: "gb18030" };
  return { text: compose(new TextDecoder("windows-1252").decode(bytes)), encoding: "windows-1252" };
}

/** Chinese only where most of what is not ASCII becomes Chinese: Latin-1 read as GB18030 gives a few stray characters. */
function decodeChinese(bytes: Uint8Array): string | null {
  const lax = new TextDecoder("gb18030").decode(bytes);
  const characters = lax.match(han)?.length ?? 0;
  if (characters < 4) return null;
  const wrong = lax.match(notHan)?.length ?? 0;
  const pairs = countPairs(bytes);
  return wrong * 10 <= characters && pairs * 10 >= characters * 8 ? lax : null;
}

/** How many bytes above ASCII stand in runs of two or more: in Chinese nearly all, in western text nearly none. */
function countPairs(bytes: Uint8Array): number {
  let pairs = 0;
  for (let at = 0; at + 1 < bytes.length; at++) {
    if ((bytes[at] ?? 0) < 0x81 || (bytes[at + 1] ?? 0) < 0x80) continue;
    pairs++;
    at++;
  }
  return pairs;
}

/** Letters with separate accents become single characters. Only text that has such accents is touched. */
function compose(text: string): string {
  return /[\u0300-\u036f]/.test(text) ? text.normalize("NFC") : text;
}
