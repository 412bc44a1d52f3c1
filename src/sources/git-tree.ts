import { posix } from "node:path";
import type { Problem } from "../model.ts";
import { type GitFile, git, readBlobs, splitNul } from "./git.ts";
import { type Entry, printablePath, type Source, SourceError } from "./source.ts";

const SYMBOLIC_LINK = "120000";
const SUBMODULE = "160000";

/** The git index of the repository that holds `folder`: what is staged, whatever lies on disk. */
export function indexSource(folder: string, target: string): Source<GitFile> {
  return gitTree(
    folder,
    target,
    async () => null,
    async () => {
      const files: GitFile[] = [];
      const problems: Problem[] = [];
      for (const record of splitNul(await git(folder, ["ls-files", "--stage", "-z"]))) {
        const { fields, rawPath } = splitRecord(record);
        const stage = fields[2] ?? "0";
        if (stage === "0" || stage === "2") files.push({ mode: fields[0] ?? "", object: fields[1] ?? "", rawPath });
        if (stage === "2") {
          problems.push({ message: "unmerged: our side is read; resolve the merge to be sure", location: at(printablePath(rawPath)) });
        }
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
      const links = requests.filter(({ entry }) => entry.handle.mode === SYMBOLIC_LINK);
      const resolved = new Map<string, GitFile | null>();
      let next = 0;
      for await (const blob of readBlobs(
        folder,
        links.map(({ entry }) => ({ object: entry.handle.object, limit: 4096 })),
      )) {
        const path = links[next]?.entry.path ?? "";
        next += 1;
        const to = blob === null ? null : posix.join(posix.dirname(path), Buffer.from(blob.bytes).toString("utf8"));
        const file = to === null ? undefined : byPath?.get(to);
        resolved.set(path, file === undefined || file.mode === SYMBOLIC_LINK ? null : file);
      }
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

function splitRecord(record: Buffer): { fields: string[]; rawPath: Uint8Array } {
  const tab = record.indexOf(9);
  return { fields: record.subarray(0, tab).toString("ascii").split(" "), rawPath: record.subarray(tab + 1) };
}

function at(path: string) {
  return { path, line: null, column: null };
}
