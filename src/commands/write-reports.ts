import { decisive } from "../baseline.ts";
import type { Result } from "../model.ts";
import { jsonPieces } from "../reports/json.ts";
import { textReport } from "../reports/text.ts";
import type { ScanFlags } from "./arguments.ts";
import type { Output } from "./pieces.ts";
import type { Surroundings } from "./scan.ts";
import { wantsColor } from "./terminal.ts";
import { UsageError } from "./usage.ts";
import { writeWhole } from "./write-whole.ts";

/** A format, and the file that it goes to; null for standard output. */
export interface Wanted {
  readonly name: string;
  readonly file: string | null;
}

export type OutputSurroundings = Pick<Surroundings, "environment" | "terminal">;

export type OutputFlags = Pick<ScanFlags, "color" | "format" | "quiet">;

/** Writes the result in every format that was asked for: files whole or not at all, and what goes to standard output is returned. */
export function writeReports(result: Result, flags: OutputFlags, around: OutputSurroundings): Promise<Output> {
  return writeFormats(flags, (wanted) => render(result, wanted, flags, around));
}

/** The files of a format by their names. */
type Parts = Readonly<Record<string, Output>>;

/** The same for whatever is rendered: `rendered` gives the files of a format by their names, the first is the report itself. */
export async function writeFormats(flags: OutputFlags, rendered: (wanted: Wanted) => Promise<Parts>): Promise<Output> {
  const formats = flags.format ?? [{ name: "text", file: null }];
  if (formats.filter(({ file }) => file === null).length > 1)
    throw new UsageError("only one format can go to standard output: give the others a file (--format json=result.json)");
  let output: Output = "";
  for (const wanted of formats) {
    const parts = await rendered(wanted);
    const [first = ""] = Object.values(parts);
    if (wanted.file === null) output = first;
    else
      for (const [at, [name, text]] of Object.entries(parts).entries())
        writeWhole(at === 0 ? wanted.file : beside(wanted.file, name), text);
  }
  return output;
}

/** The files of a report by their names; the first is the report itself. */
async function render(result: Result, { name, file }: Wanted, flags: OutputFlags, around: OutputSurroundings): Promise<Parts> {
  if (name === "json") return { "": jsonPieces(result) };
  if (name === "text") {
    if (file === null && flags.quiet === true && decisive(result).length === 0 && result.scan.complete) return { "": "" };
    const color = file === null && wantsColor(flags, around);
    return {
      "": textReport(result, { color, width: file === null ? Math.min(around.terminal.width, 120) : 100, quiet: flags.quiet === true }),
    };
  }
  const [{ reportFormats }, { reportContext }] = await Promise.all([import("../reports/registry.ts"), import("./report-context.ts")]);
  const format = await reportFormats[name]?.();
  if (format === undefined)
    throw new UsageError(`no format ${JSON.stringify(name)}; write one of: text, json, ${Object.keys(reportFormats).join(", ")}`);
  const rendered = format.render(result, reportContext(result));
  return typeof rendered === "string" ? { "": rendered } : rendered;
}

/** `out.csv` and `findings.csv` make `out-findings.csv`. */
function beside(file: string, name: string): string {
  const slash = Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\"));
  const dot = file.lastIndexOf(".");
  const stem = dot > slash + 1 ? file.slice(0, dot) : file;
  return `${stem}-${name}`;
}
