import { join } from "node:path";

/**
 * The folder for what may be deleted at any time: `XDG_CACHE_HOME/modelterms` (XDG Base Directory Specification), else `~/.cache/modelterms`. Null where
 * there is no home, and where `MODELTERMS_CACHE=off` says that nothing is to be kept.
 */
export function cacheFolder(environment: Readonly<Record<string, string | undefined>>): string | null {
  if (environment["MODELTERMS_CACHE"] === "off") return null;
  const named = environment["XDG_CACHE_HOME"] ?? "";
  if (named !== "") return join(named, "modelterms");
  const home = environment["HOME"] ?? environment["USERPROFILE"] ?? "";
  return home === "" ? null : join(home, ".cache", "modelterms");
}
