import { asciiKinds, fold, isDigit, isLetter, Kind, letters, ligature, wideKind } from "./characters.ts";
import { codesOf } from "./codes.ts";
import { chainEnd, markerShape } from "./markers.ts";

/** What is known of a word besides its letters. */
export const Mark = {
  /** Belongs to something that may differ: a copyright line, an address, a placeholder, a list marker. */
  soft: 1,
  /** Begins with a digit. */
  number: 2,
  /** May be a list marker; it is one where the other text has none there. */
  marker: 4,
  /** Part of an address on the web. */
  link: 32,
} as const;

/** The words of a text, in order. Only hashes are kept. */
export interface Words {
  readonly count: number;
  readonly hashes: Uint32Array;
  readonly lines: Uint32Array;
  readonly marks: Uint8Array;
}

const seed = 0x811c9dc5 | 0;
const prime = 0x01000193;

/** The hash of one word in lower case. */
export function hashWord(word: string): number {
  let hash = seed;
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), prime);
  return finish(hash);
}

function finish(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}

const words = {
  and: hashWord("and"),
  all: hashWord("all"),
  copyright: hashWord("copyright"),
  http: hashWord("http"),
  https: hashWord("https"),
  licence: hashWord("licence"),
  license: hashWord("license"),
  licences: hashWord("licences"),
  licenses: hashWord("licenses"),
  dnl: hashWord("dnl"),
  rem: hashWord("rem"),
};
const notice = /[\s:]*(?:\(c\)|©|&copy;|&#169;|(?:19|20)\d\d|[<[{@]|by\b)/iy;
const rights = /[\s]+rights\s+reserved/iy;
const entity = /&(?:#x?[\da-f]{1,6}|[a-z]{2,8});/iy;
const noticeWords = 14;

/** Reads text as words: case, punctuation, quotes, dashes, comment prefixes and Markdown fall away; list markers too where they are certain. */
export function readWords(text: string): Words {
  const length = text.length;
  const codes = codesOf(text);
  let capacity = (length >>> 2) + 16;
  let hashes = new Uint32Array(capacity);
  let lines = new Uint32Array(capacity);
  let marks = new Uint8Array(capacity);
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
      } else if (value === words.licence) value = words.license;
      else if (value === words.licences) value = words.licenses;
      previousLength = size;
      if (code === 58 && text.startsWith("://", at)) link = Mark.link;
      mark |= link;
    } else {
      at++;
      if (kind === Kind.separator || kind === Kind.ignored) {
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
      capacity *= 2;
      hashes = grown(hashes, new Uint32Array(capacity));
      lines = grown(lines, new Uint32Array(capacity));
      marks = grown(marks, new Uint8Array(capacity));
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
  return { count, hashes, lines, marks };
}

function grown<Numbers extends Uint8Array | Uint32Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from);
  return to;
}

function soften(marks: Uint8Array, from: number, to: number): void {
  for (let word = from; word < to; word++) marks[word] = (marks[word] ?? 0) | Mark.soft;
}

/** The sign of a currency before a number, or of percent behind one; those of euro, pound and yen always. */
function isAmount(codes: Uint16Array, code: number, next: number): boolean {
  if (code === 36) return isDigit(codes[next] ?? 0);
  if (code === 37) return next > 1 && isDigit(codes[next - 2] ?? 0);
  return code === 0x20ac || code === 0xa3 || code === 0xa5;
}

function hashWide(hash: number, code: number): number {
  if (code >= 0xfb00 && code < 0xfb07) {
    let result = hash;
    for (const letter of ligature(code)) result = Math.imul(result ^ letter.charCodeAt(0), prime);
    return result;
  }
  if (code === 0xdf) return Math.imul(Math.imul(hash ^ 115, prime) ^ 115, prime);
  return Math.imul(hash ^ (code < 128 ? (letters[code] ?? 0) : fold(code)), prime);
}

/** An apostrophe between letters belongs to the word and falls away: don't, don’t, dont. */
function joins(codes: Uint16Array, at: number): boolean {
  const code = codes[at] ?? 0;
  return (code === 39 || code === 0x2019 || code === 0x2018) && isLetter(codes[at + 1] ?? 0);
}

function matchesAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

/** A postal code after a state: what stands before it, from the house number on, is an address. */
function softenAddress(marks: Uint8Array, count: number): void {
  let first = count;
  for (let back = 1; back <= 9 && back <= count; back++) if (((marks[count - back] ?? 0) & Mark.number) !== 0) first = count - back;
  soften(marks, first, count);
}

/** Where the target of a Markdown link ends; the link's text stands for it. */
function linkEnd(codes: Uint16Array, at: number): number {
  const limit = Math.min(codes.length, at + 400);
  for (let end = at + 1; end < limit; end++) {
    const code = codes[end] ?? 0;
    if (code === 41) return end + 1;
    if (code === 10) break;
  }
  return at;
}
