import { closeSync, fstatSync, openSync, readFileSync, readSync } from "node:fs";
import { dirname, join } from "node:path";
import { Script } from "node:vm";
import { crc32 } from "node:zlib";
import { keepFile, removeOldest } from "./keep.ts";

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
  const kept = read(place);
  const compiled = new Map<string, Script>();
  let isNew = kept === null || Date.now() - kept.time > Math.max(kept.time - kept.born, SOON);
  const plain = Module._extensions[".js"];
  Module._extensions[".js"] = (module, filename) => {
    if (!filename.startsWith(root)) return plain(module, filename);
    const name = filename.slice(root.length);
    const cachedData = kept?.scripts.get(name);
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
  /** When it was written, and when the first one was that it goes back to, in milliseconds since 1970. */
  readonly time: number;
  readonly born: number;
  readonly scripts: ReadonlyMap<string, Buffer>;
}

/** The first line of the file: a sum over all that follows it, when there was first such a file, and of each script how many bytes it has there. */
type Head = readonly [sum: number, born: number, scripts: readonly (readonly [name: string, length: number])[]];

/** Null where there is none, one that others may have written, or one with a wrong byte: V8 trusts what it reads, and ends the process over nonsense. */
function read(place: string): Kept | null {
  try {
    const descriptor = openSync(place, "r");
    try {
      const { uid, mode, mtimeMs } = fstatSync(descriptor);
      if ((process.getuid !== undefined && uid !== process.getuid()) || (mode & 0o022) !== 0) return null;
      const bytes = readFileSync(descriptor);
      const start = bytes.indexOf(10);
      const [sum, born, scripts] = JSON.parse(bytes.toString("utf8", 0, start)) as Head;
      if (sum !== crc32(bytes.subarray(start + 1))) return null;
      const parts = new Map<string, Buffer>();
      let at = start + 1;
      for (const [name, length] of scripts) {
        parts.set(name, bytes.subarray(at, at + length));
        at += length;
      }
      return at === bytes.length ? { time: mtimeMs, born, scripts: parts } : null;
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return null;
  }
}

function write(place: string, kept: Kept | null, compiled: ReadonlyMap<string, Script>): void {
  const scripts = new Map(kept?.scripts);
  for (const [name, script] of compiled) scripts.set(name, script.createCachedData());
  const body = Buffer.concat([...scripts.values()]);
  const head: Head = [crc32(body), kept?.born ?? Date.now(), [...scripts].map(([name, { length }]) => [name, length])];
  keepFile(place, Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), body]));
  removeOldest(dirname(place), MOST_FILES);
}

/** Of all builds, versions of Node and ways of being called: those that were used last. */
const MOST_FILES = 16;
