import { spawn, spawnSync } from "node:child_process";
import { safe, settings } from "./git.ts";

/** A blob's first bytes, and how many it has; null where git does not have it. */
export type Blob = { readonly bytes: Uint8Array; readonly size: number } | null;

/** Of each blob the first `limit` bytes. */
export type WantedBlob = { readonly object: string; readonly limit: number };

/** The bytes of many blobs, in the order asked for. One process for all of them. */
export async function* readBlobs(folder: string, wanted: readonly WantedBlob[]): AsyncIterable<Blob> {
  if (wanted.length === 0) return;
  const few = wanted.length > FEW ? null : readFew(folder, wanted);
  if (few !== null) {
    yield* few;
    return;
  }
  yield* readMany(folder, wanted, false);
}

/**
 * In partial clones git ends at the first object that is not there and that it must not fetch: then it is asked for those alone that are (`areThere`).
 */
async function* readMany(folder: string, wanted: readonly WantedBlob[], areThere: boolean): AsyncIterable<Blob> {
  const stream = started(folder, BATCH, namesOf(wanted));
  for (const [at, { limit }] of wanted.entries()) {
    const line = await stream.line();
    if (line === "" && !areThere) {
      yield* readThose(folder, wanted.slice(at), await presentAmong(folder, wanted));
      return;
    }
    const size = sizeIn(line);
    if (size === null) {
      yield null;
      continue;
    }
    const bytes = await stream.take(Math.min(size, limit));
    await stream.skip(size - bytes.length + 1);
    yield { bytes, size };
  }
}

async function* readThose(folder: string, wanted: readonly WantedBlob[], present: ReadonlySet<string>): AsyncIterable<Blob> {
  const isThere = ({ object }: WantedBlob) => present.has(object);
  const blobs = readMany(folder, wanted.filter(isThere), true)[Symbol.asyncIterator]();
  for (const one of wanted) yield isThere(one) ? ((await blobs.next()).value ?? null) : null;
}

/** Which of these objects are there. To list all that are is the one way to ask without being brought any. */
async function presentAmong(folder: string, wanted: readonly WantedBlob[]): Promise<ReadonlySet<string>> {
  const names = new Set(wanted.map(({ object }) => object));
  const present = new Set<string>();
  const stream = started(folder, ["cat-file", "--batch-all-objects", "--batch-check=%(objectname)", "--unordered"], "");
  for (let name = await stream.line(); name !== ""; name = await stream.line()) if (names.has(name)) present.add(name);
  return present;
}

function started(folder: string, args: readonly string[], input: string): ByteQueue {
  const child = spawn("git", safe(args), { ...settings(folder, args), stdio: ["pipe", "pipe", "ignore"] });
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  return new ByteQueue(child.stdout);
}

const BATCH = ["cat-file", "--batch"];
/** So few blobs are taken at once when together they have no more than these bytes: listening to a pipe takes longer than git. */
const FEW = 64;
const FEW_BYTES = 4_000_000;

/** Null where it is too much for one piece. */
function readFew(folder: string, wanted: readonly WantedBlob[]): Blob[] | null {
  const { stdout, status, error } = spawnSync("git", safe(BATCH), {
    ...settings(folder, BATCH),
    input: namesOf(wanted),
    maxBuffer: FEW_BYTES,
  });
  if (error !== undefined || status !== 0) return null;
  let at = 0;
  return wanted.map(({ limit }) => {
    const end = stdout.indexOf(10, at);
    const size = end === -1 ? null : sizeIn(stdout.toString("latin1", at, end));
    at = end === -1 ? stdout.length : end + 1;
    if (size === null) return null;
    const bytes = stdout.subarray(at, at + Math.min(size, limit));
    at += size + 1;
    return { bytes, size };
  });
}

function namesOf(wanted: readonly WantedBlob[]): string {
  return wanted.map(({ object }) => `${object}\n`).join("");
}

/** The size in the line that `cat-file --batch` writes above each blob; null where it says that there is none. */
function sizeIn(line: string): number | null {
  const size = Number(line.split(" ")[2]);
  return Number.isInteger(size) ? size : null;
}

/** Reads a stream by lines and by counts of bytes. */
class ByteQueue {
  private readonly chunks: AsyncIterator<Buffer>;
  private rest: Buffer = Buffer.alloc(0);

  constructor(stream: AsyncIterable<Buffer>) {
    this.chunks = stream[Symbol.asyncIterator]();
  }

  async line(): Promise<string> {
    for (;;) {
      const end = this.rest.indexOf(10);
      if (end !== -1) {
        const line = this.rest.subarray(0, end).toString("utf8");
        this.rest = this.rest.subarray(end + 1);
        return line;
      }
      if (!(await this.more())) return "";
    }
  }

  async take(count: number): Promise<Uint8Array> {
    const parts: Buffer[] = [];
    let missing = count;
    while (missing > 0) {
      if (this.rest.length === 0 && !(await this.more())) break;
      const part = this.rest.subarray(0, missing);
      parts.push(part);
      missing -= part.length;
      this.rest = this.rest.subarray(part.length);
    }
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
  }

  async skip(count: number): Promise<void> {
    let missing = count;
    while (missing > 0) {
      if (this.rest.length === 0 && !(await this.more())) return;
      const part = Math.min(missing, this.rest.length);
      this.rest = this.rest.subarray(part);
      missing -= part;
    }
  }

  private async more(): Promise<boolean> {
    const next = await this.chunks.next();
    if (next.done === true) return false;
    this.rest = this.rest.length === 0 ? next.value : Buffer.concat([this.rest, next.value]);
    return true;
  }
}
