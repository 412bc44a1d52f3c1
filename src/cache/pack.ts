import { sumOf } from "./keep.ts";

/** What a file of the cache holds: files by path and blob, and lines of JSON that they and others refer to. */
export interface Packed {
  /** The paths of the files, in any order; one may occur with several blobs. */
  readonly paths: readonly string[];
  /** The blobs' names one behind the other, `nameBytes` each. */
  readonly names: Buffer;
  readonly nameBytes: number;
  /** Two numbers a file: the size of its blob in bytes, and its line of `readings` counted from 1; 0 for an empty reading. */
  readonly numbers: Uint32Array;
  readonly readings: Lines;
  /** Paths of files that no reader wants. */
  readonly unwanted: readonly string[];
  /** License texts that readings refer to. */
  readonly texts: Lines;
  /** What was recognized in a text: lines of a key in JSON, a tab, and JSON. */
  readonly recognized: Lines;
}

/** Texts without line ends, each cut out when it is asked for. */
export interface Lines {
  readonly count: number;
  at(index: number): string;
}

const SECTIONS = ["numbers", "names", "paths", "unwanted", "readings", "texts", "recognized"] as const;
/** Ends the paths, which may hold everything else. */
const NUL = "\0";

/**
 * One line that tells what the file is, the lengths of its sections in bytes and a sum of them, then the sections. `magic` names the format, and whose it is.
 * Numbers are those of the machine; one that writes them the other way round has another `magic`.
 */
export function pack(magic: string, packed: Packed): Buffer {
  const sections = {
    numbers: Buffer.from(packed.numbers.buffer, packed.numbers.byteOffset, packed.numbers.byteLength),
    names: packed.names,
    paths: ended(packed.paths),
    unwanted: ended(packed.unwanted),
    readings: written(packed.readings),
    texts: written(packed.texts),
    recognized: written(packed.recognized),
  };
  const parts = SECTIONS.map((section) => sections[section]);
  const head = [magic, packed.nameBytes, ...parts.map(({ length }) => length), sumOf(parts)].join(" ");
  return Buffer.concat([Buffer.from(`${head}\n`), ...parts]);
}

/** Null for everything that is not exactly what `pack` wrote with this `magic`. */
export function unpack(magic: string, bytes: Buffer): Packed | null {
  const end = bytes.indexOf("\n");
  const head = bytes.toString("latin1", 0, Math.max(end, 0)).split(" ");
  const [nameBytes = 0, ...lengths] = head.slice(1, -1).map(Number);
  if (head[0] !== magic || lengths.length !== SECTIONS.length || !lengths.every(Number.isSafeInteger)) return null;
  let at = end + 1;
  const parts = lengths.map((length) => {
    at += length;
    return bytes.subarray(at - length, at);
  });
  if (at !== bytes.length || head.at(-1) !== sumOf(parts)) return null;
  const [numbers, names, paths, unwanted, readings, texts, recognized] = parts;
  if (numbers === undefined || names === undefined || paths === undefined || unwanted === undefined || recognized === undefined)
    return null;
  if (readings === undefined || texts === undefined) return null;
  const listed = divided(paths);
  if (numbers.length !== listed.length * 8 || names.length !== listed.length * nameBytes) return null;
  return {
    paths: listed,
    names,
    nameBytes,
    unwanted: divided(unwanted),
    numbers: new Uint32Array(Uint8Array.from(numbers).buffer),
    readings: cut(readings),
    texts: cut(texts),
    recognized: cut(recognized),
  };
}

/** Lines that are there as texts. */
export function linesOf(texts: readonly string[]): Lines {
  return { count: texts.length, at: (index) => texts[index] ?? "" };
}

function written(lines: Lines): Buffer {
  return Buffer.from(Array.from({ length: lines.count }, (_, index) => `${lines.at(index)}\n`).join(""));
}

function cut(bytes: Buffer): Lines {
  const ends: number[] = [];
  for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, end + 1)) ends.push(end);
  return { count: ends.length, at: (index) => bytes.toString("utf8", index === 0 ? 0 : (ends[index - 1] ?? 0) + 1, ends[index] ?? 0) };
}

function ended(paths: readonly string[]): Buffer {
  return Buffer.from(paths.map((path) => path + NUL).join(""));
}

function divided(bytes: Buffer): readonly string[] {
  return bytes.toString("utf8").split(NUL).slice(0, -1);
}
