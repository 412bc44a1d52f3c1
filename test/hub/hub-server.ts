import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { parse } from "yaml";
import { readYaml } from "../harness/fixture-files.ts";
import { FIXTURES } from "../harness/places.ts";

/** A repository that the server has; its key is the name, with `datasets/` before those of data sets. */
export interface Repository {
  readonly sha: string;
  readonly branches?: Readonly<Record<string, string>>;
  readonly gated?: string;
  readonly private?: boolean;
  /** The name that it had before. */
  readonly was?: string;
  readonly files: Readonly<Record<string, string | Uint8Array>>;
}

export type Repositories = Readonly<Record<string, Repository>>;

export const REPOSITORIES = readYaml<Repositories>(`${FIXTURES}hub/repositories.yaml`);

/** The token that the server takes; it grants access to gated and private repositories. */
export const TOKEN = "hf_of_the_tests";
const ALLOWED = `Bearer ${TOKEN}`;

export interface Failure {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A server on loopback that speaks the part of the Hub's API that is used: description, tree in pages, files behind a redirect to another host. */
export interface HubServer {
  readonly endpoint: string;
  readonly requests: {
    readonly path: string;
    readonly authorization: string | undefined;
    readonly range: string | undefined;
    readonly host: string;
  }[];
  /** Most questions that were open at once. */
  readonly most: () => number;
  /** The next answers to paths that contain a text. */
  fail(text: string, ...failures: readonly Failure[]): void;
  replace(repositories: Repositories): void;
  close(): Promise<void>;
}

export async function startHub(given: Repositories = REPOSITORIES, delay = 0): Promise<HubServer> {
  let repositories = given;
  const requests: HubServer["requests"] = [];
  const failures: { text: string; failure: Failure }[] = [];
  let open = 0;
  let most = 0;
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(request.url ?? "/");
    const { authorization, range, host = "" } = request.headers;
    requests.push({ path, authorization, range, host });
    most = Math.max(most, ++open);
    response.on("close", () => --open);
    if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
    const index = failures.findIndex(({ text }) => path.includes(text));
    const [failure] = index === -1 ? [] : failures.splice(index, 1);
    if (failure !== undefined) response.writeHead(failure.failure.status, failure.failure.headers).end("no");
    else answer(request, response, path, repositories);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    requests,
    most: () => most,
    fail: (text, ...list) => failures.push(...list.map((failure) => ({ text, failure }))),
    replace(next) {
      repositories = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(request: IncomingMessage, response: ServerResponse, path: string, repositories: Repositories): ServerResponse {
  const granted = request.headers.authorization === ALLOWED;
  if (request.headers.authorization !== undefined && !granted)
    return refuse(response, 401, "", "Invalid credentials in Authorization header");
  if (path.startsWith("/cdn/")) return send(request, response, path.slice("/cdn/".length), repositories);
  const match =
    /^\/api\/(models|datasets)\/(.+?)\/(revision|tree)\/([^?]+)(?:\?(.*))?$/.exec(path) ??
    /^\/()(.+?)\/(resolve)\/([^/]+)\/([^?]+)/.exec(path);
  if (match === null) return refuse(response, 404, "", "no such page");
  const [, room, written = "", what, revision = "", rest = ""] = match;
  const name = room === "datasets" ? `datasets/${written}` : written;
  const renamed = Object.entries(repositories).find(([, { was }]) => was === name)?.[0];
  if (renamed !== undefined) {
    return response.writeHead(307, { location: (request.url ?? "").replace(name, renamed) }).end();
  }
  const repository = repositories[name];
  if (repository === undefined || (repository.private === true && !granted))
    return refuse(response, granted ? 404 : 401, "RepoNotFound", granted ? "Repository not found" : "Invalid username or password.");
  const sha = commitOf(repository, revision);
  if (sha === null) return refuse(response, 404, "RevisionNotFound", "Invalid rev id");
  if (what === "revision") return json(response, describe(name.replace(/^datasets\//, ""), repository, sha));
  if (what === "tree") return tree(request, response, repository, new URLSearchParams(rest));
  if (repository.gated !== undefined && !granted) return refuse(response, 403, "GatedRepo", "Access to it is restricted");
  if (repository.files[rest] === undefined) return refuse(response, 404, "EntryNotFound", "Entry not found");
  const port = request.headers.host?.split(":")[1] ?? "";
  return response.writeHead(302, { location: `http://localhost:${port}/cdn/${encodeURIComponent(`${name}|${rest}`)}` }).end();
}

function commitOf({ sha, branches }: Repository, revision: string): string | null {
  if (revision === "HEAD" || revision === "main" || revision === sha) return sha;
  const other = branches?.[revision];
  return other ?? Object.values(branches ?? {}).find((commit) => commit === revision) ?? null;
}

function describe(id: string, repository: Repository, sha: string): object {
  const card = String(repository.files["README.md"] ?? "").split("---\n")[1];
  const cardData = card === undefined ? {} : (parse(card) as Readonly<Record<string, unknown>>);
  const { license, pipeline_tag, base_model, base_model_relation: relation } = cardData as Readonly<Record<string, string>>;
  return {
    _id: `id of ${id}`,
    id,
    sha,
    private: repository.private === true,
    gated: repository.gated ?? false,
    downloads: 1,
    likes: 1,
    lastModified: "2026-01-01T00:00:00.000Z",
    ...(pipeline_tag === undefined ? {} : { pipeline_tag }),
    tags: [
      ...(license === undefined ? [] : [`license:${license}`]),
      ...(base_model === undefined ? [] : [`base_model:${base_model}`, `base_model:${relation ?? "finetune"}:${base_model}`]),
    ],
    cardData,
    siblings: Object.keys(repository.files).map((rfilename) => ({ rfilename })),
  };
}

/** Two files a page. */
function tree(request: IncomingMessage, response: ServerResponse, { files }: Repository, query: URLSearchParams): ServerResponse {
  const start = Number(query.get("cursor") ?? "0");
  const paths = Object.keys(files).filter((path) => query.get("recursive") === "true" || !path.includes("/"));
  const entries = paths
    .slice(start, start + 2)
    .map((path) => ({ type: "file", oid: "0", size: Buffer.from(files[path] ?? "").length, path }));
  const next = new URL(request.url ?? "", `http://${request.headers.host}`);
  next.searchParams.set("cursor", String(start + 2));
  return json(response, entries, start + 2 < paths.length ? { link: `<${next.href}>; rel="next"` } : {});
}

function send(request: IncomingMessage, response: ServerResponse, key: string, repositories: Repositories): ServerResponse {
  const [name = "", path = ""] = key.split("|");
  const bytes = Buffer.from(repositories[name]?.files[path] ?? "");
  const match = /^bytes=0-(\d+)$/.exec(request.headers.range ?? "");
  if (match === null) return response.writeHead(200, { "content-length": bytes.length }).end(bytes);
  if (bytes.length === 0) return response.writeHead(416, { "content-range": "bytes */0" }).end();
  const part = bytes.subarray(0, Number(match[1]) + 1);
  return response
    .writeHead(206, { "content-range": `bytes 0-${part.length - 1}/${bytes.length}`, "content-length": part.length })
    .end(part);
}

function json(response: ServerResponse, value: unknown, headers: Readonly<Record<string, string>> = {}): ServerResponse {
  return response.writeHead(200, { "content-type": "application/json", ...headers }).end(JSON.stringify(value));
}

function refuse(response: ServerResponse, status: number, code: string, message: string): ServerResponse {
  const headers = { "x-error-message": message, ...(code === "" ? {} : { "x-error-code": code }) };
  return response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify({ error: message }));
}
