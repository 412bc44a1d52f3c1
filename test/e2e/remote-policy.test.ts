import { chmodSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { newFolder } from "../harness/folders.ts";
import { modelterms } from "../harness/program.ts";

const SHARED = "licenses:\n  allow: [permissive]\n  deny: [MIT]\n";
const FILES = {
  "modelterms.yml": "extends: [github:acme/compliance/models.yml@v3]\n",
  "m/README.md": "---\nlicense: mit\n---\n",
};

const servers: Server[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

/** A server on loopback that answers as GitHub's API does; its address, and the requests it got. */
async function github(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const requests: { url: string; authorization: string | undefined }[] = [];
  const server = createServer((request, response) => {
    requests.push({ url: request.url ?? "", authorization: request.headers.authorization });
    answer(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

function refuse(status: number, headers: Record<string, string> = {}) {
  return (_: IncomingMessage, response: ServerResponse) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify({ message: "no" }));
  };
}

const give = (_: IncomingMessage, response: ServerResponse) => {
  response.writeHead(200, { "content-type": "application/vnd.github.raw; charset=utf-8" });
  response.end(SHARED);
};

function environment(url: string, cache: string, token?: string) {
  return { GITHUB_API_URL: url, XDG_CACHE_HOME: cache, ...(token === undefined ? {} : { GITHUB_TOKEN: token }) };
}

test("a shared policy is read at its ref, with the token, and judges", async () => {
  const { url, requests } = await github(give);
  const run = await modelterms(["scan", "--format", "json"], {
    cwd: newFolder(FILES),
    environment: environment(url, newFolder(), "secret"),
  });
  expect(run.errors).toBe("");
  expect(run.code).toBe(1);
  expect(run.output).toContain("deny holds MIT");
  expect(run.output).toContain("github:acme/compliance/models.yml@v3");
  expect(requests).toEqual([{ url: "/repos/acme/compliance/contents/models.yml?ref=v3", authorization: "token secret" }]);
});

test("the copy that was read before serves when the server is gone, with a notice", async () => {
  const cache = newFolder();
  const { url } = await github(give);
  const folder = newFolder(FILES);
  expect((await modelterms(["scan"], { cwd: folder, environment: environment(url, cache) })).code).toBe(1);
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
  const run = await modelterms(["scan"], { cwd: folder, environment: environment(url, cache) });
  expect(run.code).toBe(1);
  expect(run.errors).toContain("the copy is used that was read before");
});

/** What is done to the copy, which would deny MIT, before the server is gone. */
const wrongs: Readonly<Record<string, (copy: string) => Readonly<Record<string, string>> | undefined>> = {
  "is cut off": (copy) => {
    truncateSync(copy, 40);
    return undefined;
  },
  "is empty": (copy) => {
    truncateSync(copy, 0);
    return undefined;
  },
  "says something else": (copy) => {
    writeFileSync(copy, readFileSync(copy, "utf8").replace("[MIT]", "[BSD]"));
    return undefined;
  },
  "could be written by others": (copy) => {
    chmodSync(copy, 0o666);
    return undefined;
  },
  "is another server's": () => ({ GITHUB_API_URL: "http://127.0.0.1:1" }),
  "is not to be used": () => ({ MODELTERMS_CACHE: "off" }),
};

test.each(Object.entries(wrongs))("a copy that %s does not serve", async (_, spoil) => {
  const cache = newFolder();
  const { url } = await github(give);
  const folder = newFolder(FILES);
  const copies = join(cache, "modelterms/copies");
  await modelterms(["scan"], { cwd: folder, environment: environment(url, cache) });
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
  const [name = ""] = readdirSync(copies);
  const changed = spoil(join(copies, name));
  const run = await modelterms(["scan"], { cwd: folder, environment: { ...environment(url, cache), ...changed } });
  expect(run.code).toBe(2);
  expect(run.errors).toContain("there is no copy of it");
});

test("nothing is kept where nothing is to be kept, or in a folder of what is scanned", async () => {
  const { url } = await github(give);
  const [folder, cache] = [newFolder(FILES), newFolder()];
  const run = (added: Readonly<Record<string, string>>) =>
    modelterms(["scan"], { cwd: folder, environment: { ...environment(url, cache), ...added } });
  expect((await run({ MODELTERMS_CACHE: "off" })).code).toBe(1);
  expect((await run({ XDG_CACHE_HOME: "docs", HOME: newFolder() })).code).toBe(1);
  expect([...readdirSync(cache), ...readdirSync(folder).sort()]).toEqual(["m", "modelterms.yml"]);
});

test.each<[string, number, Record<string, string>, string | undefined, string]>([
  ["a wrong token", 401, {}, "wrong", "does not accept the token (401)"],
  ["a token without access", 403, {}, "weak", "may not read it (403)"],
  ["a missing file, without a token", 404, {}, undefined, "set GITHUB_TOKEN"],
  ["a rate limit", 403, { "x-ratelimit-remaining": "0" }, undefined, "rate limit"],
])("%s is told, and is exit code 2", async (_, status, headers, token, words) => {
  const { url } = await github(refuse(status, headers));
  const run = await modelterms(["scan"], { cwd: newFolder(FILES), environment: environment(url, newFolder(), token) });
  expect(run.code).toBe(2);
  expect(run.errors).toContain("modelterms.yml:1:11");
  expect(run.errors).toContain(words);
  expect(run.errors).not.toContain("    at ");
});
