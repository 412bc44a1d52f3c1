import type { Location, Result } from "../../model.ts";

const FOUND = /^(?:\.github\/)?modelterms\.ya?ml$/;

/** Whether a place is a file of the scanned tree: shipped and remote policies are not. */
export function isFile({ path }: Location): boolean {
  return path !== "" && !/^[a-z][a-z0-9+.-]*:|^\/|^[A-Za-z]:[\\/]|(?:^|\/)\.\.(?:\/|$)/i.test(path);
}

/**
 * The path as seen from the folder that the program ran in: what is relative to the scanned root, behind the root where that is a folder below. GitHub
 * resolves relative paths against the repository.
 */
export function pathFromRepository({ path }: Location, { scan }: Result): string {
  const target = scan.target.replace(/^(?:\.\/)+/, "").replace(/(?<!\/)\/+$/, "");
  const isBelow = target !== "" && target !== "." && isFile({ path: target, line: null, column: null });
  const isNamedPolicy = path === scan.policy.path && !FOUND.test(path);
  if (!isBelow || isNamedPolicy) return path.replace(/^\.\//, "");
  return path === "." ? target : `${target}/${path}`;
}
