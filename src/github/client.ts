import type { Octokit } from "@octokit/rest";
import { ExpectedError } from "../errors.ts";
import { limits } from "../limits.ts";
import { useNamedProxy } from "../sources/proxy.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where GitHub's API is, and who asks. */
export interface GithubSettings {
  /** Without a slash at its end; GitHub Enterprise has an address of its own. */
  readonly apiUrl: string;
  readonly token: string | null;
}

export type GithubClient = Octokit;

const DEFAULT_API = "https://api.github.com";

/** The settings that the environment gives: `GITHUB_API_URL`, and the first of `MODELTERMS_TOKEN`, `GITHUB_TOKEN`, `GH_TOKEN` that is set. */
export function githubSettings(environment: Environment): GithubSettings {
  const written = environment["GITHUB_API_URL"] ?? "";
  const apiUrl = (written === "" ? DEFAULT_API : written).replace(/\/+$/, "");
  if (!/^https?:\/\//.test(apiUrl) || !URL.canParse(apiUrl))
    throw new ExpectedError(`GITHUB_API_URL is no address: ${JSON.stringify(written)}; write one such as ${DEFAULT_API}`);
  const tokens = [environment["MODELTERMS_TOKEN"], environment["GITHUB_TOKEN"], environment["GH_TOKEN"]];
  return { apiUrl, token: tokens.find((token) => token !== undefined && token !== "") ?? null };
}

/** How long a request is waited for, and how often it is tried again where GitHub is at fault or asks to wait. */
export interface Patience {
  /** Milliseconds for one attempt. */
  readonly attemptTimeout: number;
  /** After answers from 500 on, and where there is no answer. The pauses are 0.5, 2 and 4.5 seconds. */
  readonly retries: number;
  /** Seconds that GitHub may ask to wait when a rate limit is used up; beyond them the request fails at once. */
  readonly longestWait: number;
  /** How often a request waits for a rate limit. */
  readonly waits: number;
}

const PATIENCE: Patience = { attemptTimeout: 30_000, retries: 3, longestWait: 60, waits: 3 };

/** Mistakes in the question, and rate limits, which the throttling looks after. */
const NEVER_RETRIED = [400, 401, 403, 404, 406, 409, 410, 422, 429, 451];

/** Breaks off behind the limit. Files are not read so, but as far as is asked for. */
function bounded(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  let left: number = limits.githubAnswerBytes;
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        left -= chunk.length;
        if (left < 0) controller.error(new Error("larger than what is read"));
        else controller.enqueue(chunk);
      },
    }),
  );
}

/** Octokit looks for a message in what refuses: it must be words or an object, whatever a server in between has written. */
async function withWords(refusal: Response): Promise<Response> {
  const text = await refusal.text();
  const isBare = /^\s*(?:[-\d]|true|false|null)/.test(text);
  return new Response(isBare ? JSON.stringify({ message: text }) : text, refusal);
}

/** Octokit with throttling and retries, loaded with the first use. Its methods throw RequestError; `refusalOf` says in words what went wrong. */
export async function githubClient({ apiUrl, token }: GithubSettings, given: Partial<Patience> = {}): Promise<GithubClient> {
  useNamedProxy();
  const patience = { ...PATIENCE, ...given };
  const [{ Octokit }, { throttling }, { retry }] = await Promise.all([
    import("@octokit/rest"),
    import("@octokit/plugin-throttling"),
    import("@octokit/plugin-retry"),
  ]);
  const isWorthWaiting = (seconds: number, _options: unknown, _octokit: unknown, count: number) =>
    seconds <= patience.longestWait && count < patience.waits;
  const Patient = Octokit.plugin(throttling, retry);
  /** Attempts in a row without a proper answer. */
  let failed = 0;
  const asking = async (address: string, init: RequestInit) => {
    failed += 1;
    const response = await fetch(address, { ...init, signal: AbortSignal.timeout(patience.attemptTimeout) });
    if (response.status < 500) failed = 0;
    const isRaw = new Headers(init.headers).get("accept")?.includes("raw") === true;
    if (response.body === null || (isRaw && response.ok)) return response;
    const answer = new Response(bounded(response.body), response);
    return response.ok ? answer : withWords(answer);
  };
  const client = new Patient({
    ...(token === null ? {} : { auth: token }),
    baseUrl: apiUrl,
    userAgent: "modelterms",
    log: { debug() {}, info() {}, warn() {}, error() {} },
    request: { fetch: asking },
    throttle: { onRateLimit: isWorthWaiting, onSecondaryRateLimit: isWorthWaiting },
    retry: { retries: patience.retries, retryAfterBaseValue: 500, doNotRetry: NEVER_RETRIED },
  });
  // An API that is down was tried often enough with the first question.
  client.hook.before("request", (options) => {
    if (failed > patience.retries) options.request["retries"] = 0;
  });
  return client;
}
