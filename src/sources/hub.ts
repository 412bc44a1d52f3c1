import { limits } from "../limits.ts";
import type { Problem } from "../model.ts";
import { type Entry, type ReadAnswer, type ReadRequest, type Source, SourceError } from "./source.ts";

/** One repository of the Hub at one commit, as far as a source needs it. Refused files throw an error with `reason: "gated"`. */
export interface HubRepository {
  readonly commit: string;
  files(): AsyncIterable<{ readonly path: string }>;
  read(path: string, limit: number): Promise<{ readonly bytes: Uint8Array; readonly size: number | null }>;
}

/** Files read at once. */
const AT_ONCE = 8;

/** The files of a repository of the Hub, read over its API as they are asked for: of weights only as many bytes as their headers have. */
export function hubSource(repository: HubRepository, target: string): Source<string> {
  return {
    target,
    revision: async () => repository.commit,
    async list() {
      const entries: Entry<string>[] = [];
      for await (const { path } of repository.files()) {
        if (entries.length >= limits.files) throw new SourceError(`${target} has more than ${limits.files} files`);
        entries.push({ path, handle: path });
      }
      return { entries: entries.sort((a, b) => (a.path < b.path ? -1 : 1)), problems: [] };
    },
    async *read(requests) {
      let refused = false;
      for (let start = 0; start < requests.length; start += AT_ONCE) {
        const answers = await Promise.all(requests.slice(start, start + AT_ONCE).map((request) => readOne(repository, request)));
        for (const answer of answers) {
          const gated = "problem" in answer && answer.problem === GATED;
          if (!gated) yield answer;
          else
            yield refused
              ? { entry: answer.entry, missing: true }
              : { entry: answer.entry, problem: { ...GATED, location: at(answer.entry.path) } };
          refused ||= gated;
        }
      }
    },
  };
}

/** Said once for all files of a repository. */
const GATED: Problem = {
  message:
    "the repository is gated: neither this file nor others of it are read without access; have it granted on its page, and set HF_TOKEN",
  location: { path: ".", line: null, column: null },
  incomplete: true,
};

async function readOne(repository: HubRepository, { entry, limit }: ReadRequest<string>): Promise<ReadAnswer> {
  try {
    return { entry, content: { path: entry.path, ...(await repository.read(entry.handle, limit)) } };
  } catch (error) {
    const reason = (error as { reason?: unknown }).reason;
    if (reason === "gated" || reason === "missing") return { entry, problem: GATED };
    const words = error instanceof Error ? error.message : String(error);
    return { entry, problem: { message: `could not be read from the Hub: ${words}`, location: at(entry.path), incomplete: true } };
  }
}

function at(path: string) {
  return { path, line: null, column: null };
}
