import { existsSync } from "node:fs";
import type { HubAnswers } from "./resolve.ts";
import { type Environment, hubCacheFolder, hubSettings } from "./settings.ts";

/**
 * Where a scan looks names up: always in the local cache, with --online on the Hub. What asks is loaded with the first question. Throws HubSettingsError where
 * the environment forbids the network.
 */
export function hubAnswers(environment: Environment, online: boolean): HubAnswers {
  const folder = hubCacheFolder(environment);
  return {
    cached: existsSync(folder) ? async (asked) => (await import("./cache.ts")).hubCache(folder)?.(asked) ?? null : null,
    online: online ? asker(environment) : null,
  };
}

function asker(environment: Environment): HubAnswers["online"] {
  const settings = hubSettings(environment, "--online");
  let ask: HubAnswers["online"] = null;
  return async (names) => {
    const [{ hubAsker }, { hubClient }] = await Promise.all([import("./ask.ts"), import("./client.ts")]);
    ask ??= hubAsker(hubClient(settings));
    return ask(names);
  };
}
