import { ExpectedError } from "../errors.ts";
import type { GithubSettings } from "./client.ts";

/**
 * Why GitHub gives no answer: `token` the token is not valid, `forbidden` the token may not do this, `missing` there is no such thing (or the token may not
 * see it), `empty` a repository without commits, `limited` a rate limit is used up, `refused` the question is wrong, `down` GitHub is at fault or does not
 * answer.
 */
export type Reason = "token" | "forbidden" | "missing" | "empty" | "limited" | "refused" | "down";

/** GitHub did not give what was asked for. */
export class GithubRefusal extends ExpectedError {
  constructor(
    readonly reason: Reason,
    message: string,
    /** The HTTP status; null where there was no answer. */
    readonly status: number | null,
  ) {
    super(message);
  }
}

/** The part of Octokit's RequestError that is looked at. */
interface Answered {
  readonly status: number;
  readonly message: string;
  readonly response?: { readonly headers?: Readonly<Record<string, string | number | undefined>> };
  readonly request?: { readonly method?: string };
  readonly cause?: unknown;
}

/** An error of Octokit in words: `what` is what was asked for. Errors of other kinds come back as they are. */
export function refusalOf(error: unknown, what: string, { apiUrl, token }: GithubSettings): Error {
  if (!(error instanceof Error) || !("status" in error) || typeof error.status !== "number") {
    return error instanceof Error ? error : new Error(String(error));
  }
  const { status, message, response, request, cause } = error as Answered;
  if (response === undefined) return new GithubRefusal("down", `${what}: ${apiUrl} cannot be reached (${failureOf(cause, message)})`, null);
  const words = (reason: Reason, text: string) => new GithubRefusal(reason, `${what}: ${text}`, status);
  const headers = response.headers ?? {};
  if (status === 401) return words("token", "GitHub does not accept the token (401): set GITHUB_TOKEN to a valid one");
  if (isLimit(status, message, headers))
    return words(
      "limited",
      `GitHub's rate limit is used up (${status})${resetOf(headers)}${token === null ? ": set GITHUB_TOKEN for a higher one" : ""}`,
    );
  if (status === 403)
    return words("forbidden", `the token may not ${request?.method === "GET" ? "read" : "write"} it (403): ${firstWords(message)}`);
  if (status === 404)
    return words(
      "missing",
      `does not exist, or ${token === null ? "nobody without a token" : "the token"} may see it (404): check owner, name and ref${token === null ? ", or set GITHUB_TOKEN" : ""}`,
    );
  if (status === 409 && /empty/i.test(message)) return words("empty", "the repository is empty (409)");
  if (status === 422 && /no commit found/i.test(message)) return words("missing", "there is no such branch, tag or commit (422)");
  if (status >= 500) return words("down", `GitHub answered ${status}: ${firstWords(message)}`);
  return words("refused", `GitHub answered ${status}: ${firstWords(message)}`);
}

function isLimit(status: number, message: string, headers: Readonly<Record<string, string | number | undefined>>): boolean {
  if (status === 429) return true;
  return (
    status === 403 && (headers["x-ratelimit-remaining"] === "0" || headers["retry-after"] !== undefined || /rate limit/i.test(message))
  );
}

/** When the limit ends, as GitHub's headers say. */
function resetOf(headers: Readonly<Record<string, string | number | undefined>>): string {
  const after = Number(headers["retry-after"]);
  if (Number.isFinite(after) && after > 0) return `; it asks to wait ${after} seconds`;
  const reset = Number(headers["x-ratelimit-reset"]);
  return reset > 0 && reset < 1e11 ? `; it ends at ${new Date(reset * 1000).toISOString()}` : "";
}

function failureOf(cause: unknown, message: string): string {
  if (!(cause instanceof Error)) return firstWords(message);
  if (cause.name === "TimeoutError") return "no answer in time";
  const inner = cause.cause as { code?: unknown } | undefined;
  return typeof inner?.code === "string" ? inner.code : firstWords(message);
}

/** A server's words on one line: a proxy may answer with a whole page. */
function firstWords(message: string): string {
  const line = message.replace(/\s+/g, " ").trim();
  return line === "" ? "no reason given" : line.length > 200 ? `${line.slice(0, 199)}…` : line;
}
