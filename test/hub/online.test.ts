import { afterEach, describe, expect, test } from "vitest";
import { type HubServer, REPOSITORIES, startHub, TOKEN } from "./hub-server.ts";
import { component, findings, online, scanWith, using } from "./scanning.ts";

const servers: HubServer[] = [];
async function hub(...given: Parameters<typeof startHub>): Promise<HubServer> {
  const server = await startHub(...given);
  servers.push(server);
  return server;
}
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

describe("--online", () => {
  test("concludes the license of a name that is used, and says how", async () => {
    const { endpoint } = await hub();
    const result = await scanWith(using("acme/plain"), online(endpoint));
    const { concluded, verdict } = component(result, "acme/plain");
    expect(concluded).toMatchObject({ expression: "MIT", basis: "hub", classes: ["permissive"] });
    expect(concluded.steps.join("\n")).toMatch(
      /the Hub was asked for acme\/plain at the commit 444444444444\n.*\n.*LICENSE\.md of acme\/plain holds the text of MIT/,
    );
    expect(verdict).toBe("pass");
    expect(result.scan).toMatchObject({ online: true, complete: true });
  });

  test("reads license files of the repository, which outrank the card's word", async () => {
    const { endpoint } = await hub();
    const { concluded } = component(await scanWith(using("acme/base-7b"), online(endpoint)), "acme/base-7b");
    expect(concluded).toMatchObject({ expression: "LicenseRef-llama-3.1", basis: "hub" });
  });

  test("follows base models through others", async () => {
    const { endpoint } = await hub();
    const result = await scanWith(using("acme/chat-7b-gguf"), online(endpoint));
    expect(component(result, "acme/chat-7b-gguf").basedOn).toMatchObject([
      { name: "acme/chat-7b", relation: "quantized", expression: "Apache-2.0", basis: "hub", via: null },
      { name: "acme/base-7b", relation: "finetune", expression: "LicenseRef-llama-3.1", basis: "hub", via: "acme/chat-7b" },
    ]);
    expect(findings(result, "lineage-conflict").join()).toContain("acme/base-7b");
    expect(component(result, "acme/chat-7b-gguf").verdict).toBe("fail");
  });

  test("finds the bases of a card in the repository", async () => {
    const { endpoint } = await hub();
    const card = "---\nlicense: apache-2.0\nbase_model: acme/chat-7b\n---\n";
    const result = await scanWith({ "model/README.md": card }, online(endpoint));
    expect(component(result, "model").basedOn.map(({ name, expression }) => [name, expression])).toEqual([
      ["acme/chat-7b", "Apache-2.0"],
      ["acme/base-7b", "LicenseRef-llama-3.1"],
    ]);
  });

  test("survives circles", async () => {
    const server = await hub();
    const result = await scanWith(using("circle/one"), online(server.endpoint));
    expect(component(result, "circle/one").basedOn.map(({ name }) => name)).toEqual(["circle/two"]);
    expect(server.requests.filter(({ path }) => path.startsWith("/api/models/circle/"))).toHaveLength(2);
  });

  test("looks up data sets as such", async () => {
    const { endpoint } = await hub();
    const files = { "app.py": 'from datasets import load_dataset\nload_dataset("acme/tickets")\n' };
    expect(component(await scanWith(files, online(endpoint)), "acme/tickets").concluded).toMatchObject({
      expression: "CC-BY-4.0",
      basis: "hub",
    });
  });

  test("says that a card and the license file beside it disagree", async () => {
    const { endpoint } = await hub();
    const result = await scanWith(using("acme/lying"), online(endpoint));
    expect(findings(result, "sources-disagree")).toEqual([
      "review: the card of acme/lying states MIT, and LICENSE of acme/lying is the text of Apache-2.0",
    ]);
    expect(component(result, "acme/lying").verdict).toBe("review");
  });

  test("says that the license file was altered", async () => {
    const plain = { sha: "c".repeat(40), files: { "README.md": "---\nlicense: mit\n---\n", LICENSE: "Altered text of MIT" } };
    const { endpoint } = await hub({ "acme/plain": plain });
    const result = await scanWith(using("acme/plain"), online(endpoint));
    expect(findings(result, "sources-disagree")).toEqual([
      "review: LICENSE of acme/plain is a modified text of MIT: a person must read it",
    ]);
  });

  test("outranks the catalog, and says that they disagree", async () => {
    const { endpoint } = await hub({
      "meta-llama/Llama-3.1-8B": { sha: "d".repeat(40), files: { "README.md": "---\nlicense: mit\n---\n" } },
    });
    const result = await scanWith(using("meta-llama/Llama-3.1-8B"), online(endpoint));
    expect(component(result, "meta-llama/Llama-3.1-8B").concluded).toMatchObject({ expression: "MIT", basis: "hub" });
    expect(findings(result, "sources-disagree")[0]).toMatch(/the Hub says MIT, and the catalog says LicenseRef-llama-3\.1/);
    expect(component(result, "meta-llama/Llama-3.1-8B").verdict).toBe("review");
  });

  test("of a base too", async () => {
    const { endpoint } = await hub({
      "meta-llama/Llama-3.1-8B": { sha: "d".repeat(40), files: { "README.md": "---\nlicense: mit\n---\n" } },
    });
    const files = { "model/README.md": "---\nlicense: mit\nbase_model: meta-llama/Llama-3.1-8B\n---\n" };
    expect(findings(await scanWith(files, online(endpoint)), "sources-disagree")).toHaveLength(1);
  });
});

