import { Command, Option } from "commander";
import { paletteFor } from "../reports/parts/terminal.ts";
import { VERSION } from "../version.ts";
import { addFile, failingOn, inColor, inFormats, type ScanFlags } from "./arguments.ts";
import type { LockFlags } from "./lock.ts";
import type { MergeFlags } from "./merge.ts";
import type { NoticeFlags } from "./notice.ts";
import type { Opening } from "./opening.ts";
import { print } from "./output.ts";
import type { PlanFlags } from "./owner.ts";
import type { Output } from "./pieces.ts";
import { checkPolicy, showEffective, testPolicy } from "./policy.ts";
import type { InitFlags } from "./policy-init.ts";
import { printable } from "./printable.ts";
import type { ReportFlags } from "./report.ts";
import { dateOf, runScan, scanTarget } from "./scan.ts";
import { wantsColor } from "./terminal.ts";

const COMMANDS: Readonly<Record<string, (program: Command, opening: Opening) => void>> = {
  scan,
  plan,
  merge,
  lock,
  report,
  notice,
  identify,
  explain,
  policy,
};

/** The command line. Where the first argument names a command that alone is described: describing all of them takes 3 ms. */
export function commandLine(first: string | undefined, opening: Opening): Command {
  const program = new Command("modelterms")
    .description("Under which terms are the AI models and data sets of a repository, and do we keep them?")
    .version(VERSION)
    .showSuggestionAfterError(true)
    .showHelpAfterError("(modelterms --help shows every command)")
    .exitOverride()
    .configureOutput({ writeOut: print, writeErr: (text) => process.stderr.write(printable(text)) })
    .addHelpText(
      "after",
      "\nExample:\n  $ modelterms scan --policy modelterms.yml\n\nExit codes: 0 nothing fails, 1 something fails, 2 wrong usage, a broken policy or an incomplete scan.",
    );
  const named = first !== undefined && Object.hasOwn(COMMANDS, first) ? COMMANDS[first] : undefined;
  for (const add of named === undefined ? Object.values(COMMANDS) : [named]) add(program, opening);
  return program;
}

function scan(program: Command, { opened }: Opening): void {
  program
    .command("scan")
    .description("find the models of a repository, conclude their licenses and judge them")
    .argument("[target]", "a folder, github:OWNER/REPO[@REF], github:OWNER (all repositories), or hf:OWNER/MODEL[@REVISION]", ".")
    .option(
      "--policy <file>",
      "the policy file, or a shipped one such as modelterms:research (default: .github/modelterms.yml or modelterms.yml)",
    )
    .option("--no-policy", "inventory only: no verdicts")
    .addOption(inFormats())
    .addOption(failingOn())
    .option("--staged", "scan the git index, not the work tree")
    .option("--since <revision>", "only what changed since a revision can fail")
    .option("--baseline <result.json>", "only what is new against an earlier result can fail")
    .addOption(new Option("--files <file>", "judge what these files touch; -- before names that start with -").argParser(addFile))
    .option("--online", "look models up on the Hugging Face Hub (HF_ENDPOINT, HF_TOKEN)")
    .option("--shard <i/n>", "read one of N parts; modelterms merge judges them together")
    .option("--archived", "github:OWNER: archived repositories too")
    .option("--forks", "github:OWNER: forks too")
    .option("--plan <file>", "github:OWNER: the repositories that modelterms plan has listed")
    .option("--allow-incomplete", "an incomplete scan is no error")
    .option("--quiet", "only what fails")
    .addOption(inColor())
    .addHelpText(
      "after",
      "\nExamples:\n  $ modelterms scan\n  $ modelterms scan models/ --policy policy.yml --format text --format json=result.json\n  $ modelterms scan --staged --quiet\n  $ modelterms scan --since origin/main\n  $ modelterms scan hf:Qwen/Qwen2.5-7B-Instruct",
    )
    .action(async (target: string, flags: ScanFlags) => {
      finish(await runScan(target, flags, await opened()));
    });
}

