import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { type LockFlags, runLock } from "../../src/commands/lock.ts";
import type { Surroundings } from "../../src/commands/scan.ts";
import { LockError } from "../../src/hub/lock.ts";
import { parseLock } from "../../src/hub/parse-lock.ts";
import { newFolder, write } from "../harness/folders.ts";
import { knowledge } from "../harness/knowledge.ts";
import { cases } from "../harness/properties.ts";
import { type HubServer, REPOSITORIES, startHub } from "./hub-server.ts";
import { component, findings, online, readText, scanWith, using } from "./scanning.ts";

const NAMES = ["acme/chat-7b-gguf", "acme/plain", "acme/nowhere", "acme/gated", "acme/old-name"];
let server: HubServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

async function hub(...given: Parameters<typeof startHub>): Promise<HubServer> {
  server = await startHub(...given);
  return server;
}

const EPOCHS = { first: "1795392000", later: "1795478400" };

function around(endpoint: string, epoch = EPOCHS.first, warnings: string[] = []): Surroundings {
  return {
    knowledge,
    readText,
    environment: { HF_ENDPOINT: endpoint, HF_HOME: "/nonexistent", SOURCE_DATE_EPOCH: epoch },
    knowledgeHash: () => "",
    terminal: { isTerminal: false, width: 80, errorIsTerminal: false },
    warn: (message) => warnings.push(message),
  };
}

/** Writes the lock of a folder and returns it. */
async function locked(folder: string, endpoint: string, flags: LockFlags = {}, epoch = EPOCHS.first): Promise<string> {
  await runLock(folder, flags, around(endpoint, epoch));
  return readFileSync(join(folder, "modelterms.lock"), "utf8");
}

describe("modelterms lock", () => {
  test("writes every used name and every base, sorted, with what was read", async () => {
    const { endpoint } = await hub();
    const lock = JSON.parse(await locked(newFolder(using(...NAMES)), endpoint));
    expect(lock.version).toBe(1);
    expect(Object.keys(lock.models)).toEqual([...NAMES, "acme/base-7b", "acme/chat-7b"].sort());
    expect(lock.models["acme/base-7b"]).toEqual({
      revision: "1".repeat(40),
      state: "public",
      license: ["other"],
      license_name: "acme-community",
      license_link: "LICENSE",
      pipeline_tag: "text-generation",
      texts: [
        {
          path: "LICENSE",
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
          recognized: [{ licenses: ["LicenseRef-llama-3.1"], kind: "exact", confidence: 1 }],
        },
      ],
      resolved: "2026-11-23T00:00:00Z",
    });
    expect(lock.models["acme/chat-7b"].base_model).toEqual([{ name: "acme/base-7b", relation: "finetune" }]);
    expect(lock.models["acme/nowhere"]).toEqual({ state: "missing", resolved: "2026-11-23T00:00:00Z" });
    expect(lock.models["acme/gated"]).toMatchObject({ state: "gated", texts: [{ path: "LICENSE", sha256: null }] });
    expect(lock.models["acme/old-name"]).toMatchObject({ renamed_to: "acme/new-name", license: ["bsd-3-clause"] });
  });

  test("says of which names it cannot say all", async () => {
    const { endpoint } = await hub();
    const { output, code } = await runLock(newFolder(using(...NAMES)), {}, around(endpoint));
    expect(code).toBe(0);
    expect(output).toBe(
      "modelterms.lock: 7 names resolved\n  acme/gated: gated: its license file may not be readable without access\n  acme/nowhere: not on the Hub, or private to others\n  acme/old-name: renamed, is acme/new-name now\n",
    );
  });

  test("keeps its bytes where nothing has changed, and the time of what has not", async () => {
    const { endpoint, replace } = await hub();
    const folder = newFolder(using(...NAMES));
    const first = await locked(folder, endpoint);
    expect(await locked(folder, endpoint, {}, EPOCHS.later)).toBe(first);
    const plain = { sha: "e".repeat(40), files: { "README.md": "---\nlicense: apache-2.0\n---\n" } };
    replace({ ...REPOSITORIES, "acme/plain": plain });
    const { models } = JSON.parse(await locked(folder, endpoint, {}, EPOCHS.later));
    expect(models["acme/plain"].resolved).toBe("2026-11-24T00:00:00Z");
    expect(models["acme/base-7b"].resolved).toBe("2026-11-23T00:00:00Z");
  });

  test("is left as it was when a name could not be looked up", async () => {
    const { endpoint, fail } = await hub();
    const folder = newFolder(using(...NAMES));
    const first = await locked(folder, endpoint);
    fail("/api/models/acme/plain", ...Array.from({ length: 5 }, () => ({ status: 429, headers: { "retry-after": "900" } })));
    await expect(runLock(folder, {}, around(endpoint))).rejects.toThrow(
      /app\.py:\d+: could not look up acme\/plain .*\n1 of 5 names: modelterms\.lock is left as it was/s,
    );
    expect(readFileSync(join(folder, "modelterms.lock"), "utf8")).toBe(first);
  });

  test("does not ask where HF_HUB_OFFLINE forbids it", async () => {
    const surroundings = { ...around("http://127.0.0.1:1"), environment: { HF_HUB_OFFLINE: "1" } };
    await expect(runLock(newFolder(using("acme/plain")), {}, surroundings)).rejects.toThrow(
      /HF_HUB_OFFLINE=1 forbids it: unset HF_HUB_OFFLINE/,
    );
  });

  test("writes a malformed lock anew, with a word about it", async () => {
    const { endpoint } = await hub();
    const folder = newFolder({ ...using("acme/plain"), "modelterms.lock": "<<<<<<< HEAD\n" });
    const warnings: string[] = [];
    await runLock(folder, {}, around(endpoint, EPOCHS.first, warnings));
    expect(warnings[0]).toMatch(/^modelterms\.lock:1:1: JSON/);
    expect(parseLock(readFileSync(join(folder, "modelterms.lock"), "utf8"), "modelterms.lock").size).toBe(1);
  });
});

