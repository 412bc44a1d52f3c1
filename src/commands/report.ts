import { decisive } from "../baseline.ts";
import type { Result } from "../model.ts";
import type { ScanFlags } from "./arguments.ts";
import { readResult } from "./read-result.ts";
import { UsageError } from "./usage.ts";
import { type OutputFlags, type OutputSurroundings, writeReports } from "./write-reports.ts";

export type ReportFlags = OutputFlags & Pick<ScanFlags, "failOn">;

/**
 * `modelterms report`: a saved result in other formats. Rendering judges nothing, so the exit code is 0 unless `--fail-on` asks for the one that a scan would
 * have given.
 */
export async function runReport(
  files: readonly string[],
  flags: ReportFlags,
  around: OutputSurroundings,
): Promise<{ readonly output: string; readonly code: 0 | 1 }> {
  const [first, ...rest] = files.map(readResult);
  if (first === undefined || rest.length > 0) throw new UsageError(`name one result, not ${files.length}`);
  return { output: await writeReports(first, flags, around), code: exitCode(first, flags.failOn) };
}

function exitCode(result: Result, failOn: ScanFlags["failOn"]): 0 | 1 {
  if (failOn === "never") return 0;
  return decisive(result).some(({ verdict }) => verdict === "fail" || failOn === "review") ? 1 : 0;
}
