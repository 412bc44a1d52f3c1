import type { Result } from "../model.ts";
import { judgeRead, type ScanOptions } from "../scan.ts";
import type { Source } from "../sources/source.ts";
import { type Gathering, repositoryOf } from "./gather.ts";

/** Judges what was gathered as one scan. */
export async function judgeGathered(
  gathered: Gathering,
  lock: string | null,
  source: Pick<Source, "target" | "revision">,
  options: ScanOptions,
): Promise<Result> {
  const { read, repositories, textReader } = gathered.unpacked();
  const roots = repositories === null ? {} : { rootOf: repositoryOf };
  const result = await judgeRead(read, lock, source, { ...options, ...roots, readText: textReader(options.readText) });
  return repositories === null ? result : withRepositories(result, repositories);
}

/** The result of an owner names the repositories that were read. */
export function withRepositories(result: Result, repositories: NonNullable<Result["scan"]["repositories"]>): Result {
  const { target, revision, date, ...rest } = result.scan;
  return { ...result, scan: { target, revision, date, repositories, ...rest } };
}
