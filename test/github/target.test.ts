import { readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { parseGithubTarget } from "../../src/github/target.ts";
import type { Result } from "../../src/model.ts";
import { commit, git, newFolder, newRepository, write } from "../harness/folders.ts";
import { modelterms } from "../harness/program.ts";
import { type GithubOptions, type GithubServer, startGithub } from "./github-server.ts";

const CARD = (license: string) => `---\nlicense: ${license}\n---\n`;
const FILES = {
  "a/README.md": CARD("mit"),
  "b/README.md": CARD("cc-by-nc-4.0"),
  "b/deep/er/numbers.csv": "nothing",
  "modelterms.yml": "licenses:\n  allow: [permissive]\n",
};

const servers: GithubServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function github(folder: string, options: Partial<GithubOptions> = {}) {
  const server = await startGithub({ repositories: { "acme/app": folder }, ...options });
  servers.push(server);
  const cache = newFolder();
  const environment = { GITHUB_API_URL: server.url, XDG_CACHE_HOME: cache, GITHUB_TOKEN: "secret" };
  const scan = (target: string, ...more: readonly string[]) =>
    modelterms(["scan", target, "--format", "json", ...more], { environment, cwd: newFolder() });
  return { server, scan, cache };
}

const resultOf = (output: string) => JSON.parse(output) as Result;
const verdicts = ({ components }: Result) => Object.fromEntries(components.map(({ id, verdict }) => [id, verdict]));

describe("scan github:OWNER/REPO", () => {
  test("reads what it needs over the API, is judged by the policy in its root, and says so", async () => {
    const folder = newRepository(FILES);
    const { server, scan } = await github(folder);
    const run = await scan("github:acme/app");
    expect(run.errors).toBe("");
    expect(run.code).toBe(1);
    const result = resultOf(run.output);
    expect(verdicts(result)).toEqual({ "path:a": "pass", "path:b": "fail" });
    expect(result.scan).toMatchObject({ target: "github:acme/app", revision: git(folder, "rev-parse", "HEAD").trim(), complete: true });
    expect(result.scan.policy.path).toBe("modelterms.yml");
    expect(server.mistakes).toEqual([]);
    expect(server.requests.every(({ authorization }) => authorization === "token secret")).toBe(true);
    expect(server.requests.filter(({ asked }) => asked.includes("/git/blobs/"))).toHaveLength(3);
  });

  test("gives what a scan of the checkout gives", async () => {
    const folder = newRepository(FILES);
    symlinkSync("README.md", join(folder, "a", "MODEL_CARD.md"));
    symlinkSync("../../etc/passwd", join(folder, "b", "LICENSE"));
    commit(folder);
    const { scan } = await github(folder);
    const remote = resultOf((await scan("github:acme/app")).output);
    const local = resultOf((await modelterms(["scan", folder, "--format", "json"])).output);
    expect(remote.components).toEqual(local.components);
    expect(remote.findings).toEqual(local.findings);
    expect(remote.problems.map(({ location }) => location.path)).toEqual(["b/LICENSE"]);
  });

  test("takes a branch, a tag and a commit, and another policy", async () => {
    const folder = newRepository(FILES);
    const old = git(folder, "rev-parse", "HEAD").trim();
    git(folder, "checkout", "--quiet", "-b", "feature/x");
    write(folder, { "b/README.md": CARD("mit") });
    commit(folder);
    git(folder, "tag", "v1");
    const { scan } = await github(folder);
    expect((await scan("github:acme/app@feature/x")).code).toBe(0);
    expect((await scan("github:acme/app@v1")).code).toBe(0);
    expect((await scan(`github:acme/app@${old}`)).code).toBe(1);
    const policy = join(newFolder({ "p.yml": "licenses:\n  allow: [permissive, commercial-restricted]\n" }), "p.yml");
    expect(resultOf((await scan(`github:acme/app@${old}`, "--policy", policy)).output).scan.policy.path).toBe(policy);
  });

  test("walks a tree that is too large for one answer", async () => {
    const folder = newRepository(FILES);
    const { server, scan } = await github(folder, { mostEntries: 3 });
    const result = resultOf((await scan("github:acme/app")).output);
    expect(verdicts(result)).toEqual({ "path:a": "pass", "path:b": "fail" });
    expect(result.scan).toMatchObject({ files: 4, complete: true });
    expect(server.mistakes).toEqual([]);
  });

  test("reads no blob twice, and nothing that does not fit its hash", async () => {
    const { server, scan, cache } = await github(newRepository(FILES));
    const first = await scan("github:acme/app");
    const blobs = () => server.requests.filter(({ asked }) => asked.includes("/git/blobs/")).length;
    const before = blobs();
    expect((await scan("github:acme/app")).output).toBe(first.output);
    expect(blobs()).toBe(before);
    for (const name of readdirSync(cache, { recursive: true, encoding: "utf8" }).filter((one) => /[0-9a-f]{38}$/.test(one)))
      writeFileSync(join(cache, name), CARD("mit"));
    expect((await scan("github:acme/app")).output).toBe(first.output);
    rmSync(join(cache, "modelterms"), { recursive: true });
    expect((await scan("github:acme/app")).output).toBe(first.output);
  });

  test("reads of weights only the beginning", async () => {
    const header = Buffer.from('{"__metadata__":{"license":"mit"}}');
    const size = Buffer.alloc(8);
    size.writeBigUInt64LE(BigInt(header.length));
    const weights = Buffer.concat([size, header, Buffer.alloc(30_000_000)]);
    const { scan } = await github(newRepository({ "w/model.safetensors": weights }));
    const result = resultOf((await scan("github:acme/app")).output);
    expect(result.scan.complete).toBe(true);
    expect(result.components.map(({ id }) => id)).toEqual(["path:w"]);
  });

  test("waits when GitHub asks to, and tries again when it is at fault", async () => {
    const { server, scan } = await github(newRepository(FILES));
    const limit = { status: 429, headers: { "retry-after": "1" }, message: "You have exceeded a secondary rate limit" };
    server.fail("/git/blobs/", limit, { status: 502 }, limit);
    const run = await scan("github:acme/app");
    expect(run.code).toBe(1);
    expect(verdicts(resultOf(run.output))).toEqual({ "path:a": "pass", "path:b": "fail" });
  });

  test("is incomplete, and never passes, when blobs cannot be had", async () => {
    const files = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`m${index}/README.md`, CARD("mit")]));
    const { server, scan } = await github(newRepository(files));
    const used = {
      status: 403,
      headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "2147483000" },
      message: "API rate limit exceeded",
    };
    server.fail("/git/blobs/", ...Array.from({ length: 30 }, () => used));
    const run = await scan("github:acme/app");
    expect(run.code).toBe(2);
    expect(run.errors).toContain("rate limit is used up");
  });

  test.each<[string, string, string]>([
    ["github:acme/none", "does not exist, or the token may see it (404)", ""],
    ["github:acme/app@none", "there is no such branch, tag or commit (422)", ""],
    ["github:acme/empty", "the repository is empty (409)", ""],
    ["github:../x/y", "names no repository of GitHub", ""],
    ["github:acme/..", "names no repository of GitHub", ""],
  ])("%s is told, and is exit code 2", async (target, words) => {
    const empty = newFolder();
    git(empty, "init", "--quiet");
    const folder = newRepository(FILES);
    const { scan } = await github(folder, { repositories: { "acme/app": folder, "acme/empty": empty } });
    const run = await scan(target);
    expect(run.code).toBe(2);
    expect(run.errors).toContain(words);
    expect(run.errors).not.toContain("    at ");
  });

  test("folders alone have an index and a history", async () => {
    const { scan } = await github(newRepository(FILES));
    expect((await scan("github:acme/app", "--staged")).code).toBe(2);
    expect((await scan("github:acme/app", "--since", "HEAD~1")).code).toBe(2);
  });
});

test.each<[string, ReturnType<typeof parseGithubTarget>]>([
  ["github:acme/app", { owner: "acme", repo: "app", ref: null }],
  ["github:acme/app.js@v1.0", { owner: "acme", repo: "app.js", ref: "v1.0" }],
  ["github:acme/app@feature/a@b", { owner: "acme", repo: "app", ref: "feature/a@b" }],
])("%s", (target, expected) => expect(parseGithubTarget(target)).toEqual(expected));
