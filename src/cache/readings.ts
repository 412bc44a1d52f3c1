import type { ReadText, TextReader } from "../licenses/read-text.ts";
import type { LicenseFile, Reading } from "../model.ts";
import type { Blob } from "../sources/source.ts";
import { linesOf, type Packed } from "./pack.ts";
import { Places } from "./places.ts";

/** All that the readers of one file found in it, none asking for more. */
export type WholeReading = Required<Omit<Reading, "more">>;

const EMPTY: WholeReading = { declarations: [], licenseFiles: [], problems: [], credits: [] };
/** What was not used stays while it is no more than this part of what was: the other side of a comparison, the other branch. */
const UNUSED_KEPT = 0.25;

interface Kept {
  readonly name: string;
  readonly size: number;
  readonly reading: WholeReading;
}

/**
 * What was found in files and in license texts, by this process and by earlier ones. A reading follows from a path and bytes alone, so it is known by the path
 * and git's name of the bytes. Only what was hashed here is kept: what one repository says of its blobs is not believed in another.
 */
export class Readings {
  readonly #earlier: Packed | null;
  readonly #paths: readonly string[];
  readonly #places: Places;
  readonly #used: Uint8Array;
  readonly #new = new Map<string, Kept[]>();
  #recognizedEarlier: ReadonlyMap<string, number> | undefined;
  readonly #recognized = new Map<string, ReadText>();
  /** Readings of earlier processes that were asked for, by their lines. */
  readonly #parsed = new Map<number, WholeReading>();
  readonly #unwanted: readonly string[];
  readonly #unwantedPlaces: Places;
  readonly #stillUnwanted = new Set<string>();
  #hasNews = false;

  constructor(earlier: Packed | null) {
    this.#earlier = earlier;
    this.#paths = earlier?.paths ?? [];
    this.#places = new Places(this.#paths);
    this.#unwanted = earlier?.unwanted ?? [];
    this.#unwantedPlaces = new Places(this.#unwanted);
    this.#used = new Uint8Array(this.#paths.length);
  }

  get isEmpty(): boolean {
    return this.#paths.length === 0 && this.#new.size === 0;
  }

  /** Whether a file was read at this path, whatever it held. */
  has(path: string): boolean {
    return this.#places.of(path) !== null || this.#new.has(path);
  }

