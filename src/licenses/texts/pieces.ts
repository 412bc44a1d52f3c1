/** A sentence or several, a heading or an item of a list beside a license. */
export interface Piece {
  /** Without markup and the punctuation at the end. */
  readonly sentences: readonly string[];
  /** The sentences of each of its lines by itself. */
  readonly lines: readonly (readonly string[])[];
  readonly item: boolean;
  readonly heading: boolean;
  /** It ends with a colon: what follows belongs to it. */
  readonly leads: boolean;
}

const prefix = /^(?:[\s>|]|\/\/+(?!\/)|\/\*+(?!\*)|<!--|;+(?!;)|%+(?!%)|dnl\b|rem\b|\.\.\s|\*+\/|\*(?=\s|$)|#(?!#|\s))+/i;
const headingMark = /^#{1,6}\s+/;
const marker = /^(?:[-*+•●◦‣–]\s+|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)、]\s+|\[\d+\]\s*)/i;
/** Made when it is first asked for: V8 reads classes of Unicode for up to a millisecond. */
const startsAnew = () => /^(?:copyright|©|\(c\)|https?:|\p{L}[\p{L} ]{0,24}[:：])/iu;
const sentenceEnd = () =>
  /(?<=[!?;。；！？]|(?<!(?<![\p{L}\p{N}])(?:\p{Lu}|[Ii]nc|[Ll]td|[Cc]o|[Cc]orp|LLC|[DMS]r|Mrs|St|et al|[Nn]o|vs|e\.g|i\.e|Jr|Univ))\.)["”’)\]]*\s+(?=["“‘([]*[\p{Lu}\p{N}\p{Script=Han}])|(?<=[。；！？])/u;

/** Divides the lines of a paragraph; where tags of HTML have been, a paragraph separator stands in a line. */
export function piecesOf(lines: readonly string[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let parts: string[] = [];
  let item = false;
  let heading = false;
  const finish = (): void => {
    if (parts.length > 0) {
      const whole = parts.join(" ");
      pieces.push({ sentences: sentencesOf(whole), lines: parts.map(sentencesOf), item, heading, leads: endsInColon(whole) });
    }
    parts = [];
  };
  for (const raw of lines.flatMap((line) => line.split("\u2029"))) {
    const line = raw.replace(prefix, "");
    const isHeading = headingMark.test(line) || headingMark.test(raw.trimStart());
    const rest = line.replace(headingMark, "");
    const mark = marker.exec(rest)?.[0].length ?? 0;
    const bare = plain(rest.slice(mark));
    if (bare === "") continue;
    if (isHeading || heading || mark > 0 || startsAnew().test(bare) || endsInColon(parts.at(-1) ?? "")) {
      finish();
      item = mark > 0;
      heading = isHeading;
    }
    if (parts.length === 0) {
      item = mark > 0;
      heading = isHeading;
    }
    parts.push(bare);
  }
  finish();
  return pieces;
}

/** Whether a colon stands behind the last word. */
function endsInColon(text: string): boolean {
  return /[:：]/.test(/(?<!\W)\W+$/.exec(text)?.[0] ?? "");
}

/** Without Markdown and the quotation marks around names. */
function plain(line: string): string {
  return line
    .replace(/!?\[([^\]]{0,500})\]\([^)]{0,1000}\)/g, "$1")
    .replace(/<\/?[a-z][\w:-]*(?:\s[^<>]*)?\/?>|&nbsp;/gi, " ")
    .replace(/\*\/\s*$|-->\s*$|(?<!#)#+\s*$/, "")
    .replace(/[*_`~"“”]+|(?<!\p{L})['‘’]|['‘’](?!\p{L})/gu, "")
    .replace(/\\$/, "")
    .replace(/\s+/g, " ")
    .trim();
}

function sentencesOf(text: string): readonly string[] {
  return text
    .split(/\s\|\s/)
    .flatMap((cell) => cell.split(sentenceEnd()))
    .map((sentence) => sentence.replace(/(?<![\s.,:;!。，：；！|=-])[\s.,:;!。，：；！|=-]+$/u, "").replace(/^[\s|=-]+/, ""))
    .filter((sentence) => /[\p{L}]/u.test(sentence));
}
