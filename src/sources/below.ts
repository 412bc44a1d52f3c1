import type { Entry, Listing, Source } from "./source.ts";

/** The part of a tree below a folder, with paths relative to it. Links are followed in the whole tree. `folder` has no slash at its ends; empty for all of it. */
export function below(source: Source, folder: string, target: string): Source {
  if (folder === "") return { ...source, target };
  const start = `${folder}/`;
  const inner = (path: string) => (path.startsWith(start) ? path.slice(start.length) : path === folder ? "." : path);
  const moved = <Value extends { readonly location: { readonly path: string } }>(value: Value): Value => ({
    ...value,
    location: { ...value.location, path: inner(value.location.path) },
  });
  const { blobs } = source;
  return {
    target,
    revision: source.revision,
    ...(blobs === undefined ? {} : { blobs: () => blobs().then((outer) => ({ of: (entry: Entry) => outer.of(entry.handle as Entry) })) }),
    async list(): Promise<Listing<Entry>> {
      const { entries, problems } = await source.list();
      return {
        entries: entries.filter(({ path }) => path.startsWith(start)).map((entry) => ({ path: inner(entry.path), handle: entry })),
        problems: problems
          .filter(
            ({ location, incomplete }) => location.path.startsWith(start) || start.startsWith(`${location.path}/`) || incomplete === true,
          )
          .map(moved),
      };
    },
    async *read(requests) {
      const outer = new Map(requests.map(({ entry }) => [entry.handle as Entry, entry]));
      for await (const answer of source.read(requests.map(({ entry, limit }) => ({ entry: entry.handle as Entry, limit })))) {
        const entry = outer.get(answer.entry);
        if (entry === undefined) continue;
        if ("content" in answer) yield { entry, content: { ...answer.content, path: entry.path } };
        else if ("problem" in answer) yield { entry, problem: moved(answer.problem) };
        else yield { entry, missing: true };
      }
    },
  };
}
