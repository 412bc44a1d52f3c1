/** Bytes of a GGUF header with these metadata (ggml `docs/gguf.md`, version 3). */
export function ggufBytes(metadata: Readonly<Record<string, string | number | boolean | readonly string[]>>, version = 3): Uint8Array {
  const parts: Buffer[] = [Buffer.from("GGUF"), u32(version), u64(0), u64(Object.keys(metadata).length)];
  for (const [key, value] of Object.entries(metadata)) {
    parts.push(text(key));
    if (typeof value === "string") parts.push(u32(8), text(value));
    else if (typeof value === "number") parts.push(u32(4), u32(value));
    else if (typeof value === "boolean") parts.push(u32(7), Buffer.from([value ? 1 : 0]));
    else parts.push(u32(9), u32(8), u64(value.length), ...value.map(text));
  }
  return new Uint8Array(Buffer.concat(parts));
}

/** Bytes of a safetensors file without tensors (safetensors README, “Format”). */
export function safetensorsBytes(metadata: Readonly<Record<string, string>>): Uint8Array {
  const header = Buffer.from(JSON.stringify({ __metadata__: metadata }));
  return new Uint8Array(Buffer.concat([u64(header.length), header]));
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([u64(bytes.length), bytes]);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}
