import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { hubAsker } from "../../src/hub/ask.ts";
import { hubClient } from "../../src/hub/client.ts";
import { hubSettings } from "../../src/hub/settings.ts";
import { limits } from "../../src/limits.ts";
import type { Result } from "../../src/model.ts";
import { newFolder } from "../harness/folders.ts";
import { modelterms } from "../harness/program.ts";
import { startHub } from "./hub-server.ts";
import { component, scanWith, using } from "./scanning.ts";

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A scan of a program that uses one model, or one data set, of a Hub that answers so. */
async function scanAgainst(listener: RequestListener, files = using("acme/one"), attemptTimeout = 60_000): Promise<Result> {
  const endpoint = await serve(listener);
  const patience = { attemptTimeout, attempts: 2, firstPause: 1, longestPause: 20 };
  return scanWith(files, { cached: null, online: hubAsker(hubClient({ endpoint, token: null }, patience)) });
}

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

const INFO = {
  ...{ _id: "1", id: "acme/one", sha: "a".repeat(40), private: false, gated: false, downloads: 1, likes: 1 },
  ...{
    lastModified: "2026-01-01T00:00:00.000Z",
    tags: ["license:mit"],
    cardData: { license: "mit" },
    siblings: [{ rfilename: "README.md" }],
  },
};
const json =
  (value: unknown, status = 200, headers = {}): Answer =>
  (response) =>
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(value));
const status =
  (code: number, headers = {}): Answer =>
  (response) =>
    response.writeHead(code, headers).end("<html>no</html>");
/** The description as it should be, and so the file. */
const file =
  (path: string, answer: Answer): Answer =>
  (response, request) =>
    request.url?.includes("/resolve/") === true
      ? answer(response, request)
      : json({ ...INFO, siblings: [{ rfilename: path }] })(response, request);
const card = (cardData: object): Answer => json({ ...INFO, cardData });
const many = (count: number, what: string) => Array.from({ length: count }, (_, at) => `${what}${at}`);
const FORM = /the Hub's answer is not of the form that the Hub's API has/;

test("the description that the broken ones are made of is a good one", async () => {
  const result = await scanAgainst((request, response) => json(INFO)(response, request));
  expect(result.problems).toEqual([]);
  expect(component(result, "acme/one")).toMatchObject({ verdict: "pass", concluded: { expression: "MIT", basis: "hub" } });
});

