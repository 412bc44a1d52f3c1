import type { Problem } from "../../src/model.ts";
import type { Source } from "../../src/sources/source.ts";

export interface Tree {
  /** Text by path; null where there is a problem or nothing to read. */
  readonly files: Readonly<Record<string, string | null>>;
  readonly paths: readonly string[];
  readonly problems: readonly Problem[];
}

/** Lists a source and reads all of it. */
export async function readAll<Handle>(source: Source<Handle>, limit = 10_000): Promise<Tree> {
  const { entries, problems } = await source.list();
  const files: Record<string, string | null> = {};
  const all: Problem[] = [...problems];
  let answers = 0;
  for await (const answer of source.read(entries.map((entry) => ({ entry, limit })))) {
    answers += 1;
    files[answer.entry.path] = "content" in answer ? Buffer.from(answer.content.bytes).toString("utf8") : null;
    if ("problem" in answer) all.push(answer.problem);
  }
  if (answers !== entries.length) throw new Error(`${entries.length} requests, ${answers} answers`);
  return { files, paths: Object.keys(files).sort(), problems: all };
}
