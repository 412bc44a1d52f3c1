import { chooserOf } from "./choosing.ts";
import { detached } from "./detach.ts";
import { limits } from "./limits.ts";
import type { Declaration, FileContent, LicenseFile, Problem, Reader, Reading, Stated } from "./model.ts";
import { readers } from "./readers/registry.ts";
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

interface Job {
  readonly entry: Entry;
  readonly readers: readonly Reader[];
  readonly limit: number;
}

/** Lists a tree, chooses files by name, reads each once (headers once more where they are longer), and hands them to the readers that want them. */
export async function readFiles(
  source: Source,
  excluded: (path: string) => boolean,
  onProgress?: (done: number, of: number) => void,
  dealt?: Dealt,
): Promise<ReadTree> {
  const listing = await source.list();
  const declarations: Declaration[] = [];
  const licenseFiles: LicenseFile[] = [];
  const credits: Stated[] = [];
  const problems: Problem[] = dealt === undefined || dealt.isFirst ? [...listing.problems] : [];
  let jobs = listing.entries.flatMap((entry) => jobFor(entry, excluded) ?? []);
  const picked = dealt?.pick(jobs.map(({ entry }) => entry.path));
  if (picked !== undefined) jobs = jobs.filter(({ entry }) => picked.has(entry.path));
  let read = 0;
  const total = jobs.length;
  for (let round = 0; jobs.length > 0; round += 1) {
    const again: Job[] = [];
    const byPath = new Map(jobs.map((job) => [job.entry, job]));
    for await (const answer of source.read(jobs.map(({ entry, limit }): ReadRequest => ({ entry, limit })))) {
      if ("missing" in answer) continue;
      if ("problem" in answer) {
        problems.push(answer.problem);
        continue;
      }
      const job = byPath.get(answer.entry);
      if (job === undefined) continue;
      if (round === 0) read += 1;
      onProgress?.(read, total);
      for (const reader of job.readers) {
        const answered = readOne(reader, answer.content);
        // Most readers answer at once; waiting for them all the same would take as long as reading the files.
        const reading = withinLimits(answered instanceof Promise ? await answered : answered);
        for (const one of detached(reading.declarations)) declarations.push(one);
        for (const one of reading.licenseFiles) licenseFiles.push(one);
        for (const one of detached(reading.problems)) problems.push(one);
        for (const one of detached(reading.credits ?? [])) credits.push(one);
        if (reading.more !== undefined) again.push({ entry: answer.entry, readers: [reader], limit: reading.more });
      }
    }
    jobs = again;
  }
  return { declarations, licenseFiles, credits, problems, files: listing.entries.length, read };
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

const readersOf = chooserOf(readers);

function jobFor(entry: Entry, excluded: (path: string) => boolean): Job | null {
  const wanting = readersOf(entry.path);
  if (wanting.length === 0 || excluded(entry.path)) return null;
  return { entry, readers: wanting, limit: Math.max(...wanting.map((reader) => reader.head ?? limits.textBytes + 1)) };
}

/** A reader never stops the scan: a text longer than the limit, or a fault of the reader itself, is a problem. */
function readOne(reader: Reader, file: FileContent): Reading | Promise<Reading> {
  if (reader.head === undefined && file.bytes.length > limits.textBytes)
    return unread(file, `larger than ${limits.textBytes / 1_000_000} MB: not read as ${reader.title}`);
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
