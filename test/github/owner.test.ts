import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { afterEach, describe, expect, test } from "vitest";
import type { Result } from "../../src/model.ts";
import { dealRepositories } from "../../src/shards/deal-repositories.ts";
import { git, newFolder, newRepository } from "../harness/folders.ts";
import { ROOT } from "../harness/places.ts";
import { modelterms } from "../harness/program.ts";
import { type GithubOptions, type GithubServer, startGithub } from "./github-server.ts";

const validate = new Ajv({ strict: false, allErrors: true }).compile(
  JSON.parse(readFileSync(`${ROOT}dist/schemas/result.schema.json`, "utf8")) as object,
);
const card = (license: string, ...fields: readonly string[]) => `---\n${[`license: ${license}`, ...fields].join("\n")}\n---\n`;
const POLICY = {
  "modelterms.yml": 'licenses:\n  allow: [permissive, "LicenseRef-llama*"]\norganization:\n  uses: [commercial]\n',
};

const servers: GithubServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function github(options: GithubOptions, policy: Readonly<Record<string, string>> = POLICY) {
  const server = await startGithub(options);
  servers.push(server);
  const environment = { GITHUB_API_URL: server.url, XDG_CACHE_HOME: newFolder(), GITHUB_TOKEN: "secret" };
  const cwd = newFolder(policy);
  const run = (...args: readonly string[]) => modelterms(args, { environment, cwd });
  return { server, run, cwd, scan: (...args: readonly string[]) => run("scan", "github:acme", "--format", "json", ...args) };
}

function resultOf(output: string): Result {
  const result = JSON.parse(output) as Result;
  expect(validate(result), JSON.stringify(validate.errors, null, 1)).toBe(true);
  return result;
}

const verdicts = ({ components }: Result) => Object.fromEntries(components.map(({ id, verdict }) => [id, verdict]));
const repositories = (all: Readonly<Record<string, Readonly<Record<string, string>>>>) =>
  Object.fromEntries(Object.entries(all).map(([name, files]) => [`acme/${name}`, newRepository(files)]));

/** A base in one repository, what is made of it in another, code that uses both, and what has no models. */
const ACME = {
  base: { "README.md": card("cc-by-nc-4.0", "model_name: acme/base-7b"), "modelterms.yml": "licenses: { allow: [CC-BY-NC-4.0] }\n" },
  tuned: { "models/chat/README.md": card("mit", "base_model: acme/base-7b"), "models/rank/README.md": card("apache-2.0") },
  app: { "app.py": 'from transformers import AutoModel\nAutoModel.from_pretrained("openai/whisper-large-v3")\n', "notes.txt": "" },
  website: { "index.html": "<p>hello</p>\n" },
};

