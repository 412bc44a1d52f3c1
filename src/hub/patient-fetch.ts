import { setTimeout as sleep } from "node:timers/promises";
import { useNamedProxy } from "../sources/proxy.ts";

/** How long to wait for one attempt, how often to try, and how long to wait at most between two; milliseconds. */
export interface Patience {
  readonly attemptTimeout: number;
  readonly attempts: number;
  readonly firstPause: number;
  readonly longestPause: number;
}

export const PATIENCE: Patience = { attemptTimeout: 30_000, attempts: 5, firstPause: 500, longestPause: 60_000 };

const TRY_AGAIN = new Set([408, 429, 500, 502, 503, 504]);

/**
 * A `fetch` that waits and tries again after 429, after faults of the server and of the network, as long as the server asks for (`Retry-After`), else
 * twice as long each time. The last answer is returned as it is; throws the last error of the network. The token goes to the endpoint's own addresses only.
 */
export function patientFetch(endpoint: string, token: string | null, patience: Patience = PATIENCE): typeof fetch {
  useNamedProxy();
  const { origin } = new URL(endpoint);
  return async (input, init) => {
    const address = new URL(input instanceof Request ? input.url : input, endpoint);
    const headers = new Headers(init?.headers);
    headers.set("user-agent", "modelterms");
    headers.delete("authorization");
    if (token !== null && address.origin === origin) headers.set("authorization", `Bearer ${token}`);
    for (let attempt = 1; ; attempt += 1) {
      const last = attempt >= patience.attempts;
      const pause = Math.min(patience.firstPause * 2 ** (attempt - 1), patience.longestPause);
      try {
        const response = await fetch(address, { ...init, headers, signal: AbortSignal.timeout(patience.attemptTimeout) });
        const asked = waitAskedFor(response);
        if (last || !TRY_AGAIN.has(response.status) || (asked ?? 0) > patience.longestPause) return response;
        await response.body?.cancel();
        await sleep(asked ?? pause);
      } catch (error) {
        if (last || !isOfTheNetwork(error)) throw error;
        await sleep(pause);
      }
    }
  };
}

/** `Retry-After` (RFC 9110): seconds, or a date. Milliseconds; null where the server asks for nothing. */
function waitAskedFor(response: Response): number | null {
  const value = response.headers.get("retry-after");
  if (value === null) return null;
  const seconds = Number(value);
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(wait) ? null : Math.max(0, wait);
}

/** Undici throws TypeError with a cause when there is no connection, and TimeoutError when the time is up. An address that cannot be is no fault of the network. */
function isOfTheNetwork(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === "TimeoutError") return true;
  const code = (error.cause as { code?: unknown } | undefined)?.code;
  return typeof code === "string" && code !== "ENOTFOUND" && code.startsWith("ERR_INVALID") === false;
}

/** Works on all items, so many at once; the answers in the items' order. */
export async function inParallel<Item, Answer>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Answer>,
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < items.length; index = next++) {
      const item = items[index];
      if (item !== undefined) answers[index] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  return answers;
}
