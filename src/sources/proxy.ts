import * as http from "node:http";
import { ExpectedError } from "../errors.ts";

/** Part of Node since 24.14 ("Built-in Proxy Support" of its documentation). */
interface ProxySetting {
  setGlobalProxyFromEnv?(environment: NodeJS.ProcessEnv): unknown;
}

const PROXIES = ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY"];
let isSet = false;

/**
 * From now on `fetch` goes through the proxy that the environment names, but for what `NO_PROXY` holds. Older versions of Node have no such setting; some do the
 * same when they start with `NODE_USE_ENV_PROXY=1`. Throws ExpectedError where the name is none.
 */
export function useNamedProxy(): void {
  const name = PROXIES.find((one) => (process.env[one] ?? "") !== "");
  if (isSet || name === undefined) return;
  try {
    (http as ProxySetting).setGlobalProxyFromEnv?.(process.env);
    isSet = true;
  } catch {
    throw new ExpectedError(`${name} names no proxy; write an address such as http://proxy.example:3128`);
  }
}
