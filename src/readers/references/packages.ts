import { lineBefore } from "../../formats/lines.ts";
import { addressesIn } from "./addresses.ts";
import { blanked } from "./blanked.ts";
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

/** Lists of packages in `package.json`, of which one may be called `owner/name` as a repository of code is. */
const PACKAGES = /"(?:\w{0,30}[dD]ependencies|resolutions|overrides)"\s{0,9}:\s{0,9}\{[^{}]*\}/g;

/** The text of a `package.json` with its lists of packages made spaces. */
export function withoutPackages(source: string): string {
  const lists = [...source.matchAll(PACKAGES)].map(({ index, 0: text }) => ({ from: index, to: index + text.length }));
  return blanked(source, lists);
}
