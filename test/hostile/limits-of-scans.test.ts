import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { blobCache } from "../../src/cache/blobs.ts";
import type { GithubClient } from "../../src/github/client.ts";
import { openRepository } from "../../src/github/repository.ts";
import { findLock, LockError } from "../../src/hub/lock.ts";
import { readLockText } from "../../src/hub/lock-file.ts";
import { parseLock } from "../../src/hub/parse-lock.ts";
import { type AskedName, emptyRecord } from "../../src/hub/record.ts";
import { resolveNames } from "../../src/hub/resolve.ts";
import { limits } from "../../src/limits.ts";
import { PolicyError } from "../../src/policy/policy.ts";
import { tokensOf } from "../../src/readers/parts/commands.ts";
import { readFiles } from "../../src/reading.ts";
import { walk } from "../../src/sources/folder.ts";
import { hubSource } from "../../src/sources/hub.ts";
import { memorySource } from "../../src/sources/memory.ts";
import { newFolder } from "../harness/folders.ts";
import { policyOf, scanFiles } from "../harness/judging.ts";
import { knowledge } from "../harness/knowledge.ts";
import { ggufBytes } from "../harness/weights.ts";

const location = { path: "a", line: 1, column: 1 };
const asked = (name: string): AskedName => ({ name, kind: "model", pin: null, location });
const reading = { knowledge, readText: () => ({ groups: [], terms: [] }) };

describe("names that are looked up", () => {
  test("at the limit all are, beyond it none of the round is, and the scan is not whole", async () => {
    const cached = async () => null;
    const resolve = async (count: number) =>
      (
        await resolveNames(
          Array.from({ length: count }, (_, at) => asked(`acme/m${at}`)),
          null,
          { cached, online: null },
          reading,
        )
      ).problems;
    expect(await resolve(limits.hubNames)).toEqual([]);
    expect(await resolve(limits.hubNames + 1)).toMatchObject([
      { message: expect.stringMatching(/the limit is 10000 names, 32 steps$/), incomplete: true },
    ]);
  });

  test("a chain of base models", async () => {
    const resolve = async (length: number) => {
      const cached = async (one: AskedName) => {
        const at = Number(/\d+$/.exec(one.name)?.[0]);
        const bases = at + 1 < length ? [{ name: `acme/link-${at + 1}`, relation: null }] : [];
        return { ...emptyRecord(one, "hub-cache", "public"), bases };
      };
      return resolveNames([asked("acme/link-0")], null, { cached, online: null }, reading);
    };
    expect((await resolve(limits.lineageSteps + 1)).problems).toEqual([]);
    const beyond = await resolve(limits.lineageSteps + 2);
    expect(beyond.problems).toMatchObject([
      { message: expect.stringMatching(/^base models were followed through 33 names and not further/), incomplete: true },
    ]);
  });
});

test("base models of one model: what is not followed is unknown, and no pass", async () => {
  const bases = Array.from({ length: limits.listEntries }, (_, at) => `- acme/b${at}\n`).join("");
  const scanned = async (more: string) => {
    const files = {
      "acme/b0/README.md": `---\nlicense: mit\n${more}---\n`,
      "m/README.md": `---\nlicense: mit\nbase_model:\n${bases}---\n`,
    };
    return (await scanFiles(files, null)).components
      .find(({ name }) => name === "m")
      ?.basedOn.map(({ name, basis, steps }) => [name, basis, steps.join()]);
  };
  expect(await scanned("")).toHaveLength(limits.listEntries);
  const beyond = await scanned("base_model: acme/far\n");
  expect(beyond).toHaveLength(limits.listEntries + 1);
  expect(beyond?.at(-1)).toEqual(["acme/far", "none", "it has more than 2000 base models: this one and those behind it are not followed"]);
});

test("characters of a policy", async () => {
  const text = "licenses: { allow: [MIT] }\n";
  expect((await policyOf(text.padEnd(limits.policyCharacters, "#"))).path).not.toBeNull();
  await expect(policyOf(text.padEnd(limits.policyCharacters + 1, "#"))).rejects.toThrow(
    /: more than 1,000,000 characters; divide it with extends$/,
  );
  await expect(policyOf(text.padEnd(limits.policyCharacters + 1, "#"))).rejects.toBeInstanceOf(PolicyError);
});

test("bytes of a lock", async () => {
  const lock = (size: number) => findLock(memorySource({ "modelterms.lock": '{"version": 1}'.padEnd(size) }));
  expect(parseLock((await lock(limits.lockBytes)) ?? "", "modelterms.lock").size).toBe(0);
  await expect(lock(limits.lockBytes + 1)).rejects.toThrow(/^modelterms\.lock:1:1: larger than 20 MB; /);
  await expect(lock(limits.lockBytes + 1)).rejects.toBeInstanceOf(LockError);
  const read = (size: number) => readLockText(join(newFolder({ "modelterms.lock": '{"version": 1}'.padEnd(size) }), "modelterms.lock"));
  expect(read(limits.lockBytes)).toHaveLength(limits.lockBytes);
  expect(() => read(limits.lockBytes + 1)).toThrow(/^modelterms\.lock:1:1: larger than 20 MB; /);
});

