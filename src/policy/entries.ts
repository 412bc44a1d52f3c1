import { checks } from "../checks/registry.ts";
import { canonicalExpression } from "../licenses/expression.ts";
import type { Knowledge } from "../licenses/knowledge.ts";
import { understandName } from "../licenses/names.ts";
import { limits } from "../limits.ts";
import { fitsGlob, parseGlob } from "./glob.ts";
import type { Mistakes } from "./mistakes.ts";
import type { ReadPolicy } from "./placed.ts";
import { type ListEntry, type Pattern, PolicyError } from "./policy.ts";
import { suggestion } from "./suggest.ts";
import { CLASSES } from "./vocabulary.ts";

/** All check ids that a policy may name. */
export const CHECK_IDS: readonly string[] = checks.map(({ id }) => id).sort();

type Keys = readonly PropertyKey[];

/** Understands the entries of a license list: classes, terms (where denied), identifiers, expressions, families, globs. Unknown ones are mistakes. */
export async function compileLists(
  entries: readonly string[] | undefined,
  read: ReadPolicy,
  keys: Keys,
  knowledge: Knowledge,
  list: "allow" | "deny" | "review" | "curation",
  mistakes: Mistakes,
): Promise<readonly ListEntry[]> {
  const compiled: ListEntry[] = [];
  for (const [index, written] of (entries ?? []).entries()) {
    const location = read.at(list === "curation" ? keys : [...keys, index]);
    const meaning = await understandEntry(written.trim(), knowledge, list).catch((error: unknown) => {
      if (error instanceof PolicyError) return () => error.message;
      throw error;
    });
    if (typeof meaning !== "function") compiled.push({ written, location, meaning });
    else mistakes.add(() => `${location.path}:${location.line}:${location.column}: ${meaning()}`);
  }
  return compiled;
}

/** What an entry means, or what is wrong with it. */
async function understandEntry(
  written: string,
  knowledge: Knowledge,
  list: "allow" | "deny" | "review" | "curation",
): Promise<ListEntry["meaning"] | (() => string)> {
  if (list !== "curation") {
    if ((CLASSES as readonly string[]).includes(written)) return { is: "class", name: written };
    if (knowledge.terms.get(written) !== undefined) {
      return list === "deny"
        ? { is: "term", name: written }
        : () => `${written} is a term; terms may stand under deny, or under terms: with a verdict`;
    }
    if (/[*?[\]{}!]/.test(written)) return { is: "glob", matches: (await patternOf(written)).matches };
  }
  const name = understandName(written, knowledge.names);
  if (name.means === "license") {
    if ("license" in name.expression && name.expression.exception === null && !name.expression.orLater)
      return { is: "licenses", names: [name.expression.license] };
    return { is: "expression", text: canonicalExpression(name.expression) };
  }
  if (name.means === "family" && list !== "curation") return { is: "licenses", names: name.candidates };
  if (name.means === "family") return () => `${written} fits several licenses; write one of: ${name.candidates.join(", ")}`;
  const known = () => [
    ...(list === "curation" ? [] : CLASSES),
    ...(list === "deny" ? knowledge.terms.keys() : []),
    ...knowledge.names.spdx.keys().map((key) => knowledge.names.spdx.get(key) ?? key),
  ];
  return () =>
    `${JSON.stringify(written)} is no license, class${list === "deny" ? ", term" : ""} or pattern that is known; ${suggestionOrForm(written, known())}`;
}

function suggestionOrForm(written: string, known: readonly string[]): string {
  const near = suggestion(written, known);
  return near.startsWith("did you mean")
    ? near
    : `write a class (${CLASSES.join(", ")}), an SPDX identifier such as Apache-2.0, LicenseRef-…, or a pattern with *`;
}

/** The check ids that are not known become mistakes with a suggestion. */
export function knownChecks(ids: readonly string[], read: ReadPolicy, keys: Keys, mistakes: Mistakes): void {
  for (const id of ids) {
    if (CHECK_IDS.includes(id)) continue;
    const { path, line, column } = keys[0] === "waivers" ? read.at(keys) : read.keyAt(keys);
    mistakes.add(() => `${path}:${line}:${column}: no check is called ${JSON.stringify(id)}; ${suggestion(id, CHECK_IDS)}`);
  }
}

/**
 * A pattern for names and paths, whose case does not matter, as it does not on the Hub: minimatch expands its braces, and is loaded only for those that have some. `*` alone fits everything. Throws PolicyError where
 * it is longer, or has more alternatives, than any that somebody wrote: a pattern that is only half understood could let something pass.
 */
export async function patternOf(written: string): Promise<Pick<Pattern, "matches">> {
  if (written.length > limits.patternCharacters)
    throw new PolicyError(`a pattern of more than ${limits.patternCharacters} characters; write several shorter ones`);
  if (written === "*" || written === "**") return { matches: () => true };
  if (!/[*?[\]{}!+@(\\]/.test(written)) {
    const literal = written.toLowerCase();
    return { matches: (text) => text.toLowerCase() === literal };
  }
  const globs = (await withoutBraces(written)).map(parseGlob);
  return { matches: (text) => globs.some((glob) => fitsGlob(glob, text)) };
}

async function withoutBraces(written: string): Promise<readonly string[]> {
  if (!written.includes("{")) return [written];
  const { braceExpand } = await import("minimatch");
  const expanded = braceExpand(written, { braceExpandMax: limits.patternAlternatives + 1 });
  if (expanded.length > limits.patternAlternatives)
    throw new PolicyError(`a pattern whose braces mean more than ${limits.patternAlternatives} alternatives; write several patterns`);
  return expanded;
}
