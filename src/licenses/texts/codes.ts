const slack = 8;
const mostKept = 1 << 21;
let room = Buffer.allocUnsafeSlow(1 << 17);

/** The UTF-16 code units of a text, with a few zeros behind them: reading them is faster than asking the string. Valid until the next call. */
export function codesOf(text: string): Uint16Array {
  const size = (text.length + slack) * 2;
  const target = size > mostKept ? Buffer.allocUnsafeSlow(size) : roomFor(size);
  const written = target.write(text, 0, size, "utf16le");
  target.fill(0, written, size);
  return new Uint16Array(target.buffer, target.byteOffset, text.length + slack);
}

function roomFor(size: number): Buffer {
  if (room.length < size) room = Buffer.allocUnsafeSlow(size * 2);
  return room;
}
