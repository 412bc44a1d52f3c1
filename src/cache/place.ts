import { isAbsolute, join } from "node:path";

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The folder for what may be deleted at any time: `XDG_CACHE_HOME/modelterms` (XDG Base Directory Specification), else `~/.cache/modelterms`. Null where
 * there is no home, and where `MODELTERMS_CACHE=off` says that nothing is to be kept. Relative ones are ignored, as the specification asks: they would mean a
 * folder of whatever is scanned.
 */
export function cacheFolder(environment: Environment): string | null {
  if (environment["MODELTERMS_CACHE"] === "off") return null;
  const named = environment["XDG_CACHE_HOME"] ?? "";
  if (isAbsolute(named)) return join(named, "modelterms");
  const home = environment["HOME"] ?? environment["USERPROFILE"] ?? "";
  return isAbsolute(home) ? join(home, ".cache", "modelterms") : null;
}
