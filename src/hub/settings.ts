import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { ExpectedError } from "../errors.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where the Hub is, and who asks. */
export interface HubSettings {
  /** Without a slash at its end. */
  readonly endpoint: string;
  readonly token: string | null;
}

/** The Hub cannot be asked as things are set; the message says what to change. */
export class HubSettingsError extends ExpectedError {}

const DEFAULT_ENDPOINT = "https://huggingface.co";

/**
 * The settings that the environment gives, named as the Hub's own programs name them (huggingface_hub, “Environment variables”): `HF_ENDPOINT`, `HF_TOKEN`,
 * else `HF_TOKEN_PATH`, else the file `token` in `HF_HOME`. Throws HubSettingsError when `HF_HUB_OFFLINE` forbids the network; `what` names what would need it.
 */
export function hubSettings(environment: Environment, what: string): HubSettings {
  if (isSet(environment["HF_HUB_OFFLINE"]))
    throw new HubSettingsError(
      `${what} asks the Hub, and HF_HUB_OFFLINE=${environment["HF_HUB_OFFLINE"]} forbids it: unset HF_HUB_OFFLINE to allow it`,
    );
  const endpoint = (environment["HF_ENDPOINT"] || DEFAULT_ENDPOINT).trim().replace(/\/+$/, "");
  if (!URL.canParse(endpoint) || !/^https?:$/.test(new URL(endpoint).protocol))
    throw new HubSettingsError(`HF_ENDPOINT must be a web address such as ${DEFAULT_ENDPOINT}, not ${JSON.stringify(endpoint)}`);
  const { username, password, search, hash } = new URL(endpoint);
  if (`${username}${password}${search}${hash}` !== "")
    throw new HubSettingsError("HF_ENDPOINT must be a plain web address: no user, password, ? or # in it; set HF_TOKEN for access");
  return { endpoint, token: tokenOf(environment) };
}

/** The folder that the Hub's own programs keep their downloads in: `HF_HUB_CACHE`, else below `HF_HOME`, else below `XDG_CACHE_HOME`, else below the home. */
export function hubCacheFolder(environment: Environment): string {
  return environment["HF_HUB_CACHE"] || environment["HUGGINGFACE_HUB_CACHE"] || join(hubHome(environment), "hub");
}

function hubHome(environment: Environment): string {
  return environment["HF_HOME"] || join(environment["XDG_CACHE_HOME"] || join(environment["HOME"] || homedir(), ".cache"), "huggingface");
}

function tokenOf(environment: Environment): string | null {
  const stated = environment["HF_TOKEN"]?.trim() || environment["HUGGING_FACE_HUB_TOKEN"]?.trim();
  if (stated) return stated;
  if (isSet(environment["HF_HUB_DISABLE_IMPLICIT_TOKEN"])) return null;
  try {
    return readFileSync(environment["HF_TOKEN_PATH"] || join(hubHome(environment), "token"), "utf8").trim() || null;
  } catch {
    return null; // Nobody has logged in on this machine.
  }
}

/** What the Hub's own programs take for true. */
function isSet(value: string | undefined): boolean {
  return value !== undefined && /^(?:1|on|yes|true)$/i.test(value.trim());
}
