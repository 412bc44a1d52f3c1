import { type OpenReadings, openBefore } from "./cache/before.ts";
import type { WholeReading } from "./cache/readings.ts";
import { chooserOf, endOf } from "./choosing.ts";
import { detached } from "./detach.ts";
import { limits } from "./limits.ts";
import type { Declaration, FileContent, LicenseFile, Problem, Reader, Reading, Stated } from "./model.ts";
import { firstReaders, LATER_ENDS } from "./readers/registry-first.ts";
import type { Entry, ReadRequest, Source } from "./sources/source.ts";
import { withinLimits } from "./within-limits.ts";

/** Everything that the readers found in a tree. */
export interface ReadTree {
  readonly declarations: readonly Declaration[];
  readonly licenseFiles: readonly LicenseFile[];
  readonly problems: readonly Problem[];
  /** Lines of prose that give credit, in the order of their places. */
  readonly credits: readonly Stated[];
  /** Files listed, and files of which bytes were read. */
  readonly files: number;
  readonly read: number;
}

/** One part of the files of a tree that are worth reading. */
export interface Dealt {
  /** The first part tells the problems of the listing and what is known besides the files, so that all parts together tell them once. */
  readonly isFirst: boolean;
  /** Which of these paths belong to the part. */
  pick(paths: readonly string[]): ReadonlySet<string>;
}

interface Job extends ReadRequest {
  readonly readers: readonly Reader[];
}

/**
 * Lists a tree, chooses files by name, reads each once (headers once more where they are longer), and hands them to the readers that want them. Files that were
 * read before are not even chosen, the reading is taken from there; they count as read all the same, since the result does not tell how it was come by.
 */
export async function readFiles(
  source: Source,
  excluded: (path: string) => boolean,
  onProgress?: (done: number, of: number) => void,
  dealt?: Dealt,
  openReadings?: OpenReadings,
): Promise<ReadTree> {
  const listing = await source.list();
  const declarations: Declaration[] = [];
  const licenseFiles: LicenseFile[] = [];
  const credits: Stated[] = [];
  const problems: Problem[] = dealt === undefined || dealt.isFirst ? [...listing.problems] : [];
  let read = 0;
  const take = (reading: Reading) => {
    for (const one of reading.declarations) declarations.push(one);
    for (const one of reading.licenseFiles) licenseFiles.push(one);
    for (const one of reading.problems) problems.push(one);
    for (const one of reading.credits ?? []) credits.push(one);
  };
  const before = openReadings === undefined ? null : await openBefore(source, listing.entries, openReadings);
  const unknown = listing.entries.filter((entry) => {
    const known = before?.find(entry) ?? null;
    if (known === null || known === "unwanted") return known === null;
    if (!excluded(entry.path)) {
      take(known);
      read += 1;
    }
    return false;
  });
  const readersOf = await chooserFor(unknown);
  let jobs = unknown.flatMap((entry) => {
    const readers = readersOf(entry.path);
    if (readers.length === 0) before?.keepUnwanted(entry.path);
    return readers.length === 0 || excluded(entry.path) ? [] : [jobFor(entry, readers)];
  });
  const picked = dealt?.pick(jobs.map(({ entry }) => entry.path));
  if (picked !== undefined) jobs = jobs.filter(({ entry }) => picked.has(entry.path));
  const total = read + jobs.length;
  for (let round = 0; jobs.length > 0; round += 1) {
    const again: Job[] = [];
    const jobOf = jobFinder(jobs);
    for await (const answer of source.read(jobs)) {
      const job = jobOf(answer.entry);
      if ("missing" in answer) continue;
      if ("problem" in answer) {
        problems.push(answer.problem);
        continue;
      }
      if (job === undefined) continue;
      if (round === 0) read += 1;
      onProgress?.(read, total);
      const looked = round === 0 ? (before?.lookUp(answer.content) ?? null) : null;
      if (looked !== null && "known" in looked) {
        take(looked.known);
        continue;
      }
      const found: Reading[] = [];
      const longer: Job[] = [];
      const [tooLong, fitting] = divided(job.readers, answer.content);
      if (tooLong.length > 0) found.push(tooLarge(tooLong, answer.content));
      for (const reader of fitting) {
        const answered = readOne(reader, answer.content);
        // Most readers answer at once; waiting for them all the same would take as long as reading the files.
        const reading = withinLimits(answered instanceof Promise ? await answered : answered);
        // A file that ends before what its beginning promises would be asked for without end.
        const ends = reading.more !== undefined && reading.more <= job.limit;
        found.push(ends ? unread(answer.content, `ends before what its header says: not read as ${reader.title}`) : reading);
        if (reading.more !== undefined && !ends) longer.push({ entry: answer.entry, readers: [reader], limit: reading.more });
      }
      if (longer.length > 0)
        again.push({
          entry: answer.entry,
          readers: longer.flatMap(({ readers: [reader] }) => reader ?? []),
          limit: Math.max(...longer.map(({ limit }) => limit)),
        });
      const whole = joined(found, answer.entry.path);
      take(whole);
      if (found.every(({ more }) => more === undefined)) looked?.keep(whole);
    }
    jobs = again;
  }
  return { declarations, licenseFiles, credits, problems, files: listing.entries.length, read };
}

