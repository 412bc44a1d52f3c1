import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { dirname, join } from "node:path";
import { Script } from "node:vm";
import { crc32 } from "node:zlib";
import { keepFile, openKept, removeOldest } from "./keep.ts";

/** What `module.constructor` is in a CommonJS module (Node, "The module scope"); asking for `node:module` would cost a millisecond. */
export interface ModuleConstructor {
  readonly _extensions: { ".js": (module: NodeJS.Module, filename: string) => unknown };
}

/**
 * Lets V8 take the program's own code as it compiled it before, which takes a third off a start: each script below `root` (a folder, with a slash at its end, of
 * scripts in ASCII) is compiled with what `vm.Script.createCachedData` wrote when an earlier run ended. One file for each way of being called, since each needs
 * other functions; and anew each time that it has become twice as old, since each run needs some more. V8 refuses what another version of it wrote; `file` must
 * name the build. Whatever goes wrong, the program is compiled as ever. Node has a cache of its own from version 22 on, behind a module that takes a millisecond
 * to load. Not before Node 20.15, which lacks `crc32`.
 */
export function takeCompiled(Module: ModuleConstructor, root: string, folder: string, file: string): void {
  if (typeof crc32 !== "function") return;
  const place = join(folder, `${file}-${process.version}-${process.arch}`);
  const kept = open(place);
  const compiled = new Map<string, Script>();
  let isNew = kept === null || Date.now() - kept.time > Math.max(kept.time - kept.born, SOON);
  const plain = Module._extensions[".js"];
  Module._extensions[".js"] = (module, filename) => {
    if (!filename.startsWith(root)) return plain(module, filename);
    const name = filename.slice(root.length);
    const cachedData = kept === null ? undefined : partOf(kept, name);
    const script = new Script(wrapped(filename), {
      filename,
      ...(cachedData === undefined ? {} : { cachedData }),
    });
    // What is asked for after `spareMemory` is refused each time: only the first script tells whether the rest is of this V8.
    if (cachedData === undefined || (compiled.size === 0 && script.cachedDataRejected === true)) isNew = true;
    compiled.set(name, script);
    const run = script.runInThisContext() as (...values: readonly unknown[]) => unknown;
    return run.call(module.exports, module.exports, (id: string) => module.require(id), module, filename, dirname(filename));
  };
  process.once("exit", () => {
    if (isNew) write(place, kept, compiled);
  });
}

/** A module's text as the function that Node makes of it; put together from bytes, because V8 would keep each of two long texts. */
function wrapped(filename: string): string {
  const descriptor = openSync(filename, "r");
  try {
    const { size } = fstatSync(descriptor);
    const bytes = Buffer.allocUnsafeSlow(HEAD.length + size + TAIL.length);
    bytes.write(HEAD, "latin1");
    const read = readSync(descriptor, bytes, HEAD.length, size, 0);
    bytes.write(TAIL, HEAD.length + read, "latin1");
    return bytes.toString("latin1", 0, HEAD.length + read + TAIL.length);
  } finally {
    closeSync(descriptor);
  }
}

const HEAD = "(function (exports, require, module, __filename, __dirname) {";
const TAIL = "\n})";

/** Milliseconds after which the first file is written anew. */
const SOON = 10_000;

interface Kept {
  readonly descriptor: number;
  /** When it was written, and when the first one was that it goes back to, in milliseconds since 1970. */
  readonly time: number;
  readonly born: number;
  /** Of each script where it lies in the file. */
  readonly parts: ReadonlyMap<string, Part>;
}

interface Part {
  readonly place: number;
  readonly length: number;
  readonly sum: number;
}

/** The first line of the file: when there was first such a file, and of each script how many bytes it has behind that line, and their sum. */
type Head = readonly [born: number, scripts: readonly (readonly [name: string, length: number, sum: number])[]];

/** The longest first line, in bytes; more than twice what there is. */
const HEAD_BYTES = 8_192;

/** Null where there is none, or one that others may have written. What this run does not ask for is not read. */
function open(place: string): Kept | null {
  const kept = openKept(place, LARGEST_FILE);
  if (kept === null) return null;
  const { descriptor, size, time } = kept;
  try {
    const bytes = Buffer.allocUnsafe(HEAD_BYTES);
    const end = bytes.subarray(0, readSync(descriptor, bytes, 0, HEAD_BYTES, 0)).indexOf(10);
    const [born, scripts] = JSON.parse(bytes.toString("utf8", 0, end)) as Head;
    const parts = new Map<string, Part>();
    let next = end + 1;
    for (const [name, length, sum] of scripts) {
      parts.set(name, { place: next, length, sum });
      next += length;
    }
    if (next === size && scripts.every(([, length]) => length > 0)) return { descriptor, time, born, parts };
  } catch {
    // It is no such file.
  }
  closeSync(descriptor);
  return null;
}

/** What was kept of a script; undefined where a byte is wrong: V8 trusts what it reads, and ends the process over nonsense. It copies what is not aligned. */
function partOf({ descriptor, parts }: Kept, name: string): Buffer | undefined {
  const part = parts.get(name);
  if (part === undefined) return undefined;
  const bytes = Buffer.allocUnsafeSlow(part.length);
  const read = readSync(descriptor, bytes, 0, part.length, part.place);
  return read === part.length && crc32(bytes) === part.sum ? bytes : undefined;
}

function write(place: string, kept: Kept | null, compiled: ReadonlyMap<string, Script>): void {
  const scripts = new Map<string, Buffer>();
  for (const name of kept?.parts.keys() ?? []) {
    const bytes = kept === null || compiled.has(name) ? undefined : partOf(kept, name);
    if (bytes !== undefined) scripts.set(name, bytes);
  }
  for (const [name, script] of compiled) scripts.set(name, script.createCachedData());
  const head: Head = [kept?.born ?? Date.now(), [...scripts].map(([name, bytes]) => [name, bytes.length, crc32(bytes)])];
  keepFile(place, Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), ...scripts.values()]));
  removeOldest(dirname(place), MOST_FILES);
}

/** Of all builds, versions of Node and ways of being called: those that were used last. */
const MOST_FILES = 16;
const LARGEST_FILE = 100_000_000;