describe("scan github:OWNER", () => {
  test("reads all repositories into one result, and follows lineage from one to another", async () => {
    const folders = repositories(ACME);
    const { server, scan } = await github({ repositories: folders });
    const { code, output, errors } = await scan();
    expect({ code, errors }).toEqual({ code: 1, errors: "" });
    const result = resultOf(output);
    expect(server.mistakes).toEqual([]);
    expect(result.scan).toMatchObject({ target: "github:acme", revision: null, files: 7, complete: true });
    expect(result.scan.repositories).toEqual(
      ["app", "base", "tuned", "website"].map((name) => ({
        name,
        revision: git(folders[`acme/${name}`] ?? "", "rev-parse", "HEAD").trim(),
      })),
    );
    expect(verdicts(result)).toMatchObject({ "path:tuned/models/rank": "pass", "path:tuned/models/chat": "fail", "path:base": "fail" });
    const chat = result.components.find(({ id }) => id === "path:tuned/models/chat");
    expect(chat?.basedOn).toMatchObject([{ name: "acme/base-7b", expression: "CC-BY-NC-4.0" }]);
    expect(result.components.find(({ name }) => name === "openai/whisper-large-v3")?.locations[0]?.path).toBe("app/app.py");
  });

  test("is judged by the policy where the program runs, and not by what lies in a repository", async () => {
    const { scan } = await github({ repositories: repositories({ base: ACME.base }) });
    expect(resultOf((await scan()).output).scan.policy.path).toBe("modelterms.yml");
    expect((await scan()).code).toBe(1);
  });

  test("leaves out archived repositories and forks unless they are asked for, and skips empty ones", async () => {
    const empty = newFolder();
    git(empty, "init", "--quiet", "--initial-branch=main");
    const all = repositories({ old: ACME.base, fork: ACME.base, live: { "README.md": card("mit") } });
    const about = { "acme/old": { archived: true }, "acme/fork": { fork: true } };
    const { scan, run } = await github({ repositories: { ...all, "acme/empty": empty }, about });
    const names = async (...args: readonly string[]) =>
      (resultOf((await scan(...args)).output).scan.repositories ?? []).map(({ name }) => name);
    expect(await names()).toEqual(["live"]);
    expect(await names("--archived")).toEqual(["live", "old"]);
    expect(await names("--archived", "--forks")).toEqual(["fork", "live", "old"]);
    expect(JSON.parse((await run("plan", "github:acme", "--forks")).output)).toMatchObject({
      repositories: [{ name: "empty" }, { name: "fork" }, { name: "live" }],
    });
  });

  test("takes users too, and pages of repositories", async () => {
    const one = newRepository({ "README.md": card("mit") });
    const many = Object.fromEntries(Array.from({ length: 130 }, (_, at) => [`acme/r${at}`, one]));
    const { server, run } = await github({ repositories: many, users: ["acme"] });
    const { repositories: planned } = JSON.parse((await run("plan", "github:acme")).output) as { repositories: { name: string }[] };
    expect(planned).toHaveLength(130);
    expect(planned.map(({ name }) => name)).toEqual(planned.map(({ name }) => name).toSorted());
    expect(server.mistakes).toEqual([]);
    const missing = await run("scan", "github:nobody");
    expect([missing.code, missing.errors]).toEqual([2, expect.stringContaining("github:nobody: does not exist")]);
  });

  test("does not let one repository's words or files stand for another's", async () => {
    const llama = card("llama3.1", "base_model: meta-llama/Llama-3.1-8B-Instruct");
    const { scan } = await github(
      {
        repositories: repositories({
          loud: { "README.md": "Built with Llama\n", "models/a/README.md": llama },
          silent: { "models/b/README.md": llama, "made/README.md": card("mit", "base_model: ./models/c") },
          models: { "c/README.md": card("mit") },
        }),
      },
      { "modelterms.yml": "organization:\n  uses: [distribution]\n" },
    );
    const result = resultOf((await scan()).output);
    const shown = (id: string) =>
      result.components.find((one) => one.id === id)?.obligations.find(({ term }) => term === "display-text")?.state;
    expect([shown("path:loud/models/a"), shown("path:silent/models/b")]).toEqual(["met", "unmet"]);
    expect(result.components.find(({ id }) => id === "path:silent/made")?.basedOn).toMatchObject([{ expression: null }]);
  });

  test("tells what could not be read and reads the rest", async () => {
    const { server, scan } = await github({ repositories: repositories(ACME) });
    server.fail("/repos/acme/base/git/trees", { status: 403 });
    const run = await scan();
    expect(run.code).toBe(2);
    const result = resultOf(run.output);
    expect(result.problems).toMatchObject([{ location: { path: "base" }, incomplete: true }]);
    expect(verdicts(result)).toMatchObject({ "path:tuned/models/rank": "pass", "path:tuned/models/chat": "review" });
  });

  test("stops asking when the token is no longer taken, and names every repository that was not read", async () => {
    const { server, scan } = await github({ repositories: repositories(ACME) });
    server.fail("/commits/HEAD", ...Array.from({ length: 4 }, () => ({ status: 401 })));
    const run = await scan();
    expect(run.code).toBe(2);
    expect(resultOf(run.output).problems.map(({ location }) => location.path)).toEqual(["app", "base", "tuned", "website"]);
  });

  test.each([["--staged"], ["--since", "HEAD"], ["--files", "README.md"]])("refuses %s", async (...args) => {
    const { scan } = await github({ repositories: repositories({ app: ACME.app }) });
    expect((await scan(...args)).errors).toContain("is for folders");
  });

  test("flags of owners are refused elsewhere", async () => {
    expect((await modelterms(["scan", ".", "--forks"])).errors).toContain("all repositories of an owner");
  });
});

