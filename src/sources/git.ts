import { spawn } from "node:child_process";
import { SourceError } from "./source.ts";

/** Runs git in a folder and gives its standard output. Throws SourceError with git's own words when it fails. */
export async function git(folder: string, args: readonly string[]): Promise<Buffer> {
  const child = spawnGit(folder, args);
  child.stdin.end();
  const output: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  }).catch((error: NodeJS.ErrnoException) => {
    throw new SourceError(error.code === "ENOENT" ? "git is not installed, or not on the PATH" : `git: ${error.message}`);
  });
  if (code !== 0) throw new SourceError(`git ${args[0] ?? ""}: ${Buffer.concat(errors).toString("utf8").trim()}`);
  return Buffer.concat(output);
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
/** For all commands but the one that is asked to fetch. `GIT_ALLOW_PROTOCOL` is stronger than a configuration; only newer versions know the other. */
const LOCAL = { GIT_NO_LAZY_FETCH: "1", GIT_ALLOW_PROTOCOL: "none" };

function spawnGit(folder: string, args: readonly string[]) {
  return spawn("git", [...SAFE, ...args], {
    cwd: folder,
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...process.env, ...QUIET, ...(args[0] === "fetch" ? {} : LOCAL) },
  });
}

/** Splits output that was asked for with `-z`. */
export function splitNul(output: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  for (let start = 0; start < output.length; ) {
    const end = output.indexOf(0, start);
    parts.push(output.subarray(start, end === -1 ? output.length : end));
    if (end === -1) break;
    start = end + 1;
  }
  return parts;
}

/** The bytes of many blobs, in the order asked for; of each the first `limit` bytes. One process for all of them. */
export async function* readBlobs(
  folder: string,
  wanted: readonly { readonly object: string; readonly limit: number }[],
): AsyncIterable<{ readonly bytes: Uint8Array; readonly size: number } | null> {
  if (wanted.length === 0) return;
  const child = spawnGit(folder, ["cat-file", "--batch"]);
  child.stdin.on("error", () => {});
  child.stdin.end(wanted.map(({ object }) => `${object}\n`).join(""));
  const stream = new ByteQueue(child.stdout);
  for (const { limit } of wanted) {
    const header = await stream.line();
    const size = Number(header.split(" ")[2]);
    if (!Number.isInteger(size)) {
      yield null;
      continue;
    }
    const bytes = await stream.take(Math.min(size, limit));
    await stream.skip(size - bytes.length + 1);
    yield { bytes, size };
  }
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
