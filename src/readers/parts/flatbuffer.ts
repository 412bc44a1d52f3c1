import { limits } from "../../limits.ts";

/** Reads single fields of a FlatBuffers file (flatbuffers.dev, "Internals"). Offsets that lead out of the bytes throw OutOfBytes. */
export class FlatBuffer {
  private readonly view: DataView;

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  /** The four letters behind the first offset; empty where there are none. */
  get identifier(): string {
    return this.bytes.length < 8 ? "" : new TextDecoder("latin1").decode(this.bytes.subarray(4, 8));
  }

  root(): number {
    return this.follow(0);
  }

  /** Where the value of a table's field stands; null where the field is not set. */
  field(table: number, index: number): number | null {
    const vtable = table - this.signed(table);
    const slot = 4 + 2 * index;
    if (slot >= this.short(vtable)) return null;
    const offset = this.short(vtable + slot);
    return offset === 0 ? null : table + offset;
  }

  /** The tables of a field that is a vector of tables. More than the limit throw TooMany. */
  tables(table: number, index: number): readonly number[] {
    const at = this.field(table, index);
    if (at === null) return [];
    const vector = this.follow(at);
    const count = this.number(vector);
    if (vector + 4 + 4 * count > this.bytes.length) throw new OutOfBytes();
    if (count > limits.flatbufferTables) throw new TooMany();
    return Array.from({ length: count }, (_, position) => this.follow(vector + 4 + 4 * position));
  }

  text(table: number, index: number): string {
    const content = this.content(table, index);
    return content === null ? "" : new TextDecoder().decode(content);
  }

  /** The bytes of a field that is a text or a vector of bytes. */
  content(table: number, index: number): Uint8Array | null {
    const at = this.field(table, index);
    if (at === null) return null;
    const vector = this.follow(at);
    const length = this.number(vector);
    if (vector + 4 + length > this.bytes.length) throw new OutOfBytes();
    return this.bytes.subarray(vector + 4, vector + 4 + length);
  }

  number(at: number): number {
    return this.checked(at, 4).getUint32(at, true);
  }

  private follow(at: number): number {
    return at + this.number(at);
  }

  private short(at: number): number {
    return this.checked(at, 2).getUint16(at, true);
  }

  private signed(at: number): number {
    return this.checked(at, 4).getInt32(at, true);
  }

  private checked(at: number, count: number): DataView {
    if (at < 0 || at + count > this.bytes.length) throw new OutOfBytes();
    return this.view;
  }
}

export class OutOfBytes extends Error {}
export class TooMany extends Error {}
