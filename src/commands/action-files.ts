import { mkdirSync, realpathSync } from "node:fs";
import { dirname, isAbsolute, join, sep } from "node:path";
import { ExpectedError } from "../errors.ts";
import type { ActionInputs } from "../github/inputs.ts";
import type { Result } from "../model.ts";
import { UsageError } from "./usage.ts";
import { writeReports } from "./write-reports.ts";

/** Writes the result in the files that the workflow asks for; gives the outputs that name them, as they were named. */
export async function writeActionFiles(
  result: Result,
  inputs: Pick<ActionInputs, "jsonFile" | "sarifFile" | "htmlFile">,
  workspace: string,
  note: (text: string) => void,
): Promise<Readonly<Record<string, string>>> {
  const wanted = [
    { name: "json", file: inputs.jsonFile },
    { name: "sarif", file: inputs.sarifFile },
    { name: "html", file: inputs.htmlFile },
  ];
  const outputs: Record<string, string> = {};
  for (const { name, file } of wanted) {
    if (file === null) continue;
    try {
      await writeReports(result, { color: "never", format: [{ name, file: placeOf(file, workspace) }] }, SILENT);
      outputs[`${name}-file`] = file;
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      note(`The ${name} file was not written: ${error.message}`);
    }
  }
  return outputs;
}

const SILENT = { environment: {}, terminal: { isTerminal: false, width: 120, errorIsTerminal: false } };

/** Makes the folder. A relative path stays in the workspace, whatever links the checked-out tree puts there. */
function placeOf(file: string, workspace: string): string {
  if (isAbsolute(file)) return file;
  const path = join(workspace, file);
  const folder = dirname(path);
  for (let known = folder; ; known = dirname(known)) {
    const real = realPath(known);
    if (real === null) continue;
    const root = realpathSync(workspace);
    if (real !== root && !real.startsWith(root + sep)) throw new ExpectedError(`${file}: leads out of the workspace; name another file`);
    break;
  }
  mkdirSync(folder, { recursive: true });
  return path;
}

function realPath(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}