/** Finds the job of an entry that was answered; most sources answer in the order of what they were asked. */
function jobFinder(jobs: readonly Job[]): (entry: Entry) => Job | undefined {
  let next = 0;
  let byEntry: ReadonlyMap<Entry, Job> | undefined;
  return (entry) => {
    const job = jobs[next];
    next += 1;
    if (job?.entry === entry) return job;
    byEntry ??= new Map(jobs.map((one) => [one.entry, one]));
    return byEntry.get(entry);
  };
}

const NOTHING: WholeReading = { declarations: [], licenseFiles: [], problems: [], credits: [] };

/** What all readers found in one file: in most files nothing. */
function joined(found: readonly Reading[], path: string): WholeReading {
  const telling = found.filter(
    ({ declarations, licenseFiles, problems, credits }) =>
      declarations.length > 0 || licenseFiles.length > 0 || problems.length > 0 || (credits !== undefined && credits.length > 0),
  );
  if (telling.length === 0) return NOTHING;
  const { declarations, problems, credits } = detached(
    {
      declarations: telling.flatMap((one) => one.declarations),
      problems: once(telling.flatMap((one) => one.problems)),
      credits: telling.flatMap((one) => one.credits ?? []),
    },
    path,
  );
  return { declarations, licenseFiles: telling.flatMap((one) => one.licenseFiles), problems, credits };
}

/** Several readers may know a malformed file by its marks, and say the same of it. */
function once(problems: readonly Problem[]): readonly Problem[] {
  if (problems.length < 2) return problems;
  const keyOf = ({ message, location }: Problem) => `${location.line} ${location.column} ${message}`;
  return [...new Map(problems.map((one) => [keyOf(one), one] as const).reverse()).values()].reverse();
}

/** Brings what was read into the order of the paths, so that it does not matter in which order files were read; within a file it stays as its readers left it. */
export function inOrderOfPaths(read: ReadTree): ReadTree {
  const byPath = (a: Stated | Declaration, b: Stated | Declaration) => compare(a.location.path, b.location.path);
  return {
    ...read,
    declarations: read.declarations.toSorted(byPath),
    licenseFiles: read.licenseFiles.toSorted((a, b) => compare(a.path, b.path)),
    credits: read.credits.toSorted(byPath),
    problems: read.problems.toSorted(byPlace),
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Most readers read data only; they are loaded where there is a file of such a name. */
async function chooserFor(entries: readonly Entry[]): Promise<ReturnType<typeof chooserOf>> {
  if (!entries.some(({ path }) => LATER_ENDS.has(endOf(path)))) return chooserOf(firstReaders);
  const { readers } = await import("./readers/registry.ts");
  return chooserOf(readers);
}

function jobFor(entry: Entry, readers: readonly Reader[]): Job {
  const limit = Math.max(...readers.map((reader) => reader.head ?? longest(reader) + 1));
  // Of a text that is too long nothing is needed but its size.
  return { entry, readers, limit, head: Math.max(...readers.map(({ head = 0 }) => head)) };
}

function longest({ limit = limits.textBytes }: Reader): number {
  return limit;
}

/** The readers for which a file is too long, and the others. */
function divided(readers: readonly Reader[], { size, bytes }: FileContent): readonly [readonly Reader[], readonly Reader[]] {
  const length = size ?? bytes.length;
  const isTooLong = (reader: Reader) => reader.head === undefined && length > longest(reader);
  return length > limits.textBytes ? [readers.filter(isTooLong), readers.filter((one) => !isTooLong(one))] : [[], readers];
}

function tooLarge(readers: readonly Reader[], file: FileContent): Reading {
  const most = Math.max(...readers.map(longest));
  const titles = readers.map(({ title }) => title).join(", ");
  return unread(file, `larger than ${most / 1_000_000} MB: not read as ${titles}; "exclude" in the policy leaves it out`);
}

/** A reader never stops the scan: a fault of the reader itself is a problem. */
function readOne(reader: Reader, file: FileContent): Reading | Promise<Reading> {
  const failed = (error: unknown) => unread(file, `the reader ${reader.id} failed on it (${firstLine(error)}); please report this file`);
  try {
    const reading = reader.read(file);
    return reading instanceof Promise ? reading.catch(failed) : reading;
  } catch (error) {
    return failed(error);
  }
}

function unread({ path }: FileContent, message: string): Reading {
  return { declarations: [], licenseFiles: [], problems: [{ message, location: { path, line: null, column: null }, incomplete: true }] };
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n", 1)[0] ?? "";
}

function byPlace(a: Problem, b: Problem): number {
  if (a.location.path !== b.location.path) return a.location.path < b.location.path ? -1 : 1;
  return (
    (a.location.line ?? 0) - (b.location.line ?? 0) ||
    (a.location.column ?? 0) - (b.location.column ?? 0) ||
    (a.message < b.message ? -1 : 1)
  );
}