describe("modelterms lock --check", () => {
  test("passes when up to date, though a main branch has moved on", async () => {
    const { endpoint, replace } = await hub();
    const folder = newFolder(using("acme/plain"));
    await locked(folder, endpoint);
    replace({ ...REPOSITORIES, "acme/plain": { ...(REPOSITORIES["acme/plain"] ?? { files: {} }), sha: "e".repeat(40) } });
    expect(await runLock(folder, { check: true }, around(endpoint))).toEqual({
      output: "modelterms.lock is up to date: 1 name\n",
      code: 0,
    });
  });

  test("fails for names that came and went, and for what has changed", async () => {
    const { endpoint, replace } = await hub();
    const folder = newFolder(using("acme/plain", "acme/secret"));
    await locked(folder, endpoint);
    write(folder, using("acme/plain", "circle/one"));
    replace({ ...REPOSITORIES, "acme/plain": { sha: "e".repeat(40), files: { "README.md": "---\nlicense: apache-2.0\n---\n" } } });
    const { output, code } = await runLock(folder, { check: true }, around(endpoint));
    expect(code).toBe(1);
    expect(output).toBe(
      "acme/secret is in the lock and not used any more\ncircle/one is not in the lock\ncircle/two is not in the lock\nthe license file LICENSE.md of acme/plain has changed on the Hub\nthe license of acme/plain on the Hub is “apache-2.0” now, and was “mit”\nmodelterms.lock is out of date: run modelterms lock and commit it\n",
    );
  });

  test("fails where there is none", async () => {
    const { endpoint } = await hub();
    expect(await runLock(newFolder(using("acme/plain")), { check: true }, around(endpoint))).toEqual({
      output: "there is no modelterms.lock: write it with modelterms lock\n",
      code: 1,
    });
  });
});

