import { afterEach, describe, expect, test } from "vitest";
import { openHubTarget, parseHubTarget } from "../../src/hub/target.ts";
import type { Result } from "../../src/model.ts";
import { scan } from "../../src/scan.ts";
import { newFolder, newRepository, write } from "../harness/folders.ts";
import { policyOf, TODAY } from "../harness/judging.ts";
import { knowledge } from "../harness/knowledge.ts";
import { modelterms } from "../harness/program.ts";
import { ggufBytes, safetensorsBytes } from "../harness/weights.ts";
import { type HubServer, REPOSITORIES, startHub, TOKEN } from "./hub-server.ts";
import { component, readText } from "./scanning.ts";

let server: HubServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

async function hub(...given: Parameters<typeof startHub>): Promise<HubServer> {
  server = await startHub(...given);
  return server;
}

async function scanHub(target: string, endpoint: string, token?: string): Promise<Result> {
  const parsed = parseHubTarget(target);
  if (parsed === null) throw new Error("no target of the Hub");
  const { source, about } = await openHubTarget(target, parsed, { HF_ENDPOINT: endpoint, HF_HOME: "/nonexistent", HF_TOKEN: token });
  return scan(source, {
    knowledge,
    policy: await policyOf("licenses: { allow: [permissive] }\n"),
    date: TODAY,
    readText,
    only: null,
    about,
    lock: null,
  });
}

describe("hf:OWNER/MODEL", () => {
  test("is judged under its own name, at its commit", async () => {
    const { endpoint } = await hub();
    const result = await scanHub("hf:acme/plain", endpoint);
    expect(result.scan).toMatchObject({ target: "hf:acme/plain", revision: "4".repeat(40), complete: true, files: 2 });
    expect(component(result, "acme/plain")).toMatchObject({
      revision: "4".repeat(40),
      role: "published",
      verdict: "pass",
      concluded: { expression: "MIT", basis: "text" },
    });
  });

  test("of a branch is read at that branch", async () => {
    const { endpoint, requests } = await hub();
    const result = await scanHub("hf:acme/base-7b@stable", endpoint);
    expect(result.scan.revision).toBe("1111111111111111111111111111111111111112");
    expect(requests.some(({ path }) => path.includes("/tree/1111111111111111111111111111111111111112"))).toBe(true);
  });

  test("lists all pages, and reads of weights only the header", async () => {
    const weights = Buffer.concat([safetensorsBytes({ license: "mit" }), Buffer.alloc(3_000_000)]);
    const files = Object.fromEntries(Array.from({ length: 7 }, (_, index) => [`notes-${index}.txt`, "x"]));
    const { endpoint, requests } = await hub({
      "acme/big": {
        sha: "d".repeat(40),
        files: { ...files, "model.safetensors": weights, "gguf/tiny.gguf": ggufBytes({ "general.license": "mit" }) },
      },
    });
    const result = await scanHub("hf:acme/big", endpoint);
    expect(result.scan.files).toBe(9);
    expect(requests.filter(({ path }) => path.startsWith("/api/models/acme/big/tree"))).toHaveLength(5);
    const ranges = requests.filter(({ path }) => path.includes("/resolve/") && path.endsWith(".safetensors")).map(({ range }) => range);
    expect(ranges).toEqual(["bytes=0-65535"]);
    expect(component(result, "acme/big").concluded.expression).toBe("MIT");
  });

  test("gated: said once, and the scan is not whole", async () => {
    const { endpoint } = await hub();
    const result = await scanHub("hf:acme/gated", endpoint);
    expect(result.scan.complete).toBe(false);
    expect(result.problems.map(({ message }) => message)).toEqual([
      "the repository is gated: neither this file nor others of it are read without access; have it granted on its page, and set HF_TOKEN",
    ]);
    expect((await scanHub("hf:acme/gated", endpoint, TOKEN)).scan.complete).toBe(true);
  });

  test.each([
    ["hf:acme/nowhere", "hf:acme/nowhere: it is not on the Hub, or private to others (401); for a private one set HF_TOKEN"],
    ["hf:acme/plain@v9", "hf:acme/plain@v9: it has no such branch, tag or commit (404)"],
    ["hf:../../etc", "names no repository of the Hub"],
    ["hf:", "names no repository of the Hub"],
  ])("%s", async (target, message) => {
    const { endpoint } = await hub();
    await expect((async () => scanHub(target, endpoint))()).rejects.toThrow(message);
  });
});