describe("what the Hub does not give", () => {
  test("gated: the card's word counts, and the file that was refused is named", async () => {
    const { endpoint } = await hub();
    const { concluded } = component(await scanWith(using("acme/gated"), online(endpoint)), "acme/gated");
    expect(concluded).toMatchObject({ expression: "LicenseRef-llama-3.1", basis: "hub" });
    expect(concluded.steps.join("\n")).toContain(
      "it is gated: the Hub gives its files only to those who were granted access; not read: LICENSE",
    );
  });

  test("gated, with access: the file is read", async () => {
    const { endpoint } = await hub();
    const { concluded } = component(await scanWith(using("acme/gated"), online(endpoint, TOKEN)), "acme/gated");
    expect(concluded.steps.join("\n")).toContain("LICENSE of acme/gated holds the text of LicenseRef-llama-3.1");
  });

  test("private: as one that does not exist, but for those with access", async () => {
    const { endpoint } = await hub();
    const without = component(await scanWith(using("acme/secret"), online(endpoint)), "acme/secret");
    expect(without.concluded).toMatchObject({ expression: null, basis: "none" });
    expect(without.concluded.steps.join("\n")).toContain("it is gone, never was, or is private to others");
    const { concluded } = component(await scanWith(using("acme/secret"), online(endpoint, TOKEN)), "acme/secret");
    expect(concluded).toMatchObject({ expression: "MIT", basis: "hub" });
    expect(concluded.steps.join("\n")).toContain("it is private: only those with access see it");
  });

  test("vanished: nothing is known, and the scan is whole", async () => {
    const { endpoint } = await hub();
    const result = await scanWith(using("acme/nowhere"), online(endpoint));
    expect(component(result, "acme/nowhere").concluded).toMatchObject({ expression: null, basis: "none" });
    expect(component(result, "acme/nowhere").verdict).toBe("fail");
    expect(result.problems).toEqual([]);
    expect(result.scan.complete).toBe(true);
  });

  test("renamed: the new name's license, and a word about it", async () => {
    const { endpoint } = await hub();
    const { concluded } = component(await scanWith(using("acme/old-name"), online(endpoint)), "acme/old-name");
    expect(concluded.expression).toBe("BSD-3-Clause");
    expect(concluded.steps.join("\n")).toContain("it was renamed: the Hub answers with acme/new-name");
  });

  test("a revision that does not exist is a problem at its place", async () => {
    const { endpoint } = await hub();
    const result = await scanWith(using("acme/plain@v9"), online(endpoint));
    expect(result.problems).toMatchObject([
      { message: "could not look up acme/plain on the Hub: the Hub has no revision v9 of it", location: { path: "app.py", line: 2 } },
    ]);
    expect(result.problems[0]?.incomplete).toBeUndefined();
  });

  test("a token that is not valid is said to be so", async () => {
    const { endpoint } = await hub();
    const result = await scanWith(using("acme/plain"), online(endpoint, "hf_wrong"));
    expect(result.problems[0]?.message).toContain("the Hub does not accept the token (401): set HF_TOKEN to a valid one");
  });
});

