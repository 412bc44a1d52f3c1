/** Text with the encoding it was found in. `damaged` where bytes fit no encoding and were replaced. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be" | "gb18030" | "windows-1252";
}

/** Bytes to text: a byte order mark decides, then UTF-8 where it fits, then GB18030 where it fits and yields Chinese, else Windows-1252. */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: new TextDecoder("utf-16le").decode(bytes), encoding: "utf-16le" };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: new TextDecoder("utf-16be").decode(bytes), encoding: "utf-16be" };
  const utf8 = tryDecode(bytes, "utf-8");
  if (utf8 !== null) return { text: utf8, encoding: "utf-8" };
  const chinese = tryDecode(bytes, "gb18030");
  if (chinese !== null && isMostlyChinese(chinese)) return { text: chinese, encoding: "gb18030" };
  return { text: new TextDecoder("windows-1252").decode(bytes), encoding: "windows-1252" };
}

function tryDecode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Fewer characters than this are rather accented Latin letters than Chinese. */
const LEAST_CHINESE = 8;

function isMostlyChinese(text: string): boolean {
  const beyond = text.match(/[^\p{ASCII}]/gu)?.length ?? 0;
  const chinese = text.match(/[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/g)?.length ?? 0;
  return chinese >= LEAST_CHINESE && chinese / beyond > 0.8;
}

/** Whether a Git LFS pointer stands in place of the file (git-lfs specification, version 1). */
export function isLfsPointer(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 64)).toString("latin1");
  return start.startsWith("version https://git-lfs.github.com/spec/v1\n");
}