describe("the program", () => {
  const environmentOf = (endpoint: string) => ({ HF_ENDPOINT: endpoint, HF_HOME: "/nonexistent", HF_TOKEN: "", HF_HUB_OFFLINE: "" });

  test("scans a model of the Hub by the policy of the folder where it runs, and never by a lock or policy of the model's own", async () => {
    const hostile = {
      ...REPOSITORIES["acme/chat-7b"]?.files,
      "modelterms.yml": "licenses: { unlisted: pass }\n",
      "modelterms.lock": '{"version":1,"models":{"acme/base-7b":{"state":"public","license":["mit"]}}}',
    };
    const { endpoint } = await hub({ ...REPOSITORIES, "acme/chat-7b": { sha: "2".repeat(40), files: hostile } });
    const cwd = newFolder({ "modelterms.yml": "licenses: { deny: [Apache-2.0] }\n" });
    const { code, output, errors } = await modelterms(["scan", "hf:acme/chat-7b", "--format", "json"], {
      cwd,
      environment: environmentOf(endpoint),
    });
    expect([code, errors]).toEqual([1, ""]);
    const result = JSON.parse(output) as Result;
    expect(result.findings.filter(({ verdict }) => verdict === "fail").map(({ check }) => check)).toContain("license-denied");
    expect(component(result, "acme/chat-7b").basedOn).toMatchObject([{ name: "acme/base-7b", basis: "none" }]);
  });

  test("locks, then scans the same bytes with the server gone; HF_HUB_OFFLINE forbids --online", async () => {
    const { endpoint, close } = await hub();
    const cwd = newFolder({
      "app.py": 'AutoModel.from_pretrained("acme/chat-7b")\n',
      "modelterms.yml": "licenses: { allow: [permissive] }\n",
    });
    const environment = environmentOf(endpoint);
    expect(await modelterms(["lock"], { cwd, environment })).toEqual({
      code: 0,
      output: "modelterms.lock: 2 names resolved\n",
      errors: "",
    });
    expect((await modelterms(["lock", "--check"], { cwd, environment })).code).toBe(0);
    const first = await modelterms(["scan", "--format", "json"], { cwd, environment });
    expect(component(JSON.parse(first.output) as Result, "acme/chat-7b").concluded.basis).toBe("lock");
    const asked = await modelterms(["scan", "--online", "--format", "json"], { cwd, environment });
    expect((JSON.parse(asked.output) as Result).scan.online).toBe(true);
    await close();
    expect(await modelterms(["scan", "--format", "json"], { cwd, environment })).toEqual(first);
    const forbidden = await modelterms(["scan", "--online"], { cwd, environment: { ...environment, HF_HUB_OFFLINE: "1" } });
    expect([forbidden.code, forbidden.output]).toEqual([2, ""]);
    expect(forbidden.errors).toBe("modelterms: --online asks the Hub, and HF_HUB_OFFLINE=1 forbids it: unset HF_HUB_OFFLINE to allow it\n");
  });

  test("reads with --staged the staged lock, and with --since that of the revision too", async () => {
    const lock = (license: string) => `{"version":1,"models":{"acme/plain":{"state":"public","license":["${license}"]}}}`;
    const policy = "licenses: { allow: [MIT] }\n";
    const cwd = newRepository({
      "app.py": 'AutoModel.from_pretrained("acme/plain")\n',
      "modelterms.yml": policy,
      "modelterms.lock": lock("mit"),
    });
    write(cwd, { "modelterms.lock": lock("apache-2.0") });
    const expression = async (...flags: readonly string[]) => {
      const { code, output } = await modelterms(["scan", "--format", "json", ...flags], { cwd });
      const result = JSON.parse(output) as Result;
      return [code, component(result, "acme/plain").concluded.expression, result.findings[0]?.baselineState];
    };
    expect(await expression("--staged")).toEqual([0, "MIT", null]);
    expect(await expression("--since", "HEAD")).toEqual([1, "Apache-2.0", "new"]);
  });

  test("a malformed lock is an error with its place", async () => {
    const cwd = newFolder({ "app.py": "", "modelterms.lock": '{\n  "version": 1,\n  "model": {}\n}\n' });
    const { code, output, errors } = await modelterms(["scan"], { cwd });
    expect([code, output]).toEqual([2, ""]);
    expect(errors).toBe(
      'modelterms: modelterms.lock:3:3: unknown key "model" in the lock; write it anew with modelterms lock, or take back the change\n',
    );
  });
});
