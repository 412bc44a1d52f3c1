import { InvalidArgumentError } from "commander";
import type { ScanFlags } from "../cli.ts";

/** The formats of `--format`. */
export const FORMATS = ["text", "json", "sarif", "markdown", "html", "csv", "github", "junit", "cyclonedx", "spdx", "notice"] as const;

/** `NAME` or `NAME=FILE`, added to those before. */
export function addFormat(value: string, so: ScanFlags["format"] = []): NonNullable<ScanFlags["format"]> {
  const [name = "", file] = value.includes("=") ? [value.slice(0, value.indexOf("=")), value.slice(value.indexOf("=") + 1)] : [value];
  if (!(FORMATS as readonly string[]).includes(name))
    throw new InvalidArgumentError(`write one of: ${FORMATS.join(", ")}, with =FILE to write to a file`);
  if (file === "") throw new InvalidArgumentError("name a file after =");
  return [...so, { name, file: file ?? null }];
}

export function addFile(file: string, so: readonly string[] = []): readonly string[] {
  return [...so, file];
}

/** `--files a b -- -c` as one option a file, so that a name may begin with a dash and nothing behind `--` is taken for the target. */
export function oneFileAnOption(argv: readonly string[]): string[] {
  const start = argv.indexOf("--files");
  if (start === -1) return [...argv];
  const expanded = argv.slice(0, start);
  let literal = false;
  for (const [index, argument] of argv.slice(start + 1).entries()) {
    if (!literal && argument === "--") literal = true;
    else if (!literal && argument.startsWith("-") && argument !== "-") return [...expanded, ...argv.slice(start + 1 + index)];
    else expanded.push(`--files=${argument}`);
  }
  return expanded;
}