  /** Whether no reader wants a file at this path, whatever it holds. */
  isUnwanted(path: string): boolean {
    if (this.#stillUnwanted.has(path)) return true;
    if (this.#unwantedPlaces.of(path) === null) return false;
    this.#stillUnwanted.add(path);
    return true;
  }

  keepUnwanted(path: string): void {
    if (!isKeepable(path)) return;
    this.#stillUnwanted.add(path);
    this.#hasNews = true;
  }

  /** Null where nobody has read these bytes at this path. */
  find(path: string, { name, size }: Blob): WholeReading | null {
    const fits = (one: { readonly size: number }) => size === null || one.size === size;
    const fresh = this.#new.get(path)?.find((one) => one.name === name && fits(one));
    if (fresh !== undefined) return fresh.reading;
    const { names, nameBytes, numbers } = this.#earlier ?? NOTHING;
    for (let at = this.#places.of(path) ?? this.#paths.length; this.#paths[at] === path; at += 1) {
      if (names.toString("hex", at * nameBytes, (at + 1) * nameBytes) !== name || !fits({ size: numbers[at * 2] ?? 0 })) continue;
      const reading = this.#readingAt(numbers[at * 2 + 1] ?? 0);
      if (reading !== null) this.#used[at] = 1;
      return reading;
    }
    return null;
  }

  /** `blob` is hashed from the bytes that were read. */
  keep(path: string, { name, size }: { readonly name: string; readonly size: number }, reading: WholeReading): void {
    if (!isKeepable(path)) return;
    const isEmpty = Object.values(reading).every((list) => list.length === 0);
    const kept = { name, size, reading: isEmpty ? EMPTY : reading };
    const others = this.#new.get(path);
    if (others === undefined) this.#new.set(path, [kept]);
    else others.push(kept);
    this.#hasNews = true;
  }

  /** A reader of license texts that reads none twice. */
  remembering(readText: TextReader): TextReader {
    return (file) => {
      const key = keyOf(file);
      const known = this.#recognized.get(key) ?? this.#recognizedBefore(key);
      const read = known ?? readText(file);
      this.#recognized.set(key, read);
      if (known === null) this.#hasNews = true;
      return read;
    };
  }

  /** What the next scan should find; null where that is what this one found. */
  packed(): Packed | null {
    const used = this.#used.reduce((sum, one) => sum + one, 0);
    const isKept = this.#used.length - used <= used * UNUSED_KEPT;
    if (!this.#hasNews && isKept) return null;
    if (isKept) for (const key of this.#recognizedPlaces().keys()) this.#recognizedBefore(key);
    return repack(
      this.#earlierKept(isKept),
      this.#new,
      isKept ? new Set([...this.#unwanted, ...this.#stillUnwanted]) : this.#stillUnwanted,
      this.#recognized,
    );
  }

  *#earlierKept(withUnused: boolean): Iterable<readonly [string, Kept]> {
    const { names, nameBytes, numbers } = this.#earlier ?? NOTHING;
    for (const [at, path] of this.#paths.entries()) {
      const reading = withUnused || this.#used[at] === 1 ? this.#readingAt(numbers[at * 2 + 1] ?? 0) : null;
      if (reading === null) continue;
      yield [path, { name: names.toString("hex", at * nameBytes, (at + 1) * nameBytes), size: numbers[at * 2] ?? 0, reading }];
    }
  }

  #readingAt(line: number): WholeReading | null {
    if (line === 0) return EMPTY;
    const before = this.#parsed.get(line);
    if (before !== undefined) return before;
    const { readings, texts } = this.#earlier ?? NOTHING;
    const reading = parsed<PackedReading>(readings.at(line - 1));
    if (reading === null) return null;
    const [declarations, packedFiles, problems, credits] = reading;
    const licenseFiles = packedFiles.map(({ text, ...file }): LicenseFile => ({ ...file, text: parsed<string>(texts.at(text)) ?? "" }));
    const whole = { declarations, licenseFiles, problems, credits };
    this.#parsed.set(line, whole);
    return whole;
  }

  #recognizedBefore(key: string): ReadText | null {
    const at = this.#recognizedPlaces().get(key);
    const line = at === undefined ? undefined : this.#earlier?.recognized.at(at);
    return line === undefined ? null : parsed(line.slice(key.length + 1));
  }

  /** Where the recognized texts of earlier processes stand, by their keys. */
  #recognizedPlaces(): ReadonlyMap<string, number> {
    const { recognized } = this.#earlier ?? NOTHING;
    this.#recognizedEarlier ??= new Map(Array.from({ length: recognized.count }, (_, at) => [keyIn(recognized.at(at)), at]));
    return this.#recognizedEarlier;
  }
}

type PackedReading = readonly [
  WholeReading["declarations"],
  readonly (Omit<LicenseFile, "text"> & { readonly text: number })[],
  WholeReading["problems"],
  WholeReading["credits"],
];

const NOTHING: Packed = {
  paths: [],
  names: Buffer.alloc(0),
  nameBytes: 20,
  numbers: new Uint32Array(0),
  unwanted: [],
  readings: linesOf([]),
  texts: linesOf([]),
  recognized: linesOf([]),
};

function repack(
  earlier: Iterable<readonly [string, Kept]>,
  news: ReadonlyMap<string, readonly Kept[]>,
  unwanted: ReadonlySet<string>,
  recognized: ReadonlyMap<string, ReadText>,
): Packed {
  const files = [...earlier];
  for (const [path, those] of news) for (const one of those) files.push([path, one]);
  const nameBytes = (files.at(-1)?.[1].name.length ?? 40) / 2;
  // In the order in which files are listed, and asked for.
  const fitting = files.filter(([, { name }]) => name.length === nameBytes * 2).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const texts = new Map<string, number>();
  const placeOf = (text: string): number => {
    const place = texts.get(text) ?? texts.size;
    texts.set(text, place);
    return place;
  };
  const lines: string[] = [];
  const numbers = new Uint32Array(fitting.length * 2);
  for (const [at, [, { size, reading }]] of fitting.entries()) {
    numbers[at * 2] = size;
    if (reading === EMPTY) continue;
    const { declarations, licenseFiles, problems, credits } = reading;
    lines.push(
      JSON.stringify([
        declarations,
        licenseFiles.map((file) => ({ ...file, text: placeOf(file.text) })),
        problems,
        credits,
      ] satisfies PackedReading),
    );
    numbers[at * 2 + 1] = lines.length;
  }
  return {
    paths: fitting.map(([path]) => path),
    names: Buffer.from(fitting.map(([, { name }]) => name).join(""), "hex"),
    nameBytes,
    numbers,
    unwanted: [...unwanted].sort(),
    readings: linesOf(lines),
    texts: linesOf([...texts.keys()].map((text) => JSON.stringify(text))),
    recognized: linesOf([...recognized].map(([key, read]) => `${key}\t${JSON.stringify(read)}`)),
  };
}

function parsed<Value>(line: string): Value | null {
  try {
    return JSON.parse(line) as Value;
  } catch {
    return null;
  }
}

/** All that reading a license text depends on, in JSON: the hash is of the bytes that the text is a part of. */
function keyOf({ path, type, startLine, text, sha256 }: LicenseFile): string {
  return JSON.stringify([path, type, startLine, text.length, sha256]);
}

function keyIn(line: string): string {
  return line.slice(0, line.indexOf("\t"));
}

/** Paths are kept with a NUL between them, in UTF-8. */
function isKeepable(path: string): boolean {
  return !path.includes("\0") && !/\p{Surrogate}/u.test(path);
}
