import { isAscii, isUtf8 } from "node:buffer";

/** Text as it stands in a file, with the encoding that it was read in. A byte order mark is no part of it. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be" | "gb18030" | "windows-1252";
}

/** The latest file: several readers look at one in a row, and its texts are made once for them. */
let latest: { readonly bytes: Uint8Array; raw?: string; decoded?: DecodedText } = { bytes: new Uint8Array(0) };

function textsOf(bytes: Uint8Array): typeof latest {
  if (bytes !== latest.bytes) latest = { bytes };
  return latest;
}

/** One character a byte (Latin-1), to look for marks before anything is decoded; what is written in UTF-16 is decoded, since no mark could be found in it. */
export function rawText(bytes: Uint8Array): string {
  const texts = textsOf(bytes);
  texts.raw ??= raw(bytes);
  return texts.raw;
}

/** The bytes of {@link rawText}, to look at them without making a text of them all. */
export function rawBytes(bytes: Uint8Array): Buffer {
  if (byteOrder(bytes) !== null) return Buffer.from(rawText(bytes), "latin1");
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** Some of these bytes as characters, as far as there are any. */
export function latin1(bytes: Uint8Array, from: number, to: number): string {
  const start = Math.max(0, from);
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, Math.max(0, Math.min(to, bytes.length) - start)).toString("latin1");
}

/** Bytes to text. Never fails: what is neither Unicode nor Chinese in GB18030 is read as Windows-1252. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const texts = textsOf(bytes);
  texts.decoded ??= decoded(bytes);
  return texts.decoded;
}

function raw(bytes: Uint8Array): string {
  const wide = byteOrder(bytes);
  return wide === null ? latin1(bytes, 0, bytes.length) : decodeWide(bytes, wide);
}

function decoded(bytes: Uint8Array): DecodedText {
  const wide = byteOrder(bytes);
  if (wide !== null) return { text: decodeWide(bytes, wide), encoding: wide };
  if (isAscii(bytes)) return { text: rawText(bytes), encoding: "utf-8" };
  if (isUtf8(bytes))
    return { text: unmarked(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8")), encoding: "utf-8" };
  const chinese = decodeChinese(bytes);
  if (chinese !== null) return { text: chinese, encoding: "gb18030" };
  return { text: new TextDecoder("windows-1252").decode(bytes), encoding: "windows-1252" };
}

function unmarked(text: string): string {
  return text.startsWith("\ufeff") ? text.slice(1) : text;
}

function byteOrder(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  const first = bytes[0];
  const second = bytes[1];
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
  return new TextDecoder("utf-16le").decode(order === "utf-16le" ? even : Buffer.from(even).swap16());
}

/** Fewer characters than this are rather accented Latin letters than Chinese. */
const leastChinese = 8;
const han = /[\u4e00-\u9fff]/g;
const notHan = /[\u0080-\u2fff\ua000-\uff00]/g;

/** Chinese only where most of what is not ASCII becomes Chinese: Latin-1 read as GB18030 gives a few stray characters. */
function decodeChinese(bytes: Uint8Array): string | null {
  const lax = new TextDecoder("gb18030").decode(bytes);
  const characters = lax.match(han)?.length ?? 0;
  if (characters < leastChinese) return null;
  const wrong = lax.match(notHan)?.length ?? 0;
  return wrong * 10 <= characters && countPairs(bytes) * 10 >= characters * 8 ? lax : null;
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

/** Whether a Git LFS pointer stands in place of the file (git-lfs specification, version 1). */
export function isLfsPointer(bytes: Uint8Array): boolean {
  // Checked out with CRLF, or saved with a byte-order mark, it is one all the same.
  return latin1(bytes, 0, 64)
    .replace(/^\xef\xbb\xbf/, "")
    .startsWith("version https://git-lfs.github.com/spec/v1");
}
