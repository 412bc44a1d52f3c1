import { execFile, spawnSync } from "node:child_process";
import { resolve, sep } from "node:path";
import { SourceError } from "./source.ts";

/**
 * Runs git in a folder and gives its standard output. Throws SourceError with git's own words when it fails. Waits without doing anything else: with
 * pipes that are listened to a small answer takes 4 ms longer.
 */
export async function git(folder: string, args: readonly string[]): Promise<Buffer> {
  const { stdout, stderr, status, error } = spawnSync("git", safe(args), {
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
    execFile("git", safe(args), options, (error, stdout, stderr) => {
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

/** The words of a command with those before it that keep it safe. */
export function safe(args: readonly string[]): string[] {
  return [...SAFE, ...args];
}

/** Where a command runs, and in which environment. */
export function settings(folder: string, args: readonly string[]) {
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
