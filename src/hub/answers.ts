import { hubAsker } from "./ask.ts";
import { hubCache } from "./cache.ts";
import { hubClient } from "./client.ts";
import type { HubAnswers } from "./resolve.ts";
import { type Environment, hubCacheFolder, hubSettings } from "./settings.ts";

/** Where a scan looks names up: always in the local cache, with --online on the Hub. Throws HubSettingsError where the environment forbids the network. */
export function hubAnswers(environment: Environment, online: boolean): HubAnswers {
  return {
    cached: hubCache(hubCacheFolder(environment)),
    online: online ? hubAsker(hubClient(hubSettings(environment, "--online"))) : null,
  };
}
