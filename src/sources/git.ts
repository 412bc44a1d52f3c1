import { execFile, spawn, spawnSync } from "node:child_process";
import { resolve, sep } from "node:path";
import { SourceError } from "./source.ts";

/**
 * Runs git in a folder and gives its standard output. Throws SourceError with git's own words when it fails. Waits without doing anything else: with
 * pipes that are listened to a small answer takes 4 ms longer.
 */
export async function git(folder: string, args: readonly string[]): Promise<Buffer> {
  const { stdout, stderr, status, error } = spawnSync("git", [...SAFE, ...args], {
    ...settings(folder, args),
    maxBuffer: Number.POSITIVE_INFINITY,
  });
  if (error !== undefined) throw notStarted(error);
  if (status !== 0) throw failed(args, stderr);
  return stdout;
}

/** The same for large answers: the program goes on with something else until git is done. */
export function gitMeanwhile(folder: string, args: readonly string[]): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { ...settings(folder, args), encoding: "buffer", maxBuffer: Number.POSITIVE_INFINITY } as const;
    execFile("git", [...SAFE, ...args], options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(typeof error.code === "string" ? notStarted(error) : failed(args, stderr));
    });
  });
}

function notStarted({ code, message }: { readonly code?: unknown; readonly message: string }): SourceError {
  return new SourceError(code === "ENOENT" ? "git is not installed, or not on the PATH" : `git: ${message}`);
}

function failed([command = ""]: readonly string[], stderr: Buffer): SourceError {
  return new SourceError(`git ${command}: ${stderr.toString("utf8").trim()}`);
}

/** Whether a repository has a commit, given as its hash. */
export async function hasCommit(folder: string, commit: string): Promise<boolean> {
  return git(folder, ["cat-file", "-e", `${commit}^{commit}`]).then(
    () => true,
    () => false,
  );
}

/** The parents of a commit as the commit names them, whether they are there or not: a shallow clone does not have them. */
export async function parentsOf(folder: string, commit: string): Promise<readonly string[]> {
  const [head = ""] = (await git(folder, ["cat-file", "commit", commit])).toString("utf8").split("\n\n", 1);
  return [...head.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, parent = ""]) => parent);
}

/** Brings a commit from where a clone came from; of a shallow one without its history. Whether it is there now. */
export async function fetchCommit(folder: string, commit: string): Promise<boolean> {
  const depth = (await isShallow(folder)) ? ["--depth=1"] : [];
  const fetched = git(folder, ["fetch", "--quiet", "--no-tags", "--no-recurse-submodules", ...depth, "--end-of-options", "origin", commit]);
  return fetched.then(
    () => hasCommit(folder, commit),
    () => false,
  );
}

export async function isShallow(folder: string): Promise<boolean> {
  return (await git(folder, ["rev-parse", "--is-shallow-repository"])).toString("utf8").trim() === "true";
}

/**
 * What a repository's own configuration must not make git do: run programs (the file system monitor, hooks, and what fetches an object that a partial clone
 * lacks), reach the network, or ask for a password. None of the commands used runs filters, text converters or a pager.
 */
const SAFE = ["core.fsmonitor=false", "core.hooksPath=/dev/null", "core.quotePath=false"].flatMap((setting) => ["-c", setting]);
const QUIET = { GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0", LC_ALL: "C" };
/** Objects that only this clone replaces by others are what is committed and pushed all the same. */
const ORIGINAL = { GIT_NO_REPLACE_OBJECTS: "1" };
/** For all commands but the one that is asked to fetch. `GIT_ALLOW_PROTOCOL` is stronger than a configuration; only newer versions know the other. */
const LOCAL = { GIT_NO_LAZY_FETCH: "1", GIT_ALLOW_PROTOCOL: "none" };

function settings(folder: string, args: readonly string[]) {
  return { cwd: folder, env: { ...process.env, ...rootNamed(folder), ...QUIET, ...ORIGINAL, ...(args[0] === "fetch" ? {} : LOCAL) } };
}

/**
 * Where the environment names a repository alone, as in hooks of linked work trees, git takes the folder in which it starts for the root of the work tree: that
 * is the one in which this program was started, not one below that is asked about.
 */
function rootNamed(folder: string): NodeJS.ProcessEnv {
  const { GIT_DIR: repository, GIT_WORK_TREE: named } = process.env;
  const root = process.cwd();
  if (repository === undefined || named !== undefined || !resolve(folder).startsWith(root + sep)) return {};
  return { GIT_DIR: resolve(repository), GIT_WORK_TREE: root };
}

/** Splits output that was asked for with `-z`, and makes something of each part. */
export function splitNul(output: Buffer): Buffer[];
export function splitNul<Part>(output: Buffer, make: (part: Buffer) => Part): Part[];
export function splitNul(output: Buffer, make = (part: Buffer): unknown => part): unknown[] {
  const parts: unknown[] = [];
  for (let start = 0; start < output.length; ) {
    const end = output.indexOf(0, start);
    parts.push(make(output.subarray(start, end === -1 ? output.length : end)));
    if (end === -1) break;
    start = end + 1;
  }
  return parts;
}

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
  const child = spawn("git", [...SAFE, ...args], { ...settings(folder, args), stdio: ["pipe", "pipe", "ignore"] });
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
  const { stdout, status, error } = spawnSync("git", [...SAFE, ...BATCH], {
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
