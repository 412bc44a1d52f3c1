import { InvalidArgumentError, Option } from "commander";

export interface ScanFlags {
  readonly policy?: string | boolean;
  readonly format?: readonly { readonly name: string; readonly file: string | null }[];
  readonly failOn: "fail" | "review" | "never";
  readonly staged?: boolean;
  readonly since?: string;
  readonly baseline?: string;
  readonly files?: readonly string[];
  readonly online?: boolean;
  readonly shard?: string;
  readonly archived?: boolean;
  readonly forks?: boolean;
  readonly plan?: string;
  readonly allowIncomplete?: boolean;
  readonly quiet?: boolean;
  readonly color: "auto" | "always" | "never";
}

/** The formats of `--format`. */
const FORMATS = ["text", "json", "sarif", "markdown", "html", "csv", "github", "junit", "cyclonedx", "spdx", "notice"] as const;

/** Options that several commands have. */
export const inFormats = () =>
  new Option("--format <name[=file]>", `output format, repeatable: ${FORMATS.join(", ")}`).argParser(addFormat);
export const failingOn = () =>
  new Option("--fail-on <verdict>", "what makes the exit code 1").choices(["fail", "review", "never"]).default("fail");
export const inColor = () => new Option("--color <when>", "color the text").choices(["auto", "always", "never"]).default("auto");

/** `NAME` or `NAME=FILE`, added to those before. */
function addFormat(value: string, so: ScanFlags["format"] = []): NonNullable<ScanFlags["format"]> {
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
