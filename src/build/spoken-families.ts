import type { LicenseEntry, ModelEntry, SpokenFamilies } from "../licenses/knowledge.ts";
import { fileName } from "../paths.ts";

/** Letters of a name that say enough without a version. */
const LONG = 7;

/** A word that speaks of a family without a version, and the entry of the catalog that stands for the family. */
export interface Brand {
  readonly word: string;
  readonly name: string;
}

/**
 * The families of the large publishers that a name speaks of by a version or a long name of their own, else by a brand, and whose license is not permissive:
 * what is made of others keeps no more than a notice.
 */
export function spokenFamilies(
  publisherPatterns: readonly string[],
  patterns: Readonly<Record<string, readonly ModelEntry[]>>,
  licenses: Readonly<Record<string, LicenseEntry>>,
  brands: readonly Brand[],
): SpokenFamilies {
  const isFree = (pattern: string) =>
    isPermissive(
      patterns[ownerOf(pattern)]?.find(({ name }) => name === pattern),
      licenses,
    );
  const telling = publisherPatterns.filter((pattern) => {
    const [literal = "", ...others] = fileName(pattern).split("*");
    const tells = /\d/.test(literal) || literal.replace(/[^a-z]/gi, "").length >= LONG;
    return others.length === 1 && /^[a-z]/i.test(literal) && tells && !isFree(pattern);
  });
  const free = publisherPatterns.filter(isFree);
  return byLetter([
    ...telling.map((pattern) => ({ pattern, ...spellings(fileName(pattern).toLowerCase()) })),
    ...brands.map((brand) => ({ pattern: brand.name, letter: brand.word.charAt(0), written: spelledBrand(brand, free) })),
  ]);
}

interface Spelled {
  /** What it begins with, however it is written. */
  readonly letter: string;
  readonly written: string;
}

function byLetter(all: readonly (Spelled & { readonly pattern: string })[]): SpokenFamilies {
  const letters = [...new Set(all.map(({ letter }) => letter))].sort();
  return Object.fromEntries(
    letters.map((letter) => {
      const those = all.filter((one) => one.letter === letter);
      return [letter, { patterns: those.map(({ pattern }) => pattern), expression: those.map(({ written }) => `(${written})`).join("|") }];
    }),
  );
}

function ownerOf(name: string): string {
  return name.slice(0, name.indexOf("/")).toLowerCase();
}

/** Words before a brand that make a model of its shape alone, with weights of its own. */
const OF_ITS_OWN = "(?<!(?:open|tiny|random|mamba)[-_.])";

/** Words behind a brand that make a program of it: what is named after one is made for it. */
const PROGRAM = "(?![-_. ]?(?:index|cpp|parse|factory|hub|stack|swap)(?![a-z]))";

/** The brand as a word, unless a name of the same publisher begins with it that is free: Gemma, but not Gemma 4. */
function spelledBrand({ word, name }: Brand, free: readonly string[]): string {
  const owner = ownerOf(name);
  const begun = free.filter((pattern) => ownerOf(pattern) === owner).map((pattern) => fileName(pattern).toLowerCase());
  const others = begun.filter((pattern) => pattern.startsWith(word)).map((pattern) => spellings(pattern).written);
  const but = others.length === 0 ? "" : `(?!${others.join("|")})`;
  return `${OF_ITS_OWN}${but}${separated(word)}${/\d$/.test(word) ? "(?![a-z0-9]|\\.\\d)" : "(?![a-z])"}${PROGRAM}`;
}

function isPermissive(entry: ModelEntry | undefined, licenses: Readonly<Record<string, LicenseEntry>>): boolean {
  const license = entry?.license;
  if (license === undefined || "family" in license) return false;
  return licenses[license.license]?.classes.every((one) => one === "permissive") === true;
}

/** What people write for `meta-llama-3.1-*`: `llama3.1`, `llama-3_1`, `llama_3.1`, with nothing joined to it that would make it another version. */
function spellings(pattern: string): Spelled {
  const literal = pattern.slice(0, pattern.indexOf("*")).replace(/^meta-/, "");
  const stem = literal.replace(/[-_.]$/, "");
  const end = stem !== literal ? "(?![a-z0-9]|\\.\\d|_\\d(?![a-z0-9]))" : /\d/.test(stem) ? "(?!\\d|\\.\\d)" : "";
  return { letter: stem.charAt(0), written: separated(stem) + end };
}

/** People put other signs, or none, between letters and digits, and other ones between words. */
function separated(stem: string): string {
  return stem
    .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
    .replace(/(?<=\d)\\\.(?=\d)/g, "[._]")
    .replace(/(?<=[a-z])[-_]?(?=\d)/g, "[-_.]?")
    .replace(/[-_](?=[a-z])/g, "[-_.]");
}
