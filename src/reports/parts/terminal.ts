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
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const limit = lines.length === 0 ? room : room - hang;
    if (line !== "" && line.length + 1 + word.length > limit) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines.map((one, index) => indent + (index === 0 ? "" : " ".repeat(hang)) + one);
}
