import { utimesSync } from "node:fs";
import { join } from "node:path";
import { pack, unpack } from "../../src/cache/pack.ts";
import { Readings } from "../../src/cache/readings.ts";
import { inOrderOfPaths, type ReadTree, readFiles } from "../../src/reading.ts";
import type { Source } from "../../src/sources/source.ts";
import { git, newFolder, write } from "../harness/folders.ts";

/** A time before every index that a test writes: files changed since the index was written are never certain. */
export const LONG_AGO = new Date("2026-01-02T03:04:05.678Z");

export function age(folder: string, ...paths: readonly string[]): void {
  for (const path of paths) utimesSync(join(folder, path), LONG_AGO, LONG_AGO);
}

export const CARD = "---\nlicense: apache-2.0\nbase_model: acme/base-7b\n---\n# A card\n\nBuilt with care.\n";

/** Enough files for what was read to be kept, by their paths. */
export function manyFiles(count = 205): Record<string, string> {
  const modules = Array.from({ length: count }, (_, at) => [
    `src/m${at}.py`,
    `model = AutoModel.from_pretrained("acme/model-${at % 9}")\n`,
  ]);
  return {
    ...(Object.fromEntries(modules) as Record<string, string>),
    "models/a/README.md": CARD,
    "models/a/LICENSE": "Copyright somebody. All rights reserved.\n",
    "models/b/LICENSE": "Copyright somebody. All rights reserved.\n",
    "models/b/README.md": "---\nlicense: [mit\n---\n",
    "docs/empty.md": "",
  };
}

/** A repository with these files committed, all of them older than its index. */
export function agedRepository(files: Readonly<Record<string, string>> = manyFiles(), ...init: readonly string[]): string {
  const folder = newFolder(files);
  age(folder, ...Object.keys(files));
  git(folder, "init", "--quiet", "--initial-branch=main", ...init);
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--message", "all");
  return folder;
}

/** Writes files that are older than the index which notes them. */
export function stage(folder: string, files: Readonly<Record<string, string>>): void {
  write(folder, files);
  age(folder, ...Object.keys(files));
  git(folder, "add", "--all");
}

/** What a scan reads, and which files' bytes it asked its source for. */
export interface Look {
  readonly tree: ReadTree;
  readonly asked: readonly string[];
  /** What the next scan finds, and of how many files; null where that is what this one found. */
  readonly next: Readings;
  readonly kept: number | null;
}

const MAGIC = "test";

export async function look(source: Source, readings = new Readings(null)): Promise<Look> {
  const asked: string[] = [];
  const watched: Source = {
    ...source,
    read(requests) {
      for (const { entry } of requests) asked.push(entry.path);
      return source.read(requests);
    },
  };
  const tree = await readFiles(
    watched,
    () => false,
    undefined,
    undefined,
    async () => readings,
  );
  const packed = readings.packed();
  const next = packed === null ? readings : new Readings(unpack(MAGIC, pack(MAGIC, packed)));
  return { tree: inOrderOfPaths(tree), asked: asked.sort(), next, kept: packed?.paths.length ?? null };
}

/** What a scan reads that knows nothing. */
export async function lookAnew(source: Source): Promise<ReadTree> {
  return inOrderOfPaths(await readFiles(source, () => false));
}
