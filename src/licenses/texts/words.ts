import { asciiKinds, isDigit, Kind, letters, wideKind } from "./characters.ts";
import { codesOf } from "./codes.ts";
import { chainEnd, markerShape } from "./markers.ts";
import { finish, hashWide, hashWord, isAmount, joins, linkEnd, Mark, matchesAt, prime, seed, soften, softenAddress } from "./word-parts.ts";

/** The words of a text, in order. Only hashes are kept. */
export interface Words {
  readonly count: number;
  readonly hashes: Uint32Array;
  readonly lines: Uint32Array;
  readonly marks: Uint8Array;
  /** Letters and their accents stand apart: the text should be read again, composed. */
  readonly apart: boolean;
}

/** Memory for words, used again for one text after another. */
export interface Room {
  hashes: Uint32Array;
  lines: Uint32Array;
  marks: Uint8Array;
}

const words = {
  and: hashWord("and"),
  all: hashWord("all"),
  copyright: hashWord("copyright"),
  http: hashWord("http"),
  https: hashWord("https"),
  dnl: hashWord("dnl"),
  rem: hashWord("rem"),
};
const notice = /[\s:]*(?:\(c\)|©|&copy;|&#169;|(?:19|20)\d\d|[<[{@]|by\b)/iy;
const rights = /[\s]+rights\s+reserved/iy;
const entity = /&(?:#x?[\da-f]{1,6}|[a-z]{2,8});/iy;
const noticeWords = 14;

/** Reads text as words: case, punctuation, quotes, dashes, comment prefixes and Markdown fall away; list markers too where they are certain. */
export function readWords(text: string, room: Room = emptyRoom()): Words {
  const length = text.length;
  const codes = codesOf(text);
  let { hashes, lines, marks } = room;
  let capacity = marks.length;
  let count = 0;
  let line = 1;
  let newlines = 2; // since the last word
  let sentence = true; // the last thing seen ended a sentence or a clause
  let opened = -1; // where a round bracket directly before was opened
  let bracketWord = -1; // the word at which a bracket for a placeholder opened
  let bracketCode = 0;
  let softLeft = 0; // words of a copyright line still to come
  let softLine = 0;
  let previousLength = 0;
  let link: number = 0; // set while the words of a web address are read
  let apart = false;
  let at = 0;

  while (at < length) {
    const start = at;
    let code = codes[at] ?? 0;
    if (code === 32) {
      link = 0;
      at++;
      continue;
    }
    let hash = seed;
    let value = 0;
    let mark = 0;
    let letter = code < 128 ? (letters[code] ?? 0) : 0;
    if (letter !== 0) {
      do {
        hash = Math.imul(hash ^ letter, prime);
        at++;
        code = codes[at] ?? 0;
        letter = code < 128 ? (letters[code] ?? 0) : 0;
      } while (letter !== 0);
      if (code === 32 && link === 0) {
        // Most words: a space follows, and nothing begins or ends with them.
        const plain = finish(hash);
        if (!isTelling(plain) && !isDigit(codes[start] ?? 0)) {
          if (count === capacity) {
            enlarge(room);
            ({ hashes, lines, marks } = room);
            capacity = marks.length;
          }
          softLeft = softLeft > 0 && softLine === line ? softLeft : 0;
          hashes[count] = plain;
          lines[count] = line;
          marks[count] = softLeft > 0 ? Mark.soft : 0;
          if (softLeft > 0) softLeft--;
          count++;
          previousLength = at - start;
          newlines = 0;
          sentence = false;
          at++;
          continue;
        }
      }
    }
    let kind = code < 128 ? (asciiKinds[code] ?? 0) : wideKind(code);
    if (code === 39 || code >= 128) {
      // Letters beyond ASCII, and apostrophes between letters, go on with the word.
      while (at < length) {
        if (kind === Kind.word || kind === Kind.upper) hash = hashWide(hash, code);
        else if (kind !== Kind.ignored && (at === start || !joins(codes, at))) break;
        at++;
        code = codes[at] ?? 0;
        kind = code < 128 ? (asciiKinds[code] ?? 0) : wideKind(code);
      }
    }
    if (at > start) {
      const size = at - start;
      value = finish(hash);
      mark = isDigit(codes[start] ?? 0) ? Mark.number : 0;
      if (size <= 5) {
        const starts = sentence || newlines > 1;
        if (code === 46 || code === 41 || code === 0x3001 || code === 0xff09) {
          const chain = mark !== 0 && starts && size <= 2 ? chainEnd(codes, at) : at;
          const shape = chain > at ? "enclosed" : markerShape(codes, start, at, opened === start - 1);
          if (shape === "enclosed" || (shape === "followed" && starts)) {
            at = chain;
            newlines = 0;
            continue;
          }
          if (shape === "followed" && newlines === 1) mark |= Mark.soft | Mark.marker;
        }
        if (size === 5) {
          if (value === words.https && text.startsWith("://", at)) value = words.http;
          else if (mark === Mark.number && previousLength === 2 && isDigit(codes[at - 1] ?? 0)) {
            softenAddress(marks, count);
            softLeft = 3;
            softLine = line;
          }
        } else if (size === 3) {
          if (newlines > 0 && (value === words.dnl || value === words.rem)) continue;
          if (value === words.all && softLeft < 3 && matchesAt(rights, text, at)) {
            softLeft = 3;
            softLine = line;
          }
        }
      } else if (value === words.copyright) {
        if (matchesAt(notice, text, at)) {
          softLeft = noticeWords;
          softLine = line;
        }
      }
      previousLength = size;
      if (code === 58 && text.startsWith("://", at)) link = Mark.link;
      mark |= link;
    } else {
      at++;
      if (kind === Kind.separator || kind === Kind.ignored) {
        if (code >= 0x300 && code < 0x370) apart = true;
        if (code <= 32) link = 0;
        continue;
      }
      if (kind === Kind.newline) {
        link = 0;
        if (code === 0x2029) newlines = 2;
        else {
          if (code === 13 && codes[at] === 10) at++;
          line++;
          newlines++;
        }
        continue;
      }
      if (kind === Kind.sentence) {
        sentence = true;
        if (softLeft > 0 && code === 46 && previousLength > 1 && beginsSentence(codes, at)) softLeft = 0;
        continue;
      }
      if (kind === Kind.ideograph) value = finish(Math.imul(seed ^ code, prime));
      else if (code === 40 || code === 0xff08) opened = at - 1;
      else if (code === 41 || code === 0xff09) sentence = true;
      else if (code === 38) {
        const found = matchesAt(entity, text, at - 1);
        const name = found ? text.slice(at, entity.lastIndex - 1).toLowerCase() : "amp";
        if (found) at = entity.lastIndex;
        if (name === "amp" || name === "#38") value = words.and;
      } else if (code === 0xa9) {
        softLeft = noticeWords;
        softLine = line;
      } else if (isAmount(codes, code, at)) value = hashWord(String.fromCharCode(code));
      else if (code === 91 || code === 60 || code === 123) {
        bracketWord = count;
        bracketCode = code;
      } else if (code === 93 && codes[at] === 40) at = linkEnd(codes, at);
      else if (code === bracketCode + 2) {
        if (bracketWord >= 0 && count - bracketWord <= 6) soften(marks, bracketWord, count);
        bracketWord = -1;
      } else if (code === 34 || code === 0x201d) softLeft = 0;
      if (value === 0) continue;
    }
    if (count === capacity) {
      enlarge(room);
      ({ hashes, lines, marks } = room);
      capacity = marks.length;
    }
    if (softLeft > 0 && softLine === line) {
      softLeft--;
      mark |= Mark.soft;
    } else softLeft = 0;
    hashes[count] = value;
    lines[count] = line;
    marks[count] = mark;
    count++;
    newlines = 0;
    sentence = false;
  }
  return { count, hashes, lines, marks, apart };
}

/** Words that say something about what follows, or are none. */
function isTelling(hash: number): boolean {
  return hash === words.copyright || hash === words.all || hash === words.rem || hash === words.dnl;
}

/** Whether a space and a capital follow: the copyright line is over, but for an initial or what stands in lower case. */
function beginsSentence(codes: Uint16Array, at: number): boolean {
  const code = codes[at + 1] ?? 0;
  return codes[at] === 32 && code >= 65 && code <= 90;
}

export function emptyRoom(words = 1024): Room {
  return { hashes: new Uint32Array(words), lines: new Uint32Array(words), marks: new Uint8Array(words) };
}

function enlarge(room: Room): void {
  const capacity = room.marks.length * 2;
  room.hashes = grown(room.hashes, new Uint32Array(capacity));
  room.lines = grown(room.lines, new Uint32Array(capacity));
  room.marks = grown(room.marks, new Uint8Array(capacity));
}

function grown<Numbers extends Uint8Array | Uint32Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from);
  return to;
}
