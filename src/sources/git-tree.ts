import { posix } from "node:path";
import type { Problem } from "../model.ts";
import { git, splitNul } from "./git.ts";
import { readBlobs } from "./git-blobs.ts";
import { plainRepository, readLooseBlob } from "./git-files.ts";
import { readIndex } from "./git-index.ts";
import { type Entry, type Listing, printablePath, type Source, SourceError } from "./source.ts";

const SYMBOLIC_LINK = "120000";
const SUBMODULE = "160000";
const REGULAR = /^100/;
/** To look for more among the files of a repository takes longer than to start git. */
const FEW = 16;
/** Links in a row that are followed; as many as Linux follows. */
const MOST_LINKS = 40;

/** A file in the index, in a commit, or in a tree of GitHub. `mode` is git's: 100644, 100755, 120000 a symbolic link, 160000 a submodule. */
export interface GitFile {
  readonly path: string;
  readonly mode: string;
  readonly object: string;
}

/** The first `limit` bytes of a blob and its whole size, or why there are none. */
export type BlobAnswer = { readonly bytes: Uint8Array; readonly size: number } | { readonly failure: string };

/** Reads blobs, and answers in the order asked for. */
export type ReadBlobs = (wanted: readonly { readonly object: string; readonly limit: number }[]) => AsyncIterable<BlobAnswer>;

/** The git index of the repository that holds `folder`: what is staged, whatever lies on disk. */
export function indexSource(folder: string, target: string): Source<GitFile> {
  return gitTree(
    localBlobs(folder),
    target,
    async () => null,
    async () => {
      const stages = new Map<string, Map<number, GitFile>>();
      for (const { path: rawPath, mode, object, stage } of await entriesOfIndex(folder)) {
        const path = printablePath(rawPath);
        const ofPath = stages.get(path) ?? new Map<number, GitFile>();
        stages.set(path, ofPath.set(stage, { path, mode, object }));
      }
      const files: GitFile[] = [];
      const problems: Problem[] = [];
      for (const [path, ofPath] of stages) {
        const merged = ofPath.get(0);
        // An unmerged path has our side as stage 2 and theirs as stage 3; either may be a deletion.
        const file = merged ?? ofPath.get(2) ?? ofPath.get(3);
        if (file !== undefined) files.push(file);
        if (merged === undefined)
          problems.push({
            message: "unmerged: our side is read, or theirs where we deleted it; resolve the merge to be sure",
            location: at(path),
          });
      }
      return { files, problems };
    },
  );
}

interface IndexEntry {
  readonly path: Buffer;
  readonly mode: string;
  readonly object: string;
  /** 0 but for unmerged paths. */
  readonly stage: number;
}

async function entriesOfIndex(folder: string): Promise<readonly IndexEntry[]> {
  const plain = plainRepository(folder);
  const index = plain === null ? null : readIndex(plain);
  if (index !== null)
    return Array.from({ length: index.length }, (_, number) => ({
      path: index.path(number),
      mode: index.mode(number).toString(8).padStart(6, "0"),
      object: index.object(number),
      stage: index.stage(number),
    }));
  return splitNul(await git(folder, ["ls-files", "--stage", "-z"])).map((record) => {
    const { fields, rawPath } = splitRecord(record);
    const [mode = "", object = "", stage = "0"] = fields;
    return { path: rawPath, mode, object, stage: Number(stage) };
  });
}

/** A commit, or anything that git can resolve to one. What a partial clone lacks of it is asked of `elsewhere`. */
export function commitSource(folder: string, revision: string, target: string, elsewhere?: ReadBlobs): Source<GitFile> {
  const resolved = git(folder, ["rev-parse", "--verify", "--end-of-options", `${revision}^{commit}`])
    .then((output) => output.toString("utf8").trim())
    .catch((error: Error) => {
      throw new SourceError(
        `no revision ${JSON.stringify(revision)} here (${error.message}); a shallow clone needs: git fetch --depth=1 origin ${revision}`,
      );
    });
  resolved.catch(() => {});
  return gitTree(
    localBlobs(folder, elsewhere),
    target,
    () => resolved,
    async () => {
      const output = await git(folder, ["ls-tree", "-r", "-z", await resolved]);
      const files = splitNul(output).map((record) => {
        const { fields, rawPath } = splitRecord(record);
        return { path: printablePath(rawPath), mode: fields[0] ?? "", object: fields[2] ?? "" };
      });
      return { files, problems: [] };
    },
  );
}

