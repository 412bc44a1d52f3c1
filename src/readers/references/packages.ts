import { lineBefore } from "../../formats/lines.ts";
import { addressesIn } from "./addresses.ts";
import { blanked, type Span } from "./blanked.ts";
import type { References } from "./collect.ts";
import { commentAt } from "./configuration-lines.ts";
import { pipelinesIn } from "./known-names.ts";

/** What follows the name of a repository where one of its files is fetched, and no page of it is linked to. */
const FETCHED = /^[^\s"']{0,300}\/resolve\//;

/** Pipelines of spaCy among the packages that a project asks for, and what it fetches from the Hub. */
export function referencesInPackages(source: string, references: References): void {
  const isComment = (at: number) => commentAt(lineBefore(source, at, 500)) !== -1;
  for (const name of pipelinesIn(source)) references.add(name, isComment(name.from) ? "mentioned" : "used");
  for (const name of addressesIn(source)) {
    const isFetched = FETCHED.test(source.slice(name.from, name.from + 400)) && !isComment(name.from);
    references.add(name, isFetched ? "used" : "mentioned");
  }
}

/** The text of a `pyproject.toml` with spaces where it is not about tools, among them those of the project's own: its tasks and settings. */
export function toolsIn(source: string): string {
  const others: Span[] = [];
  for (let from = 0; from < source.length; ) {
    const isTool = /^\[\[?tool\./.test(source.slice(from, from + 8));
    const next = source.indexOf("\n[", from);
    const to = next === -1 ? source.length : next + 1;
    if (!isTool) others.push({ from, to });
    from = to;
  }
  return blanked(source, others);
}

/** Lists of packages in `package.json`, of which one may be called `owner/name` as a repository of code is. */
const PACKAGES = /"(?:\w{0,30}[dD]ependencies|resolutions|overrides)"\s{0,9}:\s{0,9}\{[^{}]*\}/g;

/** The text of a `package.json` with its lists of packages made spaces. */
export function withoutPackages(source: string): string {
  const lists = [...source.matchAll(PACKAGES)].map(({ index, 0: text }) => ({ from: index, to: index + text.length }));
  return blanked(source, lists);
}
