import type { ScanFlags } from "./arguments.ts";
import type { Surroundings } from "./scan.ts";

/** Whether the terminal's text is colored: `--color`, `NO_COLOR` (no-color.org), `FORCE_COLOR`, else where a terminal shows it. */
export function wantsColor(
  flags: Pick<ScanFlags, "color">,
  { environment, terminal }: Pick<Surroundings, "environment" | "terminal">,
): boolean {
  if (flags.color !== "auto") return flags.color === "always";
  if (environment["NO_COLOR"] !== undefined && environment["NO_COLOR"] !== "") return false;
  const forced = environment["FORCE_COLOR"];
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return terminal.isTerminal && environment["TERM"] !== "dumb";
}