function plan(program: Command): void {
  program
    .command("plan")
    .description("list the repositories of an owner on GitHub, so that all shards of a scan read the same")
    .argument("<target>", "github:OWNER")
    .option("--archived", "archived repositories too")
    .option("--forks", "forks too")
    .option("--output <file>", "where to write it (default: standard output)")
    .addHelpText(
      "after",
      "\nExample:\n  $ modelterms plan github:acme --output plan.json\n  $ modelterms scan github:acme --plan plan.json --shard 1/8",
    )
    .action(async (target: string, flags: PlanFlags) => {
      const { runPlan } = await import("./owner.ts");
      print(await runPlan(target, flags, process.env));
    });
}

function merge(program: Command, { opened }: Opening): void {
  program
    .command("merge")
    .description("join the results of all shards of a scan into the result of the whole, and judge it")
    .argument("<result.json...>", "results of modelterms scan --shard I/N --format json=FILE, in any order")
    .option("--policy <file>", "must be the policy that the shards were made with (default: the one that they carry)")
    .addOption(inFormats())
    .addOption(failingOn())
    .option("--baseline <result.json>", "only what is new against an earlier result can fail")
    .option("--online", "look models up on the Hugging Face Hub (HF_ENDPOINT, HF_TOKEN)")
    .option("--allow-incomplete", "an incomplete scan is no error")
    .option("--quiet", "only what fails")
    .addOption(inColor())
    .addHelpText(
      "after",
      "\nExample:\n  $ modelterms scan --shard 1/2 --format json=1.json; modelterms scan --shard 2/2 --format json=2.json\n  $ modelterms merge 1.json 2.json --format json=result.json",
    )
    .action(async (files: readonly string[], flags: MergeFlags) => {
      const { runMerge } = await import("./merge.ts");
      finish(await runMerge(files, flags, await opened()));
    });
}

function lock(program: Command, { opened }: Opening): void {
  program
    .command("lock")
    .description("resolve every model that is used or built upon on the Hub, and write modelterms.lock")
    .argument("[target]", "a folder", ".")
    .option("--check", "write nothing; exit code 1 when the lock is out of date")
    .option("--policy <file>", "the policy whose exclude counts (default: the one that a scan would find)")
    .addHelpText("after", "\nExample:\n  $ modelterms lock && git add modelterms.lock")
    .action(async (target: string, flags: LockFlags) => {
      const { runLock } = await import("./lock.ts");
      finish(await runLock(target, flags, await opened()));
    });
}

function report(program: Command, { surroundings }: Opening): void {
  program
    .command("report")
    .description("render a saved result in other formats; with two results, what changed between them")
    .argument("<result.json...>", "one or two results of modelterms scan --format json")
    .addOption(inFormats())
    .addOption(new Option("--fail-on <verdict>", "what makes the exit code 1").choices(["fail", "review", "never"]).default("never"))
    .option("--quiet", "only what fails")
    .addOption(inColor())
    .addHelpText(
      "after",
      "\nExamples:\n  $ modelterms report result.json --format html=report.html\n  $ modelterms report before.json after.json --format markdown",
    )
    .action(async (files: readonly string[], flags: ReportFlags) => {
      const { runReport } = await import("./report.ts");
      finish(await runReport(files, flags, surroundings()));
    });
}

function notice(program: Command, { opened }: Opening): void {
  program
    .command("notice")
    .description("the attribution file that the licenses of the scanned components ask for")
    .argument("[target]", "a folder", ".")
    .option(
      "--policy <file>",
      "the policy file, or a shipped one such as modelterms:research (default: .github/modelterms.yml or modelterms.yml)",
    )
    .option("--output <file>", "where to write it (default: standard output)")
    .addHelpText("after", "\nExample:\n  $ modelterms notice --output NOTICE")
    .action(async (target: string, flags: NoticeFlags) => {
      const { runNotice } = await import("./notice.ts");
      finish(await runNotice(target, flags, await opened()));
    });
}

