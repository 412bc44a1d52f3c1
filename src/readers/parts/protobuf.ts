import { limits } from "../../limits.ts";

/** One field of a protocol-buffer message: where its content stands in the bytes. */
export interface ProtobufField {
  readonly number: number;
  /** True for texts, bytes and messages inside; false for numbers. */
  readonly delimited: boolean;
  readonly from: number;
  readonly to: number;
}

export interface ProtobufMessage {
  readonly fields: readonly ProtobufField[];
  /** Why reading stopped before `to`: `more` where bytes are missing, of which `needed` is the first count that may do; `limit` behind as many fields as are read. */
  readonly stopped: "more" | "malformed" | "limit" | null;
  readonly needed: number;
}

/** Walks the fields of a message without knowing its schema (protobuf.dev, "Encoding"). Content is not copied. Never throws. */
export function protobufFields(bytes: Uint8Array, from: number, to: number): ProtobufMessage {
  const fields: ProtobufField[] = [];
  let at = from;
  while (at < to) {
    const tag = varint(bytes, at);
    if (tag === null) return stop(fields, at + 10 > bytes.length ? "more" : "malformed", at + 10);
    const number = Math.floor(tag.value / 8);
    const wire = tag.value % 8;
    if (number === 0) return stop(fields, "malformed", at);
    if (fields.length >= limits.headerEntries) return stop(fields, "limit", at);
    const size = wire === 1 ? 8 : wire === 5 ? 4 : wire === 0 || wire === 2 ? -1 : null;
    if (size === null) return stop(fields, "malformed", at);
    const value = size === -1 ? varint(bytes, tag.next) : null;
    if (size === -1 && value === null) return stop(fields, tag.next + 10 > bytes.length ? "more" : "malformed", tag.next + 10);
    const start = wire === 2 ? (value?.next ?? tag.next) : tag.next;
    const end = wire === 2 ? start + (value?.value ?? 0) : wire === 0 ? (value?.next ?? tag.next) : tag.next + size;
    if (end > to) return stop(fields, "malformed", end);
    fields.push({ number, delimited: wire === 2, from: start, to: end });
    if (end > bytes.length) return stop(fields, "more", end);
    at = end;
  }
  return { fields, stopped: null, needed: at };
}

/** The text of a field, one byte longer than the limit where it is longer; empty where the bytes do not reach. */
export function protobufText(bytes: Uint8Array, field: ProtobufField | undefined): string {
  if (field === undefined || !field.delimited || field.to > bytes.length) return "";
  return new TextDecoder().decode(bytes.subarray(field.from, Math.min(field.to, field.from + limits.textBytes + 1)));
}

function stop(fields: readonly ProtobufField[], stopped: "more" | "malformed" | "limit", needed: number): ProtobufMessage {
  return { fields, stopped, needed };
}

function varint(bytes: Uint8Array, at: number): { value: number; next: number } | null {
  let value = 0;
  for (let index = 0; index < 10; index += 1) {
    const byte = bytes[at + index];
    if (byte === undefined) return null;
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return { value, next: at + index + 1 };
  }
  return null;
}
