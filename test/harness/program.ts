import { spawn } from "node:child_process";
import { ROOT } from "./places.ts";

export interface Run {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** 2026-11-23 in UTC. */
const TODAY_EPOCH = "1795392000";

/** Runs the built program, as a user would who has nothing set. */
export function modelterms(
  args: readonly string[],
  options: { cwd?: string; environment?: Readonly<Record<string, string>>; node?: string } = {},
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(options.node ?? process.execPath, [`${ROOT}dist/cli.js`, ...args], {
      cwd: options.cwd ?? ROOT,
      env: environmentWith(options.environment ?? {}),
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    let errors = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      errors += text;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output, errors }));
  });
}

const LEFT_OUT =
  /^(?:CI|NO_COLOR|FORCE_COLOR|MODELTERMS_.*|SOURCE_DATE_EPOCH|GITHUB_.*|GIT_.*|(?:HTTPS?|NO)_PROXY|https?_proxy|no_proxy|NODE_OPTIONS|VITEST.*)$/;

export function environmentWith(added: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !LEFT_OUT.test(name));
  return { ...Object.fromEntries(kept), SOURCE_DATE_EPOCH: TODAY_EPOCH, ...added };
}
