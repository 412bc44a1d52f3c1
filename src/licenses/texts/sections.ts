/** A binary of numbered sections, each aligned to four bytes: typed arrays are laid over it without copying. Little endian. */
const magic = 0x5854544d;
const version = 1;

export function packSections(parts: readonly (Uint8Array | Uint16Array | Uint32Array | Float32Array)[]): Uint8Array {
  const head = (3 + parts.length * 2) * 4;
  let size = head;
  const places = parts.map((part) => {
    const place = size;
    size += (part.byteLength + 3) & ~3;
    return place;
  });
  const bytes = new Uint8Array(size);
  const header = new Uint32Array(bytes.buffer, 0, 3 + parts.length * 2);
  header[0] = magic;
  header[1] = version;
  header[2] = parts.length;
  for (const [number, part] of parts.entries()) {
    const place = places[number] ?? 0;
    header[3 + number * 2] = place;
    header[4 + number * 2] = part.byteLength;
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), place);
  }
  return bytes;
}

/** The sections of a packed binary, by number. */
export interface Sections {
  bytes(number: number): Uint8Array;
  halves(number: number): Uint16Array;
  words(number: number): Uint32Array;
  floats(number: number): Float32Array;
}

export function openSections(packed: Uint8Array): Sections {
  const whole = packed.byteOffset % 4 === 0 ? packed : packed.slice();
  const { buffer, byteOffset } = whole;
  const fixed = whole.byteLength < 12 ? new Uint32Array(3) : new Uint32Array(buffer, byteOffset, 3);
  const count = fixed[2] ?? 0;
  if (fixed[0] !== magic || fixed[1] !== version || whole.byteLength < (3 + count * 2) * 4)
    throw new Error("not an index of license texts, or one of another version");
  const table = new Uint32Array(buffer, byteOffset, 3 + count * 2);
  const place = (number: number): readonly [number, number] => [byteOffset + (table[3 + number * 2] ?? 0), table[4 + number * 2] ?? 0];
  return {
    bytes: (number) => new Uint8Array(buffer, ...place(number)),
    halves: (number) => new Uint16Array(buffer, place(number)[0], place(number)[1] / 2),
    words: (number) => new Uint32Array(buffer, place(number)[0], place(number)[1] / 4),
    floats: (number) => new Float32Array(buffer, place(number)[0], place(number)[1] / 4),
  };
}
