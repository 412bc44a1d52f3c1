import { readdirSync, readFileSync } from "node:fs";
import { sep } from "node:path";
import ignore, { type Ignore } from "ignore";
import { limits } from "../limits.ts";
import type { Problem } from "../model.ts";
import { printablePath } from "./source.ts";

interface Rules {
  readonly prefix: string;
  readonly matcher: Ignore;
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
    const rules = names.some(({ name }) => name.toString("latin1") === ".gitignore") ? [...outer, readRules(full, path)] : outer;
    for (const entry of names) {
      if (entry.name.toString("latin1") === ".git") continue;
      const inner = path.length === 0 ? entry.name : Buffer.concat([path, Buffer.from("/"), entry.name]);
      if (isExcluded(rules, printablePath(inner), entry.isDirectory())) continue;
      if (entry.isDirectory()) visit(inner, rules, depth + 1);
      else paths.push(inner);
    }
  };
  visit(Buffer.alloc(0), [], 0);
  return { paths, problems };
}

function readRules(full: Buffer, path: Buffer): Rules {
  const prefix = path.length === 0 ? "" : `${printablePath(path)}/`;
  try {
    const text = readFileSync(Buffer.concat([full, Buffer.from(`${sep}.gitignore`)]), "utf8");
    return { prefix, matcher: ignore().add(text.slice(0, limits.textBytes)) };
  } catch {
    return { prefix, matcher: ignore() };
  }
}

function isExcluded(rules: readonly Rules[], path: string, isFolder: boolean): boolean {
  let excluded = false;
  for (const { prefix, matcher } of rules) {
    const answer = matcher.test(path.slice(prefix.length) + (isFolder ? "/" : ""));
    if (answer.ignored) excluded = true;
    else if (answer.unignored) excluded = false;
  }
  return excluded;
}