describe("a Hub in trouble", () => {
  test("rate limited twice, then fine", async () => {
    const server = await hub();
    server.fail("/api/models/acme/plain", { status: 429, headers: { "retry-after": "0" } }, { status: 503 });
    const result = await scanWith(using("acme/plain"), online(server.endpoint));
    expect(component(result, "acme/plain").concluded.expression).toBe("MIT");
    expect(result.problems).toEqual([]);
  });

  test("rate limited for long: a problem that says for how long, and the conclusion stays", async () => {
    const server = await hub();
    server.fail("/api/models/", { status: 429, headers: { "retry-after": "3600" } });
    const result = await scanWith(using("meta-llama/Llama-3.1-8B"), online(server.endpoint));
    expect(result.problems[0]?.message).toBe(
      "could not look up meta-llama/Llama-3.1-8B on the Hub: too many questions (429): the Hub asks to wait 3600 seconds; with HF_TOKEN it allows more",
    );
    expect(component(result, "meta-llama/Llama-3.1-8B").concluded).toMatchObject({ expression: "LicenseRef-llama-3.1", basis: "catalog" });
  });

  test("down: a problem, a complete scan, the same conclusions as offline", async () => {
    const server = await hub();
    await server.close();
    const files = using("acme/plain", "meta-llama/Llama-3.1-8B");
    const result = await scanWith(files, online(server.endpoint));
    expect(result.problems.map(({ message }) => message)).toEqual([
      `could not look up acme/plain on the Hub: ${server.endpoint} cannot be reached (ECONNREFUSED)`,
      `could not look up meta-llama/Llama-3.1-8B on the Hub: ${server.endpoint} cannot be reached (ECONNREFUSED)`,
    ]);
    expect(result.scan.complete).toBe(true);
    expect(result.components).toEqual((await scanWith(files)).components);
  });

  test("at most eight questions at once", async () => {
    const server = await hub(REPOSITORIES, 20);
    await scanWith(using(...Array.from({ length: 40 }, (_, index) => `many/model-${index}`)), online(server.endpoint));
    expect(server.most()).toBeGreaterThan(2);
    expect(server.most()).toBeLessThanOrEqual(8);
  });

  test("the token goes to the Hub, and to no other host", async () => {
    const server = await hub();
    await scanWith(using("acme/gated"), online(server.endpoint, TOKEN));
    const elsewhere = server.requests.filter(({ host }) => !host.startsWith("127.0.0.1"));
    expect(elsewhere.map(({ authorization }) => authorization)).toEqual([undefined]);
    expect(
      server.requests.filter(({ host }) => host.startsWith("127.0.0.1")).every(({ authorization }) => authorization === `Bearer ${TOKEN}`),
    ).toBe(true);
  });

  test("names that could be addresses or paths are not asked", async () => {
    const server = await hub();
    await scanWith(
      { "model/README.md": "---\nlicense: mit\nbase_model: ['../../api/whoami', 'a/b/c', 'acme/..', './here', 'acme/x?y=z']\n---\n" },
      online(server.endpoint),
    );
    expect(server.requests).toEqual([]);
  });
});
