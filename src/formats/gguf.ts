import { limits } from "../limits.ts";

/** What a GGUF header states: scalar values and lists of texts, by key (ggml `docs/gguf.md`). */
export interface GgufHeader {
  readonly version: number;
  readonly metadata: ReadonlyMap<string, string | number | bigint | boolean | readonly string[]>;
  /** Why reading stopped before the end of the metadata; null where it did not. */
  readonly stopped: "more-bytes" | "malformed" | "limit" | null;
}

const FIXED_SIZES: Readonly<Record<number, number>> = { 0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8 };
const STRING = 8;
const ARRAY = 9;

export function isGguf(bytes: Uint8Array): boolean {
  return bytes[0] === 0x47 && bytes[1] === 0x47 && bytes[2] === 0x55 && bytes[3] === 0x46;
}

/**
 * Reads the metadata of a GGUF file from its first bytes; what was read before an end or a fault is kept. Lists that are no texts, and long lists such as
 * vocabularies, are passed over; of long lists under `general.` the first entries are kept. Null where the bytes are no GGUF.
 */
export function readGguf(bytes: Uint8Array): GgufHeader | null {
  if (!isGguf(bytes)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const cursor = new Cursor(view);
  const metadata = new Map<string, string | number | bigint | boolean | readonly string[]>();
  let version = 0;
  try {
    cursor.skip(4);
    version = view.getUint32(4, true);
    // A version in the upper half means that the file is big-endian.
    if (version > 0xffff) {
      cursor.littleEndian = false;
      version = view.getUint32(4, false);
    }
    cursor.skip(4);
    if (version < 1 || version > 64) return { version, metadata, stopped: "malformed" };
    const wide = version > 1;
    cursor.count(wide);
    const entries = cursor.count(wide);
    if (entries > limits.headerEntries) return { version, metadata, stopped: "limit" };
    for (let index = 0; index < entries; index += 1) {
      const key = cursor.text(wide);
      const value = cursor.value(cursor.unsigned(), wide, key.startsWith("general."));
      if (value !== undefined) metadata.set(key, value);
    }
    return { version, metadata, stopped: null };
  } catch (error) {
    return { version, metadata, stopped: error instanceof EndOfBytes ? "more-bytes" : "malformed" };
  }
}

class EndOfBytes extends Error {}

class Cursor {
  littleEndian = true;
  private offset = 0;

  constructor(private readonly view: DataView) {}

  skip(count: number): void {
    this.need(count);
    this.offset += count;
  }

  unsigned(): number {
    this.need(4);
    const value = this.view.getUint32(this.offset, this.littleEndian);
    this.offset += 4;
    return value;
  }

  count(wide: boolean): number {
    if (!wide) return this.unsigned();
    this.need(8);
    const value = this.view.getBigUint64(this.offset, this.littleEndian);
    this.offset += 8;
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new RangeError("a count that no file can hold");
    return Number(value);
  }

  text(wide: boolean): string {
    const length = this.count(wide);
    if (length > limits.maximumHeaderBytes) throw new RangeError("a text that no header can hold");
    this.need(length);
    const bytes = new Uint8Array(this.view.buffer, this.view.byteOffset + this.offset, length);
    this.offset += length;
    return new TextDecoder().decode(bytes);
  }

  value(type: number, wide: boolean, isGeneral: boolean): string | number | bigint | boolean | readonly string[] | undefined {
    if (type === STRING) return this.text(wide);
    if (type === ARRAY) return this.list(wide, isGeneral);
    const size = FIXED_SIZES[type];
    if (size === undefined) throw new RangeError("an unknown type");
    this.need(size);
    const at = this.offset;
    this.offset += size;
    if (type === 7) return this.view.getUint8(at) !== 0;
    if (type === 4 || type === 5) return this.view.getUint32(at, this.littleEndian);
    if (type === 10 || type === 11) return this.view.getBigUint64(at, this.littleEndian);
    return undefined;
  }

  private list(wide: boolean, isGeneral: boolean): readonly string[] | undefined {
    const type = this.unsigned();
    const length = this.count(wide);
    if (type === STRING) {
      const texts: string[] = [];
      for (let index = 0; index < length; index += 1) {
        // One more than the limit, by which the cut is known and said.
        const isKept = length <= limits.listEntries || (isGeneral && index <= limits.listEntries);
        if (isKept) texts.push(this.text(wide));
        else this.skip(this.count(wide));
      }
      return length <= limits.listEntries || isGeneral ? texts : undefined;
    }
    const size = FIXED_SIZES[type];
    if (size === undefined) throw new RangeError("a list of lists");
    this.skip(size * length);
    return undefined;
  }

  private need(count: number): void {
    if (this.offset + count > this.view.byteLength) throw new EndOfBytes();
  }
}