test("files of a repository of the Hub", async () => {
  const listed = (count: number) => {
    const files = async function* () {
      for (let at = 0; at < count; at += 1) yield { path: "README.md" };
    };
    const read = () => Promise.reject(new Error("nothing is read"));
    return hubSource({ commit: "a".repeat(40), files, read }, "hf:acme/m").list();
  };
  expect((await listed(limits.files)).entries).toHaveLength(limits.files);
  await expect(listed(limits.files + 1)).rejects.toThrow("hf:acme/m has more than 2000000 files");
});

test("questions by which a tree of GitHub is listed", async () => {
  const root = "a".repeat(40);
  const listed = async (folders: number) => {
    let asked = 0;
    const entries = Array.from({ length: folders }, (_, at) => {
      const name = at.toString(16).padStart(40, "0");
      return { path: `f${name}`, mode: "040000", type: "tree", sha: name };
    });
    const file = { path: "README.md", mode: "100644", type: "blob", sha: "b".repeat(40), size: 1 };
    const getTree = async ({ tree_sha, recursive }: { tree_sha: string; recursive?: string }) => {
      asked += 1;
      const isWhole = tree_sha === root && recursive !== undefined;
      return { data: { truncated: isWhole, tree: tree_sha === root ? entries : [file] } };
    };
    const client = { rest: { git: { getTree } } } as unknown as GithubClient;
    const settings = { apiUrl: "https://api.github.com", token: null };
    const repository = await openRepository(
      { owner: "acme", repo: "app", ref: root },
      client,
      settings,
      blobCache({ MODELTERMS_CACHE: "off" }),
    );
    return { ...(await repository.files()), asked };
  };
  // Each folder may need two: one for all that lies in it, and where that is cut, one for itself.
  const most = limits.githubQuestions / 2 - 1;
  const within = await listed(most);
  expect([within.files.length, within.problems, within.asked]).toEqual([most, [], most + 2]);
  const beyond = await listed(most + 2);
  expect(beyond.files).toHaveLength(most);
  expect(beyond.asked).toBe(most + 2);
  expect(beyond.problems).toEqual([
    {
      message: "the tree is too large to be listed over GitHub's API: scan a checkout of it",
      location: { path: ".", line: null, column: null },
      incomplete: true,
    },
  ]);
});

test("depth of folders without git", () => {
  const folder = newFolder();
  const at = join(folder, ...Array.from({ length: limits.folderDepth }, () => "d"));
  mkdirSync(at, { recursive: true });
  writeFileSync(join(at, "README.md"), "");
  const within = walk(folder);
  expect([within.paths.length, within.problems]).toEqual([1, []]);
  mkdirSync(join(at, "d"));
  writeFileSync(join(at, "d", "README.md"), "");
  const beyond = walk(folder);
  expect(beyond.paths).toHaveLength(1);
  expect(beyond.problems).toMatchObject([{ message: "too deep or too many files: not listed further", incomplete: true }]);
});

test("a long command is read to its end", () => {
  const tokens = tokensOf(`vllm serve ${"--flag 'a b' ".repeat(5_000)}--model acme/last`);
  expect(tokens.slice(-2)).toEqual(["--model", "acme/last"]);
  expect(tokens.filter((token) => token === "a b")).toHaveLength(5_000);
});

test("a configuration that is written on one line is read to its end", async () => {
  const options = Object.fromEntries(Array.from({ length: 2_000 }, (_, at) => [`option_${at}`, at]));
  const text = JSON.stringify({ ...options, model: "acme/last-7b", rest: options, embedding_model: "acme/embed-2" });
  const { components } = await scanFiles({ "settings.json": text }, null);
  expect(components.map(({ name, locations }) => [name, locations[0]?.column])).toEqual([
    ["acme/embed-2", text.indexOf("acme/embed-2") + 1],
    ["acme/last-7b", text.indexOf("acme/last-7b") + 1],
  ]);
});

test("a file that ends before its header does, of a source that does not tell sizes, is a problem and no endless question", async () => {
  const bytes = ggufBytes({ "general.license": "mit" }).slice(0, -1);
  let asks = 0;
  const source = hubSource(
    {
      commit: "a".repeat(40),
      files: async function* () {
        yield { path: "m.gguf" };
      },
      read: async (_path, limit) => {
        asks += 1;
        return { bytes: bytes.subarray(0, limit), size: null };
      },
    },
    "hf:acme/m",
  );
  const { problems } = await readFiles(source, () => false);
  expect(problems).toEqual([
    {
      message: "ends before what its header says: not read as GGUF weight file (header only)",
      location: { path: "m.gguf", line: null, column: null },
      incomplete: true,
    },
  ]);
  expect(asks).toBe(1);
});
