import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Conversation } from "./conversation.ts";
import { blobOf, commit, commitOf, comparison, gitCommit, isEmpty, treeOf } from "./git-answers.ts";
import { findOperation, type Match, mistakesOfAnswer, mistakesOfRequest } from "./openapi.ts";
import { type AboutRepository, repositoriesOf } from "./owner-answers.ts";

export interface Failure {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly message?: string;
  /** The question is answered first, and the answer lost. */
  readonly after?: boolean;
}

export interface GithubServer {
  readonly url: string;
  /** What was asked, as `GET /repos/…?query`. */
  readonly requests: { readonly asked: string; readonly authorization: string | undefined; readonly body: unknown }[];
  /** Requests and answers that do not fit GitHub's description. */
  readonly mistakes: string[];
  /** Comments and check runs. */
  readonly conversation: Conversation;
  /** The next answers to questions that contain a text. */
  fail(text: string, ...failures: readonly Failure[]): void;
  close(): Promise<void>;
}

export interface GithubOptions {
  /** Folders of git repositories by `OWNER/REPO`. */
  readonly repositories: Readonly<Record<string, string>>;
  /** What GitHub says of some of them. */
  readonly about?: Readonly<Record<string, AboutRepository>>;
  /** Owners that are users; the others are organizations. */
  readonly users?: readonly string[];
  /** What the token may: `read` as in pull requests from forks. */
  readonly token?: "write" | "read";
  /** Who the token is. */
  readonly login?: string;
  /** Entries of a recursive tree at most. */
  readonly mostEntries?: number;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** There is more of it. */
  readonly nextPage?: number;
}

const JSON_TYPE = "application/json";

/** A server on loopback that answers as GitHub does, out of real repositories, and holds every request and answer against GitHub's description. */
export async function startGithub(options: GithubOptions): Promise<GithubServer> {
  const requests: { asked: string; authorization: string | undefined; body: unknown }[] = [];
  const mistakes: string[] = [];
  const failures: { readonly text: string; readonly failure: Failure }[] = [];
  const conversation = new Conversation(options.login ?? "github-actions[bot]");
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      mistakes.push(`the server itself failed: ${String(error)}`);
      response.destroy();
    });
  });
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const { method = "GET", headers } = request;
    const address = new URL(request.url ?? "/", "http://localhost");
    const asked = `${method} ${decodeURIComponent(address.pathname)}${address.search}`;
    const body = await bodyOf(request);
    requests.push({ asked, authorization: headers.authorization, body });
    const match = findOperation(method, address.pathname);
    const index = failures.findIndex(({ text }) => asked.includes(text));
    const [planned] = index === -1 ? [] : failures.splice(index, 1);
    let answer: Answer;
    if (method === "POST" && address.pathname === "/graphql") answer = viewer(conversation.login, options.token);
    else if (match === null) {
      mistakes.push(`${asked}: GitHub has no such request`);
      answer = refusal(404, "Not Found");
    } else {
      mistakes.push(...mistakesOfRequest(match, address.searchParams, body).map((mistake) => `${asked}: ${mistake}`));
      if (planned?.failure.after === true) answerTo(match, address.searchParams, body, headers.accept ?? "", options, conversation);
      answer =
        planned === undefined
          ? (ownerAnswer(match, new URL(address.pathname + address.search, `http://${headers.host}`), options) ??
            answerTo(match, address.searchParams, body, headers.accept ?? "", options, conversation))
          : failed(planned.failure);
      mistakes.push(
        ...mistakesOfAnswer(match, answer.status, answer.type ?? JSON_TYPE, answer.body).map((mistake) => `${asked}: ${mistake}`),
      );
    }
    address.host = headers.host ?? "";
    send(response, answer, address);
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    mistakes,
    conversation,
    fail: (text, ...list) => failures.push(...list.map((failure) => ({ text, failure }))),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The repositories of an owner; null for other questions. */
function ownerAnswer({ route, path }: Match, address: URL, { repositories, about = {}, users = [] }: GithubOptions): Answer | null {
  const isUser = route === "GET /users/{username}/repos";
  if (!isUser && route !== "GET /orgs/{org}/repos") return null;
  const owner = path["org"] ?? path["username"] ?? "";
  const answer = users.includes(owner) === isUser ? repositoriesOf(owner, Object.keys(repositories), about, address) : null;
  return answer ?? refusal(404, "Not Found");
}

function answerTo(
  { route, path }: Match,
  query: URLSearchParams,
  body: unknown,
  accept: string,
  { repositories, token, mostEntries }: GithubOptions,
  conversation: Conversation,
): Answer {
  const folder = repositories[`${path["owner"]}/${path["repo"]}`];
  if (folder === undefined) return refusal(404, "Not Found");
  const [method = "", template = ""] = route.split(" ");
  if (method !== "GET") {
    if (token === "read") return refusal(403, "Resource not accessible by integration");
    return conversation.write(method, template.slice("/repos/{owner}/{repo}".length), path, body) ?? refusal(404, "Not Found");
  }
  switch (template.slice("/repos/{owner}/{repo}".length)) {
    case "/commits/{ref}": {
      if (isEmpty(folder)) return refusal(409, "Git Repository is empty.");
      const sha = commitOf(folder, path["ref"] ?? "");
      if (sha === null) return refusal(422, `No commit found for SHA: ${path["ref"]}`);
      return accept.includes("sha") ? { status: 200, type: "application/vnd.github.sha", body: sha } : found(commit(folder, sha));
    }
    case "/git/commits/{commit_sha}":
      return found(commitOf(folder, path["commit_sha"] ?? "") === null ? null : gitCommit(folder, path["commit_sha"] ?? ""));
    case "/git/trees/{tree_sha}":
      return found(treeOf(folder, path["tree_sha"] ?? "", query.has("recursive"), mostEntries ?? 100_000));
    case "/git/blobs/{file_sha}": {
      const bytes = blobOf(folder, path["file_sha"] ?? "");
      return bytes === null ? refusal(404, "Not Found") : { status: 200, type: "application/vnd.github.raw", body: bytes };
    }
    case "/compare/{basehead}":
      return found(comparison(folder, path["basehead"] ?? ""));
    default:
      return conversation.read(template.slice("/repos/{owner}/{repo}".length), path, query);
  }
}

function found(body: object | null): Answer {
  return body === null ? refusal(404, "Not Found") : { status: 200, body };
}

function refusal(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, body: { message, documentation_url: "https://docs.github.com/rest", status: String(status) }, headers };
}

function failed({ status, headers, message }: Failure): Answer {
  return refusal(status, message ?? "no", headers);
}

/** GraphQL tells who asks, also to the token of a workflow; a read-only token may ask too. */
function viewer(login: string, _token: GithubOptions["token"]): Answer {
  return { status: 200, body: { data: { viewer: { login } } } };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString("utf8");
  return text === "" ? undefined : (JSON.parse(text) as unknown);
}

function send(response: ServerResponse, { status, body, type, headers, nextPage }: Answer, address: URL): void {
  if (nextPage !== undefined) {
    address.searchParams.set("page", String(nextPage));
    response.setHeader("link", `<${address.href}>; rel="next"`);
  }
  response.writeHead(status, { "content-type": type === undefined ? `${JSON_TYPE}; charset=utf-8` : `${type}; charset=utf-8`, ...headers });
  response.end(body === null ? undefined : Buffer.isBuffer(body) || typeof body === "string" ? body : JSON.stringify(body));
}