describe("a scan with a lock", () => {
  test("comes to the same as online, with the basis lock, and the same bytes with the server gone", async () => {
    const { endpoint, close } = await hub();
    const files = using(...NAMES);
    const lock = await locked(newFolder(files), endpoint);
    const asked = await scanWith(files, online(endpoint));
    const first = await scanWith({ ...files, "modelterms.lock": lock });
    await close();
    expect(JSON.stringify(await scanWith({ ...files, "modelterms.lock": lock }))).toBe(JSON.stringify(first));
    for (const { name, concluded, basedOn, verdict } of first.components) {
      const same = component(asked, name);
      expect([name, concluded.expression, verdict, concluded.basis.replace("lock", "hub")]).toEqual([
        name,
        same.concluded.expression,
        same.verdict,
        same.concluded.basis,
      ]);
      expect(basedOn.map((base) => [base.name, base.expression, base.basis.replace("lock", "hub")])).toEqual(
        same.basedOn.map((base) => [base.name, base.expression, base.basis]),
      );
    }
    expect(component(first, "acme/chat-7b-gguf").basedOn.map(({ basis }) => basis)).toEqual(["lock", "lock"]);
    expect(component(first, "acme/plain").concluded.steps[0]).toBe(
      "modelterms.lock holds acme/plain at the commit 444444444444, resolved 2026-11-23T00:00:00Z",
    );
  });

  test("does not look into the local cache: another machine has another one", async () => {
    const cached = () => Promise.reject(new Error("asked"));
    const result = await scanWith({ ...using("acme/plain"), "modelterms.lock": '{"version":1}' }, { cached, online: null });
    expect(component(result, "acme/plain").concluded.basis).toBe("none");
  });

  test("says with --online what has changed since", async () => {
    const { endpoint, replace } = await hub();
    const files = using("acme/chat-7b", "acme/plain", "acme/base-7b@stable");
    const folder = newFolder(files);
    const lock = await locked(folder, endpoint);
    const whole = { ...files, "modelterms.lock": lock };
    expect(findings(await scanWith(whole, online(endpoint)), "lock-outdated")).toEqual([]);
    const { "acme/plain": _gone, ...others } = REPOSITORIES;
    const base = others["acme/base-7b"] ?? { sha: "", files: {} };
    replace({
      ...others,
      "acme/base-7b": { ...base, branches: { stable: "f".repeat(40) }, files: { ...base.files, LICENSE: "Text of MIT" } },
    });
    const result = await scanWith(whole, online(endpoint));
    const found = findings(result, "lock-outdated");
    expect([...new Set(found)].sort()).toEqual([
      "review: acme/plain is not on the Hub any more, or private to others",
      "review: stable of acme/base-7b means the commit ffffffffffff now, and meant 111111111111",
      "review: the license file LICENSE of acme/base-7b has changed on the Hub",
    ]);
    expect(component(result, "acme/plain").concluded).toMatchObject({ expression: "MIT", basis: "lock" });
    const place = result.findings.find(({ check, message }) => check === "lock-outdated" && message.startsWith("acme/plain"))?.location;
    expect(lock.split("\n")[(place?.line ?? 0) - 1]).toContain('"acme/plain"');
  });
});

describe("a lock that cannot be used", () => {
  const wrong: readonly (readonly [string, string])[] = [
    ["", "1:1: JSON"],
    ["{", "1:"],
    ["[]", "1:1: a lock must be an object"],
    ['{"version": 2}', "1:13: the lock's version is not 1"],
    ['{"version": 1,\n "modles": {}}', '2:2: unknown key "modles" in the lock'],
    ['{"version": 1, "models": {\n"../x": {}}}', '2:1: "../x" is no name of the Hub'],
    ['{"version": 1, "models": {"a/b": {"state": "gone"}}}', "1:44: state must be one of public, gated, private, missing"],
    ['{"version": 1, "models": {"a/b": {"state": "public", "licence": ["mit"]}}}', '1:54: unknown key "licence" in a/b'],
    ['{"version": 1, "models": {"a/b": {"state": "public", "license": "mit"}}}', "1:65: license must be a list"],
    ['{"version": 1, "models": {"a/b": {"state": "public"}, "A/B": {"state": "public"}}}', "1:55: A/B stands twice"],
    ['{"version": 1, "models": {"a/b": {"state": "public", "revision": "main"}}}', "1:66: revision must be a commit"],
    [`{"version": 1, "models": {"a/b": ${"[".repeat(200)}`, "1:"],
  ];
  test.each(wrong)("%s", (text, message) => {
    expect(() => parseLock(text, "modelterms.lock")).toThrow(LockError);
    expect(() => parseLock(text, "modelterms.lock")).toThrow(`modelterms.lock:${message}`);
    expect(() => parseLock(text, "modelterms.lock")).toThrow(/; write it anew with modelterms lock, or take back the change$/);
  });

  test("is never anything but a LockError, whatever stands there", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        try {
          parseLock(text, "modelterms.lock");
        } catch (error) {
          expect(error).toBeInstanceOf(LockError);
        }
      }),
      cases(100),
    );
  });
});
