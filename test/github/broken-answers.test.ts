import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { githubClient } from "../../src/github/client.ts";
import { GithubRefusal } from "../../src/github/refusal.ts";
import { openRepository } from "../../src/github/repository.ts";
import { limits } from "../../src/limits.ts";

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

const COMMIT = "a".repeat(40);
const FOLDER = { path: "x", mode: "040000", type: "tree", sha: COMMIT };
const FILE = { path: "README.md", mode: "100644", type: "blob", sha: "b".repeat(40), size: 3 };

async function listed(answer: unknown, ref: string | null = COMMIT, status = 200): Promise<readonly string[]> {
  const text = typeof answer === "string" ? answer : JSON.stringify(answer);
  const listener: RequestListener = (_request, response) => response.writeHead(status, { "content-type": "application/json" }).end(text);
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const settings = { apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token: null };
  const cache = { read: () => null, keep: () => {} };
  const client = await githubClient(settings, { retries: 0, waits: 0 });
  const repository = await openRepository({ owner: "acme", repo: "app", ref }, client, settings, cache);
  return (await repository.files()).files.map(({ path }) => path);
}

test("the answer that the broken ones are made of is a good one", async () => {
  expect(await listed({ sha: COMMIT, truncated: false, tree: [FILE] })).toEqual(["README.md"]);
});

test("an answer at the limit is read", async () => {
  const text = JSON.stringify({ sha: COMMIT, tree: [FILE] });
  expect(await listed(text.padEnd(limits.githubAnswerBytes))).toEqual(["README.md"]);
});

const NO_LIST = /^github:acme\/app@a{40}: GitHub's answer is no list of files, cut, or larger than 50 MB$/;

test.each([
  ["null", null, NO_LIST],
  ["no JSON", "<html>", NO_LIST],
  ["JSON that is cut", '{"sha": "a", "tree": [', NO_LIST],
  ["no tree", { sha: COMMIT }, NO_LIST],
  ["a tree that is no list", { tree: {} }, NO_LIST],
  ["an entry that is none", { tree: [null] }, NO_LIST],
  ["an entry without a name", { tree: [{ ...FILE, path: undefined }] }, NO_LIST],
  ["an entry whose hash is none", { tree: [{ ...FILE, sha: "../x" }] }, NO_LIST],
  ["more bytes than are read", JSON.stringify({ tree: [FILE] }).padEnd(limits.githubAnswerBytes + 1), NO_LIST],
  ["a folder inside itself", { truncated: true, tree: [FOLDER] }, /^GitHub lists the folder x\/ inside itself$/],
] as const)("%s is refused", async (_name, answer, message) => {
  await expect(listed(answer)).rejects.toThrow(message);
  await expect(listed(answer)).rejects.toBeInstanceOf(GithubRefusal);
});

test("a commit that is none is refused", async () => {
  await expect(listed("main", null)).rejects.toThrow(/^github:acme\/app: GitHub's answer names no commit$/);
});

test.each(["0", "null", "true", '"words"', "<html>", "", "{", "[]"])("an error whose body is %s is refused in words", async (body) => {
  await expect(listed(body, COMMIT, 404)).rejects.toBeInstanceOf(GithubRefusal);
});
