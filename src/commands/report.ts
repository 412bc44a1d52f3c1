import { compareWithBaseline, decisive } from "../baseline.ts";
import type { Result } from "../model.ts";
import type { ScanFlags } from "./arguments.ts";
import type { Output } from "./pieces.ts";
import { readResult } from "./read-result.ts";
import { wantsColor } from "./terminal.ts";
import { UsageError } from "./usage.ts";
import { type OutputFlags, type OutputSurroundings, writeFormats, writeReports } from "./write-reports.ts";

export type ReportFlags = OutputFlags & Pick<ScanFlags, "failOn">;

/**
 * `modelterms report`: a saved result in other formats, or what changed between two. Rendering judges nothing, so the exit code is 0 unless `--fail-on` asks for
 * the one that a scan would have given; with two results, only what is new or worse in the second counts.
 */
export async function runReport(
  files: readonly string[],
  flags: ReportFlags,
  around: OutputSurroundings,
): Promise<{ readonly output: Output; readonly code: 0 | 1 }> {
  const [first, second, ...rest] = files.map(readResult);
  if (first === undefined || rest.length > 0)
    throw new UsageError(`one result is rendered and two are compared, and these are ${files.length}; modelterms merge joins shards`);
  if (second === undefined) return { output: await writeReports(first, flags, around), code: exitCode(first, flags.failOn) };
  return { output: await writeComparison(first, second, flags, around), code: exitCode(compareWithBaseline(second, first), flags.failOn) };
}

async function writeComparison(before: Result, after: Result, flags: ReportFlags, around: OutputSurroundings): Promise<Output> {
  const [{ compare }, { COMPARISON_FORMATS, renderComparison }] = await Promise.all([
    import("../reports/parts/comparison.ts"),
    import("../reports/comparison.ts"),
  ]);
  const comparison = compare(before, after);
  return writeFormats(flags, async ({ name, file }) => {
    const format = COMPARISON_FORMATS.find((one) => one === name);
    if (format === undefined)
      throw new UsageError(`${name} cannot show what changed between two results; write one of: ${COMPARISON_FORMATS.join(", ")}`);
    const width = file === null ? Math.min(around.terminal.width, 120) : 100;
    return { "": renderComparison(comparison, format, { color: file === null && wantsColor(flags, around), width }) };
  });
}

function exitCode(result: Result, failOn: ScanFlags["failOn"]): 0 | 1 {
  if (failOn === "never") return 0;
  return decisive(result).some(({ verdict }) => verdict === "fail" || failOn === "review") ? 1 : 0;
}
