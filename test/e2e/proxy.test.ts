import { request as ask, createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { NODE_24 } from "../action/action-run.ts";
import { startGithub } from "../github/github-server.ts";
import { newFolder, newRepository } from "../harness/folders.ts";
import { modelterms } from "../harness/program.ts";
import { startHub } from "../hub/hub-server.ts";

const CARD = "---\nlicense: mit\n---\n";

const closing: (() => unknown)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

/** A proxy on loopback: it brings every question, whoever it is for, to one server, and knows who was asked for. */
async function startProxy(server: string) {
  const asked: string[] = [];
  const { hostname, port } = new URL(server);
  const proxy = createServer((question, answer) => {
    const { host, pathname, search } = new URL(question.url ?? "");
    asked.push(host);
    const { method, headers } = question;
    const forward = ask({ hostname, port, method, path: pathname + search, headers }, (got) => {
      answer.writeHead(got.statusCode ?? 500, got.headers);
      got.pipe(answer);
    });
    question.pipe(forward);
  });
  proxy.on("connect", ({ url }, client, head) => {
    asked.push(url ?? "");
    const tunnel = connect(Number(port), hostname, () => {
      client.write("HTTP/1.1 200 OK\r\n\r\n");
      tunnel.write(head);
      tunnel.pipe(client);
      client.pipe(tunnel);
    });
    for (const end of [client, tunnel]) end.on("error", () => end.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    proxy.closeAllConnections();
    return new Promise((resolve) => proxy.close(resolve));
  });
  return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, asked };
}

describe("the proxy that the environment names, on Node 24", () => {
  const run = (args: readonly string[], environment: Readonly<Record<string, string>>) =>
    modelterms(["scan", ...args, "--no-policy", "--format", "json"], {
      node: NODE_24,
      cwd: newFolder({ "use.yaml": "base_model: acme/tiny\n" }),
      environment: { XDG_CACHE_HOME: newFolder(), HF_HOME: newFolder(), ...environment },
    });

  test("brings questions to GitHub, but for what NO_PROXY holds", async () => {
    const server = await startGithub({ repositories: { "acme/app": newRepository({ "m/README.md": CARD }) } });
    closing.push(() => server.close());
    const { url, asked } = await startProxy(server.url);
    const there = { GITHUB_API_URL: "http://github.invalid", HTTP_PROXY: url };
    const { code, output, errors } = await run(["github:acme/app"], there);
    expect([code, errors]).toEqual([0, ""]);
    expect(output).toContain('"name": "m"');
    expect(new Set(asked.map((host) => host.replace(/:80$/, "")))).toEqual(new Set(["github.invalid"]));
    asked.length = 0;
    expect((await run(["github:acme/app"], { GITHUB_API_URL: server.url, HTTP_PROXY: url, NO_PROXY: "127.0.0.1" })).code).toBe(0);
    expect(asked).toEqual([]);
  });

  test("brings questions to the Hub", async () => {
    const server = await startHub();
    closing.push(() => server.close());
    const { url, asked } = await startProxy(server.endpoint);
    await run([".", "--online"], { HF_ENDPOINT: "http://hub.invalid", http_proxy: url });
    expect(new Set(asked.map((host) => host.replace(/:80$/, "")))).toEqual(new Set(["hub.invalid"]));
    expect(server.requests.length).toBeGreaterThan(0);
  });

  test("that is none is a mistake, where something is asked", async () => {
    const { code, errors } = await run(["github:acme/app"], { GITHUB_API_URL: "http://127.0.0.1:1", HTTPS_PROXY: "nonsense" });
    expect(code).toBe(2);
    expect(errors).toBe("modelterms: HTTPS_PROXY names no proxy; write an address such as http://proxy.example:3128\n");
    expect((await run(["."], { HTTPS_PROXY: "nonsense" })).code).toBe(0);
  });
});
