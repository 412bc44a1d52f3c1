/** Where the few words that locate a clause stand in a text: lines count from 1. White space, case, quotes and markup make no difference. Null where they do not stand there. */
export function findLocator(
  locator: string,
  text: string,
): { readonly startLine: number; readonly endLine: number; readonly quote: string } | null {
  const wanted = squeeze(locator).letters;
  if (wanted === "") return null;
  const { letters, lines } = squeeze(text);
  const at = letters.indexOf(wanted);
  if (at === -1) return null;
  return { startLine: lines[at] ?? 1, endLine: lines[at + wanted.length - 1] ?? 1, quote: locator };
}

/** Letters and digits only, each with its line. */
function squeeze(text: string): { letters: string; lines: number[] } {
  let letters = "";
  const lines: number[] = [];
  let line = 1;
  for (const character of text.toLowerCase()) {
    if (character === "\n") line += 1;
    else if (/[\p{L}\p{N}]/u.test(character)) {
      letters += character;
      for (let unit = 0; unit < character.length; unit += 1) lines.push(line);
    }
  }
  return { letters, lines };
}
