type Paint = (text: string) => string;

/** What colors mean; every function leaves the text alone where colors are off. */
export interface Palette {
  readonly fail: Paint;
  readonly review: Paint;
  readonly pass: Paint;
  readonly strong: Paint;
  readonly faint: Paint;
}

export function paletteFor(color: boolean): Palette {
  const paint =
    (code: string): Paint =>
    (text) =>
      color ? `\u001b[${code}m${text}\u001b[0m` : text;
  return { fail: paint("31;1"), review: paint("33;1"), pass: paint("32"), strong: paint("1"), faint: paint("2") };
}

/** Breaks at spaces; a word longer than a line stands alone. Lines after the first are `hang` columns further in. */
export function wrap(text: string, indent: string, width: number, hang = 0): string[] {
  const room = Math.max(20, width - indent.length);
  const inner = indent + " ".repeat(hang);
  const lines: string[] = [];
  let start = 0;
  let end = 0;
  for (let at = 0; at <= text.length; at = end + 1) {
    const space = text.indexOf(" ", at);
    const wordEnd = space === -1 ? text.length : space;
    if (end > start && wordEnd - start > (lines.length === 0 ? room : room - hang)) {
      lines.push((lines.length === 0 ? indent : inner) + text.slice(start, end));
      start = at;
    } else if (end === start) start = at;
    end = wordEnd;
  }
  lines.push((lines.length === 0 ? indent : inner) + text.slice(start, end));
  return lines;
}