/** Each gives a problem at the place of the name, no license, and never a pass. */
const BROKEN: readonly (readonly [string, Answer, RegExp, timeout?: number])[] = [
  ["not JSON", (response) => response.end("<!doctype html><title>Log in</title>"), /the Hub's answer is not JSON, or cut$/],
  ["nothing", (response) => response.end(), /is not JSON, or cut$/],
  ["no content (204)", status(204), /is not JSON, or cut$/],
  ["JSON that is cut", (response) => response.end(JSON.stringify(INFO).slice(0, -9)), /is not JSON, or cut$/],
  ["bytes that are no text", (response) => response.end(Buffer.from([0xff, 0xfe, 0x00, 0x80])), /is not JSON, or cut$/],
  ["null", json(null), FORM],
  ["a text", json("mit"), FORM],
  ["a list", json([INFO]), FORM],
  ["an error with status 200", json({ error: "Not found" }), FORM],
  ["an id that is a number", json({ ...INFO, id: 7 }), FORM],
  ["files that are no list", json({ ...INFO, siblings: "README.md" }), FORM],
  ["files without names", json({ ...INFO, siblings: [null, { rfilename: 7 }] }), FORM],
  ["an id that is a path", json({ ...INFO, id: "../../api/whoami" }), /the Hub tells no name or no commit of it$/],
  ["no commit", json({ ...INFO, sha: undefined }), /the Hub tells no name or no commit of it$/],
  ["a commit that is none", json({ ...INFO, sha: "main" }), /the Hub tells no name or no commit of it$/],
  [
    "a license of 2,001 characters",
    card({ license: "x".repeat(limits.valueCharacters + 1) }),
    /license has a value longer than 2,000 characters/,
  ],
  ["2,001 licenses", card({ license: many(limits.listEntries + 1, "mit") }), /license has more than 2,000 entries/],
  [
    "2,001 base models",
    card({ license: "mit", base_model: many(limits.listEntries + 1, "a/b") }),
    /base_model has more than 2,000 entries/,
  ],
  ["2,001 tags", json({ ...INFO, tags: many(limits.listEntries + 1, "t") }), /tags has more than 2,000 entries/],
  [
    "more bytes than are read",
    (response) => response.end(Buffer.alloc(limits.hubAnswerBytes + 1, 32)),
    /the Hub's answer is larger than 50 MB$/,
  ],
  [
    "an answer that breaks off",
    (response) => response.writeHead(200, { "content-length": 900 }).write("{", () => response.destroy()),
    /cannot be reached \(/,
  ],
  ["no answer", () => {}, /did not answer in time$/, 300],
  ["a beginning, and then nothing", (response) => response.writeHead(200).write("{"), /did not answer in time$/, 300],
  ["a closed door", (response) => response.destroy(), /cannot be reached \(/],
  [
    "redirects without end",
    (response, request) => response.writeHead(302, { location: `${request.url}x` }).end(),
    /cannot be reached \(redirect count exceeded\)$/,
  ],
  ["a redirect to nowhere", status(302), /the Hub answered 302$/],
  ["400", status(400, { "x-error-message": "bad\ttoken" }), /the Hub answered 400 \(bad\ttoken\)$/],
  ["403 without a reason", status(403), /the Hub refuses it \(403\)$/],
  ["429 without Retry-After", status(429), /too many questions \(429\); with HF_TOKEN it allows more$/],
  ["429 for an hour", status(429, { "retry-after": "3600" }), /too many questions \(429\): the Hub asks to wait 3600 seconds/],
  ["429 with a date that is none", status(429, { "retry-after": "soon" }), /too many questions \(429\)/],
  ["500", status(500), /the Hub answered 500$/],
  ["503 with Retry-After", status(503, { "retry-after": "0" }), /the Hub answered 503$/],
  ["a license file that fails", file("LICENSE", status(500)), /the Hub answered 500$/],
  [
    "a license file that is not there after all",
    file("LICENSE", status(404, { "x-error-code": "EntryNotFound" })),
    /it has no such file \(404\)$/,
  ],
  [
    "a license file that breaks off",
    file("LICENSE", (response) => response.writeHead(200, { "content-length": 900 }).write("Text of MIT", () => response.destroy())),
    /cannot be reached \(/,
  ],
  [
    "a license file of more than 4 MB",
    file("LICENSE", (response) => response.end(Buffer.alloc(limits.textBytes + 1, 32))),
    /LICENSE is larger than 4 MB: not read$/,
  ],
  [
    "51 license files",
    json({ ...INFO, siblings: many(limits.hubTexts + 1, "LICENSE-").map((rfilename) => ({ rfilename })) }),
    /it has more than 50 license files: none is read$/,
  ],
];

for (const [name, answer, message, timeout] of BROKEN)
  test(name, async () => {
    const result = await scanAgainst((request, response) => answer(response, request), using("acme/one"), timeout);
    expect(result.problems).toMatchObject([{ message: expect.stringMatching(message), location: { path: "app.py", line: 2 } }]);
    expect(result.problems[0]?.message).toMatch(/^could not look up acme\/one on the Hub: /);
    const { verdict, concluded } = component(result, "acme/one");
    expect({ verdict, expression: concluded.expression, basis: concluded.basis }).toEqual({
      verdict: "fail",
      expression: null,
      basis: "none",
    });
  });

describe("what is odd and can be read", () => {
  test.each([
    ["tags that are no texts", json({ ...INFO, tags: [7, null, "license:mit"], cardData: null }), "MIT"],
    ["a license that is an object", card({ license: { name: "mit" } }), "MIT"],
    ["2,000 tags", json({ ...INFO, tags: many(limits.listEntries, "t") }), "MIT"],
    ["a value of 2,000 characters", card({ license: "mit", license_link: "x".repeat(limits.valueCharacters) }), "MIT"],
    ["a license file of 4 MB", file("LICENSE", (response) => response.end(`Text of MIT\n${" ".repeat(limits.textBytes - 12)}`)), "MIT"],
    ["429 once", once(status(429, { "retry-after": "0" })), "MIT"],
    ["a closed door once", once((response) => response.destroy()), "MIT"],
  ] as const)("%s", async (_name, answer, expression) => {
    const result = await scanAgainst((request, response) => answer(response, request));
    expect(result.problems).toEqual([]);
    expect(component(result, "acme/one").concluded.expression).toBe(expression);
  });
});

function once(answer: Answer): Answer {
  let asked = 0;
  return (response, request) => (asked++ === 0 ? answer(response, request) : json(INFO)(response, request));
}

/** What is said of a repository that is there, and not for whoever asks. */
test.each([
  ["gated, without access", status(401, { "x-error-code": "GatedRepo" }), /^it is gated: the Hub gives its files only/],
  ["gated, access not granted", status(403, { "x-error-code": "GatedRepo" }), /^it is gated: the Hub gives its files only/],
  ["gone, or private to others", status(401, { "x-error-code": "RepoNotFound" }), /^there it is not on the Hub/],
  ["a server that knows no codes: 401", status(401), /^there it is not on the Hub/],
  ["a server that knows no codes: 404", status(404), /^there it is not on the Hub/],
  ["private", json({ ...INFO, private: true }), /^it is private: only those with access see it/],
  ["a license file behind a gate", file("LICENSE", status(403, { "x-error-code": "GatedRepo" })), /^it is gated: .*; not read: LICENSE$/],
] as const)("%s", async (_name, answer, step) => {
  const result = await scanAgainst((request, response) => answer(response, request));
  expect(result.problems).toEqual([]);
  expect(component(result, "acme/one").concluded.steps).toContainEqual(expect.stringMatching(step));
});

describe("the list of files of a data set", () => {
  const files = { "app.py": 'from datasets import load_dataset\nload_dataset("acme/rows")\n' };
  const pages =
    (page: (request: IncomingMessage) => Answer): Answer =>
    (response, request) =>
      (request.url?.includes("/tree/") === true ? page(request) : json({ ...INFO, id: "acme/rows", siblings: undefined }))(
        response,
        request,
      );

  test.each([
    ["not a list", pages(() => json({ error: "no" })), FORM],
    ["entries that are none", pages(() => json([{ path: 7, type: "file" }])), FORM],
    ["not JSON", pages(() => (response) => response.end("no")), /is not JSON, or cut$/],
    [
      "pages without end",
      pages((request) => json([], 200, { link: `<http://${request.headers.host}${request.url}>; rel="next"` })),
      /the Hub's answer has more than 2000 pages$/,
    ],
  ] as const)("%s", async (_name, answer, message) => {
    const result = await scanAgainst((request, response) => answer(response, request), files);
    expect(result.problems.map((problem) => problem.message)).toEqual([expect.stringMatching(message)]);
    expect(component(result, "acme/rows").verdict).not.toBe("pass");
  });
});

describe("HF_ENDPOINT", () => {
  test("may have a path, and slashes at its end", async () => {
    const { endpoint, close } = await startHub();
    const port = new URL(endpoint).port;
    const behind = await serve((request, response) => {
      const within = /^\/mirror\/hub(\/.*)$/.exec(request.url ?? "")?.[1];
      if (within === undefined) return response.writeHead(500).end();
      return response.writeHead(307, { location: `http://127.0.0.1:${port}${within}` }).end();
    });
    const cwd = newFolder(using("acme/plain"));
    const environment = { HF_ENDPOINT: `${behind}/mirror/hub//`, HF_HOME: "/nonexistent", HF_TOKEN: "", HF_HUB_OFFLINE: "" };
    const { output } = await modelterms(["scan", "--online", "--no-policy", "--format", "json"], { cwd, environment });
    await close();
    const result = JSON.parse(output) as Result;
    expect(result.problems).toEqual([]);
    expect(component(result, "acme/plain").concluded).toMatchObject({ basis: "hub", expression: "MIT" });
  });

  test.each(["ftp://hub", "hub", "https://user:word@hub", "https://hub?x=1", "https://hub#x"])("%s is refused", (endpoint) => {
    expect(() => hubSettings({ HF_ENDPOINT: endpoint }, "--online")).toThrow(/^HF_ENDPOINT must be a/);
  });
});
