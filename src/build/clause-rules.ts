import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { ClauseRulesFile } from "../licenses/clauses/compile.ts";

/** The files of `rules/clauses`, parsed, in the order of their names. */
export function readClauseRules(root: string): ClauseRulesFile[] {
  const folder = join(root, "rules/clauses");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .sort()
    .map((name) => ({ path: `rules/clauses/${name}`, value: parse(readFileSync(join(folder, name), "utf8")) as unknown }));
}