describe("shards of an owner", () => {
  const sizes = { base: 5, tuned: 4000, app: 10, website: 300 };
  const about = Object.fromEntries(Object.entries(sizes).map(([name, size]) => [`acme/${name}`, { size }]));

  test.each([1, 5])("in %i, merged, are one run", async (count) => {
    const { run, scan, cwd } = await github({ repositories: repositories(ACME), about });
    expect((await run("plan", "github:acme", "--output", "plan.json")).code).toBe(0);
    const files = Array.from({ length: count }, (_, at) => join(cwd, `${at + 1}.json`));
    for (const [at, file] of files.entries()) {
      const shard = await run("scan", "github:acme", "--plan", "plan.json", "--shard", `${at + 1}/${count}`, "--format", `json=${file}`);
      expect(shard).toEqual({ code: 0, output: "", errors: "" });
      resultOf(readFileSync(file, "utf8"));
    }
    const whole = await scan();
    expect(await run("merge", ...files.toReversed(), files[0] ?? "", "--format", "json")).toEqual(whole);
    expect((JSON.parse(whole.output) as Result).findings.map(({ check }) => check)).toContain("lineage-conflict");
  });

  test("are refused when a repository was read at two commits, or the plan differs", async () => {
    const { run, cwd } = await github({ repositories: repositories(ACME), about });
    for (const at of [1, 2]) await run("scan", "github:acme", "--shard", `${at}/2`, "--format", `json=${at}.json`);
    const second = JSON.parse(readFileSync(join(cwd, "2.json"), "utf8"));
    expect(second.shard.read.repositories.length).toBeGreaterThan(0);
    const moved = structuredClone(second);
    for (const one of moved.shard.read.repositories) one.revision = "f".repeat(40);
    writeFileSync(join(cwd, "moved.json"), JSON.stringify(moved));
    expect((await run("merge", "1.json", "moved.json")).errors).toContain("tuned was read at another commit");
    await run("plan", "github:acme", "--output", "plan.json");
    const plan = JSON.parse(readFileSync(join(cwd, "plan.json"), "utf8"));
    writeFileSync(join(cwd, "plan.json"), JSON.stringify({ ...plan, repositories: plan.repositories.slice(1) }));
    await run("scan", "github:acme", "--plan", "plan.json", "--shard", "2/2", "--format", "json=other.json");
    expect((await run("merge", "1.json", "other.json")).errors).toContain("the list of files or repositories differs");
    writeFileSync(join(cwd, "plan.json"), "{}");
    expect((await run("scan", "github:acme", "--plan", "plan.json")).errors).toContain("not a plan");
  });

  test("get every repository once, in parts where it is large, and about the same work", () => {
    const list = Array.from({ length: 500 }, (_, at) => ({ name: `r${at}`, size: (at * 7919) % 4000 })).concat({
      name: "giant",
      size: 1_000_000,
    });
    for (const count of [1, 2, 7, 50]) {
      const shards = Array.from({ length: count }, (_, at) => dealRepositories(list, { index: at + 1, count }));
      const dealt = shards.flat().map(({ name, part }) => `${name} ${part.index}/${part.count}`);
      expect(new Set(dealt).size).toBe(dealt.length);
      const parts = new Map<string, number>();
      for (const { name, part } of shards.flat()) parts.set(name, (parts.get(name) ?? 0) + 1 / part.count);
      expect(parts.size).toBe(501);
      for (const sum of parts.values()) expect(sum).toBeCloseTo(1);
      const size = new Map(list.map((one) => [one.name, one.size + 15]));
      const loads = shards.map((shard) => shard.reduce((sum, { name, part }) => sum + (size.get(name) ?? 0) / part.count, 0));
      expect(Math.max(...loads) / Math.min(...loads)).toBeLessThan(1.05);
    }
  });
});
