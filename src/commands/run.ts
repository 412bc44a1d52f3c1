import { CommanderError } from "commander";
import { ExpectedError } from "../errors.ts";
import { oneFileAnOption } from "./arguments.ts";
import { openingOf } from "./opening.ts";
import { WRONG } from "./output.ts";
import { warn } from "./printable.ts";
import { commandLine } from "./program.ts";

/** Runs the program as it was called, with what lies in the folder `dist`, and sets the exit code (contract, section 1). */
export function run(argv: readonly string[], dist: string): void {
  commandLine(argv[2], openingOf(dist))
    .parseAsync(oneFileAnOption(argv))
    .catch((error: unknown) => {
      if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : WRONG;
      else {
        warn(error instanceof Error ? (error instanceof ExpectedError ? error.message : (error.stack ?? error.message)) : String(error));
        process.exitCode = WRONG;
      }
    });
}
