import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { ExpectedError } from "../../src/errors.ts";
import { githubClient } from "../../src/github/client.ts";
import { openRepository } from "../../src/github/repository.ts";
import { hubAsker } from "../../src/hub/ask.ts";
import { hubClient } from "../../src/hub/client.ts";
import { isHubName } from "../../src/hub/record.ts";
import { limits } from "../../src/limits.ts";
import { isIgnored, parseIgnores } from "../../src/sources/gitignore.ts";
import { mutated } from "./mutate.ts";
import { demandJson } from "./properties.ts";
import { demand, type Target } from "./target.ts";

const bytesOf = (value: unknown) => new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value));
const COMMIT = "a".repeat(40);

/** A server on loopback that gives the same bytes to every question; started with the first. */
class AnswerServer {
  private address: Promise<string> | undefined;
  private given: { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly bytes: Uint8Array } | undefined;

  async answering(status: number, bytes: Uint8Array, headers: Readonly<Record<string, string>> = {}): Promise<string> {
    this.given = { status, bytes, headers };
    this.address ??= new Promise((resolve) => {
      const server = createServer((request, response) => this.answer(request, response));
      server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
      server.unref();
    });
    return this.address;
  }

  private answer(_request: IncomingMessage, response: ServerResponse): void {
    const { status = 500, headers = {}, bytes = new Uint8Array() } = this.given ?? {};
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(bytes);
  }
}

const server = new AnswerServer();
const INFO = {
  ...{
    _id: "1",
    id: "acme/one",
    sha: COMMIT,
    private: false,
    gated: false,
    downloads: 1,
    likes: 1,
    lastModified: "2026-01-01T00:00:00.000Z",
  },
  tags: ["license:mit", "base_model:finetune:a/b"],
  cardData: { license: ["mit", 3], license_name: "x", base_model: { a: 1 }, base_model_relation: "merge" },
  siblings: [{ rfilename: "README.md" }, { rfilename: "LICENSE" }],
};
const PAGE = [
  { type: "file", oid: "0", size: 3, path: "LICENSE" },
  { type: "directory", oid: "0", size: 0, path: "a" },
];
const HUB = [INFO, { ...INFO, siblings: undefined, cardData: { license: "mit" } }, { error: "no" }, PAGE].map(bytesOf);
const STATUSES = [200, 200, 200, 200, 200, 204, 206, 400, 401, 403, 404, 410, 416, 418, 451];
const CODES = ["GatedRepo", "RepoNotFound", "RevisionNotFound", "EntryNotFound", ""];

/** Whatever the Hub answers, a name has a record that says what it is made of, or words that say why it has none. */
const hub: Target = {
  name: "answers of the Hub",
  turns: 3,
  generate: (random) => ({ path: "", bytes: mutated(HUB, random) }),
  async run({ bytes }, random) {
    const status = random.pick(STATUSES);
    const endpoint = await server.answering(status, bytes, { "x-error-code": random.pick(CODES), link: "" });
    const client = hubClient(
      { endpoint, token: random.once(2) ? "hf_x" : null },
      { attemptTimeout: 5_000, attempts: 1, firstPause: 1, longestPause: 1 },
    );
    const location = { path: "a", line: 1, column: 1 };
    const [answer] = await hubAsker(client)([{ name: "acme/one", kind: random.once(3) ? "dataset" : "model", pin: null, location }]);
    if (answer === undefined || "failed" in answer) {
      demand((answer?.failed ?? "").trim() !== "", () => "a failure without words");
      return;
    }
    const { record } = answer;
    demandJson(record);
    if (record.state === "missing" || (record.state === "gated" && record.revision === null)) return;
    demand(record.revision === COMMIT || /^[0-9a-f]{40}$/.test(record.revision ?? ""), () => "a record of no commit");
    demand(record.renamedTo === null || isHubName(record.renamedTo), () => `a name that is none: ${record.renamedTo}`);
    const texts = [...record.license, record.licenseName, record.licenseLink, ...record.tags, ...record.bases.map(({ name }) => name)];
    demand(
      texts.every((text) => text === null || text.length <= limits.valueCharacters),
      () => "a value beyond the limit",
    );
  },
};

const TREE = {
  sha: COMMIT,
  truncated: false,
  tree: [
    { path: "README.md", mode: "100644", type: "blob", sha: "b".repeat(40), size: 7 },
    { path: "a", mode: "040000", type: "tree", sha: "c".repeat(40) },
    { path: "a/m.gguf", mode: "100644", type: "blob", sha: "d".repeat(40), size: 70 },
    { path: "sub", mode: "160000", type: "commit", sha: "e".repeat(40) },
  ],
};
const GITHUB = [TREE, { ...TREE, truncated: true }, COMMIT, { message: "Git Repository is empty." }].map(bytesOf);

let client: ReturnType<typeof githubClient> | undefined;

/** Whatever GitHub answers, there are files with names and hashes, and blobs no longer than asked for; or it is refused in words. */
const github: Target = {
  name: "answers of GitHub",
  turns: 3,
  generate: (random) => ({ path: "", bytes: mutated(GITHUB, random) }),
  async run({ bytes }, random) {
    const apiUrl = await server.answering(random.pick(STATUSES), bytes, random.once(4) ? { "x-ratelimit-remaining": "0" } : {});
    const settings = { apiUrl, token: null };
    client ??= githubClient(settings, { retries: 0, waits: 0, attemptTimeout: 5_000 });
    const ref = random.once(2) ? COMMIT : null;
    try {
      const cache = { read: () => null, keep: () => {} };
      const repository = await openRepository({ owner: "acme", repo: "one", ref }, await client, settings, cache);
      demand(/^[0-9a-f]{40}$/.test(repository.commit), () => `no commit: ${JSON.stringify(repository.commit)}`);
      const { files, problems } = await repository.files();
      demandJson([files, problems]);
      demand(
        files.every(({ path, object }) => path !== "" && /^[0-9a-f]{40}$/.test(object)),
        () => "a file without a name or a hash",
      );
      const blob = await repository.blob("b".repeat(40), 10);
      demand(blob.bytes.length <= 10, () => "more bytes than were asked for");
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error;
      demand(/^[^\n]+$/.test(error.message), () => `refused in several lines: ${error.message}`);
    }
  },
};

const IGNORES = ["*.log\n!keep.log\n/top\nbuild/\n", "**/a*/**/b\n[a-z]*[!0-9]\n\\#x\n[[:alpha:]]?\n", `${"**/a*/".repeat(9)}\n`].map(
  bytesOf,
);
const PATHS = ["a/b/c/README.md", `${"a/".repeat(60)}c`, "a".repeat(255), "x.log", "\u00e9\u00ff/-"];

const ignores: Target = {
  name: "files of ignored paths",
  generate: (random) => ({ path: ".gitignore", bytes: mutated(IGNORES, random) }),
  run({ bytes }) {
    const rules = parseIgnores(Buffer.from(bytes).toString("latin1"));
    for (const path of PATHS) for (const isFolder of [false, true]) isIgnored(rules, path, isFolder);
  },
};

/** What comes from servers, and from folders without git. */
export function answerTargets(): readonly Target[] {
  return [hub, github, ignores];
}
