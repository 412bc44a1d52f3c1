import type { Entry, Source } from "./source.ts";

/** A tree in memory: paths to contents. For tests, and for files that came over the network. */
export function memorySource(files: Readonly<Record<string, string | Uint8Array>>, target = "."): Source<string> {
  const entries: Entry<string>[] = Object.keys(files)
    .sort()
    .map((path) => ({ path, handle: path }));
  return {
    target,
    revision: async () => null,
    list: async () => ({ entries, problems: [] }),
    async *read(requests) {
      for (const { entry, limit } of requests) {
        const content = files[entry.handle];
        if (content === undefined) {
          yield { entry, missing: true };
          continue;
        }
        const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
        yield { entry, content: { path: entry.path, bytes: bytes.subarray(0, limit), size: bytes.length } };
      }
    },
  };
}
