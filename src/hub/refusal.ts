import { ExpectedError } from "../errors.ts";

/**
 * Why the Hub gives no answer: `gated` access must be granted first, `missing` no such repository (or a private one), `revision` no such branch, tag or
 * commit, `entry` no such file, `token` the token is not valid, `limited` too many questions, `failed` anything else.
 */
export type Reason = "gated" | "missing" | "revision" | "entry" | "token" | "limited" | "failed";

/** The Hub answered, and not with what was asked for. */
export class HubRefusal extends ExpectedError {
  constructor(
    readonly reason: Reason,
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

/** Reads the status and the Hub's own headers `X-Error-Code` and `X-Error-Message` (huggingface_hub `utils/_http.py`, `hf_raise_for_status`). */
export function refusalOf(response: Response, hasToken: boolean): HubRefusal {
  const { status, headers } = response;
  const code = headers.get("x-error-code");
  const words = headers.get("x-error-message") ?? "";
  if (code === "GatedRepo")
    return new HubRefusal("gated", `it is gated (${status}): access must be granted on its page first, and HF_TOKEN set`, status);
  if (code === "RevisionNotFound") return new HubRefusal("revision", `it has no such branch, tag or commit (${status})`, status);
  if (code === "EntryNotFound") return new HubRefusal("entry", `it has no such file (${status})`, status);
  if (status === 401 && hasToken && (code === null || /credential|token/i.test(words)) && code !== "RepoNotFound")
    return new HubRefusal("token", "the Hub does not accept the token (401): set HF_TOKEN to a valid one, or unset it", status);
  if (status === 401 || status === 404 || status === 410)
    return new HubRefusal("missing", `it is not on the Hub, or private to others (${status})`, status);
  if (status === 403)
    return new HubRefusal("failed", `the Hub refuses it (403)${told(words)}${hasToken ? ": the token may not read it" : ""}`, status);
  if (status === 429) {
    const after = headers.get("retry-after");
    return new HubRefusal(
      "limited",
      `too many questions (429)${after === null ? "" : `: the Hub asks to wait ${after} seconds`}${hasToken ? "" : "; with HF_TOKEN it allows more"}`,
      status,
    );
  }
  return new HubRefusal("failed", `the Hub answered ${status}${told(words)}`, status);
}

/** The Hub's own words, on one line: a proxy may send anything. */
function told(words: string): string {
  return words === "" ? "" : ` (${words.slice(0, 200)})`;
}

/** Any error of a question to the Hub in words: refusals as they are, the network's with what failed. */
export function wordsOf(error: unknown, endpoint: string): string {
  if (error instanceof HubRefusal) return error.message;
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause as { code?: unknown; message?: unknown } | undefined;
  if (error.name === "TimeoutError") return `${endpoint} did not answer in time`;
  const detail = [cause?.code, cause?.message, error.message].find((one) => typeof one === "string" && one !== "");
  return `${endpoint} cannot be reached (${detail})`;
}
