import type { Problem } from "../model.ts";
import type { Entry, ReadAnswer, Source } from "./source.ts";

/** A source whose paths lie below a folder: one repository among many. */
export function prefixedSource(source: Source, folder: string): Source<Entry> {
  const inside = (path: string) => (path === "." ? folder : `${folder}/${path}`);
  const moved = (problem: Problem): Problem => ({ ...problem, location: { ...problem.location, path: inside(problem.location.path) } });
  return {
    target: source.target,
    revision: () => source.revision(),
    async list() {
      const { entries, problems } = await source.list();
      return { entries: entries.map((entry) => ({ path: inside(entry.path), handle: entry })), problems: problems.map(moved) };
    },
    async *read(requests) {
      const outer = new Map(requests.map(({ entry }) => [entry.handle, entry]));
      for await (const answer of source.read(requests.map(({ entry, limit }) => ({ entry: entry.handle, limit })))) {
        const entry = outer.get(answer.entry);
        if (entry !== undefined) yield placed(answer, entry, moved);
      }
    },
  };
}

function placed(answer: ReadAnswer, entry: Entry, moved: (problem: Problem) => Problem): ReadAnswer {
  if ("content" in answer) return { entry, content: { ...answer.content, path: entry.path } };
  return "problem" in answer ? { entry, problem: moved(answer.problem) } : { entry, missing: true };
}
