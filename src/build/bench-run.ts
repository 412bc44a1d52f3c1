import { type SpawnSyncOptions, spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** One command to measure: what it is called, the program with its arguments, and the folder that it runs in. */
export interface Measured {
  readonly name: string;
  readonly command: readonly string[];
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Milliseconds of the fastest run, and the most memory that the process took, in MB; null for programs that are not Node. */
export interface Measurement {
  readonly name: string;
  readonly milliseconds: number;
  readonly megabytes: number | null;
}

/**
 * Runs the commands in turn, so that what else the machine does meets all of them, and takes the fastest run of each: what disturbs only ever adds time. One
 * more run tells the memory. Exit codes 0 and 1 are answers; others throw.
 */
export function measure(measured: readonly Measured[], rounds: number, scratch: string): readonly Measurement[] {
  const fastest = measured.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, one] of measured.entries()) {
      const start = process.hrtime.bigint();
      run(one.command, one);
      fastest[index] = Math.min(fastest[index] ?? 0, Number(process.hrtime.bigint() - start) / 1e6);
    }
  }
  return measured.map((one, index) => ({ name: one.name, milliseconds: fastest[index] ?? 0, megabytes: memoryOf(one, scratch) }));
}

/** The largest resident set of a Node process, as Linux tells it when it ends; elsewhere null (what Node itself tells holds its parent's too). */
function memoryOf(one: Measured, scratch: string): number | null {
  const [program = "", ...args] = one.command;
  if (program !== process.execPath || !existsSync("/proc/self/status")) return null;
  const [preload, told] = [join(scratch, "memory.cjs"), join(scratch, "memory.txt")];
  const code = `const fs = require("node:fs");\nprocess.on("exit", () => fs.writeFileSync(${JSON.stringify(told)}, fs.readFileSync("/proc/self/status")));\n`;
  if (!existsSync(preload)) writeFileSync(preload, code);
  run([program, "-r", preload, ...args], one);
  return Number(/VmHWM:\s*(\d+)/.exec(readFileSync(told, "utf8"))?.[1] ?? 0) / 1024;
}

function run(command: readonly string[], { name, folder, environment }: Measured): void {
  const [program = "", ...args] = command;
  const options: SpawnSyncOptions = {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, NO_COLOR: "1", ...environment },
  };
  const { status, stderr, error } = spawnSync(program, args, options);
  if (error !== undefined || (status !== 0 && status !== 1))
    throw new Error(`${name}: exit ${status}: ${error?.message ?? String(stderr)}`);
}

/** Whether a program of others can be started here. */
export function isInstalled(program: string): boolean {
  return spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;
}