function identify(program: Command, { opened }: Opening): void {
  program
    .command("identify")
    .description("which license a text is, how sure, what differs from the original, which terms it holds")
    .argument("<file...>", "license texts")
    .addOption(new Option("--format <name>", "output format").choices(["text", "json"]).default("text"))
    .addOption(inColor())
    .addHelpText("after", "\nExample:\n  $ modelterms identify LICENSE --format json")
    .action(async (files: readonly string[], flags: Pick<ScanFlags, "color"> & { format: "text" | "json" }) => {
      const { runIdentify } = await import("./identify.ts");
      const around = await opened();
      const { output, code } = runIdentify(
        files,
        flags.format,
        around,
        paletteFor(wantsColor(flags, around)),
        Math.min(around.terminal.width, 120),
      );
      print(output);
      process.exitCode = code;
    });
}

function explain(program: Command, { opened }: Opening): void {
  program
    .command("explain")
    .description("a license, a term, a check or a finding's fingerprint, in plain words")
    .argument("<name>", "such as llama-3.1, mau-threshold, lineage-conflict, or a fingerprint")
    .addOption(inColor())
    .addHelpText("after", "\nExample:\n  $ modelterms explain gemma-2025-03-24")
    .action(async (name: string, flags: Pick<ScanFlags, "color">) => {
      const { explainFingerprint, runExplain } = await import("./explain.ts");
      const around = await opened();
      const palette = paletteFor(wantsColor(flags, around));
      const width = Math.min(around.terminal.width, 120);
      const isFingerprint = /^[0-9a-f]{16}$/.test(name);
      print(
        isFingerprint
          ? await explainFingerprint(name, () => scanTarget(".", { failOn: "fail", color: "never" }, around), palette, width)
          : runExplain(name, around.knowledge, palette, width),
      );
    });
}

function policy(program: Command, { opened }: Opening): void {
  const policy = program.command("policy").description("write, check, try and show policies");
  policy
    .command("init")
    .description("write a starter policy (asks three questions on a terminal)")
    .option("--extends <name>", "the shipped policy to start from")
    .option("--uses <list>", "what you do with models, separated by commas")
    .option("--territories <list>", "ISO 3166 codes, EU or EEA, separated by commas")
    .option("--output <file>", "where to write it", "modelterms.yml")
    .option("--force", "overwrite an existing file")
    .action(async (flags: InitFlags) => {
      const { initPolicy } = await import("./policy-init.ts");
      const { knowledge } = await opened();
      print(await initPolicy(flags, knowledge.policies.keys(), process.stdin.isTTY === true));
    });
  for (const [name, description] of [
    ["check", "validate a policy; every mistake with line, column and remedy"],
    ["show", "print the effective policy, with the origin of every line"],
  ] as const) {
    policy
      .command(name)
      .description(description)
      .argument("[file]", "the policy file (default: the one that a scan here would find)")
      .action(async (file: string | undefined) => {
        const around = await opened();
        print(await (name === "check" ? checkPolicy(file, around) : showEffective(file, around)));
      });
  }
  policy
    .command("test")
    .description("run the test cases that stand in a policy")
    .argument("[file]", "the policy file (default: the one that a scan here would find)")
    .addOption(inColor())
    .action(async (file: string | undefined, flags: Pick<ScanFlags, "color">) => {
      const around = await opened();
      const { output, failed } = await testPolicy(
        file,
        around,
        dateOf(process.env),
        paletteFor(wantsColor(flags, around)),
        Math.min(around.terminal.width, 120),
      );
      print(output);
      process.exitCode = failed > 0 ? 1 : 0;
    });
}

function finish({ output, code }: { readonly output: Output; readonly code: number }): void {
  print(output);
  process.exitCode = code;
}