/** The blobs that the repository of a folder has. A few are looked for among its files first. */
function localBlobs(folder: string, elsewhere = nowhere): ReadBlobs {
  return async function* (wanted) {
    const plain = wanted.length > FEW ? null : plainRepository(folder);
    const loose = wanted.map(({ object }) => (plain === null ? null : readLooseBlob(plain, object)));
    const others = readBlobs(
      folder,
      wanted.filter((_, index) => loose[index] === null),
    )[Symbol.asyncIterator]();
    for (const [index, one] of wanted.entries()) {
      const bytes = loose[index] ?? null;
      const blob = bytes === null ? (await others.next()).value : { bytes: bytes.subarray(0, one.limit), size: bytes.length };
      if (blob === null || blob === undefined) yield* elsewhere([one]);
      else yield blob;
    }
  };
}

const nowhere: ReadBlobs = async function* (wanted) {
  for (const _ of wanted) yield { failure: "git has no object for it: a partial clone? git fetch it first" };
};

/** Files that git knows, read from wherever their blobs are: symbolic links are followed within the tree, submodules are said. */
export function gitTree(
  readAll: ReadBlobs,
  target: string,
  revision: () => Promise<string | null>,
  listFiles: () => Promise<{ files: GitFile[]; problems: Problem[] }>,
): Source<GitFile> {
  let byPath: Map<string, GitFile> | undefined;
  const list = async (): Promise<Listing<GitFile>> => {
    const { files, problems } = await listFiles();
    byPath = new Map(files.map((file) => [file.path, file]));
    const entries: Entry<GitFile>[] = [];
    for (const [path, file] of byPath) {
      if (file.mode === SUBMODULE)
        problems.push({
          message: `a submodule at commit ${file.object.slice(0, 12)}: its files are another repository's; scan that by itself`,
          location: at(path),
        });
      else entries.push({ path, handle: file });
    }
    return { entries, problems };
  };
  let listed: ReturnType<typeof list> | undefined;
  return {
    target,
    revision,
    list() {
      listed ??= list();
      return listed;
    },
    listsBlobs: true,
    blobs: async () => ({ of: ({ handle }) => (REGULAR.test(handle.mode) ? { name: handle.object, size: null } : null) }),
    async *read(requests) {
      const targets = await followLinks(
        readAll,
        requests.map(({ entry }) => entry),
        byPath ?? new Map(),
      );
      const readable: { readonly entry: Entry<GitFile>; readonly object: string; readonly limit: number }[] = [];
      for (const { entry, limit } of requests) {
        const end = targets.get(entry.path) ?? { object: entry.handle.object };
        if ("object" in end) readable.push({ entry, object: end.object, limit });
        else yield { entry, problem: { ...end, location: at(entry.path) } };
      }
      let index = 0;
      for await (const blob of readAll(readable)) {
        const entry = readable[index]?.entry;
        index += 1;
        if (entry === undefined) continue;
        if ("failure" in blob) yield { entry, problem: { message: blob.failure, location: at(entry.path), incomplete: true } };
        else yield { entry, content: { path: entry.path, bytes: blob.bytes, size: blob.size } };
      }
    },
  };
}

/** Where a link leads: to a file, or nowhere for this reason. */
type LinkEnd = { readonly object: string } | { readonly message: string; readonly incomplete?: true };

const NOWHERE: LinkEnd = { message: "a symbolic link to nothing in this tree: not followed" };

/** What symbolic links lead to within the tree, by the path of the link. */
async function followLinks(
  readAll: ReadBlobs,
  entries: readonly Entry<GitFile>[],
  byPath: ReadonlyMap<string, GitFile>,
): Promise<Map<string, LinkEnd>> {
  const ends = new Map<string, LinkEnd>();
  let open = entries
    .filter(({ handle }) => handle.mode === SYMBOLIC_LINK)
    .map(({ path, handle }) => ({ link: path, at: path, object: handle.object }));
  for (let round = 0; open.length > 0; round += 1) {
    const next: typeof open = [];
    let index = 0;
    for await (const blob of readAll(open.map(({ object }) => ({ object, limit: 4096 })))) {
      const from = open[index];
      index += 1;
      if (from === undefined) continue;
      if ("failure" in blob) {
        ends.set(from.link, { message: blob.failure, incomplete: true });
        continue;
      }
      const file = byPath.get(posix.join(posix.dirname(from.at), Buffer.from(blob.bytes).toString("utf8")));
      if (file === undefined || round > MOST_LINKS) ends.set(from.link, NOWHERE);
      else if (file.mode === SYMBOLIC_LINK) next.push({ link: from.link, at: file.path, object: file.object });
      else ends.set(from.link, file);
    }
    open = next;
  }
  return ends;
}

function splitRecord(record: Buffer): { fields: string[]; rawPath: Buffer } {
  const tab = record.indexOf(9);
  return { fields: record.subarray(0, tab).toString("ascii").split(" "), rawPath: record.subarray(tab + 1) };
}

function at(path: string) {
  return { path, line: null, column: null };
}
