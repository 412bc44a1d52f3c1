import { forTerminal } from "../reports/parts/escape.ts";

/** Names of files may hold what a terminal obeys: of a message only its line ends are obeyed. Who puts a name into it escapes those of the name. */
export function printable(text: string): string {
  return text.split("\n").map(forTerminal).join("\n");
}

export function warn(message: string): void {
  process.stderr.write(`modelterms: ${printable(message)}\n`);
}
