import { closeSync, constants, fstatSync, openSync, readdirSync, readFileSync } from "node:fs";
import { sep } from "node:path";
import { limits } from "../limits.ts";
import type { Problem } from "../model.ts";
import { type Ignores, isIgnored, parseIgnores } from "./gitignore.ts";
import { printablePath } from "./source.ts";

/** The rules of one folder, and how many bytes of a path lie before what they are about. */
interface Rules {
  readonly skip: number;
  readonly rules: Ignores;
}

/** All files below a folder that no `.gitignore` there excludes, sorted; for folders that git does not know. `.git` is left out. */
export function walk(folder: string): { paths: Buffer[]; problems: Problem[] } {
  const paths: Buffer[] = [];
  const problems: Problem[] = [];
  const visit = (path: Buffer, outer: readonly Rules[], depth: number): void => {
    const full = Buffer.concat([Buffer.from(folder + sep), path]);
    const location = { path: path.length === 0 ? "." : printablePath(path), line: null, column: null };
    if (depth > limits.folderDepth || paths.length > limits.files) {
      problems.push({ message: "too deep or too many files: not listed further", location, incomplete: true });
      return;
    }
    let names: { name: Buffer; isDirectory(): boolean }[];
    try {
      names = readdirSync(full, { withFileTypes: true, encoding: "buffer" });
    } catch (error) {
      problems.push({
        message: `could not be listed (${(error as NodeJS.ErrnoException).code ?? "unknown error"})`,
        location,
        incomplete: true,
      });
      return;
    }
    names.sort((a, b) => Buffer.compare(a.name, b.name));
    const own = names.some(({ name }) => name.toString("latin1") === ".gitignore") ? readRules(full, path, problems) : null;
    const rules = own === null ? outer : [...outer, own];
    for (const entry of names) {
      if (entry.name.toString("latin1") === ".git") continue;
      const inner = path.length === 0 ? entry.name : Buffer.concat([path, Buffer.from("/"), entry.name]);
      if (isExcluded(rules, inner, entry.isDirectory())) continue;
      if (entry.isDirectory()) visit(inner, rules, depth + 1);
      else paths.push(inner);
    }
  };
  visit(Buffer.alloc(0), [], 0);
  return { paths, problems };
}

/** Null where there is none that counts: git does not follow a link here either, and opens no pipe. */
function readRules(full: Buffer, path: Buffer, problems: Problem[]): Rules | null {
  const place = { path: `${path.length === 0 ? "" : `${printablePath(path)}/`}.gitignore`, line: null, column: null };
  const unread = (why: string) => {
    problems.push({ message: `${why}: what it excludes is scanned as well`, location: place, incomplete: true });
    return null;
  };
  let descriptor: number | undefined;
  try {
    descriptor = openSync(
      Buffer.concat([full, Buffer.from(`${sep}.gitignore`)]),
      constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0),
    );
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) return null;
    if (stat.size > limits.ignoreBytes) return unread(`larger than ${limits.ignoreBytes / 1_000_000} MB`);
    const text = readFileSync(descriptor, "latin1");
    return { skip: path.length === 0 ? 0 : path.length + 1, rules: parseIgnores(text.slice(0, limits.ignoreBytes)) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === "ELOOP" || code === "ENOENT" || code === "ENXIO" ? null : unread(`could not be read (${code ?? "unknown error"})`);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** The files nearest to the path have the last word. */
function isExcluded(rules: readonly Rules[], path: Buffer, isFolder: boolean): boolean {
  if (rules.length === 0) return false;
  const text = path.toString("latin1");
  for (let index = rules.length - 1; index >= 0; index -= 1) {
    const own = rules[index];
    const answer = own === undefined ? null : isIgnored(own.rules, text.slice(own.skip), isFolder);
    if (answer !== null) return answer;
  }
  return false;
}
