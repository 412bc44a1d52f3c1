import type { HubAnswers } from "../../src/hub/resolve.ts";
import { openTexts } from "../../src/knowledge-files.ts";
import type { TextReader } from "../../src/licenses/read-text.ts";
import type { PolicyChange, Result } from "../../src/model.ts";
import { loadPolicy } from "../../src/policy/load.ts";
import { type Policy, PolicyError } from "../../src/policy/policy.ts";
import { scan } from "../../src/scan.ts";
import { memorySource } from "../../src/sources/memory.ts";
import { knowledge } from "./knowledge.ts";
import { ROOT } from "./places.ts";

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** The day of all tests that ask for one. */
export const TODAY = "2026-11-23";

/** A policy from its text; `extends` finds the other texts by their paths. */
export function policyOf(text: string, path = "modelterms.yml", others: Readonly<Record<string, string>> = {}): Promise<Policy> {
  return loadPolicy({ path, text }, knowledge, async (name) => {
    const key = name.replace(/^\.\//, "");
    const found = others[key];
    if (found === undefined) throw new PolicyError(`${key}: no such file; name an existing one`);
    return { path: key, text: found };
  });
}

/** Recognizes texts as the program does. */
export const readReally = openTexts(`${ROOT}dist/texts.bin`, knowledge);

/**
 * Stands in for the recognition of texts: a file that says `Text of <license>` is that license; `Modified text of` has lines of its own
 * after the first. What cards and notices say is read as it is.
 */
const readText: TextReader = (file) => {
  const { text, startLine, type } = file;
  if (type === "card" || type === "notice") return readReally(file);
  const [, modified, license] = /^(Modified text|Text) of (\S+)/.exec(text) ?? [];
  const endLine = startLine + text.split("\n").length - 1;
  if (license === undefined) return { groups: [], terms: [] };
  const lines = { licenses: [license], startLine, endLine };
  if (modified === "Text") return { groups: [{ ...lines, kind: "exact", confidence: 1, unmatched: [] }], terms: [] };
  const unmatched = [{ startLine: startLine + 1, endLine }];
  return { groups: [{ ...lines, kind: "modified", confidence: 0.9, unmatched }], terms: [] };
};

/** The whole pipeline over files in memory. */
export function scanFiles(
  files: Files,
  policy: Policy | null,
  date = TODAY,
  hub?: HubAnswers,
  changes: readonly PolicyChange[] = [],
  read: TextReader = readText,
): Promise<Result> {
  return scan(memorySource(files), { knowledge, policy, date, readText: read, only: null, changes, ...(hub === undefined ? {} : { hub }) });
}

/** The same, with the policy's text; undefined for the shipped default. */
export async function judgeFiles(
  files: Files,
  policy: string | undefined,
  date = TODAY,
  hub?: HubAnswers,
  changes: readonly PolicyChange[] = [],
): Promise<Result> {
  const loaded =
    policy === undefined
      ? await loadPolicy(null, knowledge, () => Promise.reject(new PolicyError("nothing to extend")))
      : await policyOf(policy);
  return scanFiles(files, loaded, date, hub, changes);
}
