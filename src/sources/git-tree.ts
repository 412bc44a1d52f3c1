import { posix } from "node:path";
import type { Problem } from "../model.ts";
import { type GitFile, git, readBlobs, splitNul } from "./git.ts";
import { type Entry, printablePath, type Source, SourceError } from "./source.ts";

const SYMBOLIC_LINK = "120000";
const SUBMODULE = "160000";
/** Links in a row that are followed; as many as Linux follows. */
const MOST_LINKS = 40;

/** The git index of the repository that holds `folder`: what is staged, whatever lies on disk. */
export function indexSource(folder: string, target: string): Source<GitFile> {
  return gitTree(
    folder,
    target,
    async () => null,
    async () => {
      const stages = new Map<string, Map<string, GitFile>>();
      for (const record of splitNul(await git(folder, ["ls-files", "--stage", "-z"]))) {
        const { fields, rawPath } = splitRecord(record);
        const path = printablePath(rawPath);
        const ofPath = stages.get(path) ?? new Map<string, GitFile>();
        stages.set(path, ofPath.set(fields[2] ?? "0", { mode: fields[0] ?? "", object: fields[1] ?? "", rawPath }));
      }
      const files: GitFile[] = [];
      const problems: Problem[] = [];
      for (const [path, ofPath] of stages) {
        const merged = ofPath.get("0");
        // An unmerged path has our side as stage 2 and theirs as stage 3; either may be a deletion.
        const file = merged ?? ofPath.get("2") ?? ofPath.get("3");
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

/** A commit, or anything that git can resolve to one. */
export function commitSource(folder: string, revision: string, target: string): Source<GitFile> {
  const resolved = git(folder, ["rev-parse", "--verify", "--end-of-options", `${revision}^{commit}`])
    .then((output) => output.toString("utf8").trim())
    .catch((error: Error) => {
      throw new SourceError(
        `no revision ${JSON.stringify(revision)} here (${error.message}); a shallow clone needs: git fetch --depth=1 origin ${revision}`,
      );
    });
  resolved.catch(() => {});
  return gitTree(
    folder,
    target,
    () => resolved,
    async () => {
      const output = await git(folder, ["ls-tree", "-r", "-z", await resolved]);
      const files = splitNul(output).map((record) => {
        const { fields, rawPath } = splitRecord(record);
        return { mode: fields[0] ?? "", object: fields[2] ?? "", rawPath };
      });
      return { files, problems: [] };
    },
  );
}

function gitTree(
  folder: string,
  target: string,
  revision: () => Promise<string | null>,
  listFiles: () => Promise<{ files: GitFile[]; problems: Problem[] }>,
): Source<GitFile> {
  let byPath: Map<string, GitFile> | undefined;
  return {
    target,
    revision,
    async list() {
      const { files, problems } = await listFiles();
      byPath = new Map(files.map((file) => [printablePath(file.rawPath), file]));
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
    },
    async *read(requests) {
      const resolved = await followLinks(
        folder,
        requests.map(({ entry }) => entry),
        byPath ?? new Map(),
      );
      const readable = requests.filter(({ entry }) => resolved.get(entry.path) !== null);
      for (const { entry } of requests) {
        if (resolved.get(entry.path) === null) {
          yield { entry, problem: { message: "a symbolic link to nothing in this tree: not followed", location: at(entry.path) } };
        }
      }
      let index = 0;
      for await (const blob of readBlobs(
        folder,
        readable.map(({ entry, limit }) => ({ object: (resolved.get(entry.path) ?? entry.handle).object, limit })),
      )) {
        const entry = readable[index]?.entry;
        index += 1;
        if (entry === undefined) continue;
        if (blob === null) {
          yield {
            entry,
            problem: {
              message: "git has no object for it: a partial clone? git fetch it first",
              location: at(entry.path),
              incomplete: true,
            },
          };
        } else yield { entry, content: { path: entry.path, bytes: blob.bytes, size: blob.size } };
      }
    },
  };
}

/** What symbolic links lead to within the tree, by the path of the link; null where they lead out of it, to nothing, or in a circle. */
async function followLinks(
  folder: string,
  entries: readonly Entry<GitFile>[],
  byPath: ReadonlyMap<string, GitFile>,
): Promise<Map<string, GitFile | null>> {
  const resolved = new Map<string, GitFile | null>();
  let open = entries
    .filter(({ handle }) => handle.mode === SYMBOLIC_LINK)
    .map(({ path, handle }) => ({ link: path, at: path, file: handle }));
  for (let round = 0; open.length > 0; round += 1) {
    const next: typeof open = [];
    let index = 0;
    for await (const blob of readBlobs(
      folder,
      open.map(({ file }) => ({ object: file.object, limit: 4096 })),
    )) {
      const from = open[index];
      index += 1;
      if (from === undefined) continue;
      const to = blob === null ? "" : posix.join(posix.dirname(from.at), Buffer.from(blob.bytes).toString("utf8"));
      const file = byPath.get(to);
      if (file === undefined || round > MOST_LINKS) resolved.set(from.link, null);
      else if (file.mode === SYMBOLIC_LINK) next.push({ link: from.link, at: to, file });
      else resolved.set(from.link, file);
    }
    open = next;
  }
  return resolved;
}

function splitRecord(record: Buffer): { fields: string[]; rawPath: Uint8Array } {
  const tab = record.indexOf(9);
  return { fields: record.subarray(0, tab).toString("ascii").split(" "), rawPath: record.subarray(tab + 1) };
}

function at(path: string) {
  return { path, line: null, column: null };
}
