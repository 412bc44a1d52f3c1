/** What a character means for reading words. */
export const Kind = { separator: 0, word: 1, upper: 2, sentence: 3, newline: 4, special: 5, ignored: 6, ideograph: 7 } as const;

/** Kinds of the ASCII characters. `special` are those that need a look at what follows. */
export const asciiKinds = buildAscii();

/** ASCII letters and digits in lower case; 0 for all else. */
export const letters = buildLetters();

function buildLetters(): Uint8Array {
  const folded = new Uint8Array(128);
  for (let code = 0; code < 128; code++) {
    if (asciiKinds[code] === Kind.word) folded[code] = code;
    else if (asciiKinds[code] === Kind.upper) folded[code] = code | 32;
  }
  return folded;
}

function buildAscii(): Uint8Array {
  const kinds = new Uint8Array(128);
  for (let code = 48; code < 58; code++) kinds[code] = Kind.word;
  for (let code = 65; code < 91; code++) kinds[code] = Kind.upper;
  for (let code = 97; code < 123; code++) kinds[code] = Kind.word;
  for (const character of ".,;:!?") kinds[character.charCodeAt(0)] = Kind.sentence;
  for (const character of "\n\r") kinds[character.charCodeAt(0)] = Kind.newline;
  for (const character of "&$%()[]<>{}\"'`") kinds[character.charCodeAt(0)] = Kind.special;
  return kinds;
}

/** The kind of a character beyond ASCII. */
export function wideKind(code: number): number {
  if (code >= 0xc0 && code < 0x2000) {
    if (code === 0xd7 || code === 0xf7 || (code >= 0x2b0 && code < 0x370)) return Kind.separator;
    return Kind.word;
  }
  if (code === 0xad || (code >= 0x200b && code <= 0x200f) || code === 0x2060 || code === 0xfeff) return Kind.ignored;
  if (code === 0x2018 || code === 0x2019 || code === 0x201b || code === 0x02bc) return Kind.special;
  if (code === 0x201c || code === 0x201d || code === 0xa9 || code === 0x20ac || code === 0xa3 || code === 0xa5) return Kind.special;
  if (code === 0x2029) return Kind.newline;
  if (code >= 0x2e80 && code < 0xe000) return cjkKind(code);
  if (code >= 0xf900 && code < 0xfb00) return Kind.ideograph;
  if (code >= 0xfb00 && code < 0xfb07) return Kind.word;
  if (code >= 0xff01 && code < 0xff5f) return asciiKinds[code - 0xfee0] ?? Kind.separator;
  return Kind.separator;
}

function cjkKind(code: number): number {
  if (code === 0x3001 || code === 0x3002) return Kind.sentence;
  if (code >= 0x3000 && code < 0x3005) return Kind.separator;
  if (code >= 0x3008 && code < 0x3021) return Kind.separator;
  return Kind.ideograph;
}

/** The lower-case form of a letter beyond ASCII. Full-width forms become ASCII. */
export function fold(code: number): number {
  if (code < 0xdf) return code + 32;
  if (code < 0x100) return code;
  if (code < 0x180) return code | 1;
  if (code >= 0x391 && code <= 0x3a9) return code + 32;
  if (code >= 0x410 && code <= 0x42f) return code + 32;
  if (code >= 0x400 && code <= 0x40f) return code + 80;
  if (code >= 0xff01 && code < 0xff5f) {
    const ascii = code - 0xfee0;
    return ascii >= 65 && ascii < 91 ? ascii + 32 : ascii;
  }
  return code;
}

const ligatures = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];

/** The letters that a ligature (U+FB00 to U+FB06) stands for. */
export function ligature(code: number): string {
  return ligatures[code - 0xfb00] ?? "";
}

export function isDigit(code: number): boolean {
  return code >= 48 && code < 58;
}

export function isLetter(code: number): boolean {
  return (code >= 97 && code < 123) || (code >= 65 && code < 91) || (code >= 0xc0 && code < 0x2000);
}
