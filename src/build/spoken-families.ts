import type { LicenseEntry, ModelEntry, SpokenFamilies } from "../licenses/knowledge.ts";
import { fileName } from "../paths.ts";

/** Letters of a name that say enough without a version. */
const LONG = 7;

/**
 * The families of the large publishers that a name speaks of by a version or a long name of their own, and whose license is not permissive: what is made of
 * others keeps no more than a notice.
 */
export function spokenFamilies(
  publisherPatterns: readonly string[],
  patterns: Readonly<Record<string, readonly ModelEntry[]>>,
  licenses: Readonly<Record<string, LicenseEntry>>,
): SpokenFamilies {
  const telling = publisherPatterns.filter((pattern) => {
    const [literal = "", ...others] = fileName(pattern).split("*");
    const tells = /\d/.test(literal) || literal.replace(/[^a-z]/gi, "").length >= LONG;
    const owner = pattern.slice(0, pattern.indexOf("/")).toLowerCase();
    const entry = patterns[owner]?.find(({ name }) => name === pattern);
    return others.length === 1 && /^[a-z]/i.test(literal) && tells && !isPermissive(entry, licenses);
  });
  const words = telling.map((pattern) => `(${spellings(fileName(pattern).toLowerCase())})`);
  return { patterns: telling, expression: words.join("|") };
}

function isPermissive(entry: ModelEntry | undefined, licenses: Readonly<Record<string, LicenseEntry>>): boolean {
  const license = entry?.license;
  if (license === undefined || "family" in license) return false;
  return licenses[license.license]?.classes.every((one) => one === "permissive") === true;
}

/** What people write for `meta-llama-3.1-*`: `llama3.1`, `llama-3_1`, `llama_3.1`, with nothing joined to it that would make it another version. */
function spellings(pattern: string): string {
  const literal = pattern.slice(0, pattern.indexOf("*")).replace(/^meta-/, "");
  const stem = literal.replace(/[-_.]$/, "");
  const written = stem
    .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
    .replace(/(?<=\d)\\\.(?=\d)/g, "[._]")
    .replace(/(?<=[a-z])[-_]?(?=\d)/g, "[-_.]?")
    .replace(/[-_](?=[a-z])/g, "[-_.]");
  if (stem !== literal) return `${written}(?![a-z0-9]|\\.\\d|_\\d(?![a-z0-9]))`;
  return /\d/.test(stem) ? `${written}(?!\\d|\\.\\d)` : written;
}
